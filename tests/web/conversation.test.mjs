// What the page sends, when, and what it shows meanwhile: the real module, the page's own
// conversation, and a verifier whose answers the test gives when it wants.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'node:test';
import {Core} from '../../web/src/core.ts';
import {Conversation} from '../../web/src/panel/conversation.ts';
import {VerifierError} from '../../web/src/panel/verifier.ts';
import {modulePath} from '../tools/core.mjs';
import {Judge} from './judge.mjs';

const module = await readFile(modulePath);

// Everything that was sent waits in `sent` until the test answers it.
async function begin(catalogue) {
  const judge = await Judge.open(catalogue);
  const core = await Core.open(module);
  core.load(JSON.stringify(judge.catalogue), true);
  const sent = [];
  const told = {saved: [], failed: [], broke: [], held: new Set()};
  const submit = (body) =>
    new Promise((resolve, reject) => {
      sent.push({
        body,
        submission: JSON.parse(body),
        answer: () => resolve(judge.rule(body)),
        lose: (status = 0) => reject(new VerifierError(status, 'network')),
      });
    });
  const conversation = new Conversation(core, 'sv', {
    uiBuild: 'tests',
    now: () => new Date().toISOString(),
    submissionId: () => randomUUID(),
    submit,
    withdraw: ({withdrawal}) => submit(withdrawal.body),
    show: (view, held) => (told.held = held),
    saved: (ruling) => told.saved.push(ruling),
    failed: (error) => told.failed.push(error),
    broke: (error) => told.broke.push(error),
  });
  conversation.show(judge.state);
  const purposes = conversation.view.groups.flatMap((group) => group.purposes).map(({id}) => id);
  const look = (id) => conversation.view.groups.flatMap((group) => group.purposes).find((one) => one.id === id);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const set = (purpose, on) => conversation.press({kind: 'set', purpose, on});
  const grant = async (purpose) => {
    void set(purpose, true);
    await settle();
    sent.at(-1).answer();
    await settle();
    assert.equal(look(purpose).on, true);
  };
  return {judge, core, conversation, sent, told, purposes, look, settle, set, grant};
}

test('nothing is on before a person turned it on [L2, D4]', async () => {
  const {purposes, look} = await begin();
  assert.ok(purposes.length > 6);
  assert.deepEqual(purposes.filter((id) => look(id).on || look(id).allowed), []);
});

test('a yes looks settled only after the answer [L47]', async () => {
  const {sent, purposes: [first], look, settle, set, conversation} = await begin();
  void set(first, true);
  await settle();
  assert.deepEqual([look(first).on, look(first).phase, look(first).allowed], [true, 'saving', false]);
  sent[0].answer();
  await settle();
  assert.deepEqual([look(first).on, look(first).phase, look(first).allowed], [true, 'settled', true]);
  assert.equal(conversation.view.status.code, 'saved');
});

test('a yes waits for what was sent before it, so that it is never stale', async () => {
  const {sent, told, purposes: [first, second], look, settle, set} = await begin();
  void set(first, true);
  void set(second, true);
  await settle();
  assert.equal(sent.length, 1);
  assert.deepEqual([...told.held], [second]);
  sent[0].answer();
  await settle();
  assert.equal(sent.length, 2);
  assert.equal(sent[1].submission.sequence, sent[0].submission.sequence + 1);
  sent[1].answer();
  await settle();
  assert.ok(look(first).allowed && look(second).allowed);
});

test('a withdrawal waits for nobody', async () => {
  const {sent, purposes: [first, second], look, settle, set, grant} = await begin();
  await grant(first);
  void set(second, true);
  void set(first, false);
  await settle();
  assert.equal(sent.length, 3);
  assert.deepEqual([look(first).on, look(first).allowed], [false, false]);
});

test('turning a switch back before its yes was sent sends no yes', async () => {
  const {sent, purposes: [first, second], settle, set} = await begin();
  void set(first, true);
  void set(second, true);
  void set(second, false);
  await settle();
  sent[0].answer();
  await settle();
  const choices = sent.flatMap(({submission}) => submission.changes).filter(({purpose}) => purpose === second);
  assert.deepEqual(choices.map(({choice}) => choice), ['refused']);
});

test('the late answer to a yes does not undo the withdrawal after it', async () => {
  const {sent, purposes: [first], look, settle, set, conversation} = await begin();
  void set(first, true);
  await settle();
  void set(first, false);
  await settle();
  sent[0].answer();
  await settle();
  assert.deepEqual([look(first).on, look(first).allowed], [false, false]);
  sent[1].answer();
  await settle();
  assert.deepEqual([look(first).on, look(first).phase], [false, 'settled']);
  assert.equal(conversation.view.status.code, 'withdrawn');
});

test('a lost yes goes back to off, and says so [L47]', async () => {
  const {sent, told, purposes: [first], look, settle, set, conversation} = await begin();
  void set(first, true);
  await settle();
  sent[0].lose(500);
  await settle();
  assert.deepEqual([look(first).on, look(first).phase], [false, 'failed']);
  assert.equal(conversation.view.status.code, 'could_not_save');
  assert.equal(told.failed[0].status, 500);
  assert.ok(conversation.idle);
});

