// A lost disk: the database and its keys are gone, and what the second place was told gives the same
// log back, with every answer that anybody was given (docs/RECOVERY.md).
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import test, {after, before} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {prepare, signedIn} from '../../web/demo/prepare.mjs';
import {freePort, Stack} from '../../web/demo/stack.mjs';
import {ask, exchange} from '../../web/demo/visitor.mjs';
import {Person} from '../tools/person.mjs';
import {eventsIn} from '../tools/store.mjs';
import {Journal, Load} from './journal.mjs';
import {seeded} from './random.mjs';

const losses = 12;
const folder = mkdtempSync(join(tmpdir(), 'samtycke-recover-'));
const place = join(folder, 'second');
const journal = new Journal();
const loads = [];
const decisionOf = (subject) => ({subject, purpose: 'traffic-offers-personal', role: 'ecs-marketing', source_store: 'mediation', fields: ['usage-volume']});
let stack;
let oldReceipt;

const database = () => join(stack.data, 'samtycke.db');
const run = (...words) => spawnSync(stack.binary, words, {encoding: 'utf8'});
const settings = () => stack.path('samtycke.json');
const recover = (...words) => run('recover', '--config', settings(), ...words);

function must(result, status = 0) {
  assert.equal(result.status, status, `${result.stdout}${result.stderr}`);
  return result.stdout;
}

function heads(file = database()) {
  const open = new DatabaseSync(file, {readOnly: true});
  const found = open.prepare('SELECT size, note FROM checkpoints ORDER BY size').all();
  open.close();
  return new Map(found.map(({size, note}) => [size, Buffer.from(note).toString('utf8')]));
}

function lose(...kept) {
  for (const name of readdirSync(stack.data)) {
    if (name.startsWith('samtycke.db') && !kept.includes(name)) rmSync(join(stack.data, name));
  }
}

function backup() {
  const file = join(folder, `backup-${randomUUID()}.db`);
  const open = new DatabaseSync(database(), {readOnly: true});
  open.exec(`VACUUM INTO '${file}'`);
  open.close();
  return file;
}

const segments = () => readdirSync(place).filter((name) => name.includes('-changes-')).sort();
async function decide(subject) {
  const token = await stack.token('offer-engine', 'decisions:read');
  const answer = await ask(new URL('/v1/decisions', stack.portal), token, decisionOf(subject));
  assert.equal(answer.status, 200, answer.body);
  return answer.json();
}

function checkLog(...words) {
  writeFileSync(stack.path('log.vkey'), stack.vkey);
  return must(run('verify', 'log', database(), '--log-key', stack.path('log.vkey'), '--language', 'en', ...words));
}

async function readKey() {
  stack.vkey = (await exchange(new URL('/log/vkey', stack.portal))).body;
}

