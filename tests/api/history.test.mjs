// What a person reads about themself: the timeline of a relation, and the receipts of own acts.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import test, {after, before} from 'node:test';
import {createLocalJWKSet, flattenedVerify} from 'jose';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes} from '../tools/questions.mjs';

let portal;
let anna;
let karin;
let purpose;
let granted;
let withdrawn;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  karin = await portal.person('karin');
  [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  granted = (await anna.set(purpose, true)).json();
  withdrawn = (await anna.set(purpose, false)).json();
});
after(() => portal.close());

const path = '/v1/consents/me/history';
const read = (person, target = path, headers = {}) => person.visitor.send(target, {headers});

function refused(answer, status, code) {
  assert.equal(answer.status, status, answer.body);
  assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  assert.equal(answer.json().code, code);
  assert.equal(answer.headers['cache-control'], 'no-store');
}

test('the timeline tells what was done, when, by which door and until when, the newest first', async () => {
  const answer = await read(anna);
  assert.equal(answer.status, 200, answer.body);
  assert.equal(answer.headers['cache-control'], 'no-store');
  const {subject, history} = answer.json();
  assert.equal(subject, 'sub-anna-bjork');
  const [no, yes, ...rest] = history;
  assert.deepEqual([no.kind, no.by, no.door, no.receipt], ['withdrawn', 'self', 'page', withdrawn.submission_id]);
  assert.deepEqual([yes.kind, yes.by, yes.door, yes.receipt], ['granted', 'self', 'page', granted.submission_id]);
  const {event} = granted.receipt.payload.events[0];
  assert.equal(yes.at, event.at);
  assert.equal(yes.expires_at, event.until);
  const title = anna.catalogue.purposes.find(({id}) => id === purpose).title;
  assert.deepEqual(yes.purposes, [{id: purpose, title: title.sv}]);
  assert.ok(rest.some(({kind, by}) => kind === 'gate_opened' && by === 'company'));
  assert.equal(history.at(-1).kind, 'relation_begun');
  const english = (await read(anna, path, {'accept-language': 'en'})).json().history;
  assert.equal(english[1].purposes[0].title, title.en);
});

test('nobody else is named in it, not even who moved the gate', async () => {
  const {body} = await read(anna);
  for (const other of ['karin', 'Karin', 'prs-', 'mandate']) assert.ok(!body.includes(other), other);
});

test('a yes, a no and a withdrawal each have the receipt that was given then [L34]', async () => {
  await anna.reload();
  const {submission_id: id, receipt} = (await anna.set(anna.switches().at(-1), false)).json();
  for (const [name, given] of [[granted.submission_id, granted.receipt], [withdrawn.submission_id, withdrawn.receipt], [id, receipt]]) {
    const answer = await read(anna, `/v1/consents/me/receipts/${name}`);
    assert.equal(answer.status, 200, answer.body);
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.deepEqual(answer.json(), given);
  }
});

test('a receipt that is asked for again still bears its signature', async () => {
  const answer = await read(anna, `/v1/consents/me/receipts/${withdrawn.submission_id}`);
  const {payload, jws} = answer.json();
  const [head, , signature] = jws.split('.');
  // The answer is canonical, so its payload's bytes are those that were signed.
  const text = answer.body.slice(answer.body.indexOf('"payload":') + '"payload":'.length, -1);
  assert.deepEqual(JSON.parse(text), payload);
  const jwks = (await portal.get('/.well-known/jwks.json')).json();
  await flattenedVerify({protected: head, payload: Buffer.from(text).toString('base64url'), signature}, createLocalJWKSet(jwks));
});

test('another’s history and receipts look as if there were none [L30]', async () => {
  refused(await read(karin, `${path}?subject=sub-anna-bjork`), 404, 'not_found');
  refused(await read(karin, `${path}?subject=sub-nobody`), 404, 'not_found');
  refused(await read(karin, `/v1/consents/me/receipts/${granted.submission_id}`), 404, 'not_found');
  refused(await read(karin, `/v1/consents/me/receipts/${randomUUID()}`), 404, 'not_found');
});

test('a company’s gate is no receipt of its administrator’s own consent', async () => {
  const id = randomUUID();
  const closing = await karin.visitor.post('/v1/gates', {subscriber: 'sbr-bjork', submission_id: id, changes: [{purpose, gate: 'closed'}]});
  assert.equal(closing.status, 201, closing.body);
  refused(await read(karin, `/v1/consents/me/receipts/${id}`), 404, 'not_found');
  assert.equal((await read(anna)).json().history[0].kind, 'gate_closed');
});

test('of several relations one has to be named', async () => {
  const erik = await portal.person('erik', 'sub-erik-bjork');
  refused(await read(erik), 400, 'missing_member');
  for (const subject of ['sub-erik-bjork', 'sub-erik-havsvik']) {
    const answer = await read(erik, `${path}?subject=${subject}`);
    assert.equal(answer.json().subject, subject);
  }
});

test('without a session nothing is read', async () => {
  refused(await portal.get(path), 401, 'sign_in_needed');
  refused(await portal.get(`/v1/consents/me/receipts/${granted.submission_id}`), 401, 'sign_in_needed');
});

test('reading changes nothing', async () => {
  const events = portal.events().length;
  await read(anna);
  await read(anna, `/v1/consents/me/receipts/${granted.submission_id}`);
  assert.equal(portal.events().length, events);
});

test('a receipt is a page to a browser, a PDF to who asks for one, and nobody else’s in any form', async () => {
  const target = `/v1/consents/me/receipts/${granted.submission_id}`;
  const page = await read(anna, target, {accept: 'text/html,application/xhtml+xml,*/*;q=0.8'});
  assert.equal(page.status, 200, page.body);
  assert.match(page.headers['content-type'], /^text\/html/);
  assert.match(page.headers['content-security-policy'], /^default-src 'none'; style-src 'self';/);
  assert.match(page.headers.vary, /Accept/);
  assert.ok(page.body.includes('Ja. Du tillåter det.') && page.body.includes('<html lang="sv">') && !page.body.includes('<script'));
  const pdf = await read(anna, `${target}?format=pdf`);
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  assert.equal(pdf.headers['content-disposition'], `attachment; filename="receipt-${granted.submission_id}.pdf"`);
  assert.equal((await read(anna, target, {accept: 'application/pdf'})).body, pdf.body, 'the same bytes');
  assert.match((await read(anna, target, {accept: '*/*'})).headers['content-type'], /^application\/json/);
  for (const format of ['html', 'pdf', 'json']) {
    assert.equal((await read(karin, `${target}?format=${format}`)).status, 404, format);
    assert.equal((await portal.get(`${target}?format=${format}`)).status, 401, format);
  }
  refused(await read(anna, `${target}?format=docx`), 400, 'bad_value');
});
