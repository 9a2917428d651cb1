// Nobody acts for somebody else, and whoever tries changes nothing.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import test, {after, afterEach, before, beforeEach} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

let portal;
let anna;
let karin;
let purpose;
let granted;
let events;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  karin = await portal.person('karin');
  purpose = anna.openPurposes(bothPartyPurposes(anna.catalogue))[0];
  granted = anna.submission(purpose, true);
});
after(() => portal.close());
beforeEach(() => (events = portal.events().length));
afterEach(() => assert.equal(portal.events().length, events, 'something was recorded'));

function refused(answer, status, code) {
  assert.equal(answer.status, status, answer.body);
  assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  assert.equal(answer.json().code, code);
  assert.equal(answer.json().status, status);
  assert.equal(answer.headers['cache-control'], 'no-store');
}

const gate = (subscriber, state = 'open') => ({
  subscriber,
  submission_id: randomUUID(),
  changes: [{purpose, gate: state}],
});

test('without a session nothing is read and nothing is sent', async () => {
  const headers = {'content-type': 'application/json', origin: portal.origin, 'sec-fetch-site': 'same-origin'};
  const send = (path, value) => portal.send('POST', path, {headers, body: JSON.stringify(value)});
  refused(await portal.get('/v1/consents/me'), 401, 'sign_in_needed');
  refused(await portal.get('/v1/gates'), 401, 'sign_in_needed');
  refused(await send('/v1/consents/me', granted), 401, 'sign_in_needed');
  refused(await send('/v1/gates', gate('sbr-bjork')), 401, 'sign_in_needed');
});

test('a session that was never given is no session', async () => {
  const cookie = '__Host-samtycke=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  refused(await portal.get('/v1/consents/me', {cookie}), 401, 'sign_in_needed');
});

test('a colleague cannot choose for another, nor see the choice [L30, L64]', async () => {
  refused(await karin.send(granted), 404, 'not_found');
  const withdrawal = {...granted, changes: [{...granted.changes[0], choice: 'withdrawn'}]};
  refused(await karin.send({...withdrawal, submission_id: randomUUID()}), 404, 'not_found');
  refused(await karin.visitor.send('/v1/consents/me?subject=sub-anna-bjork'), 404, 'not_found');
});

test('a relation that nobody has looks the same as one of somebody else', async () => {
  refused(await karin.visitor.send('/v1/consents/me?subject=sub-nobody'), 404, 'not_found');
});

test('an employee cannot open or close the gate, nor another company’s administrator [L68]', async () => {
  const maria = await portal.visitor('maria');
  for (const state of ['open', 'closed']) {
    refused(await anna.visitor.post('/v1/gates', gate('sbr-bjork', state)), 403, 'no_mandate');
    refused(await maria.post('/v1/gates', gate('sbr-bjork', state)), 403, 'no_mandate');
  }
});

test('an administrator cannot name a user in the company’s gate [L64]', async () => {
  const answer = await karin.visitor.post('/v1/gates', {...gate('sbr-bjork'), subject: 'sub-anna-bjork'});
  refused(answer, 400, 'unknown_member');
});

test('another site’s page cannot act with the person’s session', async () => {
  const foreign = [
    {origin: 'http://evil.example', 'sec-fetch-site': 'cross-site'},
    {origin: 'http://evil.example', 'sec-fetch-site': 'same-origin'},
    {origin: portal.stack.provider, 'sec-fetch-site': 'cross-site'},
    {origin: portal.origin, 'sec-fetch-site': 'cross-site'},
    {origin: 'null', 'sec-fetch-site': 'same-origin'},
    {origin: 'null'},
  ];
  for (const headers of foreign) {
    refused(await anna.send(granted, headers), 403, 'foreign_origin');
    refused(await karin.visitor.post('/v1/gates', gate('sbr-bjork'), headers), 403, 'foreign_origin');
  }
  const bare = {method: 'POST', body: JSON.stringify(granted), headers: {'content-type': 'application/json'}};
  refused(await anna.visitor.send('/v1/consents/me', bare), 403, 'foreign_origin');
});

test('no answer to another site’s page can be read by it', async () => {
  const answer = await anna.visitor.send('/v1/consents/me', {headers: {origin: 'http://evil.example'}});
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
});

test('a form of another site, or any other kind of body, is not taken for a choice', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
    const answer = await anna.send(granted, {'content-type': type});
    assert.equal(answer.status, 415, `${type}: ${answer.body}`);
  }
});

test('a question needs a token with its own scope', async () => {
  const question = questionAbout(anna.catalogue, purpose, anna.subject);
  const [head, payload, signature] = portal.decider.split('.');
  const flipped = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
  const bare = await portal.send('POST', '/v1/decisions', {
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(question),
  });
  refused(bare, 401, 'token_missing');
  assert.match(bare.headers['www-authenticate'], /^Bearer/);
  refused(await portal.post('/v1/decisions', question, `${head}.${payload}.${flipped}`), 401, 'token_invalid');
  refused(await portal.post('/v1/decisions', question, 'nothing'), 401, 'token_invalid');
  refused(await portal.post('/v1/decisions', question, portal.provisioner), 403, 'scope_missing');
  refused(await anna.visitor.post('/v1/decisions', question), 401, 'token_missing');
});

test('a token that may ask cannot bring anybody in', async () => {
  const acts = {acts: [{kind: 'relation_ended', subject: 'sub-anna-bjork'}]};
  refused(await portal.post('/v1/provisioning', acts, portal.decider), 403, 'scope_missing');
  refused(await karin.visitor.post('/v1/provisioning', acts), 401, 'token_missing');
});

test('neither customer systems nor a submission can open a gate or grant [L45, L70]', async () => {
  for (const kind of ['gate_opened', 'granted', 'objection_lifted', 'unrestricted']) {
    const answer = await portal.provision([{kind, subject: 'sub-anna-bjork', subscriber: 'sbr-bjork', person: 'prs-anna', purpose}]);
    assert.ok([400, 403, 422].includes(answer.status), `${kind}: ${answer.status} ${answer.body}`);
  }
  const opening = {...granted, submission_id: randomUUID(), changes: [{...granted.changes[0], choice: 'gate_opened'}]};
  refused(await anna.send(opening), 400, 'bad_value');
});