before(async () => {
  mkdirSync(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', place]);
  mkdirSync(join(folder, 'third'));
  stack = new Stack({
    folder,
    data: join(folder, 'first'),
    portalPort: await freePort(),
    providerPort: await freePort(),
    extra: {second_place: place, second_place_keys: join(folder, 'third', 'keys.db')},
  });
  await stack.furnish();
  must(run('second-place', '--config', settings()));
  await stack.startProvider();
  await stack.startVerifier();
  await prepare(stack);
  await readKey();
  for (const [sub, subject] of [['anna'], ['erik', 'sub-erik-havsvik'], ['karin']]) {
    const person = await Person.signIn(stack, sub, subject);
    loads.push(new Load(person, journal, person.switches()));
  }
});

after(async () => {
  for (const {person} of loads) person.close();
  await stack.stopAll();
  execFileSync('umount', ['-l', place]);
  rmSync(folder, {recursive: true, force: true});
});

test(`every answer outlives ${losses} losses of the first disk, and the log goes on from the same head [L46]`, async () => {
  const random = seeded('lost disk');
  const answer = await loads[0].person.set(loads[0].person.switches()[0], true);
  assert.equal(answer.status, 201);
  oldReceipt = answer.json().receipt ?? answer.json();
  const backups = [];
  for (let loss = 0; loss < losses; loss += 1) {
    for (const load of loads) load.start();
    await pause(20 + random() * 200);
    if (loss % 3 === 1) backups.push(backup());
    await stack.stop('verifier', 'SIGKILL');
    await Promise.all(loads.map((load) => load.stop()));
    const signed = heads();
    lose();
    // Nothing is made that would stand in the way, or take the place of the copies.
    for (const command of loss === 0 ? ['serve', 'second-place'] : []) {
      const {status, stderr} = run(command, '--config', settings());
      assert.equal(status, 2);
      assert.match(stderr, /is not there, and .* knows of it\. `samtycke recover`/);
    }
    const older = loss % 3 === 2 ? ['--backup', backups.at(-1 - Math.floor(random() * backups.length) % backups.length)] : [];
    must(recover(...older));
    assert.equal(journal.lost(database()), 0, `after loss ${loss + 1}`);
    const [size, note] = [...heads()].at(-1);
    assert.equal(note, signed.get(size), 'another head was signed at this size');
    assert.ok([...signed.keys()].filter((one) => one > size).length <= 1, 'more than the batch under way is gone');
    await stack.startVerifier();
    await Promise.all(loads.map((load) => load.catchUp()));
  }
  assert.equal(journal.lost(database()), 0);
  assert.ok(journal.count > losses);
  console.log(`${journal.count} submissions acknowledged over ${losses} losses`);
  checkLog();
  for (const {person, on} of loads) {
    await person.reload();
    for (const [purpose, wanted] of on) assert.equal(person.isOn(purpose), wanted, purpose);
  }
});

test('while the second place is full nothing is acknowledged, decisions go on, and nothing is recorded twice', async () => {
  const {person} = loads[0];
  await person.reload();
  const filler = join(place, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k', 'count=4096']);
  const [purpose] = person.switches();
  // What is left in the last page of the file still takes a change or two.
  let submission;
  let answer;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    submission = person.submission(purpose, !person.isOn(purpose));
    answer = await person.send(submission);
    if (answer.status !== 201) break;
    person.settle(answer);
  }
  assert.equal(answer.status, 503, answer.body);
  assert.equal(answer.json().code, 'unconfirmed');
  assert.ok(answer.headers['retry-after']);
  const again = await person.send(submission);
  assert.equal(again.status, 503, 'the repeat was answered before the second place had it');
  assert.match((await decide(person.subject)).decision, /allow|deny/);
  assert.match(stack.log('verifier'), /ALARM second_place/);
  const served = (await exchange(new URL('/log/checkpoint', stack.portal))).body;
  rmSync(filler);
  // It counts as soon as the second place has it, whoever writes or does not.
  const isShown = async () => (await exchange(new URL('/log/checkpoint', stack.portal))).body !== served;
  for (let wait = 0; wait < 100 && !(await isShown()); wait += 1) await pause(100);
  assert.ok(await isShown());
  const late = await person.send(submission);
  assert.equal(late.status, 201, late.body);
  person.settle(late);
  const recorded = eventsIn(database()).filter(({text}) => text?.includes(submission.submission_id));
  assert.equal(recorded.length, 1);
  // And it is there: also when the first disk goes now.
  await stack.stop('verifier', 'SIGKILL');
  lose();
  must(recover());
  assert.equal(eventsIn(database()).filter(({text}) => text?.includes(submission.submission_id)).length, 1);
  await stack.startVerifier();
});

test('who was erased stays erased, also from the copy that was made before [L35] [L121]', async () => {
  const eraser = await stack.token('privacy-office', 'subjects:erase');
  const [{person}] = loads.splice(1, 1);
  const erased = await exchange(new URL(`/v1/subjects/${person.subject}`, stack.portal), {method: 'DELETE', headers: {authorization: `Bearer ${eraser}`}});
  assert.equal(erased.status, 200, erased.body);
  await stack.stop('verifier', 'SIGKILL');
  for (const kept of [[], ['samtycke.db-keys']]) {
    lose(...kept);
    must(recover());
    assert.ok(eventsIn(database()).every(({text}) => !text?.includes(`"subject":"${person.subject}"`)), 'an event of somebody erased can be read');
    checkLog();
  }
  await stack.startVerifier();
  assert.equal((await decide(person.subject)).decision, 'deny');
  person.close();
});

test('an older database is not served beside a second place that knows more', async () => {
  const older = backup();
  assert.equal((await loads[0].person.set(loads[0].person.switches()[0], !loads[0].person.isOn(loads[0].person.switches()[0]))).status, 201);
  await stack.stop('verifier');
  const now = [...heads()].at(-1);
  lose('samtycke.db-keys');
  execFileSync('cp', [older, database()]);
  const refused = run('serve', '--config', settings());
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /older copy.*samtycke recover/s);
  must(recover());
  assert.deepEqual([...heads()].at(-1), now);
  await stack.startVerifier();
});

