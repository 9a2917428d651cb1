// Acknowledged is not lost, and not recorded twice: kill −9 of the verifier between and during
// submissions (RELIABILITY R1).
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {prepare} from '../../web/demo/prepare.mjs';
import {freePort, Stack} from '../../web/demo/stack.mjs';
import {Person} from '../tools/person.mjs';
import {Journal, Load} from './journal.mjs';
import {seeded} from './random.mjs';

const kills = Number(process.env.SAMTYCKE_KILLS ?? 50);
const readyMaxMs = 2000;
const folder = mkdtempSync(join(tmpdir(), 'samtycke-kill-'));
const journal = new Journal();
const loads = [];
let stack;

before(async () => {
  stack = new Stack({folder, portalPort: await freePort(), providerPort: await freePort()});
  await stack.start();
  await prepare(stack);
  for (const [sub, subject] of [['anna'], ['erik', 'sub-erik-havsvik'], ['karin']]) {
    const person = await Person.signIn(stack, sub, subject);
    loads.push(new Load(person, journal, person.switches()));
  }
});

after(async () => {
  for (const {person} of loads) person.close();
  await stack.stopAll();
  rmSync(folder, {recursive: true, force: true});
});

test(`every acknowledged event outlives ${kills} kills of the verifier`, async () => {
  const random = seeded('kill');
  let slowest = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    for (const load of loads) load.start();
    await pause(5 + random() * 150);
    const between = kill % 2 === 0;
    if (between) await Promise.all(loads.map((load) => load.stop()));
    await stack.stop('verifier', 'SIGKILL');
    await Promise.all(loads.map((load) => load.stop()));
    const begin = Date.now();
    await stack.startVerifier();
    slowest = Math.max(slowest, Date.now() - begin);
    assert.equal(journal.lost(join(folder, 'samtycke.db')), 0, `after kill ${kill + 1}`);
    await Promise.all(loads.map((load) => load.catchUp()));
  }
  assert.equal(journal.lost(join(folder, 'samtycke.db')), 0);
  console.log(`${journal.count} submissions acknowledged, ready again after at most ${slowest} ms`);
  assert.ok(journal.count >= kills, `only ${journal.count} submissions`);
  assert.ok(slowest <= readyMaxMs, `${slowest} ms until ready`);
});

test('what people see afterwards is what they chose last', async () => {
  for (const {person, on} of loads) {
    await person.reload();
    for (const [purpose, wanted] of on) assert.equal(person.isOn(purpose), wanted, purpose);
  }
});
