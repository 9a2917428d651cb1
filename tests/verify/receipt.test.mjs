// `samtycke verify receipt`: receipts as the verifier gave them. What each single wrong thing is called is
// pinned in tests/agree (`verify_receipt`); here is the command around it.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import test, {after, before} from 'node:test';
import {Filled, verify} from './filled.mjs';

let filled;
before(() => { filled = new Filled(60); });
after(() => filled.close());

const at = ['--at', '2026-12-01T00:00:00Z'];
const receipt = (name, more = []) => verify(['receipt', filled.path(name), ...filled.keys(), ...at, ...more]);
const asLines = ({stdout}) => stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
const names = ['receipt-0-0', 'receipt-0-1', 'receipt-0-2', 'receipt-1-0', 'receipt-2-0', 'receipt-3-0', 'receipt-9-0'];

function falsified(name, change) {
  const copy = filled.json(`${name}.json`);
  change(copy);
  writeFileSync(filled.path('false.json'), JSON.stringify(copy, null, 2));
  return receipt('false.json', ['--json', '--catalogue', filled.path('catalogue.json')]);
}

test('every receipt that was given proves what it says, its words too', () => {
  for (const name of names) {
    const {status, stdout, stderr} = receipt(`${name}.json`, ['--catalogue', filled.path('catalogue.json')]);
    assert.equal(status, 0, stdout);
    assert.equal(stderr, '');
    assert.match(stdout, /^ok {11}\/jws: /m);
    assert.match(stdout, /^ok {11}\/payload\/events\/0\/event\/evidence\/text_digest: .*\n {13}\| \p{Lu}/mu);
  }
});

test('how it is written down does not matter, what it says does', () => {
  const copy = filled.json('receipt-0-0.json');
  writeFileSync(filled.path('pretty.json'), JSON.stringify({log: copy.log, jws: copy.jws, payload: copy.payload}, null, 4));
  assert.equal(receipt('pretty.json').status, 0);
});

test('it says which of the two it saw: the log’s own head, or witnesses of it', () => {
  const alone = asLines(receipt('receipt-0-0.json', ['--json']));
  assert.ok(alone.some(({check, result}) => check === 'witnesses_not_asked' && result === 'not_checked'));
  const policy = ['--json', '--policy', filled.path('policy.txt')];
  const seen = receipt('receipt-0-0-cosigned.json', policy);
  assert.equal(seen.status, 0);
  assert.ok(asLines(seen).some(({check, count, of}) => check === 'quorum_reached' && count === 2 && of === 2));
  const missed = receipt('receipt-0-0.json', policy);
  assert.equal(missed.status, 1);
  assert.ok(asLines(missed).some(({check, count, of}) => check === 'quorum_missed' && count === 0 && of === 2));
});

test('without the catalogue the words are not checked, and said to be so', () => {
  const {status, stdout} = receipt('receipt-0-0.json', ['--lang', 'en']);
  assert.equal(status, 0);
  assert.match(stdout, /^not checked {2}\/payload\/events\/0\/event\/evidence\/text_digest: The words were not compared/m);
});

test('whatever is changed is found, with its place', () => {
  const flipped = (text, i) => text.slice(0, i) + (text[i] === 'A' ? 'B' : 'A') + text.slice(i + 1);
  for (const [what, change, check, where] of [
    ['the signature', (copy) => { copy.jws = flipped(copy.jws, copy.jws.length - 20); }, 'signature_wrong', '/jws'],
    ['the time', ({payload}) => { payload.issued_at = payload.issued_at.replace('2026', '2025'); }, 'signature_wrong', '/jws'],
    ['a choice', ({payload}) => { payload.events[0].event.kind = 'withdrawn'; }, 'inclusion_wrong', '/log/0/proof'],
    ['a salt', ({payload}) => { payload.events[1].salt = payload.events[0].salt; }, 'inclusion_wrong', '/log/1/proof'],
    ['a position', ({payload}) => { payload.events[1].position += 1; }, 'position_wrong', '/payload/events/1/position'],
    ['the head', ({log}) => { log[0].proof = log[0].proof.replace('own.example', 'her.example'); }, 'checkpoint_foreign', '/log/0/proof'],
    ['the proof of another', ({log}) => { log[0].proof = log[1].proof; }, 'index_wrong', '/log/0/proof'],
  ]) {
    const answer = falsified('receipt-0-0', change);
    assert.equal(answer.status, 1, what);
    const wrong = asLines(answer).filter(({result}) => result === 'wrong');
    assert.ok(wrong.some((line) => line.check === check && line.where === where), `${what}: ${JSON.stringify(wrong)}`);
  }
});

