// Erasure by the operator's privacy role, over HTTP: who is gone is gone from every answer and every
// file, the others and the log are as before.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {ask} from '../../web/demo/visitor.mjs';
import {Portal} from '../tools/portal.mjs';
import {leafHash, openCheckpoint, readEntries, rootOf} from '../tools/tree.mjs';

let portal;
before(async () => {
  portal = await Portal.open();
});
after(() => portal.close());

const erase = (subject, token = portal.eraser) =>
  portal.send('DELETE', `/v1/subjects/${subject}`, {headers: token ? {authorization: `Bearer ${token}`} : {}});
const provision = (acts) => ask(portal.url('/v1/provisioning'), portal.provisioner, {submission_id: randomUUID(), acts});

function somebody(name, number) {
  return [
    {kind: 'subscriber', subscriber: `sbr-${name}`, name: `Firma ${name}`},
    {kind: 'person', person: `prs-${name}`, sub: `${name}-sub`, name: `Person ${name}`},
    {kind: 'relation_begun', subject: `sub-${name}`, person: `prs-${name}`, subscriber: `sbr-${name}`, subscriber_kind: 'sole-trader'},
    {kind: 'identifier_linked', subject: `sub-${name}`, identifier_kind: 'msisdn', value: number},
  ];
}

function filesHolding(text) {
  const found = [];
  for (const entry of readdirSync(portal.stack.folder, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile() || !/\.db/.test(entry.name)) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (readFileSync(path).includes(text)) found.push(entry.name);
  }
  return found;
}

const decision = (subject) => ask(portal.url('/v1/decisions'), portal.decider, {
  subject, purpose: 'traffic-offers-personal', role: 'offer-engine', source_store: 'traffic', fields: [],
});

test('only the privacy role erases, and only who is there', async () => {
  assert.equal((await erase('sub-anna', null)).status, 401);
  assert.equal((await erase('sub-anna', portal.provisioner)).status, 403);
  assert.equal((await erase('sub-anna', portal.decider)).status, 403);
  assert.equal((await erase('sub-nobody')).status, 404);
});

test('who is erased is in no file and no answer, and the log verifies [L35] [L121]', async () => {
  assert.equal((await provision(somebody('goner', '+46700000001'))).status, 201);
  assert.deepEqual(filesHolding('sub-goner'), ['samtycke.db-keys']);
  const answer = await erase('sub-goner');
  assert.equal(answer.status, 200, answer.body);
  const {subject, erased, kept} = answer.json();
  assert.equal(subject, 'sub-goner');
  assert.deepEqual(erased, ['choices', 'evidence', 'identifiers', 'receipts', 'person', 'subscriber']);
  assert.deepEqual(kept, ['log-entries']);
  for (const mark of ['sub-goner', 'prs-goner', 'sbr-goner', 'goner-sub', 'Person goner', 'Firma goner', '+46700000001']) {
    assert.deepEqual(filesHolding(mark), [], mark);
  }
  assert.equal((await erase('sub-goner')).status, 404);
  const said = (await decision('sub-goner')).json();
  assert.equal(said.effect ?? said.decision ?? 'deny', 'deny');

  const vkey = (await portal.get('/log/vkey')).body;
  const {size, root} = openCheckpoint((await portal.get('/log/checkpoint')).body, vkey);
  const get = async (path) => Buffer.from(await (await fetch(portal.url(path))).arrayBuffer());
  const entries = await readEntries(get, size);
  assert.deepEqual(rootOf(entries.map(leafHash)), root);
  assert.equal(portal.events().filter(({text}) => text === undefined).length, 3);
});

test('an erasure lasts over a restart, and ends the sessions of who is gone', async () => {
  const anna = await portal.person('anna');
  const {subject} = anna;
  const relations = (await anna.visitor.send('/v1/consents/me')).json().relations;
  for (const relation of relations) assert.equal((await erase(relation.subject)).status, 200);
  assert.equal((await anna.visitor.send('/v1/consents/me')).status, 401);
  assert.deepEqual(filesHolding(subject), []);
  assert.deepEqual(filesHolding('Anna '), []);
  await portal.stack.stop('verifier', 'SIGKILL');
  await portal.stack.startVerifier();
  assert.equal((await erase(subject)).status, 404);
  assert.deepEqual(filesHolding(subject), []);
});

test('a no outlives its person: the same number, brought in again, is objected for [L102]', async () => {
  const karin = await portal.person('karin');
  const link = {kind: 'identifier_linked', subject: karin.subject, identifier_kind: 'msisdn', value: '+46700000002'};
  assert.equal((await provision([link])).status, 201);
  assert.equal((await provision(somebody('yea', '+46700000003'))).status, 201);
  const no = {subject: karin.subject, submission_id: 'no', changes: [{choice: 'objection'}]};
  assert.equal((await karin.visitor.post('/v1/consents/me', no)).status, 201);

  const answer = await erase(karin.subject);
  assert.ok(answer.json().kept.includes('suppression'));
  assert.ok(!(await erase('sub-yea')).json().kept.includes('suppression'));
  assert.deepEqual(filesHolding('+46700000002'), []);

  assert.equal((await provision(somebody('karin2', '+46700000002'))).status, 201);
  assert.equal((await provision(somebody('yea2', '+46700000003'))).status, 201);
  const objections = portal.events().filter(({text}) => text?.includes('"kind":"objection"')).map(({text}) => JSON.parse(text));
  assert.deepEqual(objections.map(({person, door}) => [person, door]), [['prs-karin2', 'import']]);
});
