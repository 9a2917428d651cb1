// Bad input is told what is wrong and where; nothing of it is stored, and the server lives.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import test, {after, afterEach, before, beforeEach} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

let portal;
let anna;
let karin;
let purpose;
let events;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  karin = await portal.person('karin');
  purpose = anna.openPurposes(bothPartyPurposes(anna.catalogue))[0];
});
after(() => portal.close());
beforeEach(() => (events = portal.events().length));
afterEach(async () => {
  assert.equal(portal.events().length, events, 'something was recorded');
  assert.equal((await portal.get('/healthz')).status, 200);
});

const calls = {
  'a submission': (body) => anna.visitor.post('/v1/consents/me', body),
  'a gate': (body) => karin.visitor.post('/v1/gates', body),
  'a question': (body) => portal.post('/v1/decisions', body),
  provisioning: (body) => portal.post('/v1/provisioning', body, portal.provisioner),
};

function refused(answer, status, code, pointer) {
  assert.equal(answer.status, status, answer.body);
  assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  const told = answer.json();
  assert.equal(told.code, code);
  if (pointer !== undefined) assert.equal(told.pointer ?? '', pointer);
  assert.ok(told.detail.length > 10, 'a sentence for people');
}

const unreadable = [
  ['nothing', '', 'not_json'],
  ['no JSON', 'purpose=traffic', 'not_json'],
  ['half of it', '{"subject":"sub-anna-bjork"', 'not_json'],
  ['something behind it', '{} {}', 'not_json'],
  ['a NUL behind it', '{}\u0000', 'not_json'],
  ['a byte order mark', '\ufeff{}', 'not_json'],
  ['a key twice', '{"subject":"a","subject":"b"}', 'duplicate_key'],
  ['a key twice, once escaped', '{"subject":"a","\\u0073ubject":"b"}', 'duplicate_key'],
  ['100,000 brackets', '['.repeat(30_000), 'too_deep'],
  ['a fraction', '{"sequence":1.5}', 'not_integer'],
  ['a number beyond 2^53', '{"sequence":9007199254740993}', 'number_out_of_range'],
  ['a list', '[]', 'wrong_type'],
];

for (const [call, send] of Object.entries(calls)) {
  for (const [what, body, code] of unreadable) {
    test(`${call}: ${what}`, async () => refused(await send(body), 400, code));
  }

  test(`${call}: bad UTF-8`, async () => {
    refused(await send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400, 'bad_utf8');
    refused(await send(Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])), 400, 'bad_utf8');
    refused(await send('{"\\ud800":1}'), 400, 'not_json');
  });

  test(`${call}: a body of one megabyte, and 100,000 brackets`, async () => {
    for (const body of [`{"subject":"${'a'.repeat(1 << 20)}"}`, '['.repeat(100_000)]) {
      try {
        const answer = await send(body);
        assert.ok([400, 413].includes(answer.status), answer.body);
        assert.match(answer.headers['content-type'], /^application\/problem\+json/);
      } catch (error) {
        // The server may close before all of it was sent: then no answer is read.
        assert.match(error.code ?? error.message, /EPIPE|ECONNRESET|socket hang up/);
      }
    }
  });

  test(`${call}: an unknown member`, async () => {
    const answer = await send('{"actor":"karin"}');
    assert.equal(answer.status, 400, answer.body);
  });
}

test('a submission: a purpose that never was, all purposes at once, a list of them', async () => {
  const sent = anna.submission(purpose, true);
  for (const [named, code] of [['no-such-purpose', 'unknown_purpose'], ['*', 'wildcard_purpose'], [[purpose], 'wildcard_purpose']]) {
    for (const choice of ['granted', 'withdrawn']) {
      const changes = [{...sent.changes[0], purpose: named, choice}];
      refused(await anna.send({...sent, submission_id: randomUUID(), changes}), 422, code, '/changes/0/purpose');
    }
  }
});

test('a question: a purpose that never was is denied, not refused', async () => {
  for (const unknown of ['no-such-purpose', '__proto__', 'constructor']) {
    const question = {...questionAbout(anna.catalogue, purpose, anna.subject), purpose: unknown};
    const answer = await portal.post('/v1/decisions', question);
    if (answer.status === 200) assert.equal(answer.json().reason, 'unknown_purpose');
    else refused(answer, 400, 'bad_id', '/purpose');
  }
});

test('the sentence is in the reader’s language', async () => {
  const swedish = (await portal.post('/v1/decisions', '{', portal.decider, {'accept-language': 'sv'})).json();
  const english = (await portal.post('/v1/decisions', '{', portal.decider, {'accept-language': 'en'})).json();
  assert.equal(swedish.code, english.code);
  assert.notEqual(swedish.detail, english.detail);
});

test('a compressed body is not taken', async () => {
  const answer = await portal.post('/v1/decisions', '{}', portal.decider, {'content-encoding': 'gzip'});
  assert.equal(answer.status, 415, answer.body);
});