test('other keys, another log, another catalogue and a clock that is behind are told apart', () => {
  const wrong = (words) => {
    const answer = verify(['receipt', filled.path('receipt-0-0.json'), '--json', ...words]);
    assert.equal(answer.status, 1, answer.stderr);
    return asLines(answer).filter(({result}) => result === 'wrong').map(({check}) => check);
  };
  const [, logKey, , keySet] = filled.keys();
  writeFileSync(filled.path('no-keys.json'), '{"keys":[]}');
  assert.deepEqual(wrong(['--keys', filled.path('no-keys.json'), '--log-key', logKey, ...at]), ['signature_unknown_key']);
  const other = 'her.example/log+b2f8e3b5+AXdYiHD8TbRhzUBzbzXSQhb4kNc4dFLHwtyKNkYyE6vJ';
  assert.equal(verify(['receipt', filled.path('receipt-0-0.json'), '--keys', keySet, '--log-key', other]).status, 2);
  writeFileSync(filled.path('other.json'), JSON.stringify({...filled.json('catalogue.json'), version: 999}));
  assert.deepEqual(wrong(['--keys', keySet, '--log-key', logKey, ...at, '--catalogue', filled.path('other.json')]), ['catalogue_is_another']);
  assert.deepEqual(wrong(['--keys', keySet, '--log-key', logKey, '--at', '2026-11-23T00:00:00Z']), ['times_wrong']);
});

test('the verifier key of the log is its text or a file with it', () => {
  const [, file, ...keys] = filled.keys();
  const text = filled.read('log.vkey').trim();
  for (const key of [file, text]) assert.equal(verify(['receipt', filled.path('receipt-0-0.json'), ...keys, '--log-key', key, ...at]).status, 0);
});

test('what cannot be read is no answer: status 2, and a sentence on the error output', () => {
  writeFileSync(filled.path('twice.json'), '{"jws":"","jws":""}');
  for (const words of [
    ['receipt', filled.path('nowhere.json'), ...filled.keys()],
    ['receipt', filled.path('twice.json'), ...filled.keys()],
    ['receipt', filled.path('receipt-0-0.json'), ...filled.keys(), '--policy', filled.path('jwks.json')],
    ['receipt', filled.path('receipt-0-0.json'), ...filled.keys(), '--at', 'yesterday'],
    ['receipt', filled.path('receipt-0-0.json')],
    ['log', filled.path('jwks.json'), '--log-key', filled.path('log.vkey')],
    ['log', filled.path('nowhere.db'), '--log-key', filled.path('log.vkey')],
    [],
  ]) {
    const {status, stdout, stderr} = verify(words);
    assert.equal(status, 2, words.join(' '));
    assert.equal(stdout, '');
    assert.notEqual(stderr, '');
  }
});

test('the help of each way is complete', () => {
  for (const [way, options] of [
    ['receipt', ['FILE', '--keys', '--log-key', '--policy', '--catalogue', '--at', '--language', '--json']],
    ['log', ['DATABASE', '--log-key', '--keys', '--policy', '--head', '--language', '--json']],
    ['checkpoints', ['OLD', 'NEW', '--log-key', '--proof', '--tiles', '--database', '--language', '--json']],
  ]) {
    const {status, stdout} = verify([way, '--help']);
    assert.equal(status, 0);
    for (const option of options) assert.ok(stdout.includes(option), `${way} ${option}`);
    assert.match(stdout, /Exit status: 0 [\s\S]*Examples:\n {2}samtycke verify /);
  }
});
