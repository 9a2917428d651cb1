// With a core that denies everything, page and server show and answer denials alone: nobody else
// decides. The build is the ordinary one but for one source (tests/exchange/deny_all.cpp).
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Core} from '../tools/core.mjs';
import {Portal} from '../tools/portal.mjs';
import {groupsOf, questions, withPanel} from './exchange.mjs';

const build = process.env.SAMTYCKE_DENY_ALL;
assert.ok(build && existsSync(join(build, 'samtycke')), 'SAMTYCKE_DENY_ALL names the build: see tests/parts/57-exchange.sh');
const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../core/catalogue/telecom-se.json'), 'utf8'));
const subject = 'sub-anna-bjork';
// The reason that this core gives, and the ordinary one never does.
const reason = 'stale';

let portal;
before(async () => {
  portal = await Portal.open({build});
});
after(() => portal?.close());

test('the module of this build denies', async () => {
  const core = await Core.open(join(build, 'wasm/samtycke.wasm'));
  core.ask({call: 'catalogue', catalogue, signed: true});
  const question = {purpose: 'transmission', role: 'traffic-management', source_store: 'mediation'};
  assert.deepEqual(core.ask({call: 'decide_processing', question, now: '2026-11-24T08:00:00Z', events: []}), {decision: 'deny', reason});
});

test('the page shows no switch that stays on, and allows nothing', async () => {
  await withPanel(portal, people.anna, async (panel, page) => {
    const before = await groupsOf(panel);
    const count = before.flatMap(({purposes}) => purposes).length;
    assert.ok(count > 6, `${count} switches`);
    for (let index = 0; index < count; ++index) await panel.press(index);
    await page.reload();
    await panel.ready();
    assert.deepEqual((await groupsOf(panel)).flatMap(({purposes}) => purposes.filter(({on}) => on)), []);
    const {purposes} = await panel.consent();
    const shown = Array.isArray(purposes) ? purposes : Object.values(purposes);
    assert.equal(shown.length, count);
    assert.deepEqual([...new Set(shown.map((one) => one.allowed))], [false]);
    for (const {id} of catalogue.purposes) assert.equal(await panel.allows(id), false, id);
  });
});

test('the choices were recorded all the same: what is judged is not what is decided', () => {
  assert.ok(portal.events().filter(({text}) => text.includes('"kind":"granted"')).length > 6);
});

test('the server answers denials alone, each with the reason of this core', async () => {
  const information = catalogue.information_purposes.map(({id, roles}) => ({subject, purpose: id, role: roles[0], source_store: 'mediation'}));
  for (const question of [...questions(catalogue, subject), ...information]) {
    const answer = await portal.decide(question);
    assert.deepEqual([answer.decision, answer.reason], ['deny', reason], question.purpose);
    assert.equal(answer.basis ?? '', '');
  }
});

test('several questions at once have several denials', async () => {
  const {decisions} = (await portal.post('/v1/decisions', {requests: questions(catalogue, subject)})).json();
  assert.equal(decisions.length, catalogue.purposes.length);
  assert.deepEqual([...new Set(decisions.map((one) => `${one.decision} ${one.reason}`))], [`deny ${reason}`]);
});