test('events that are missing for good: a new log names the old head, and what was allowed is stale until people act again [L39]', async () => {
  const {person} = loads[0];
  await person.reload();
  const purpose = 'traffic-offers-personal';
  if (!person.isOn(purpose)) assert.equal((await person.set(purpose, true)).status, 201);
  assert.equal((await decide(person.subject)).decision, 'allow');
  // The no that is going to be lost.
  const before = await exchange(new URL('/log/checkpoint', stack.portal));
  assert.equal((await person.set(purpose, false)).status, 201);
  const old = await exchange(new URL('/log/checkpoint', stack.portal));
  assert.notEqual(old.body, before.body);
  writeFileSync(join(folder, 'head'), old.body);
  await stack.stop('verifier', 'SIGKILL');
  lose();
  const last = join(place, segments().at(-1));
  truncateSync(last, readFileSync(last).length - 40);
  const told = must(recover('--head', join(folder, 'head')), 1);
  assert.match(told, /being written/);
  must(recover('--head', join(folder, 'head'), '--missing-for-good'));
  assert.match(run('serve', '--config', settings()).stderr, /second-place/);
  must(run('second-place', '--config', settings()));
  await stack.startVerifier();
  const oldKey = stack.vkey;
  await readKey();
  const [origin, size, root] = old.body.split('\n');
  const [newOrigin, kept, , line] = (await exchange(new URL('/log/checkpoint', stack.portal))).body.split('\n');
  assert.equal(newOrigin, `${origin}/2`);
  assert.equal(line, `follows ${origin} ${size} ${root} kept ${kept}`);
  assert.match(checkLog(), /begun anew/);

  const lost = await decide(person.subject);
  assert.deepEqual([lost.decision, lost.reason], ['deny', 'stale']);
  await person.reload();
  assert.equal(person.isOn(purpose), false);
  assert.equal((await person.set(purpose, true)).status, 201);
  assert.equal((await decide(person.subject)).reason, 'stale', 'the gate is proved by its owner alone');
  const administrator = await signedIn(stack, 'karin');
  const {subscribers} = (await administrator.send('/v1/gates')).json();
  for (const {subscriber} of subscribers) {
    const wish = {subscriber, submission_id: randomUUID(), changes: [{purpose, gate: 'open'}]};
    assert.equal((await administrator.post('/v1/gates', wish)).status, 201);
  }
  administrator.close();
  assert.equal((await decide(person.subject)).decision, 'allow');
  const lines = checkLog();
  assert.doesNotMatch(lines, /WRONG/);

  // What was given before the loss is proved by the old name.
  writeFileSync(join(folder, 'receipt.json'), JSON.stringify(oldReceipt));
  writeFileSync(join(folder, 'jwks.json'), (await exchange(new URL('/.well-known/jwks.json', stack.portal))).body);
  writeFileSync(join(folder, 'old.vkey'), oldKey);
  must(run('verify', 'receipt', join(folder, 'receipt.json'), '--keys', join(folder, 'jwks.json'), '--log-key', join(folder, 'old.vkey')));
});

test('the new log outlives a lost disk like the old one', async () => {
  await stack.stop('verifier', 'SIGKILL');
  const signed = [...heads()].at(-1);
  lose();
  must(recover());
  assert.deepEqual([...heads()].at(-1), signed);
  checkLog();
  await stack.startVerifier();
  assert.equal((await decide(loads[0].person.subject)).decision, 'allow');
});
