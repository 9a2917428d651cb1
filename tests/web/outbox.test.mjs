// The outbox without a browser: what is kept, what is sent when, and in whose session.
import assert from 'node:assert/strict';
import test from 'node:test';
import {FallbackStore} from '../../web/src/outbox/fallback.ts';
import {Outbox} from '../../web/src/outbox/outbox.ts';
import {VerifierError} from '../../web/src/panel/verifier.ts';

const verifier = 'https://portal.example/v1/';

// As IndexedDB does, without a browser; `fail` is what every call then does instead.
class Disk {
  kept = [];
  #nextKey = 1;
  fail = () => undefined;

  // Slower than whatever does not wait for it.
  async add(entry) {
    await this.fail();
    await new Promise((resolve) => setImmediate(resolve));
    const key = this.#nextKey++;
    this.kept.push({...entry, key});
    return key;
  }
  async list() {
    await this.fail();
    return [...this.kept];
  }
  async remove(key) {
    await this.fail();
    this.kept = this.kept.filter((entry) => entry.key !== key);
  }
  ids() {
    return this.kept.map(({submission_id}) => submission_id);
  }
}

// A verifier that records each id once, for the subjects of whoever is signed in.
class Recipient {
  session = ['sub-anna'];
  recorded = [];
  sent = [];
  state = 'state';
  // What a submission meets before it is looked at; throws, or lets it through.
  meets = () => undefined;

  async standing() {
    this.meets('standing');
    if (this.session.length === 0) throw new VerifierError(401, 'sign_in_needed');
    return {relations: this.session.map((subject) => ({subject})), state: this.state};
  }
  async submit(body) {
    const {submission_id, subject} = JSON.parse(body);
    this.sent.push(submission_id);
    this.meets(submission_id);
    if (this.session.length === 0) throw new VerifierError(401, 'sign_in_needed');
    if (!this.session.includes(subject)) throw new VerifierError(404, 'not_found');
    if (!this.recorded.includes(submission_id)) this.recorded.push(submission_id);
    return {verdicts: [{accepted: true}], state: `after ${submission_id}`, receipt: {}};
  }
}

function begin({disk = new Disk(), recipient = new Recipient(), store = new FallbackStore(disk, 50)} = {}) {
  let asked = 0;
  const outbox = new Outbox({verifier, recipient, store, askForSync: async () => void (asked += 1)});
  const withdrawal = (id, subject = 'sub-anna') => ({
    submission_id: id,
    subject,
    purposes: [{purpose: 'calls', choice: 'withdrawn'}],
    body: JSON.stringify({submission_id: id, subject}),
  });
  const press = (id, subject) => outbox.withdraw({withdrawal: withdrawal(id, subject), isRepeated: false});
  const again = (id, subject) => outbox.withdraw({withdrawal: withdrawal(id, subject), isRepeated: true});
  return {disk, recipient, outbox, press, again, asked: () => asked};
}

const failing = (code, status = 0) => () => {
  throw new VerifierError(status, code);
};
const coded = (code) => (error) => error instanceof VerifierError && error.code === code;

test('a withdrawal is kept before it is sent, and until it is answered [L46]', async () => {
  const {disk, recipient, press, asked} = begin();
  recipient.meets = () => assert.deepEqual(disk.ids(), ['one']);
  await press('one');
  assert.deepEqual([disk.ids(), recipient.recorded, asked()], [[], ['one'], 1]);
  assert.equal(disk.kept.length, 0);
});

for (const [what, code, status] of [
  ['no network', 'network', 0],
  ['a time-out', 'timeout', 0],
  ['an ended session', 'sign_in_needed', 401],
  ['a refusal to let in', 'foreign_origin', 403],
  ['too many requests', 'too_many_requests', 429],
  ['a broken server', 'http', 500],
  ['somebody else answering', 'wrong_server', 200],
]) {
  test(`after ${what} it stays kept, and leaves with the same bytes at the next visit [L46]`, async () => {
    const first = begin();
    first.recipient.meets = failing(code, status);
    await assert.rejects(first.press('one'), coded(code));
    const [kept] = first.disk.kept;
    const later = begin({disk: first.disk});
    assert.deepEqual((await later.outbox.waiting('sub-anna')).map(({body}) => body), [kept.body]);
    await later.again('one');
    assert.deepEqual([later.disk.ids(), later.recipient.recorded], [[], ['one']]);
  });
}

test('what was kept first leaves first, and nothing overtakes it', async () => {
  const {disk, recipient, press} = begin();
  recipient.meets = failing('network');
  await assert.rejects(press('one'));
  await assert.rejects(press('two'));
  recipient.sent = [];
  recipient.meets = (id) => id === 'one' && failing('http', 500)();
  await assert.rejects(press('three'));
  assert.deepEqual([recipient.sent, disk.ids()], [['one'], ['one', 'two', 'three']]);
  recipient.meets = () => undefined;
  await press('four');
  assert.deepEqual([recipient.recorded, disk.ids()], [['one', 'two', 'three', 'four'], []]);
});

