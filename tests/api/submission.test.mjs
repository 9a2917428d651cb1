// What becomes of a submission: judged change by change, once, and answered with a signed receipt.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {createRequire} from 'node:module';
import test, {after, before} from 'node:test';
import {createLocalJWKSet, flattenedVerify} from 'jose';
import {Core} from '../tools/core.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes} from '../tools/questions.mjs';

let portal;
let anna;
let purpose;
let other;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  [purpose, other] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
});
after(() => portal.close());

async function fresh(on) {
  await anna.reload();
  return anna.submission(purpose, on);
}

// Sends and gives what was recorded meanwhile.
async function send(submission, headers) {
  const before = portal.events().length;
  const answer = await anna.send(submission, headers);
  return {answer, recorded: portal.events().slice(before)};
}

const grantOf = (submission) => ({...submission.changes[0], choice: 'granted'});
const stopOf = (submission) => ({...submission.changes[0], choice: 'withdrawn'});

test('the same submission again has the same answer and records nothing [R11]', async () => {
  const submission = await fresh(true);
  const first = await send(submission);
  const again = await send(submission);
  assert.equal(first.answer.status, 201, first.answer.body);
  assert.equal(first.recorded.length, 1);
  assert.equal(again.answer.status, 201);
  assert.equal(again.answer.body, first.answer.body);
  assert.equal(again.recorded.length, 0);
});

test('the same id with other bytes is refused, also when only white space differs [R11, R25]', async () => {
  const submission = await fresh(true);
  assert.equal((await send(submission)).answer.status, 201);
  for (const body of [{...submission, ui_build: 'another'}, `${JSON.stringify(submission)} `]) {
    const {answer, recorded} = await send(body);
    assert.equal(answer.status, 422, answer.body);
    assert.equal(answer.json().code, 'submission_id_reused');
    assert.equal(recorded.length, 0);
  }
});

test('a grant on an old state is refused with the current one; a withdrawal on it counts [L32, R11]', async () => {
  const old = await fresh(true);
  assert.equal((await send({...old, submission_id: randomUUID()})).answer.status, 201);
  const grant = await send({...old, submission_id: randomUUID()});
  assert.equal(grant.answer.status, 409, grant.answer.body);
  assert.equal(grant.answer.json().code, 'stale_sequence');
  assert.ok(grant.answer.json().state, 'the current state comes with the refusal');
  assert.equal(grant.recorded.length, 0);
  const stop = await send({...old, submission_id: randomUUID(), changes: [stopOf(old)]});
  assert.equal(stop.answer.status, 201, stop.answer.body);
  assert.equal(stop.recorded.length, 1);
});

test('a clock far off refuses a grant and not a withdrawal [L31, R7]', async () => {
  for (const minutes of [6, -6, 24 * 60]) {
    const submission = await fresh(true);
    const at = new Date(Date.now() + minutes * 60_000).toISOString();
    const timed = {...submission, decided_at: at, notice_shown_at: at};
    const grant = await send(timed);
    assert.equal(grant.answer.status, 422, grant.answer.body);
    assert.equal(grant.answer.json().code, 'clock_skew');
    const stop = await send({...timed, submission_id: randomUUID(), changes: [stopOf(submission)]});
    assert.equal(stop.answer.status, 201, stop.answer.body);
  }
});

test('a member that does not belong refuses a grant and not a withdrawal [R8, R25]', async () => {
  const submission = await fresh(true);
  const grant = await send({...submission, actor: 'karin'});
  assert.equal(grant.answer.status, 400, grant.answer.body);
  assert.equal(grant.answer.json().code, 'unknown_member');
  assert.equal(grant.recorded.length, 0);
  const stop = await send({...submission, submission_id: randomUUID(), actor: 'karin', changes: [stopOf(submission)]});
  assert.equal(stop.answer.status, 201, stop.answer.body);
  assert.ok(!stop.recorded[0].text.includes('karin'), 'the member is dropped');
});

