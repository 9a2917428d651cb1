// Acknowledged is not lost, whichever call of the system is the last: during one submission the verifier is
// killed at its first write or sync, at its second, … until it comes through (RELIABILITY R2). Database, log,
// keys and second place are all written in it.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {prepare} from '../../web/demo/prepare.mjs';
import {freePort, Stack} from '../../web/demo/stack.mjs';
import {Person} from '../tools/person.mjs';
import {Journal} from './journal.mjs';

// What changes a file or makes it durable. Sockets are written to by others.
const calls = ['pwrite64', 'fdatasync', 'fsync', 'ftruncate', 'writev', 'rename', 'unlink'];
const patienceMs = 2000;
const folder = mkdtempSync(join(tmpdir(), 'samtycke-call-'));
const journal = new Journal();
let stack;
let person;
let on = false;

before(async () => {
  stack = new Stack({folder, portalPort: await freePort(), providerPort: await freePort()});
  for (const name of ['second', 'third']) mkdirSync(join(folder, name));
  Object.assign(stack.extra, {second_place: join(folder, 'second'), second_place_keys: join(folder, 'third', 'keys.db')});
  await stack.furnish();
  const made = spawnSync(stack.binary, ['second-place', '--config', stack.path('samtycke.json')], {encoding: 'utf8'});
  assert.equal(made.status, 0, made.stderr);
  await stack.startProvider();
  await stack.startVerifier();
  await prepare(stack);
  person = await Person.signIn(stack, 'anna');
});

after(async () => {
  person.close();
  await stack.stopAll();
  rmSync(folder, {recursive: true, force: true});
});

// Watches the verifier's calls, and kills it at the `count`-th of that name; its trace is what is left.
async function watch(words) {
  const trace = join(folder, 'trace');
  const strace = spawn('strace', ['-f', '-o', trace, '-p', `${stack.processId('verifier')}`, ...words], {stdio: ['ignore', 'ignore', 'pipe']});
  let told = '';
  strace.stderr.on('data', (bytes) => (told += bytes));
  while (!/attached/.test(told)) {
    await Promise.race([once(strace.stderr, 'data'), once(strace, 'exit').then(() => assert.fail(told))]);
  }
  return {
    trace: () => readFileSync(trace, 'utf8'),
    async end() {
      if (strace.exitCode !== null || strace.signalCode !== null) return;
      const ended = once(strace, 'exit');
      strace.kill('SIGTERM');
      // Of a process that dies under it, thread by thread, it may wait for one that is gone already.
      const late = setTimeout(() => strace.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(late);
    },
  };
}

// One change, sent again after a restart with the same bytes when its answer did not come.
async function change(watching) {
  on = !on;
  const submission = person.submission(person.switches()[0], on);
  journal.sent(submission);
  let answer = await person.send(submission).catch(() => undefined);
  await watching.end();
  const isCut = answer === undefined;
  if (isCut) {
    await stack.stop('verifier', 'SIGKILL');
    await stack.startVerifier();
    assert.equal(journal.lost(join(folder, 'samtycke.db')), 0, 'before it was sent again');
    answer = await person.send(submission);
  }
  assert.equal(answer.status, 201, answer.body);
  journal.acknowledged(submission, answer.json().verdicts);
  person.settle(answer);
  assert.equal(journal.lost(join(folder, 'samtycke.db')), 0);
  return isCut;
}

test('every acknowledged event outlives a kill at each write and each sync of a commit', async () => {
  let kills = 0;
  for (const name of calls) {
    for (let count = 1; ; count += 1) {
      const watching = await watch(['-e', `trace=${name}`, '-e', `inject=${name}:signal=SIGKILL:when=${count}`]);
      if (!(await change(watching))) break;
      kills += 1;
    }
  }
  console.log(`${kills} kills, each at another call of a commit; ${journal.count} submissions acknowledged, none lost`);
  assert.ok(kills >= 20, `only ${kills} kills`);
});

test('a commit that nobody disturbs makes its writes durable: what the kills above were aimed at', async () => {
  const watching = await watch(['-e', `trace=${calls.join(',')}`, '-y']);
  assert.equal(await change(watching), false);
  const trace = watching.trace();
  for (const file of ['samtycke.db-wal', '-changes-']) {
    assert.match(trace, new RegExp(`(pwrite64|writev)\\([0-9]+<[^>]*${file}`), `nothing is written to ${file}`);
    assert.match(trace, new RegExp(`f(data)?sync\\([0-9]+<[^>]*${file}`), `${file} is not synced`);
  }
});
