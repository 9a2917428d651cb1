// Legal holds over HTTP, and what they keep of somebody who was erased, over a restart.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {Portal} from '../tools/portal.mjs';

let portal;
let erik;
before(async () => {
  portal = await Portal.open();
  erik = await portal.person('erik', 'sub-erik-havsvik');
  await erik.set(erik.switches()[0], true);
});
after(() => portal.close());

const about = (method, rest, {token = portal.eraser, body} = {}) =>
  portal.send(method, `/v1/subjects/sub-erik-havsvik${rest}`, {
    headers: {...(token && {authorization: `Bearer ${token}`}), ...(body && {'content-type': 'application/json'})},
    body: body && JSON.stringify(body),
  });

test('only the privacy role holds, reads and lifts', async () => {
  for (const [method, rest] of [['GET', '/hold'], ['PUT', '/hold'], ['DELETE', '/hold'], ['GET', '/evidence']]) {
    assert.equal((await about(method, rest, {token: null})).status, 401);
    assert.equal((await about(method, rest, {token: portal.decider})).status, 403);
    assert.equal((await about(method, rest, {token: portal.provisioner})).status, 403);
  }
  assert.equal((await about('GET', '/hold')).status, 404);
});

test('who is erased under a hold is gone to everybody, and their evidence is left for the claim, over a restart [L121] [L137]', async () => {
  const held = await about('PUT', '/hold', {body: {reason: 'Tvist 2026-14'}});
  assert.equal(held.status, 200, held.body);
  const {kept, evidence} = (await about('DELETE', '')).json();
  assert.deepEqual(kept, ['log-entries', 'evidence']);
  assert.equal(evidence.use, 'claims-only');
  await portal.stack.stop('verifier', 'SIGKILL');
  await portal.stack.startVerifier();
  const own = await erik.visitor.send('/v1/consents/me?subject=sub-erik-havsvik');
  assert.equal(own.status, 404);
  const decision = await portal.decide({subject: 'sub-erik-havsvik', purpose: 'traffic-offers-personal', role: 'ecs-marketing', source_store: 'mediation', fields: ['usage-volume']});
  assert.equal(decision.decision, 'deny');
  const {reason, events} = (await about('GET', '/evidence')).json();
  assert.equal(reason, 'Tvist 2026-14');
  assert.deepEqual(events.map(({event}) => event.kind).filter((kind) => kind !== 'identifier_linked'), ['relation_begun', 'granted', 'erased']);
  assert.equal((await about('DELETE', '')).status, 404);
});

test('with the end of the hold it goes as well, and does not come back', async () => {
  assert.deepEqual((await about('DELETE', '/hold')).json().erased, ['evidence']);
  assert.equal((await about('GET', '/evidence')).status, 404);
  await portal.stack.stop('verifier');
  await portal.stack.startVerifier();
  assert.equal((await about('GET', '/evidence')).status, 404);
  assert.equal((await about('GET', '/hold')).status, 404);
});

test('a person restricts the use of what is stored, everywhere, and lifts it [L122]', async () => {
  const anna = await portal.person('anna');
  const purpose = 'traffic-offers-personal';
  if (!anna.isOn(purpose)) assert.equal((await anna.set(purpose, true)).status, 201);
  const ask = () => portal.decide({subject: anna.subject, purpose, role: 'ecs-marketing', source_store: 'mediation', fields: ['usage-volume']});
  assert.equal((await ask()).decision, 'allow');
  const choose = (choice, id) => anna.visitor.post('/v1/consents/me', {subject: anna.subject, submission_id: id, changes: [{choice}]});
  const restricted = await choose('restricted', 'restrict');
  assert.equal(restricted.status, 201, restricted.body);
  const denied = await ask();
  assert.deepEqual([denied.decision, denied.reason], ['deny', 'restricted']);
  const lifted = await choose('unrestricted', 'lift');
  assert.equal(lifted.status, 201, lifted.body);
  assert.equal((await ask()).decision, 'allow');
});

test('no call changes or removes an entry; a correction is a further one [L123]', async () => {
  const anna = await portal.person('anna');
  const before = portal.events();
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const {status} = await portal.send(method, '/v1/consents/me', {headers: {authorization: `Bearer ${portal.eraser}`}});
    assert.equal(status, 405);
  }
  const wrong = before.findLast(({text}) => text?.includes('"kind":"granted"') && text.includes(anna.subject));
  const answer = await portal.post(`/v1/subjects/${anna.subject}/corrections`, {position: wrong.position, submission_id: 'rattelse'}, portal.eraser);
  assert.equal(answer.status, 201, answer.body);
  const after = portal.events();
  assert.deepEqual(after.slice(0, before.length), before);
  assert.equal(JSON.parse(after[before.length].text).link, `event:${wrong.position}`);
  assert.equal((await portal.post(`/v1/subjects/${anna.subject}/corrections`, {position: wrong.position, submission_id: 'b'}, portal.decider)).status, 403);
});
