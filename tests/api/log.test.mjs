// The log as anybody may follow it, held against a second reading of the formats (tests/tools/tree.mjs).
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {leafHash, openCheckpoint, openProof, readEntries, rootFrom, rootOf, sha256} from '../tools/tree.mjs';

let portal;
let anna;
let vkey;
before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  vkey = await text('/log/vkey');
});
after(() => portal.close());

const fetched = (path) => fetch(portal.url(path));
const text = async (path) => (await fetched(path)).text();
const bytes = async (path) => {
  const answer = await fetched(path);
  assert.equal(answer.status, 200, path);
  return Buffer.from(await answer.arrayBuffer());
};
const head = async () => openCheckpoint(await text('/log/checkpoint'), vkey);

// The core's canonical form of an event is RFC 8785: for text and whole numbers, sorted members.
const canonical = (value) => JSON.stringify(value, (_, one) =>
  one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.keys(one).sort().map((key) => [key, one[key]])) : one);

// Every leaf, rebuilt from what the log serves, leads to the head that it signed.
async function checkWhole() {
  const {size, root} = await head();
  const entries = await readEntries(bytes, size);
  assert.equal(entries.length, size);
  assert.deepEqual(rootOf(entries.map(leafHash)), root);
  return entries;
}

function checkReceipt({payload, log}, entries) {
  assert.ok(payload.events.length > 0);
  assert.equal(log.length, payload.events.length);
  payload.events.forEach(({position, event, salt}, i) => {
    const entry = sha256(Buffer.from(salt, 'base64'), canonical(event));
    assert.deepEqual(entries[position], entry);
    assert.equal(log[i].position, position);
    const {index, hashes, checkpoint} = openProof(log[i].proof, vkey);
    assert.equal(index, position);
    assert.ok(index < checkpoint.size);
    assert.deepEqual(rootFrom(leafHash(entry), index, checkpoint.size, hashes), checkpoint.root);
  });
}

test('the log is named after the verifier, and covers every event there is', async () => {
  const {origin, size} = await head();
  assert.equal(origin, `${portal.url('/').host}/log`);
  assert.equal(size, portal.events().length);
  await checkWhole();
});

test('a yes, a no and a withdrawal are each in the log before they are answered [L24]', async () => {
  const [first, second] = anna.switches();
  for (const [purpose, on] of [[first, true], [second, false], [first, false]]) {
    const answer = await anna.set(purpose, on);
    assert.equal(answer.status, 201);
    const {receipt} = answer.json();
    const last = receipt.payload.events.at(-1).position;
    assert.ok((await head()).size > last);
    checkReceipt(receipt, await checkWhole());
  }
});

test('the same submission has the same answer, its proofs with it', async () => {
  const submission = anna.submission(anna.switches()[0], true);
  const first = await anna.send(submission);
  anna.settle(first);
  await anna.set(anna.switches()[1], true);
  const again = await anna.send(submission);
  assert.equal(again.status, 201);
  assert.equal(again.body, first.body);
  const kept = await anna.visitor.send(`/v1/consents/me/receipts/${submission.submission_id}`);
  assert.deepEqual(kept.json(), first.json().receipt);
});

test('an administrator’s gate is in the log', async () => {
  const karin = await portal.person('karin');
  const {subscribers} = (await karin.visitor.send('/v1/gates')).json();
  const {subscriber, gates} = subscribers[0];
  const wish = {subscriber, submission_id: 'shut', changes: [{purpose: gates[0].purpose, gate: gates[0].open ? 'closed' : 'open'}]};
  const answer = await karin.visitor.post('/v1/gates', wish);
  assert.equal(answer.status, 201, answer.body);
  checkReceipt(answer.json().receipt, await checkWhole());
});

test('no entry says anything: they are 32 bytes that nobody can guess', async () => {
  for (const entry of await checkWhole()) assert.equal(entry.length, 32);
  const events = portal.events();
  const guessed = new Set(events.map((event) => sha256(event.text).toString('hex')));
  for (const entry of await checkWhole()) assert.ok(!guessed.has(entry.toString('hex')));
});

test('tiles are for ever, heads are not, and both are for anybody', async () => {
  const {size} = await head();
  for (const [path, type, cached] of [
    ['/log/checkpoint', 'text/plain; charset=utf-8', 'no-cache'],
    [`/log/tile/0/000.p/${size}`, 'application/octet-stream', 'public, max-age=31536000, immutable'],
    [`/log/tile/entries/000.p/${size}`, 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/log/tile/0/000.p/1', 'application/octet-stream', 'public, max-age=31536000, immutable'],
  ]) {
    const {status, headers} = await fetched(path);
    assert.equal(status, 200, path);
    assert.equal(headers.get('content-type'), type);
    assert.equal(headers.get('cache-control'), cached);
    assert.equal(headers.get('access-control-allow-origin'), '*');
  }
});

test('what the log does not have yet, or is no tile, is not there', async () => {
  const {size} = await head();
  for (const name of [`0/000.p/${size + 1}`, '0/000', '0/001', '1/000', '0/0', '8/000', 'entries/000', '0/000.p/0', '0/x000/000', '0/000.p/256', 'x/000', '0']) {
    const {status} = await fetched(`/log/tile/${name}`);
    assert.equal(status, 404, name);
  }
});

test('after a restart the log goes on where it was, under the same key', async () => {
  const before = await head();
  await portal.stack.stop('verifier', 'SIGKILL');
  await portal.stack.startVerifier();
  assert.equal(await text('/log/vkey'), vkey);
  assert.deepEqual(await head(), before);
  const answer = await anna.set(anna.switches()[0], false);
  assert.equal(answer.status, 201);
  const entries = await checkWhole();
  checkReceipt(answer.json().receipt, entries);
  assert.deepEqual(rootOf(entries.slice(0, before.size).map(leafHash)), before.root);
});
