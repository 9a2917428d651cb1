// `samtycke witness` as somebody else's log sees it: another implementation asks, two others check.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, beforeEach} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {cosignedAt, MadeLog, originHash} from './log.mjs';
import {freePort, makeKey, Program, samtycke, writeConfig} from './program.mjs';

const root = mkdtempSync(join(tmpdir(), 'samtycke-witness-'));
const running = new Set();
let folder, log, config;

after(async () => {
  for (const program of running) await program.kill();
  rmSync(root, {recursive: true, force: true});
});

beforeEach(async () => {
  folder = mkdtempSync(join(root, 'one-'));
  makeKey(folder);
  log = new MadeLog('log.example/one');
  config = await another();
});

async function another(changes = {}) {
  const settings = {name: 'witness.example/w1', key: 'witness-key', state: 'witness.db', port: await freePort(), logs: [log.vkey]};
  return writeConfig(folder, {...settings, ...changes});
}

async function start(file = config) {
  const program = await Program.start(file);
  running.add(program);
  program.ended.then(() => running.delete(program));
  return program;
}

function checkedInPython(lines) {
  const script = join(import.meta.dirname, 'cosignature.py');
  const input = lines.map((one) => `${JSON.stringify(one)}\n`).join('');
  return execFileSync('python3', [script], {input, encoding: 'utf8'}).trim().split('\n').map((line) => JSON.parse(line));
}

// As a log does that does not know what was cosigned last.
async function bring(witness, from = 0, of = log) {
  const answer = await witness.addCheckpoint(of.request(from));
  return answer.status === 409 ? witness.addCheckpoint(of.request(Number(answer.body))) : answer;
}