test('a lost withdrawal stays off, is sent again with the same bytes, and is recorded once [L46, D27]', async () => {
  const {judge, sent, purposes: [first], look, settle, set, grant, conversation} = await begin();
  await grant(first);
  void set(first, false);
  await settle();
  sent[1].lose();
  await settle();
  assert.deepEqual([look(first).on, look(first).allowed, conversation.idle], [false, false, false]);
  assert.equal(conversation.view.status.code, 'withdrawal_waiting');
  void conversation.resend();
  await settle();
  sent[2].lose(503);
  await settle();
  assert.deepEqual([look(first).on, conversation.view.status.code], [false, 'withdrawal_waiting']);
  void conversation.resend();
  await settle();
  assert.deepEqual([sent[2].body, sent[3].body], [sent[1].body, sent[1].body]);
  sent[3].answer();
  await settle();
  assert.deepEqual([look(first).on, conversation.view.status.code, conversation.idle], [false, 'withdrawn', true]);
  assert.equal(judge.state.subject.choices.find(({purpose}) => purpose === first).choice, 'withdrawn');
});

test('two lost at once: the status names the withdrawal that waits', async () => {
  const {sent, purposes: [first, second], look, settle, set, grant, conversation} = await begin();
  await grant(first);
  void set(second, true);
  void set(first, false);
  await settle();
  sent[1].lose();
  sent[2].lose();
  await settle();
  assert.equal(conversation.view.status.code, 'withdrawal_waiting');
  assert.deepEqual([look(first).on, look(second).on], [false, false]);
  conversation.close();
  void conversation.resend();
});

test('no yes overtakes a withdrawal that has not arrived', async () => {
  const {sent, purposes: [first], look, settle, set, grant} = await begin();
  await grant(first);
  void set(first, false);
  await settle();
  sent[1].lose();
  await settle();
  void set(first, true);
  await settle();
  assert.equal(sent.length, 3);
  assert.equal(sent[2].body, sent[1].body);
  sent[2].lose();
  await settle();
  assert.equal(sent.length, 3);
  assert.equal(look(first).on, false);
  void set(first, true);
  await settle();
  sent[3].answer();
  await settle();
  assert.equal(sent[4].submission.changes[0].choice, 'granted');
  sent[4].answer();
  await settle();
  assert.equal(look(first).allowed, true);
});

test('withdrawing all withdraws what is on in one act and touches nothing else [L51]', async () => {
  const {sent, purposes: [first, second], settle, grant, conversation} = await begin();
  await grant(first);
  await grant(second);
  void conversation.press({kind: 'withdraw_all'});
  await settle();
  const {changes} = sent.at(-1).submission;
  assert.deepEqual(changes.map(({purpose, choice}) => [purpose, choice]), [
    [first, 'withdrawn'],
    [second, 'withdrawn'],
  ]);
  sent.at(-1).answer();
  await settle();
  assert.equal(conversation.view.acts.includes('withdraw_all'), false);
});

test('a catalogue of other ids, texts and groups changes what is shown and no code', async () => {
  const other = JSON.parse(await readFile(join(import.meta.dirname, 'other-catalogue.json'), 'utf8'));
  const {purposes, look, grant, conversation} = await begin(other);
  assert.deepEqual(purposes, other.purposes.map(({id}) => id));
  for (const {id, title, text} of other.purposes) {
    assert.deepEqual([look(id).title, look(id).text], [title.sv, text.sv]);
    await grant(id);
    assert.equal(look(id).allowed, true);
  }
  assert.equal(conversation.view.groups[0].title, other.groups[0].label.sv);
});

test('a core that fails ends the conversation; a withdrawal under way still goes out', async () => {
  const {core, sent, told, purposes: [first], settle, set, grant, conversation} = await begin();
  await grant(first);
  void set(first, false);
  await settle();
  core.evaluate = () => {
    throw new Error('trap');
  };
  sent[1].lose();
  await settle();
  assert.equal(told.broke.length, 1);
  void conversation.resend();
  await settle();
  assert.equal(sent[2].body, sent[1].body);
  sent[2].answer();
  await settle();
  assert.ok(conversation.idle);
});

test('what an earlier visit kept is off at once, and is sent in its order [L46]', async () => {
  const {judge, sent, purposes: [first, second], look, settle, set, grant, conversation} = await begin();
  await grant(first);
  await grant(second);
  const granted = judge.state;
  const kept = [];
  for (const purpose of [first, second]) {
    void set(purpose, false);
    await settle();
    const {body, submission} = sent.at(-1);
    const {submission_id, subject, changes: [{choice}]} = submission;
    kept.push({submission_id, subject, body, purposes: [{purpose, choice}]});
  }
  const next = await begin();
  next.conversation.show(granted, {kept});
  await next.settle();
  assert.deepEqual([first, second].map((purpose) => [next.look(purpose).on, next.look(purpose).allowed]), [[false, false], [false, false]]);
  assert.equal(next.conversation.view.status.code, 'withdrawal_waiting');
  assert.equal(next.sent.length, 1);
  next.sent[0].lose();
  await next.settle();
  assert.deepEqual([next.look(first).on, next.sent.length], [false, 1], 'nothing overtakes it');
  void next.conversation.resend();
  await next.settle();
  next.sent[1].answer();
  await next.settle();
  next.sent[2].answer();
  await next.settle();
  assert.deepEqual(next.sent.map(({body}) => body), [kept[0], kept[0], kept[1]].map(({body}) => body));
  assert.deepEqual([next.look(first).phase, next.look(second).phase, next.conversation.idle], ['settled', 'settled', true]);
});

test('what is shown again while it waits is sent once', async () => {
  const {judge, sent, purposes: [first], settle, set, grant, conversation} = await begin();
  await grant(first);
  void set(first, false);
  await settle();
  const {body, submission} = sent[1];
  sent[1].lose();
  await settle();
  conversation.show(judge.state, {kept: [{...submission, body, purposes: submission.changes}]});
  await settle();
  assert.equal(sent.length, 2);
  conversation.close();
});
