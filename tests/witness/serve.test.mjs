// The verifier and its witnesses, as programs: cosignatures come by themselves, nobody waits for them,
// and a database that was put back is not signed with.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {DatabaseSync} from 'node:sqlite';
import {prepare} from '../../web/demo/prepare.mjs';
import {Stack, freePort} from '../../web/demo/stack.mjs';
import {Person} from '../tools/person.mjs';
import {cosignedAt, originHash} from './log.mjs';
import {makeKey, Program, samtycke, writeConfig} from './program.mjs';

const root = mkdtempSync(join(tmpdir(), 'samtycke-witnessed-'));
const policy = join(root, 'policy.txt');
const witnesses = [];
let stack, anna;

const configs = [];

async function comes(what, words) {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await what();
    if (found) return found;
    assert.ok(Date.now() < end, words());
    await pause(20);
  }
}

function rows(sql, ...values) {
  const db = new DatabaseSync(join(root, 'data', 'samtycke.db'), {readOnly: true});
  try {
    return db.prepare(sql).all(...values);
  } finally {
    db.close();
  }
}

const choose = (on) => anna.set(anna.switches()[0], on);
const head = async () => (await fetch(`${stack.portal}/log/checkpoint`)).text();
const sizeOf = (checkpoint) => Number(checkpoint.split('\n')[1]);
const textOf = (note) => note.slice(0, note.lastIndexOf('\n\n') + 1);
const log = () => readFileSync(stack.path('log', 'verifier.log'), 'utf8');

// The witnesses whose cosignature on the checkpoint of that size is kept, and holds.
function cosigned(size) {
  const [checkpoint] = rows('SELECT note FROM checkpoints WHERE size = ?', size);
  const text = textOf(Buffer.from(checkpoint.note).toString());
  const lines = rows('SELECT line FROM cosignatures WHERE size = ?', size).map(({line}) => line);
  return witnesses.filter(({vkey}) => lines.some((line) => cosignedAt(vkey, text, line) !== null)).length;
}

before(async () => {
  stack = new Stack({
    folder: join(root, 'stack'), data: join(root, 'data'), portalPort: await freePort(), providerPort: await freePort(),
    extra: {witness_policy: policy, witness_silent_seconds: 1},
  });
  await stack.furnish();
  // A first start without witnesses tells the log's key.
  writeFileSync(policy, 'quorum none\n');
  await stack.startProvider();
  await stack.startVerifier();
  const vkey = (await (await fetch(`${stack.portal}/log/vkey`)).text()).trim();
  await stack.stop('verifier');

  // Of three witnesses, one is never there.
  const lines = [];
  for (const name of ['w1', 'w2', 'w3']) {
    const folder = mkdtempSync(join(root, `${name}-`));
    makeKey(folder);
    const port = await freePort();
    configs.push(writeConfig(folder, {name: `${name}.example`, key: 'witness-key', state: 'witness.db', port, logs: [vkey]}));
    const printed = execFileSync(samtycke, ['witness', '--vkey', '--config', configs.at(-1)], {encoding: 'utf8'}).trim();
    lines.push(`witness ${name} ${printed} http://127.0.0.1:${port}\n`);
    if (name !== 'w3') witnesses.push(await Program.start(configs.at(-1)));
  }
  writeFileSync(policy, `log ${vkey}\n${lines.join('')}group two 2 w1 w2 w3\nquorum two\n`);
  await stack.startVerifier();
  await prepare(stack);
  anna = await Person.signIn(stack, 'anna');
});

after(async () => {
  anna?.close();
  await stack?.stopAll();
  for (const one of witnesses) await one.kill();
  rmSync(root, {recursive: true, force: true});
});

test('every new head is cosigned by those that answer, and the receipts do not wait for who does not', async () => {
  for (let i = 0; i < 5; i += 1) {
    const begin = await head();
    assert.equal((await choose(i % 2 === 0)).status, 201);
    const now = await head();
    assert.ok(sizeOf(now) > sizeOf(begin));
    await comes(() => cosigned(sizeOf(now)) === 2, log);
  }
});

test('a monitor reads at each witness the head that the verifier shows', async () => {
  const now = await head();
  const origin = now.split('\n')[0];
  for (const witness of witnesses) {
    await comes(async () => textOf((await witness.send(`/${originHash(origin)}/checkpoint`)).body) === textOf(now), log);
  }
});

// What a receipt that is asked for later says, once the witnesses have cosigned a head that covers it.
async function cosignedReceipt(id) {
  const read = async () => JSON.parse((await anna.visitor.send(`/v1/consents/me/receipts/${id}`)).body);
  return comes(async () => {
    const receipt = await read();
    return receipt.log[0].proof.match(/^— /gm).length > 1 && receipt;
  }, log);
}

