// The form that needs no script: it withdraws, with the person's own session, and can do nothing else.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes} from '../tools/questions.mjs';

let portal;
let anna;
let purposes;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  purposes = anna.openPurposes(bothPartyPurposes(anna.catalogue));
});
after(() => portal.close());

const own = () => ({origin: portal.origin, 'sec-fetch-site': 'same-origin'});

function stop(visitor, fields, headers = own()) {
  return visitor.send('/v1/stops', {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers},
  });
}

async function turnOn(...wanted) {
  await anna.reload();
  for (const purpose of wanted) assert.equal((await anna.set(purpose, true)).status, 201);
}

async function standing(purpose) {
  await anna.reload();
  return anna.isOn(purpose);
}

const titleOf = (purpose) => anna.catalogue.purposes.find(({id}) => id === purpose).title.sv;

test('it withdraws, and its page says what [L53]', async () => {
  await turnOn(purposes[0]);
  const answer = await stop(anna.visitor, {subject: anna.subject, purpose: purposes[0]});
  assert.equal(answer.status, 201, answer.body);
  assert.match(answer.headers['content-type'], /^text\/html/);
  assert.ok(answer.body.includes(titleOf(purposes[0])));
  assert.equal(await standing(purposes[0]), false);
});

test('what it records has an id of its own each time, so that a page kept in a browser can stop again', async () => {
  const ids = [];
  for (let press = 0; press < 2; ++press) {
    await turnOn(purposes[0]);
    const answer = await stop(anna.visitor, {subject: anna.subject, purpose: purposes[0], submission_id: 'kept-in-the-page'});
    assert.equal(answer.status, 201, answer.body);
    assert.equal(await standing(purposes[0]), false);
    const {evidence: {submission_id: id}} = JSON.parse(portal.events().at(-1).text);
    assert.match(id, /^[0-9a-f]{32}$/);
    ids.push(id);
  }
  assert.notEqual(ids[0], ids[1]);
});

test('a page whose origin is hidden may withdraw with the session, and nothing else may', async () => {
  await turnOn(purposes[0]);
  for (const headers of [{origin: 'null'}, {origin: 'null', 'sec-fetch-site': 'cross-site'}, {origin: 'http://evil.example', 'sec-fetch-site': 'cross-site'}, {}]) {
    const answer = await stop(anna.visitor, {subject: anna.subject, purpose: purposes[0]}, headers);
    assert.equal(answer.status, 403, JSON.stringify(headers));
  }
  assert.equal(await standing(purposes[0]), true);
  const hidden = {origin: 'null', 'sec-fetch-site': 'same-origin'};
  assert.equal((await stop(anna.visitor, {subject: anna.subject, purpose: purposes[0]}, hidden)).status, 201);
  assert.equal(await standing(purposes[0]), false);
});

test('without a session, or for a colleague, it stops nothing', async () => {
  await turnOn(purposes[0]);
  const karin = await portal.visitor('karin');
  const fields = {subject: anna.subject, purpose: purposes[0]};
  assert.equal((await stop(karin, fields)).status, 404);
  const bare = await portal.send('POST', '/v1/stops', {
    body: new URLSearchParams(fields).toString(),
    headers: {'content-type': 'application/x-www-form-urlencoded', ...own()},
  });
  assert.equal(bare.status, 401);
  assert.equal(await standing(purposes[0]), true);
});

test('it cannot say yes, whatever it is sent', async () => {
  await anna.reload();
  assert.equal((await anna.set(purposes[0], false)).status, 201);
  for (const more of [{choice: 'granted'}, {kind: 'granted'}, {gate: 'open'}]) {
    await stop(anna.visitor, {subject: anna.subject, purpose: purposes[0], ...more});
    assert.equal(await standing(purposes[0]), false);
  }
});

test('other kinds of bodies, a purpose that never was and all of them at once are refused', async () => {
  const before = portal.events().length;
  const json = await anna.visitor.post('/v1/stops', {subject: anna.subject, purpose: purposes[0]});
  assert.equal(json.status, 415, json.body);
  for (const purpose of ['no-such-purpose', '*', '<script>alert(1)</script>']) {
    const answer = await stop(anna.visitor, {subject: anna.subject, purpose});
    assert.ok(answer.status >= 400 && answer.status < 500, `${purpose}: ${answer.status}`);
    assert.ok(!answer.body.includes('<script>alert'), 'what was sent is shown as text or not at all');
  }
  assert.equal(portal.events().length, before);
});

test('its page keeps strangers out', async () => {
  const page = await anna.visitor.send('/privacy', {headers: {accept: 'text/html'}});
  assert.equal(page.status, 200);
  assert.equal(page.headers['referrer-policy'], 'same-origin');
  const policy = page.headers['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/);
});
