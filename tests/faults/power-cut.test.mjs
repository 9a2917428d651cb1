// Acknowledged is on the disk: the power goes while people move sliders (RELIABILITY R3). Shown to
// bite: with synchronous=OFF the same test loses what was acknowledged.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {prepare} from '../../web/demo/prepare.mjs';
import {freePort, Stack} from '../../web/demo/stack.mjs';
import {Person} from '../tools/person.mjs';
import {Journal, Load} from './journal.mjs';
import {PowerDisk} from './power-disk.mjs';
import {seeded} from './random.mjs';

const cuts = Number(process.env.SAMTYCKE_CUTS ?? 5);
const farCuts = Math.ceil(cuts / 2.5);

// Acknowledged changes lost over so many cuts, and how many submissions were acknowledged.
async function lostOver(count, synchronous) {
  const random = seeded(`power cut, synchronous=${synchronous}`);
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-power-'));
  const disk = await PowerDisk.make();
  const stack = new Stack({
    folder,
    data: disk.folder,
    portalPort: await freePort(),
    providerPort: await freePort(),
    extra: {store_synchronous: synchronous},
  });
  const journal = new Journal();
  const loads = [];
  try {
    await stack.start();
    await prepare(stack);
    for (const [sub, subject] of [['anna'], ['erik', 'sub-erik-havsvik']]) {
      const person = await Person.signIn(stack, sub, subject);
      loads.push(new Load(person, journal, person.switches()));
    }
    for (let cut = 0; cut < count; cut += 1) {
      for (const load of loads) load.start();
      await pause(200 + random() * 600);
      const killed = stack.stop('verifier', 'SIGKILL');
      await disk.cut(killed);
      await Promise.all(loads.map((load) => load.stop()));
      const lost = journal.lost(join(disk.folder, 'samtycke.db'));
      if (lost > 0) return {lost, acknowledged: journal.count};
      await stack.startVerifier();
      await Promise.all(loads.map((load) => load.catchUp()));
      await stack.stop('verifier');
      await disk.arm();
      await stack.startVerifier();
    }
    return {lost: journal.lost(join(disk.folder, 'samtycke.db')), acknowledged: journal.count};
  } finally {
    for (const {person} of loads) person.close();
    await stack.stopAll();
    await disk.remove();
    rmSync(folder, {recursive: true, force: true});
  }
}

// The same of a second place: its disk loses its power, the verifier's database is lost whole.
async function lostWithTheFirstDisk(count) {
  const random = seeded('power cut of the second place');
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-power-'));
  const disk = await PowerDisk.make();
  mkdirSync(join(folder, 'third'));
  const stack = new Stack({
    folder,
    data: join(folder, 'first'),
    portalPort: await freePort(),
    providerPort: await freePort(),
    extra: {second_place: join(disk.folder, 'place'), second_place_keys: join(folder, 'third', 'keys.db')},
  });
  mkdirSync(join(disk.folder, 'place'));
  const run = (command) => {
    const {status, stdout, stderr} = spawnSync(stack.binary, [command, '--config', stack.path('samtycke.json')], {encoding: 'utf8'});
    assert.equal(status, 0, `${command}: ${stdout}${stderr}`);
  };
  const journal = new Journal();
  let load;
  try {
    await stack.furnish();
    run('second-place');
    await stack.startProvider();
    await stack.startVerifier();
    await prepare(stack);
    const person = await Person.signIn(stack, 'anna');
    load = new Load(person, journal, person.switches());
    for (let cut = 0; cut < count; cut += 1) {
      load.start();
      await pause(200 + random() * 600);
      await disk.cut(stack.stop('verifier', 'SIGKILL'));
      await load.stop();
      rmSync(stack.data, {recursive: true});
      mkdirSync(stack.data);
      run('recover');
      const lost = journal.lost(join(stack.data, 'samtycke.db'));
      if (lost > 0) return {lost, acknowledged: journal.count};
      await stack.startVerifier();
      await load.catchUp();
      await stack.stop('verifier');
      await disk.arm();
      await stack.startVerifier();
    }
    return {lost: journal.lost(join(stack.data, 'samtycke.db')), acknowledged: journal.count};
  } finally {
    load?.person.close();
    await stack.stopAll();
    await disk.remove();
    rmSync(folder, {recursive: true, force: true});
  }
}

test(`every acknowledged event outlives ${cuts} power cuts`, async () => {
  const {lost, acknowledged} = await lostOver(cuts, 'FULL');
  console.log(`${acknowledged} submissions acknowledged, ${lost} changes lost`);
  assert.ok(acknowledged > cuts);
  assert.equal(lost, 0);
});

test(`the second place has every acknowledged event after ${farCuts} power cuts of its own disk`, async () => {
  const {lost, acknowledged} = await lostWithTheFirstDisk(farCuts);
  console.log(`${acknowledged} submissions acknowledged, ${lost} changes lost`);
  assert.ok(acknowledged > farCuts);
  assert.equal(lost, 0);
});

test('with synchronous=OFF a power cut loses acknowledged events, so this test can fail', async () => {
  const {lost, acknowledged} = await lostOver(1, 'OFF');
  console.log(`${acknowledged} submissions acknowledged, ${lost} changes lost`);
  assert.ok(lost > 0);
});