test('a receipt that is asked for later has the cosignatures of the quorum, and it is others who say so', async () => {
  const answer = await choose(true);
  const given = JSON.parse(answer.body).receipt;
  assert.equal(given.log[0].proof.match(/^— /gm).length, 1, 'nobody waits for a witness');
  const receipt = await cosignedReceipt(given.payload.submission_id);
  assert.deepEqual([receipt.payload, receipt.jws], [given.payload, given.jws]);
  const note = receipt.log[0].proof.slice(receipt.log[0].proof.indexOf('\n\n') + 2);
  const lines = note.slice(note.lastIndexOf('\n\n') + 2).match(/.+\n/g).slice(1);
  const asked = lines.map((line) => ({vkey: witnesses.find(({vkey}) => line.startsWith(`— ${vkey.split('+')[0]} `)).vkey, text: textOf(note), line}));
  const python = execFileSync('python3', [join(import.meta.dirname, 'cosignature.py')], {input: asked.map((one) => JSON.stringify(one)).join('\n'), encoding: 'utf8'});
  const times = python.trim().split('\n').map((line) => JSON.parse(line).time);
  assert.equal(times.length, 2);
  assert.ok(times.every((time) => Math.abs(time - Date.now() / 1000) < 600), python);
  assert.deepEqual(asked.map(({vkey, text, line}) => cosignedAt(vkey, text, line)), times);

  // Our own program says which of the two it sees; its keys come from elsewhere.
  for (const [name, path] of [['jwks.json', '/.well-known/jwks.json'], ['log.vkey', '/log/vkey']]) {
    writeFileSync(join(root, name), await (await fetch(`${stack.portal}${path}`)).text());
  }
  const says = (value) => {
    writeFileSync(join(root, 'receipt.json'), JSON.stringify(value));
    const words = ['verify', 'receipt', join(root, 'receipt.json'), '--keys', join(root, 'jwks.json'), '--log-key', join(root, 'log.vkey')];
    const {status, stdout} = spawnSync(samtycke, [...words, '--policy', policy, '--json'], {encoding: 'utf8'});
    return {status, checks: stdout.trim().split('\n').map((line) => JSON.parse(line).check)};
  };
  const [late, early] = [says(receipt), says(given)];
  assert.ok(late.status === 0 && late.checks.includes('quorum_reached'), JSON.stringify(late));
  assert.ok(early.status === 1 && early.checks.includes('quorum_missed'), JSON.stringify(early));
});

test('anybody reads how it stands with each witness, and no address of one', async () => {
  const read = async () => JSON.parse(await (await fetch(`${stack.portal}/log/witnesses`)).text());
  const state = await comes(async () => {
    const now = await read();
    const [one, two, three] = now.witnesses;
    return one.size === now.size && two.size === now.size && three.silent && now;
  }, log);
  assert.deepEqual(state.witnesses.map(({name, silent, refused, alarm}) => [name, silent, refused, alarm]), [
    ['w1', false, false, 'none'], ['w2', false, false, 'none'], ['w3', true, false, 'silent'],
  ]);
  assert.ok(Date.parse(state.witnesses[0].cosigned_at) <= Date.now() && state.witnesses[2].cosigned_at === undefined);
  assert.equal(state.policy, readFileSync(policy, 'utf8').replace(/ http:.*$/gm, ''));
  assert.equal(state.size, sizeOf(await head()));
});

test('a silent witness is told, and choices are taken all the same', async () => {
  await comes(() => /the witness w3 has not cosigned for 0 minutes: no answer/.test(log()), log);
  await witnesses[1].kill();
  await comes(() => /the witness w2 has not cosigned/.test(log()), log);
  assert.equal((await choose(false)).status, 201);
  witnesses[1] = await Program.start(configs[1]);
  await comes(() => /the witness w2 answers again/.test(log()), log);
  const size = sizeOf(await head());
  await comes(() => cosigned(size) === 2, log);
});

test('a database that was put back to an older copy does not start, and signs nothing [A29]', async () => {
  await stack.stop('verifier');
  const older = join(root, 'older');
  cpSync(join(root, 'data'), older, {recursive: true});
  await stack.startVerifier();
  assert.equal((await choose(true)).status, 201);
  const size = sizeOf(await head());
  await comes(() => cosigned(size) === 2, log);
  await stack.stop('verifier');

  const newer = join(root, 'newer');
  cpSync(join(root, 'data'), newer, {recursive: true});
  rmSync(join(root, 'data'), {recursive: true});
  cpSync(older, join(root, 'data'), {recursive: true});
  const before = rows('SELECT max(size) AS size FROM checkpoints')[0].size;
  await assert.rejects(stack.startVerifier(), /log_rolled_back/);
  assert.match(log(), new RegExp(`ALARM log_rolled_back: the witness w\\d has cosigned a log of ours of ${size} entries`));
  assert.match(log(), /it shows a checkpoint that our own key has signed/);
  assert.equal(rows('SELECT max(size) AS size FROM checkpoints')[0].size, before);

  rmSync(join(root, 'data'), {recursive: true});
  cpSync(newer, join(root, 'data'), {recursive: true});
  await stack.startVerifier();
  assert.equal(sizeOf(await head()), size);
});

test('a policy that cannot be read, or is about another log, is no start', async () => {
  await stack.stop('verifier');
  const good = readFileSync(policy, 'utf8');
  for (const [text, words] of [
    ['quorum nobody\n', /policy\.txt:1: the quorum is not defined above/],
    [good.replace('group two 2', 'group two 4'), /policy\.txt:5: neither all, any nor a number/],
    ['log consent.example/log1+b9841a2c+AaW3pp04L+evzDBU+k8SvVq+GW7fHNK+ZooTs7P8w3f1\nquorum none\n', /names other logs than ours/],
  ]) {
    writeFileSync(policy, text);
    await assert.rejects(stack.startVerifier(), words);
  }
  writeFileSync(policy, good);
  await stack.startVerifier();
  assert.ok(readdirSync(join(root, 'data')).length > 0);
});
