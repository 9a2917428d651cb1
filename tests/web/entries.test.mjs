// The look-up that a back end in Node puts before the module's binary verb: it knows what a Map knows,
// and what both decide is what `decide_processing` answers.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {answerSize, decideAll} from '../../web/node/decide-all.mjs';
import {Entries, entrySize} from '../../web/node/entries.mjs';
import {openDoor} from '../../web/src/door.ts';
import {codes} from '../agree/core-lists.mjs';
import {Core, modulePath} from '../tools/core.mjs';
import {questionAbout} from '../tools/questions.mjs';
import {demoCatalogue} from './judge.mjs';

const seed = Number(process.env.SEED ?? 20_261_124);
console.log(`seed ${seed}`);

function chance(from) {
  let state = from >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-._:';
const nobody = new Uint8Array(entrySize).fill(0xee);
const bytesOf = (number) => new Uint8Array(new Uint32Array(entrySize / 4).fill(number).buffer);

test('after random puts every subject has what a Map has, and nobody else has anything', () => {
  const random = chance(seed);
  const some = () => Array.from({length: 1 + random(64)}, () => letters[random(letters.length)]).join('');
  const entries = new Entries(nobody);
  const map = new Map();
  for (let i = 0; i < 60_000; ++i) {
    // Short ids meet again, so that entries are replaced.
    const id = random(2) === 0 ? some().slice(0, 3) : some();
    entries.put(id, bytesOf(i));
    map.set(id, bytesOf(i));
    const other = some().slice(0, 1 + random(4));
    assert.deepEqual(entries.find(other), map.get(other) ?? nobody);
  }
  assert.equal(entries.count, map.size);
  for (const [id, entry] of map) assert.deepEqual(entries.find(id), entry);
});

// Of 400,000 ids about nineteen pairs share the 32 bits that are looked for first; where one of such a
// pair was put and the other is asked, the answer must still be nobody's.
test('ids of the same hash are told apart', () => {
  const random = chance(seed);
  const count = 400_000;
  const entries = new Entries(nobody, count);
  const asked = Array.from({length: count}, () => ({
    subject: Array.from({length: 12}, () => letters[random(letters.length)]).join(''),
  }));
  for (let i = 0; i < count; i += 2) entries.put(asked[i].subject, bytesOf(i));
  const words = new Uint32Array((count * entrySize) / 4);
  entries.copyAll(asked, 0, count, words, 0);
  const [nobodys] = new Uint32Array(nobody.buffer);
  for (let i = 0; i < count; ++i) {
    const wanted = i % 2 === 0 ? i : nobodys;
    for (let k = 0; k < 8; ++k) if (words[i * 8 + k] !== wanted) assert.fail(`${asked[i].subject} has another's entry`);
  }
});

test('what is no id is nobody, and is not put', () => {
  const entries = new Entries(nobody);
  for (const id of ['a', 'aaaa', 'aaaaa', 'x'.repeat(64)]) entries.put(id, bytesOf(1));
  // Cut to their lowest bits, or run into their neighbours, some of these letters would make another id.
  const none = ['', 'x'.repeat(65), undefined, null, 7, 'š', 'ša', 'aaa\u0161', 'a\0', '\u00e1'];
  for (const id of none) assert.deepEqual(entries.find(id), nobody, String(id));
  for (const id of ['', 'x'.repeat(65), undefined, 'aaa\u0161']) {
    assert.throws(() => entries.put(id, bytesOf(2)), RangeError);
  }
  assert.throws(() => entries.put('b', new Uint8Array(31)), RangeError);
  assert.deepEqual(entries.find('b'), nobody);
});

const now = Date.parse('2026-11-24T08:00:00.000Z');
const day = 86_400_000;
const time = (at) => new Date(at).toISOString();
const fromDigits = (digits) => new Uint8Array(Buffer.from(digits, 'hex'));

async function openWorld() {
  const core = await Core.open();
  const catalogue = demoCatalogue();
  core.ask({call: 'catalogue', catalogue, signed: true});
  const {subject: _, ...question} = questionAbout(catalogue, catalogue.purposes[0].id, '');
  const prepare = (about) => fromDigits(core.ask({call: 'prepare', purpose: question.purpose, ...about}).entry);
  return {
    core,
    question,
    prepare,
    door: await openDoor(readFileSync(modulePath)),
    plan: fromDigits(core.ask({call: 'plan', question}).plan),
    entries: new Entries(prepare({subject: 'sub-nobody', events: []})),
  };
}

// Somebody in a company, whose choice, gate and person are as chance has them.
function stateOf(id, purpose, random) {
  const at = time(now - random(400) * day);
  const kind = ['granted', 'granted', 'granted', 'refused', 'withdrawn'][random(5)];
  const choice = {purpose, choice: kind, at, sequence: 2, processing_version: 1};
  if (kind === 'granted') Object.assign(choice, {since: at, until: time(Date.parse(at) + (200 + random(400)) * day)});
  else choice.stopped_at = at;
  return {
    subject: {
      id, person: `prs-${id}`, subscriber: 'sbr-1', subscriber_kind: 'company', begun: true, ended: random(20) === 0,
      sequence: 2, choices: random(10) === 0 ? [] : [choice],
    },
    person: {id: `prs-${id}`, restricted: random(20) === 0, sequence: 0, objections: []},
    subscriber: {id: 'sbr-1', sequence: 1, gates: [{purpose, open: random(10) !== 0, at}]},
  };
}

test('look-up and verb answer as decide_processing does', async () => {
  const {core, question, prepare, door, plan, entries} = await openWorld();
  const random = chance(seed);
  const states = new Map();
  for (let i = 0; i < 3_000; ++i) {
    const state = stateOf(`sub-${i}`, question.purpose, random);
    states.set(state.subject.id, state);
    entries.put(state.subject.id, prepare({state}));
  }
  const asked = Array.from({length: 3_000}, () => ({
    subject: `sub-${random(3_000)}`,
    at: random(4) === 0 ? undefined : now - (random(300) - 2) * day,
  }));
  const answers = new Uint8Array(asked.length * answerSize);
  decideAll(door, entries, plan, asked, now, answers);
  const view = new DataView(answers.buffer);
  const reasons = new Set();
  for (const [i, {subject, at}] of asked.entries()) {
    const about = at === undefined ? question : {...question, record_time: time(at)};
    const state = states.get(subject);
    const told = core.ask({call: 'decide_processing', now: time(now), question: about, state});
    const place = i * answerSize;
    const expires = Number(view.getBigInt64(place + 8, true));
    assert.equal(answers[place] === 1 ? 'allow' : 'deny', told.decision, subject);
    assert.equal(codes[answers[place + 1]], told.reason, subject);
    assert.equal(expires === 0 ? undefined : time(expires), told.expires, subject);
    reasons.add(told.reason);
  }
  for (const reason of ['consent_given', 'refused', 'withdrawn', 'outside_consent_interval', 'subscriber_gate_closed']) {
    assert.ok(reasons.has(reason), `${reason} was never the answer`);
  }
});

test('L1 a subject that nobody told about is denied in a batch too', async () => {
  const {door, plan, entries} = await openWorld();
  const asked = [{subject: 'sub-silent'}, {subject: 'sub-silent', at: now}, {subject: ''}, {subject: undefined}];
  const answers = new Uint8Array(asked.length * answerSize).fill(1);
  decideAll(door, entries, plan, asked, now, answers);
  for (let i = 0; i < asked.length; ++i) assert.equal(answers[i * answerSize], 0);
});

test('L36 a withdrawal that is put in is the next answer', async () => {
  const {door, plan, entries, prepare, question} = await openWorld();
  const state = stateOf('sub-anna', question.purpose, () => 0);
  Object.assign(state.subject, {ended: false, choices: [
    {purpose: question.purpose, choice: 'granted', at: time(now - day), since: time(now - day), until: time(now + day), sequence: 2, processing_version: 1},
  ]});
  Object.assign(state.person, {restricted: false});
  Object.assign(state.subscriber.gates[0], {open: true});
  const answer = () => {
    const answers = new Uint8Array(answerSize);
    decideAll(door, entries, plan, [{subject: 'sub-anna'}], now, answers);
    return {allowed: answers[0] === 1, reason: codes[answers[1]]};
  };
  entries.put('sub-anna', prepare({state}));
  assert.deepEqual(answer(), {allowed: true, reason: 'consent_given'});
  state.subject.choices = [{purpose: question.purpose, choice: 'withdrawn', at: time(now), sequence: 3, stopped_at: time(now)}];
  entries.put('sub-anna', prepare({state}));
  assert.deepEqual(answer(), {allowed: false, reason: 'withdrawn'});
});

test('a time that is none, a plan of another size and too little room are told, not answered', async () => {
  const {door, plan, entries} = await openWorld();
  const answers = new Uint8Array(answerSize);
  const decide = (changed, at, time, room) => decideAll(door, entries, changed, [{subject: 'sub-anna', at}], time, room);
  for (const wrong of [Number.NaN, -1, 0.5, null, '1', Infinity]) {
    assert.throws(() => decide(plan, wrong, now, answers), RangeError, String(wrong));
    assert.throws(() => decide(plan, now, wrong, answers), RangeError, String(wrong));
  }
  assert.throws(() => decide(plan, now, undefined, answers), RangeError);
  assert.throws(() => decide(plan.subarray(1), now, now, answers), RangeError);
  assert.throws(() => decide(plan, now, now, new Uint8Array(15)), RangeError);
  assert.throws(() => decide(new Uint8Array(24).fill(0xff), now, now, answers), RangeError);
  assert.deepEqual(answers, new Uint8Array(answerSize));
});