test('two presses at once leave one after the other', async () => {
  const {recipient, press} = begin();
  await Promise.all([press('one'), press('two'), press('three')]);
  assert.deepEqual(recipient.sent, ['one', 'two', 'three']);
});

test("in somebody else's session nothing of it is sent, and it stays kept", async () => {
  const {disk, recipient, press, again, outbox} = begin();
  recipient.meets = failing('network');
  await assert.rejects(press('one'));
  recipient.meets = () => undefined;
  recipient.session = ['sub-karin'];
  recipient.sent = [];
  await assert.rejects(again('one'), coded('other_person'));
  assert.deepEqual(await outbox.waiting('sub-karin'), []);
  await press('two', 'sub-karin');
  await outbox.grant('sub-karin', JSON.stringify({submission_id: 'yes', subject: 'sub-karin'}));
  assert.deepEqual([recipient.sent, disk.ids()], [['two', 'yes'], ['one']]);
  recipient.session = ['sub-anna'];
  await again('one');
  assert.deepEqual(disk.ids(), []);
});

test('a press in a page of an earlier session is not recorded there and stays kept', async () => {
  const {disk, recipient, press} = begin();
  recipient.session = ['sub-karin'];
  await assert.rejects(press('one'), coded('other_person'));
  assert.deepEqual([recipient.recorded, disk.ids()], [[], ['one']]);
});

test('what is kept for another verifier is neither shown nor sent here', async () => {
  const {disk, recipient, outbox, press} = begin();
  await disk.add({verifier: 'https://other.example/v1/', subject: 'sub-anna', submission_id: 'theirs', body: '{}', purposes: []});
  assert.deepEqual(await outbox.waiting('sub-anna'), []);
  await press('one');
  await outbox.deliver(['sub-anna']);
  assert.deepEqual([recipient.sent, disk.ids()], [['one'], ['theirs']]);
});

test('no yes overtakes a withdrawal that is kept, by whichever tab [L46]', async () => {
  const {disk, recipient, press, outbox} = begin();
  recipient.meets = failing('network');
  await assert.rejects(press('one'));
  const yes = JSON.stringify({submission_id: 'yes', subject: 'sub-anna'});
  recipient.sent = [];
  recipient.meets = (id) => id === 'one' && failing('network')();
  await assert.rejects(outbox.grant('sub-anna', yes), coded('network'));
  assert.deepEqual(recipient.sent, ['one']);
  recipient.meets = () => undefined;
  await outbox.grant('sub-anna', yes);
  assert.deepEqual([recipient.recorded, disk.ids()], [['one', 'yes'], []]);
});

test('what the verifier will never take is not thrown away, and holds no other withdrawal back', async () => {
  const {disk, recipient, press, outbox} = begin();
  recipient.meets = (id) => id === 'one' && failing('bad_value', 400)();
  await assert.rejects(press('one'), coded('bad_value'));
  await press('two');
  assert.deepEqual([recipient.recorded, disk.ids()], [['two'], ['one']]);
  const yes = JSON.stringify({submission_id: 'yes', subject: 'sub-anna'});
  await assert.rejects(outbox.grant('sub-anna', yes), coded('waiting'));
});

test('a page that closes before anything was written sends at once', async () => {
  const disk = new Disk();
  const {recipient, press} = begin({disk, store: disk});
  let leave;
  globalThis.addEventListener = (name, listener) => (leave = listener);
  disk.fail = () => new Promise(() => {});
  const answered = press('one');
  leave();
  delete globalThis.addEventListener;
  await answered;
  assert.deepEqual(recipient.recorded, ['one']);
});

test('the answer to a repeat brings what holds now and not what held then', async () => {
  const {recipient, press, again} = begin();
  recipient.meets = failing('network');
  await assert.rejects(press('one'));
  recipient.meets = () => undefined;
  recipient.state = 'newest';
  assert.equal((await again('one')).state, 'newest');
  assert.equal((await again('one')).state, 'newest');
  assert.deepEqual(recipient.recorded, ['one']);
});

for (const [what, fail] of [
  ['keeps nothing', () => Promise.reject(new Error('blocked'))],
  ['does not answer', () => new Promise(() => {})],
]) {
  test(`where the browser ${what}, withdrawals are sent all the same, and again in order from memory`, async () => {
    const {disk, recipient, press, again, outbox} = begin();
    disk.fail = fail;
    recipient.meets = failing('network');
    await assert.rejects(press('one'), coded('network'));
    await assert.rejects(press('two'), coded('network'));
    assert.equal((await outbox.waiting('sub-anna')).length, 2);
    recipient.meets = () => undefined;
    await again('two');
    assert.deepEqual(recipient.recorded, ['one', 'two']);
    assert.deepEqual(await outbox.waiting('sub-anna'), []);
  });
}