test('a log that grows gets cosignatures that Python and Node verify, and that one bit spoils', async () => {
  const witness = await start();
  const lines = [];
  let old = 0;
  const begin = Math.floor(Date.now() / 1000);
  for (const count of [1, 1, 5, 1, 20, 100]) {
    log.grow(count);
    const {status, type, body} = await witness.addCheckpoint(log.request(old));
    assert.equal(status, 200, body);
    assert.equal(type, 'text/plain; charset=utf-8');
    lines.push({vkey: witness.vkey, text: log.text(), line: body});
    old = log.size;
  }
  const end = Math.ceil(Date.now() / 1000);
  for (const [i, {time}] of checkedInPython(lines).entries()) {
    assert.ok(time >= begin && time <= end, `${i}: ${time}`);
    assert.equal(cosignedAt(witness.vkey, lines[i].text, lines[i].line), time);
  }
  const [one] = lines;
  const turned = (text, at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  const bad = [
    {...one, text: lines[1].text},
    {...one, text: one.text.replace('log', 'Log')},
    ...[30, 40, 60, 90].map((at) => ({...one, line: turned(one.line, at)})),
  ];
  for (const {refused} of checkedInPython(bad)) assert.ok(refused);
  await witness.kill('SIGTERM');
});

test('each status is what the specification says, 404 for an unknown log too', async () => {
  const witness = await start();
  log.grow(3);
  assert.equal((await witness.addCheckpoint(log.request(0))).status, 200);
  assert.equal((await witness.addCheckpoint('old')).status, 400);
  assert.equal((await witness.addCheckpoint('')).status, 400);
  assert.equal((await witness.addCheckpoint(new MadeLog('other.example').grow(1).request(0))).status, 404);
  assert.equal((await witness.addCheckpoint(new MadeLog(log.origin).grow(4).request(3))).status, 403);
  log.grow(2);
  const conflict = await witness.addCheckpoint(log.request(2));
  assert.deepEqual(conflict, {status: 409, type: 'text/x.tlog.size', body: '3\n'});
  assert.equal((await witness.addCheckpoint(log.request(3).replace(/\n[^\n]{44}\n/, '\n'))).status, 422);
  assert.equal((await witness.addCheckpoint(`old 6\n\n${log.checkpoint()}`)).status, 400);
  assert.equal((await witness.send('/add-checkpoint')).status, 405);
  assert.equal((await witness.addCheckpoint('x'.repeat(128 * 1024 + 1))).status, 413);
  assert.equal((await witness.addCheckpoint(log.request(3))).status, 200);
});

test('monitors read the newest cosigned checkpoint, and the key', async () => {
  const witness = await start();
  const path = `/${originHash(log.origin)}/checkpoint`;
  assert.equal((await witness.send(path)).status, 404);
  log.grow(3);
  const {body: line} = await witness.addCheckpoint(log.request(0));
  assert.deepEqual(await witness.send(path), {status: 200, type: 'text/plain; charset=utf-8', body: log.checkpoint() + line});
  assert.equal((await witness.send(path.toUpperCase())).status, 404);
  assert.equal((await witness.send('/vkey')).body, `${witness.vkey}\n`);
  const printed = execFileSync(samtycke, ['witness', '--config', config, '--vkey'], {encoding: 'utf8'});
  assert.equal(printed, `${witness.vkey}\n`);
});

test('of two histories that race through two processes on one file, one is cosigned, at every size [A28]', async () => {
  const witnesses = [await start(), await start(await another())];
  log.grow(2);
  assert.equal((await witnesses[0].addCheckpoint(log.request(0))).status, 200);
  const histories = [log, log.fork()];
  const won = [];
  for (let round = 0; round < 60; round += 1) {
    const old = histories[0].size;
    histories.forEach((history, i) => history.grow(1, round === 0 ? `history ${i}` : 'entry'));
    // Each through the other door in turn, and twice, so that no door is the faster one.
    const sent = [0, 1, 0, 1].map((i, n) => witnesses[(round + i + (n > 1)) % 2].addCheckpoint(histories[i].request(old)));
    const statuses = (await Promise.all(sent)).map(({status}) => status);
    const winners = [0, 1].filter((i) => statuses[i] === 200 || statuses[i + 2] === 200);
    assert.equal(winners.length, 1, `round ${round}: ${statuses}`);
    assert.ok(statuses.every((status) => [200, 409, 422].includes(status)), `${statuses}`);
    won.push(winners[0]);
  }
  assert.equal(new Set(won).size, 1, 'the history that won first wins for ever');
});

test('killed between keeping and answering: the checkpoint is kept, and the log gets its cosignature when it asks again [R1]', async () => {
  log.grow(4);
  const dying = await start();
  await dying.dieAt('sendmsg,sendto');
  await assert.rejects(dying.addCheckpoint(log.request(0)), /fetch failed/);
  await dying.ended;
  const witness = await start();
  const conflict = await witness.addCheckpoint(log.request(0));
  assert.deepEqual([conflict.status, conflict.body], [409, '4\n']);
  const other = log.fork().grow(1, 'other');
  assert.equal((await witness.addCheckpoint(new MadeLog(log.origin).grow(4).request(0))).status, 403);
  const again = await witness.addCheckpoint(log.request(4));
  assert.equal(again.status, 200);
  assert.notEqual(cosignedAt(witness.vkey, log.text(), again.body), null);
  assert.equal((await bring(witness, 4, other)).status, 200);
  assert.equal((await bring(witness, 4, log.grow(1, 'one'))).status, 422);
});

test('killed at the write that would keep it: nobody was told, and the log starts where it was [R1]', async () => {
  const dying = await start();
  log.grow(4);
  assert.equal((await dying.addCheckpoint(log.request(0))).status, 200);
  log.grow(3);
  await dying.dieAt('pwrite64');
  await assert.rejects(dying.addCheckpoint(log.request(4)), /fetch failed/);
  await dying.ended;
  const witness = await start();
  const conflict = await witness.addCheckpoint(log.request(0));
  assert.deepEqual([conflict.status, conflict.body], [409, '4\n']);
  assert.equal((await bring(witness, 0)).status, 200);
});

test('killed at 60 random instants under load it forgets no cosignature that it gave, and gives none to another history [R1, A28]', async () => {
  let acknowledged = 0;
  let count = 0;
  const other = log.fork().grow(1, 'other');
  log.grow(1);
  for (let kill = 0; kill < 60; kill += 1) {
    const witness = await start();
    let over = false;
    const load = (async () => {
      for (;;) {
        const answer = await bring(witness, acknowledged);
        assert.equal(answer.status, 200, answer.body);
        assert.notEqual(cosignedAt(witness.vkey, log.text(), answer.body), null);
        acknowledged = log.size;
        count += 1;
        log.grow(1);
      }
    })().catch((error) => {
      if (!(error instanceof TypeError)) throw error;  // fetch failed: it was killed
    }).finally(() => { over = true; });
    // However slow the machine is, it has given something that it could forget.
    const goal = count + Math.floor(Math.random() * 4) + 1;
    while (!over && count < goal) await pause(1);
    await pause(Math.random() * 20);
    await witness.kill();
    await load;
  }
  const witness = await start();
  const {body} = await witness.addCheckpoint(log.request(0));
  assert.ok(Number(body) >= acknowledged, `${body} after ${acknowledged}`);
  other.grow(log.size + 1, 'other');
  assert.equal((await bring(witness, 0, other)).status, 422);
  assert.ok(count >= 60, `only ${count} cosignatures`);
});

test('a program that cannot be trusted to remember or to sign does not start, and says why', async () => {
  const refused = async (changes, words) => {
    const {status, stderr} = spawnSync(samtycke, ['witness', '--config', await another(changes)], {encoding: 'utf8', timeout: 20_000});
    assert.equal(status, 2, stderr);
    assert.match(stderr, words);
  };
  await refused({logs: []}, /logs/);
  await refused({logs: ['x']}, /logs/);
  await refused({logs: [log.vkey.replace('log', 'lag')]}, /logs/);
  await refused({name: 'two words'}, /name/);
  await refused({name: undefined}, /name/);
  await refused({typo: 1}, /typo/);
  await refused({key: 'nothing'}, /nothing: is no key/);
  await refused({state: 'no/such/folder.db'}, /folder\.db: cannot be opened/);
  chmodSync(join(folder, 'witness-key'), 0o644);
  await refused({}, /others than its owner may read it/);
  assert.equal(spawnSync(samtycke, ['witness']).status, 2);
});
