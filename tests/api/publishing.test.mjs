// From a draft to a catalogue in force: two pairs of eyes, a lawful text, and the stated moment.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import test, {after, before} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

let portal;
let pelle; // publisher
let agnes; // approver
let disa; // privacy officer
let anna;
let purpose; // one that Anna can say yes to
let published; // the catalogue as it is in force

const id = () => published.catalogue;
const own = () => ({origin: portal.origin, 'sec-fetch-site': 'same-origin'});
const text = (document) => JSON.stringify(document, null, 2);
const send = (staff, method, path, body, headers = {}) =>
  staff.send(path, {method, body, headers: {...own(), 'content-type': 'text/plain; charset=utf-8', ...headers}});
const post = (staff, path, value) => send(staff, 'POST', path, JSON.stringify(value), {'content-type': 'application/json'});
const inForce = async () => (await portal.get(`/v1/catalogues/${id()}`)).json();

// Each version that is made here, one after the other.
const next = (changes = {}) => ({...published, version: published.version + 1, catalogue_version: `2026-12-01.${published.version + 1}`, ...changes});

const changed = (document, purposeId, changes) => ({
  ...document,
  purposes: document.purposes.map((one) => (one.id === purposeId ? {...one, ...changes} : one)),
});

async function draftOf(document, staff = pelle) {
  const answer = await send(staff, 'POST', '/v1/drafts', typeof document === 'string' ? document : text(document));
  assert.equal(answer.status, 201, answer.body);
  return answer.json().draft;
}

const read = async (draft) => (await pelle.send(`/v1/drafts/${draft}`)).json();

async function approved(document) {
  const draft = await draftOf(document);
  const {digest} = await read(draft);
  const answer = await post(agnes, `/v1/drafts/${draft}/approvals`, {digest});
  assert.equal(answer.status, 201, answer.body);
  return {draft, digest};
}

function refused(answer, status, code) {
  assert.equal(answer.status, status, answer.body);
  assert.equal(answer.json().code, code);
}

before(async () => {
  portal = await Portal.open();
  [pelle, agnes, disa] = await Promise.all(['pelle', 'agnes', 'disa'].map((sub) => portal.staff(sub)));
  anna = await portal.person('anna');
  published = anna.catalogue;
  [purpose] = anna.openPurposes(bothPartyPurposes(published));
});
after(() => portal.close());