test('changes are judged alone: what is right is recorded, what is not has its own verdict [R11]', async () => {
  const submission = await fresh(true);
  const changes = [
    grantOf(submission),
    {...grantOf(submission), purpose: 'no-such-purpose'},
    {...grantOf(submission), purpose: other, text_digest: `sha256:${'0'.repeat(64)}`},
  ];
  const {answer, recorded} = await send({...submission, changes});
  assert.equal(answer.status, 201, answer.body);
  const {verdicts} = answer.json();
  assert.deepEqual(verdicts.map(({accepted}) => accepted), [true, false, false]);
  assert.equal(verdicts[1].code, 'unknown_purpose');
  assert.equal(recorded.length, 1);
});

test('stopped and granted in one submission: the stop wins [R11]', async () => {
  const submission = await fresh(true);
  const {answer, recorded} = await send({...submission, changes: [grantOf(submission), stopOf(submission)]});
  assert.equal(answer.status, 201, answer.body);
  assert.deepEqual(answer.json().verdicts.map(({accepted}) => accepted), [false, true]);
  assert.deepEqual(recorded.map(({text}) => JSON.parse(text).kind), ['withdrawn']);
});

test('412 is only for a condition that was set and is not met [R25]', async () => {
  const submission = await fresh(true);
  const {headers} = await anna.visitor.send('/v1/consents/me');
  const unmet = await send(submission, {'if-match': '"sub-anna-bjork:999999"'});
  assert.equal(unmet.answer.status, 412, unmet.answer.body);
  assert.equal(unmet.recorded.length, 0);
  const met = await send(submission, {'if-match': headers.etag});
  assert.equal(met.answer.status, 201, met.answer.body);
});

test('the state’s tag is its relation and sequence', async () => {
  const before = await anna.visitor.send('/v1/consents/me');
  assert.match(before.headers.etag, /^"sub-anna-bjork:[0-9]+"$/);
  assert.equal((await send(await fresh(true))).answer.status, 201);
  const after = await anna.visitor.send('/v1/consents/me');
  assert.notEqual(after.headers.etag, before.headers.etag);
  assert.equal(after.headers['cache-control'], 'no-store');
});

test('the receipt is signed by a published key, over the bytes it shows', async () => {
  const {answer} = await send(await fresh(true));
  const {receipt} = answer.json();
  const jwks = (await portal.get('/.well-known/jwks.json')).json();
  for (const key of jwks.keys) assert.equal(key.d, undefined, 'a private key is published');
  const core = await Core.open();
  const {canonical} = core.ask({call: 'canonical', value: receipt.payload});
  const [head, empty, signature] = receipt.jws.split('.');
  assert.equal(empty, '', 'the signature is detached');
  const header = JSON.parse(Buffer.from(head, 'base64url'));
  assert.equal(header.alg, 'Ed25519'); // RFC 9864
  assert.ok(jwks.keys.some(({kid}) => kid === header.kid));
  const verify = (text) =>
    flattenedVerify(
      {protected: head, payload: Buffer.from(text).toString('base64url'), signature},
      createLocalJWKSet(jwks),
    );
  await verify(canonical);
  await assert.rejects(verify(canonical.replace(/\d/, (digit) => `${(Number(digit) + 1) % 10}`)));
});

test('events are kept as the canonical bytes that were judged, each with a salt of its own', async () => {
  const core = await Core.open();
  const events = portal.events();
  events.forEach(({position, text, salt}, index) => {
    assert.equal(position, events[0].position + index);
    assert.equal(core.ask({call: 'canonical', value: JSON.parse(text)}).canonical, text);
    assert.equal(salt.length, 32);
  });
  assert.equal(new Set(events.map(({salt}) => Buffer.from(salt).toString('hex'))).size, events.length);
});

test('no event holds a name, an address or a number of a person [R14]', () => {
  const people = createRequire(import.meta.url)('../../web/demo-provider/people.json');
  const log = portal.events().map(({text}) => text).join('\n');
  for (const {name, login} of people) {
    assert.ok(!log.includes(name), name);
    assert.ok(!log.includes(login), login);
  }
  assert.doesNotMatch(log, /\+46\d/);
});
