// May this data be used? What an enforcement point asks, and what it is told.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {demo} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

let portal;
let anna;
let purpose;
let question;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  question = questionAbout(anna.catalogue, purpose, anna.subject);
  assert.equal((await anna.set(purpose, true)).status, 201);
});
after(() => portal.close());

const told = ({decision, reason}) => ({decision, reason});

test('an allow says why, on which basis, until when, by which consent and as of which position', async () => {
  const asked = Date.now();
  const answer = await portal.decide(question);
  assert.deepEqual(told(answer), {decision: 'allow', reason: 'consent_given'});
  assert.ok(answer.basis.length > 0);
  assert.ok(answer.consent_id.startsWith(anna.subject));
  // Of the last event that was looked at.
  assert.equal(answer.position, portal.events().at(-1).position);
  const seconds = (Date.parse(answer.expires) - asked) / 1000;
  assert.ok(seconds > 50 && seconds <= 61, `${seconds} s`);
});

test('the demo’s own question is about this and is answered', async () => {
  assert.equal((await portal.decide(demo.question)).decision, 'allow');
});

test('the purpose whose gate stays closed is denied whatever the person says', async () => {
  for (const closed of demo.closed) {
    assert.equal((await anna.set(closed, true)).status, 201);
    const answer = await portal.decide(questionAbout(anna.catalogue, closed, anna.subject));
    assert.deepEqual(told(answer), {decision: 'deny', reason: 'subscriber_gate_closed'});
  }
});

test('the gate is the company’s: shut, and everybody is denied; open, and silence still is [L65, R1]', async () => {
  const karin = await portal.visitor('karin');
  const turn = (gate) =>
    karin.post('/v1/gates', {subscriber: 'sbr-bjork', submission_id: crypto.randomUUID(), changes: [{purpose, gate}]});
  assert.equal((await turn('closed')).status, 201);
  assert.deepEqual(told(await portal.decide(question)), {decision: 'deny', reason: 'subscriber_gate_closed'});
  assert.equal((await turn('open')).status, 201);
  assert.equal((await portal.decide(question)).decision, 'allow');
  const silent = await portal.decide({...question, subject: 'sub-karin-bjork'});
  assert.deepEqual(told(silent), {decision: 'deny', reason: 'user_consent_missing'});
});

test('role, field, store and subject that do not fit are each denied with their reason [L82, L83, L84]', async () => {
  const {catalogue} = anna;
  const otherRole = catalogue.roles.find((role) => !catalogue.purposes.find(({id}) => id === purpose).roles.includes(role));
  for (const [change, reason] of [
    [{role: otherRole}, 'role_not_permitted'],
    [{fields: ['no-such-field']}, 'field_not_in_purpose'],
    [{fields: [catalogue.forbidden_data_types[0].id]}, catalogue.forbidden_data_types[0].code],
    [{source_store: 'no-such-store'}, 'store_unknown'],
    [{source_store: catalogue.stores.find(({only_for: only}) => only?.length > 0).id}, 'retention_store_locked'],
    [{subject: 'sub-nobody'}, 'no_identified_user'],
  ]) {
    assert.deepEqual(told(await portal.decide({...question, ...change})), {decision: 'deny', reason}, JSON.stringify(change));
  }
});

test('many questions have as many answers, in their order', async () => {
  const requests = [question, {...question, source_store: 'no-such-store'}, {...question, subject: 'sub-nobody'}];
  const {decisions} = await portal.decide({requests});
  assert.deepEqual(decisions.map(({reason}) => reason), ['consent_given', 'store_unknown', 'no_identified_user']);
});

test('a number is judged for the person who had it when the record was made [L63]', async () => {
  const value = '+46701740690';
  const link = (subject, from, until) => ({
    kind: 'identifier_linked', subject, link: `lnk-span-${from.slice(0, 4)}-${subject}`, identifier_kind: 'msisdn', value, from, ...(until && {until}),
  });
  const handover = new Date(Date.now() - 1000).toISOString();
  const answer = await portal.provision([
    link('sub-karin-bjork', '2025-01-01T00:00:00.000Z', handover),
    link('sub-anna-bjork', handover),
  ]);
  assert.ok([200, 201].includes(answer.status), answer.body);
  const {subject, ...rest} = question;
  const ask = (identifier, more) => portal.decide({...rest, identifier, ...more});
  const number = {kind: 'msisdn', value};
  assert.equal((await ask(number)).decision, 'allow');
  assert.equal((await ask(number, {record_time: '2026-01-01T00:00:00.000Z'})).reason, 'user_consent_missing');
  assert.equal((await ask({kind: 'msisdn', value: '+46701740699'})).reason, 'no_identified_user');
  assert.equal((await ask(number, {record_time: '2024-01-01T00:00:00.000Z'})).reason, 'no_identified_user');
});

test('a number in its national form is told apart, and nothing is looked up by it [R16]', async () => {
  const {subject, ...rest} = question;
  const answer = await portal.post('/v1/decisions', {...rest, identifier: {kind: 'msisdn', value: '0701740690'}});
  const problem = answer.json();
  assert.equal(problem.code ?? problem.reason, 'msisdn_not_e164');
});

test('a sole trader’s yes is the firm’s and the user’s at once [L74]', async () => {
  const olle = await portal.person('olle');
  const [own] = bothPartyPurposes(olle.catalogue);
  assert.equal((await olle.set(own, true)).status, 201);
  assert.equal((await portal.decide(questionAbout(olle.catalogue, own, olle.subject))).decision, 'allow');
  assert.equal((await olle.set(own, false)).status, 201);
  assert.equal((await portal.decide(questionAbout(olle.catalogue, own, olle.subject))).reason, 'withdrawn');
});

test('whoever has left is denied from that moment [L62]', async () => {
  const answer = await portal.provision([{kind: 'relation_ended', subject: anna.subject}]);
  assert.ok([200, 201].includes(answer.status), answer.body);
  assert.deepEqual(told(await portal.decide(question)), {decision: 'deny', reason: 'relation_ended'});
});