test('a draft is begun by a publisher alone, from a page of ours, and seen by staff alone', async () => {
  const body = text(next());
  refused(await send(agnes, 'POST', '/v1/drafts', body), 403, 'staff_role_missing');
  refused(await send(pelle, 'POST', '/v1/drafts', body, {origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site'}), 403, 'foreign_origin');
  refused(await send(anna.visitor, 'POST', '/v1/drafts', body), 401, 'sign_in_needed');
  refused(await portal.get('/v1/drafts'), 401, 'sign_in_needed');
  const draft = await draftOf(next());
  assert.equal((await disa.send(`/v1/drafts/${draft}`)).status, 200);
  refused(await anna.visitor.send(`/v1/drafts/${draft}`), 401, 'sign_in_needed');
});

test('of two who edit at the same time the later is told, and both texts are kept', async () => {
  const draft = await draftOf('{ "not yet": a catalogue');
  const first = await send(pelle, 'PUT', `/v1/drafts/${draft}`, text(next()), {'if-match': '"1"'});
  assert.equal(first.status, 200, first.body);
  const late = await send(pelle, 'PUT', `/v1/drafts/${draft}`, '{}', {'if-match': '"1"'});
  refused(late, 412, 'condition_unmet');
  assert.equal(late.json().revision, 2);
  assert.equal(late.json().editor.name, 'Pelle Ros');
  assert.equal((await pelle.send(`/v1/drafts/${draft}/text`)).body, text(next()));
  refused(await send(pelle, 'PUT', `/v1/drafts/${draft}`, '{}'), 412, 'condition_unmet');
});

test('a draft that is no catalogue says why, and is kept all the same', async () => {
  const draft = await draftOf('{"catalogue": 7}');
  const {error, digest} = await read(draft);
  assert.deepEqual(error, {code: 'wrong_type', where: '/catalogue'});
  assert.equal(digest, undefined);
  refused(await post(agnes, `/v1/drafts/${draft}/approvals`, {digest: 'sha256:0'}), 409, 'draft_is_another');
});

test('whoever edits is no approver, and who approves sees exactly what is approved', async () => {
  const draft = await draftOf(next());
  const {digest} = await read(draft);
  refused(await post(pelle, `/v1/drafts/${draft}/approvals`, {digest}), 403, 'staff_role_missing');
  refused(await post(agnes, `/v1/drafts/${draft}/approvals`, {digest: digest.replace(/.$/, (end) => (end === '0' ? '1' : '0'))}), 409, 'draft_is_another');
  refused(await post(pelle, `/v1/drafts/${draft}/publication`, {digest}), 409, 'draft_not_approved');
});

test('an edit voids an approval', async () => {
  const {draft, digest} = await approved(next());
  assert.equal((await read(draft)).approved, true);
  const other = next({catalogue_version: 'another'});
  assert.equal((await send(pelle, 'PUT', `/v1/drafts/${draft}`, text(other), {'if-match': '"1"'})).status, 200);
  assert.equal((await read(draft)).approved, false);
  refused(await post(pelle, `/v1/drafts/${draft}/publication`, {digest}), 409, 'draft_is_another');
  refused(await post(pelle, `/v1/drafts/${draft}/publication`, {digest: (await read(draft)).digest}), 409, 'draft_not_approved');
});

test('what lint finds is neither approved nor published: other processing under the same version [L54]', async () => {
  const {data_types: types} = published.purposes.find((one) => one.id === purpose);
  const draft = await draftOf(changed(next(), purpose, {data_types: types.slice(1)}));
  const {digest, change} = await read(draft);
  assert.equal(change.may_follow, false);
  const answer = await post(agnes, `/v1/drafts/${draft}/approvals`, {digest});
  refused(answer, 422, 'draft_not_lawful');
  assert.ok(answer.json().findings.some(({code}) => code === 'processing_version_not_raised'), answer.body);
});

test('the same version again is not published [L54]', async () => {
  const draft = await draftOf(published);
  refused(await post(agnes, `/v1/drafts/${draft}/approvals`, {digest: (await read(draft)).digest}), 422, 'draft_not_lawful');
});

test('a moment that is past is none to publish at', async () => {
  const {draft, digest} = await approved(next());
  refused(await post(pelle, `/v1/drafts/${draft}/publication`, {digest, from: '2026-01-01T00:00:00.000Z'}), 422, 'moment_past');
});

test('how many must be asked again is told of groups alone [L69, L87]', async () => {
  const {processing_version: version} = published.purposes.find((one) => one.id === purpose);
  const draft = await draftOf(changed(next(), purpose, {processing_version: version + 1}));
  assert.equal((await anna.set(purpose, true)).status, 201);
  const told = (await pelle.send(`/v1/drafts/${draft}/asked-again`)).json();
  assert.deepEqual(told.purposes, [{purpose, at_least: null}]);
  const {change} = await read(draft);
  assert.deepEqual(change.purposes.map((one) => [one.purpose, one.fate]), [[purpose, 'asked_again']]);
});

// From here on the catalogue in force changes.

test('at the stated moment the new version is in force, not before and without a restart; an older yes waits for a new one [L54]', async () => {
  const {processing_version: version} = published.purposes.find((one) => one.id === purpose);
  const newer = changed(next(), purpose, {processing_version: version + 1});
  const {draft, digest} = await approved(newer);
  const from = new Date(Date.now() + 4_000).toISOString();
  const answer = await post(pelle, `/v1/drafts/${draft}/publication`, {digest, from});
  assert.equal(answer.status, 201, answer.body);
  assert.equal(answer.json().in_force_from, from);
  if (Date.now() < Date.parse(from) - 1_000) {
    assert.equal((await inForce()).version, published.version);
    assert.equal((await portal.decide(questionAbout(published, purpose, anna.subject))).decision, 'allow');
  }
  while (Date.now() <= Date.parse(from)) await pause(100);
  const now = await portal.get(`/v1/catalogues/${id()}`);
  assert.equal(now.json().version, newer.version);
  assert.ok(now.headers['catalogue-signature']);
  const denied = await portal.decide(questionAbout(newer, purpose, anna.subject));
  assert.deepEqual([denied.decision, denied.reason], ['deny', 'superseded_processing']);
  refused(await post(pelle, `/v1/drafts/${draft}/publication`, {digest}), 409, 'draft_published');
  refused(await send(pelle, 'PUT', `/v1/drafts/${draft}`, '{}', {'if-match': '"1"'}), 409, 'draft_published');
});

test('a page that shows the older text: its yes is refused with the current state, its no counts [L36, L54]', async () => {
  // Anna's page still has the catalogue that it was opened with.
  const yes = await anna.send(anna.submission(purpose, true, randomUUID()));
  assert.equal(yes.status, 422, yes.body);
  assert.ok(['superseded_processing', 'text_superseded'].includes(yes.json().verdicts[0].reason ?? yes.json().code), yes.body);
  assert.equal(yes.json().state.subject.id, anna.subject);
  anna.settle(yes);
  const fresh = await portal.person('anna');
  assert.equal((await fresh.set(purpose, true)).status, 201);
  const stale = await anna.visitor.post('/v1/consents/me', {
    submission_id: randomUUID(), subject: anna.subject, changes: [{purpose, choice: 'withdrawn'}],
  });
  assert.equal(stale.status, 201, stale.body);
});

const verifyWords = (database) => [
  'verify', 'log', database, '--party-keys', join(portal.stack.data, 'samtycke.db-keys'),
  '--keys', portal.stack.path('jwks.json'), '--log-key', portal.stack.path('log.vkey'), '--language', 'en',
];

test('both names are in the signed statement, the log holds its digest, and `verify log` shows them', async () => {
  const statement = await disa.send(`/v1/catalogues/${id()}/versions/${published.version + 1}/publication`);
  assert.equal(statement.status, 200, statement.body);
  assert.ok(statement.headers['publication-signature']);
  const {edited_by: editors, approved_by: approver} = statement.json();
  assert.deepEqual([editors.map(({name}) => name), approver.name], [['Pelle Ros'], 'Agnes Holm']);
  assert.equal((await portal.get(`/v1/catalogues/${id()}/versions/${published.version + 1}/publication`)).status, 401);

  writeFileSync(portal.stack.path('jwks.json'), (await portal.get('/.well-known/jwks.json')).body);
  writeFileSync(portal.stack.path('log.vkey'), (await portal.get('/log/vkey')).body);
  const {status, stdout} = spawnSync(portal.stack.binary, verifyWords(join(portal.stack.data, 'samtycke.db')), {encoding: 'utf8'});
  assert.equal(status, 0, stdout);
  assert.match(stdout, new RegExp(`${id()} ${published.version + 1}; Pelle Ros; Agnes Holm`));
  assert.doesNotMatch(stdout, /WRONG/);
});

// A copy of the database in which something was changed behind the triggers' backs.
function tampered(sql) {
  const copy = portal.stack.path(`copy-${randomUUID()}.db`);
  const database = new DatabaseSync(join(portal.stack.data, 'samtycke.db'), {readOnly: true});
  database.prepare('VACUUM INTO ?').run(copy);
  database.close();
  const changedOne = new DatabaseSync(copy);
  const triggers = changedOne.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'publications'").all();
  for (const {name} of triggers) changedOne.exec(`DROP TRIGGER ${name}`);
  assert.equal(changedOne.prepare(sql).run().changes, 1);
  for (const one of triggers) changedOne.exec(one.sql);
  changedOne.close();
  return copy;
}

test('another name in a statement, and a statement that is gone, are found', () => {
  for (const [sql, told] of [
    ["UPDATE publications SET statement = CAST(replace(CAST(statement AS TEXT), 'Agnes Holm', 'Agnes Palm') AS BLOB)", /WRONG .*publications/],
    ['DELETE FROM publications', /WRONG .*publications position/],
    ["UPDATE publications SET signature = replace(signature, '..', '..A')", /WRONG .*publications/],
  ]) {
    const {status, stdout} = spawnSync(portal.stack.binary, verifyWords(tampered(sql)), {encoding: 'utf8'});
    assert.equal(status, 1, stdout);
    assert.match(stdout, told, sql);
    assert.doesNotMatch(stdout, /WRONG {8}(?!publications)/, sql);
  }
});

test('what was published stays in force over a restart, before its moment and after it; the greater version wins over the files', async () => {
  published = await inForce();
  const newer = next();
  const {draft, digest} = await approved(newer);
  const from = new Date(Date.now() + 6_000).toISOString();
  assert.equal((await post(pelle, `/v1/drafts/${draft}/publication`, {digest, from})).status, 201);
  await portal.stack.stop('verifier');
  await portal.stack.startVerifier();
  if (Date.now() < Date.parse(from) - 1_000) assert.equal((await inForce()).version, published.version);
  while (Date.now() <= Date.parse(from)) await pause(100);
  assert.equal((await inForce()).version, newer.version);
  await portal.stack.stop('verifier');
  await portal.stack.startVerifier();
  assert.equal((await inForce()).version, newer.version);
});

test('the record of processing is a document of the version in force, as a page and as a PDF [L131]', async () => {
  const page = await disa.send('/console/processing', {headers: {accept: 'text/html', 'accept-language': 'en'}});
  assert.equal(page.status, 200, page.body);
  const current = await inForce();
  for (const list of ['purposes', 'channels', 'information_purposes']) {
    for (const {id: one} of current[list]) assert.ok(page.body.includes(one), one);
  }
  assert.ok(page.body.includes(current.catalogue_version));
  const pdf = await disa.send('/console/processing?format=pdf');
  assert.equal(pdf.status, 200);
  assert.match(pdf.headers['content-type'], /application\/pdf/);
  const older = await disa.send('/console/processing?version=1000', {headers: {accept: 'text/html'}});
  assert.equal(older.status, 404);
  assert.equal((await portal.get('/console/processing', {accept: 'text/html'})).status, 401);
});
