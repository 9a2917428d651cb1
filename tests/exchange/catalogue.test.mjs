// Page and server run another catalogue with no change of code: other ids, other words, other
// groups, one purpose that needs no company's gate.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Core} from '../tools/core.mjs';
import {Portal} from '../tools/portal.mjs';
import {groupsOf, questions, withPanel} from './exchange.mjs';

const file = join(import.meta.dirname, 'catalogue.json');
const catalogue = JSON.parse(readFileSync(file, 'utf8'));
const shipped = readFileSync(join(import.meta.dirname, '../../core/catalogue/telecom-se.json'), 'utf8');
const subject = 'sub-anna-bjork';
const [alone, offers, forecast, survey] = questions(catalogue, subject);
const titles = (language) => ['meter-advice', 'quay-offers', 'quay-forecast'].map((id) => catalogue.purposes.find((one) => one.id === id).title[language]);

let portal;
before(async () => {
  // Without the demo's question, which is about a purpose of the demo's.
  portal = await Portal.open({catalogue: file, extra: {demo: undefined}});
});
after(() => portal?.close());

const answers = async () => Object.fromEntries(await Promise.all([alone, offers, forecast].map(async (question) => {
  const {decision, reason} = await portal.decide(question);
  return [question.purpose, `${decision} ${reason}`];
})));

test('it may be published', async () => {
  const core = await Core.open();
  core.ask({call: 'catalogue', catalogue, signed: true});
  assert.deepEqual(core.ask({call: 'lint'}).findings, []);
});

test('it shares no id and no text with the one that is shipped', () => {
  for (const list of ['groups', 'purposes', 'channels', 'cookie_categories', 'information_purposes', 'data_types', 'processing_kinds', 'stores', 'forbidden_data_types']) {
    for (const {id, title, text, label} of catalogue[list]) {
      for (const word of [id, title?.sv, text?.sv, text?.en, label?.sv].filter(Boolean)) assert.ok(!shipped.includes(JSON.stringify(word)), word);
    }
  }
});

test('the verifier publishes it', async () => {
  const {status, body} = await portal.get(`/v1/catalogues/${catalogue.catalogue}`);
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(body), catalogue);
});

test('the page shows its groups, its purposes and its words, and no others', async () => {
  await withPanel(portal, people.anna, async (panel, page) => {
    assert.deepEqual(await groupsOf(panel), [
      {title: 'Mätare', purposes: [{title: titles('sv')[0], on: false}]},
      {title: 'Kajen', purposes: titles('sv').slice(1).map((title) => ({title, on: false}))},
      {title: 'Vägar till dig', purposes: [{title: 'Flagga', on: false}]},
    ]);
    const words = await panel.host.evaluate(({shadowRoot: root}) => root.textContent);
    for (const note of ['voluntary_note', 'withdraw_note', 'employer_note']) assert.ok(words.includes(catalogue.notes[note].sv), note);
    assert.ok(!words.includes(catalogue.notes.gate_note.sv), 'every gate is open');
    const all = (await page.content()) + words;
    for (const {id, title} of JSON.parse(shipped).purposes) assert.ok(!all.includes(title.sv) && !all.includes(`"${id}"`), id);
  });
});

test('a purpose for the user alone is allowed by the user alone, and denied at the next question', async () => {
  assert.deepEqual(await answers(), {
    'meter-advice': 'deny no_decision', 'quay-offers': 'deny user_consent_missing', 'quay-forecast': 'deny user_consent_missing',
  });
  await withPanel(portal, people.anna, async (panel, page) => {
    await panel.press(0);
    assert.equal(await panel.isOn(0), true);
    assert.equal((await answers())['meter-advice'], 'allow consent_given');
    await page.reload();
    await panel.ready();
    assert.equal(await panel.isOn(0), true);
    await panel.press(0);
    assert.equal((await answers())['meter-advice'], 'deny withdrawn');
  });
});

test('a purpose of both parties follows the gate as well', async () => {
  const anna = await portal.person('anna');
  assert.equal((await anna.set('quay-offers', true)).status, 201);
  assert.equal((await portal.decide(offers)).decision, 'allow');
  const karin = await portal.visitor('karin');
  const gate = (state) => karin.post('/v1/gates', {subscriber: 'sbr-bjork', submission_id: `gate-${state}`, changes: [{purpose: 'quay-offers', gate: state}]});
  assert.equal((await gate('closed')).status, 201);
  assert.equal((await portal.decide(offers)).reason, 'subscriber_gate_closed');
  assert.equal((await portal.decide(alone)).reason, 'withdrawn');
  await withPanel(portal, people.anna, async (panel) => {
    const words = await panel.host.evaluate(({shadowRoot: root}) => root.textContent);
    assert.ok(words.includes(catalogue.notes.gate_note.sv));
  });
  assert.equal((await gate('open')).status, 201);
  assert.equal((await portal.decide(offers)).decision, 'allow');
});

test('what is inactive in it, or never was in it, is denied', async () => {
  assert.equal((await portal.decide(survey)).reason, 'purpose_inactive');
  assert.equal((await portal.decide({...offers, purpose: 'traffic-offers-personal'})).reason, 'unknown_purpose');
});

test('it speaks English too', async () => {
  await withPanel(portal, people.karin, async (panel) => {
    const shown = (await groupsOf(panel)).flatMap(({purposes}) => purposes.map(({title}) => title));
    assert.deepEqual(shown, [...titles('en'), 'Flag']);
  }, {locale: 'en-GB'});
});
