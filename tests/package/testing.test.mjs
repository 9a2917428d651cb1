// `samtycke/testing`: a page's tests begin at chosen consent states and see what was submitted, and the
// core judges all of it.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import test from 'node:test';
import {demoCatalogue} from '../web/judge.mjs';
import {installAlone} from './install.mjs';

const folder = installAlone();
const {resolve} = createRequire(join(folder, 'here.js'));
const {createVerifier} = await import(resolve('samtycke/testing'));
const {openCore} = await import(resolve('samtycke'));

const catalogue = demoCatalogue();
const [first, second, third] = catalogue.purposes.filter(({consent_by: by}) => by === 'both').map(({id}) => id);
const question = (purpose) => {
  const {roles, data_types: fields} = catalogue.purposes.find(({id}) => id === purpose);
  return {purpose, role: roles[0], fields: fields.slice(0, 1), source_store: catalogue.stores[0].id};
};
const base = 'http://page.example/v1';
const choiceOf = ({state}, purpose) => state.subject.choices.find((one) => one.purpose === purpose)?.choice;

// What a panel that shows this person's choices would submit for a press.
async function press(verifier, purpose, on) {
  const core = await openCore();
  core.load(await (await verifier.fetch(`${base}/catalogues/${catalogue.catalogue}`)).text(), true);
  const {state, now} = await (await verifier.fetch(`${base}/consents/me`)).json();
  const panel = {call: 'panel', language: 'sv'};
  const {model} = core.evaluate({...panel, act: {kind: 'show', state, now}});
  const act = {kind: 'set', purpose, on, submission_id: crypto.randomUUID(), ui_build: 'test', now};
  return JSON.stringify(core.evaluate({...panel, model, act}).submission);
}
const post = (verifier, body) => verifier.fetch(`${base}/consents/me`, {method: 'POST', body});

test('a person begins with the choices that the test names, and no others', async () => {
  const verifier = await createVerifier({
    catalogue,
    choices: {[first]: 'granted', [second]: 'withdrawn', [third]: 'refused'},
  });
  assert.deepEqual([first, second, third].map((id) => choiceOf(verifier, id)), ['granted', 'withdrawn', 'refused']);
  assert.equal(verifier.state.subject.choices.length, 3);
  assert.deepEqual(verifier.submitted, [], 'the past is nothing that the page submitted');
});

test('what a back end would be answered follows the choices', async () => {
  const verifier = await createVerifier({catalogue, choices: {[first]: 'granted', [second]: 'withdrawn'}});
  const decisions = [first, second, third].map((id) => verifier.decide(question(id)));
  assert.deepEqual(decisions.map(({decision}) => decision), ['allow', 'deny', 'deny']);
  assert.deepEqual(decisions.map(({reason}) => reason), ['consent_given', 'withdrawn', 'user_consent_missing']);
});

test('a gate that the company keeps closed is closed', async () => {
  const verifier = await createVerifier({catalogue, closed: [first]});
  assert.equal(verifier.decide(question(first)).reason, 'subscriber_gate_closed');
  assert.equal(verifier.decide(question(second)).reason, 'user_consent_missing');
});

test('a yes that was given long ago has ended when the clock says so', async () => {
  const verifier = await createVerifier({
    catalogue,
    choices: {[first]: {choice: 'granted', at: '2024-03-01T08:00:00.000Z'}},
    now: '2024-03-02T08:00:00Z',
  });
  assert.equal(verifier.decide(question(first)).decision, 'allow');
  verifier.now = '2029-03-02T08:00:00Z';
  assert.equal(verifier.decide(question(first)).reason, 'expired');
});

test('a state that cannot be is an error with the core’s code', async () => {
  await assert.rejects(createVerifier({catalogue, signed: false, choices: {[first]: 'granted'}}), /catalogue_unsigned/);
  await assert.rejects(createVerifier({catalogue, choices: {'no-such-purpose': 'refused'}}), /unknown_purpose/);
});

test('what the page submits is judged, recorded once and told', async () => {
  const verifier = await createVerifier({catalogue});
  const body = await press(verifier, first, true);
  const before = verifier.events.length;
  const answers = [await post(verifier, body), await post(verifier, body)];
  const [once, again] = await Promise.all(answers.map((answer) => answer.json()));
  assert.deepEqual(answers.map(({status}) => status), [201, 201]);
  assert.deepEqual(again, once);
  assert.equal(verifier.events.length, before + 1);
  assert.deepEqual(verifier.submitted.map(({verdicts}) => verdicts.map(({accepted}) => accepted)), [[true]]);
  assert.deepEqual(verifier.submitted[0].submission, JSON.parse(body));
  assert.equal(verifier.decide(question(first)).decision, 'allow');
});

test('a yes on an old state is refused, a stop on it is taken', async () => {
  const verifier = await createVerifier({catalogue, choices: {[second]: 'granted'}});
  const [yes, no] = [await press(verifier, first, true), await press(verifier, second, false)];
  await post(verifier, await press(verifier, third, true));
  const refused = await post(verifier, yes);
  assert.deepEqual([refused.status, (await refused.json()).verdicts[0].code], [409, 'stale_sequence']);
  assert.equal((await post(verifier, no)).status, 201);
  assert.equal(choiceOf(verifier, second), 'withdrawn');
});

test('bytes that are no submission are refused and recorded nowhere', async () => {
  const verifier = await createVerifier({catalogue});
  const before = verifier.events.length;
  for (const body of ['', 'not JSON', '[]', '{"subject":1}', '{"call":"forget"}']) {
    const {status} = await post(verifier, body);
    assert.ok(status >= 400 && status < 500, `${status} for ${body}`);
  }
  assert.equal(verifier.events.length, before);
});

test('it can fail as a verifier fails', async () => {
  const verifier = await createVerifier({catalogue});
  verifier.submitting = 503;
  assert.equal((await post(verifier, '{}')).status, 503);
  assert.equal((await verifier.fetch(`${base}/consents/me`)).status, 200);
  verifier.reading = 'cut';
  await assert.rejects(verifier.fetch(`${base}/consents/me`), TypeError);
});

test('installed, it answers what is under its endpoint and nothing else', async () => {
  const elsewhere = [];
  const before = globalThis.fetch;
  globalThis.fetch = async (input) => {
    elsewhere.push(String(input));
    return new Response();
  };
  try {
    const verifier = await createVerifier({catalogue, person: {subject: 'sub-maja', subscriber_name: 'Björk AB'}});
    const remove = verifier.install(base);
    const {subject, relations} = await (await fetch(new URL(`${base}/consents/me`))).json();
    assert.deepEqual([subject, relations[0].subscriber_name], ['sub-maja', 'Björk AB']);
    assert.equal((await fetch(new Request(`${base}/consents/me?subject=sub-somebody`))).status, 404);
    await fetch('http://page.example/v10/consents/me');
    remove();
    await fetch(`${base}/consents/me`);
    assert.deepEqual(elsewhere, ['http://page.example/v10/consents/me', `${base}/consents/me`]);
  } finally {
    globalThis.fetch = before;
  }
});
