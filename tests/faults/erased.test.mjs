// Who is erased is in no byte of any file any more: database, write-ahead log, keys, second place, the
// verifier's own log; and a backup from before shows none of them with all the keys that still exist.
// SAMTYCKE_ERASED=10000 is what tests/slow/faults.sh asks for.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {randomBytes, randomUUID} from 'node:crypto';
import {copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import test, {after, before} from 'node:test';
import {ask, exchange} from '../../web/demo/visitor.mjs';
import {Portal} from '../tools/portal.mjs';
import {eventsIn, countOpened} from '../tools/store.mjs';

const count = Number(process.env.SAMTYCKE_ERASED ?? 24);
const atOnce = 40;
const actsInOneCall = 64;
const people = Array.from({length: count}, (_, index) => {
  const mark = randomBytes(6).toString('hex');
  return {
    subject: `sub-${mark}`,
    person: `prs-${mark}`,
    subscriber: `sbr-${mark}`,
    sub: `${mark}-sub`,
    name: `Person ${mark}`,
    firm: `Firma ${mark}`,
    number: `+4670${String(1e7 + index * 7)}`,
  };
});
const stays = 'sub-anna-bjork';
let portal;
let backup;

const database = () => join(portal.stack.data, 'samtycke.db');
const settings = () => portal.stack.path('samtycke.json');
const must = (...words) => {
  const {status, stdout, stderr} = spawnSync(portal.stack.binary, words, {encoding: 'utf8'});
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
};

function acts({subject, person, subscriber, sub, name, firm, number}) {
  return [
    {kind: 'subscriber', subscriber, name: firm},
    {kind: 'person', person, sub, name},
    {kind: 'relation_begun', subject, person, subscriber, subscriber_kind: 'sole-trader'},
    {kind: 'identifier_linked', subject, identifier_kind: 'msisdn', value: number},
  ];
}

const erase = (subject) =>
  portal.send('DELETE', `/v1/subjects/${subject}`, {headers: {authorization: `Bearer ${portal.eraser}`}});

// Every file of the verifier's but the settings and keys of its operator; the provider's are others'.
function files(folder = portal.stack.folder) {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.includes('/provider/') && !path.endsWith('.needles'));
}

// Which of them hold anything of these people, as it is, in hexadecimal, or in base64 at any of its three
// places.
function holding(those, where = files()) {
  const needles = new Set();
  for (const one of those) {
    for (const text of [...Object.values(one), one.number.slice(1)]) {
      needles.add(text).add(Buffer.from(text).toString('hex'));
      for (let before = 0; before < 3; before += 1) {
        const whole = Buffer.from('\0'.repeat(before) + text).toString('base64').replaceAll('=', '');
        // The first and the last letters depend on what stands beside it.
        needles.add(whole.slice(before === 0 ? 0 : before + 1, -2));
      }
    }
  }
  const list = portal.stack.path('list.needles');
  writeFileSync(list, [...needles].join('\n'));
  const {stdout, status} = spawnSync('grep', ['-laF', '-f', list, ...where], {encoding: 'utf8'});
  assert.ok(status === 0 || status === 1, `grep: ${status}`);
  return stdout.split('\n').filter(Boolean);
}

// Of the database: how many events can be read with these keys.
const readable = (file, keys) => eventsIn(file, keys).filter(({text}) => text !== undefined).length;

before(async () => {
  portal = await Portal.open();
  const {stack} = portal;
  await stack.stop('verifier');
  for (const name of ['second', 'third', 'kept']) mkdirSync(stack.path(name));
  Object.assign(stack.extra, {second_place: stack.path('second'), second_place_keys: stack.path('third', 'keys.db')});
  await stack.furnish();
  must('second-place', '--config', settings());
  await stack.startVerifier();
  const given = people.flatMap(acts);
  for (let first = 0; first < given.length; first += actsInOneCall) {
    const answer = await ask(portal.url('/v1/provisioning'), portal.provisioner, {submission_id: randomUUID(), acts: given.slice(first, first + actsInOneCall)});
    assert.equal(answer.status, 201, answer.body);
  }
  // One of the demo's people, who has chosen and has receipts.
  const karin = await portal.person('karin');
  for (const purpose of karin.switches()) await karin.set(purpose, true);
  people.push({subject: karin.subject, person: 'prs-karin', name: 'Karin Björk', number: '+46701740608'});
  karin.close();
});
after(() => portal.close());

test('before it they are there, and readable: what searches can find', () => {
  backup = portal.stack.path('kept', 'backup.db');
  execFileSync('sqlite3', [database(), `VACUUM INTO '${backup}'`]);
  copyFileSync(`${database()}-keys`, portal.stack.path('kept', 'keys.db'));
  const all = readable(backup, portal.stack.path('kept', 'keys.db'));
  assert.equal(all, readable(database()));
  assert.ok(all >= 2 * count);
  assert.ok(holding(people).some((path) => path.endsWith('samtycke.db-keys')));
  rmSync(portal.stack.path('kept', 'keys.db'));
});

test(`${count} people and one who chose are erased, and no byte of any file tells of them [L35] [L121]`, async () => {
  const before = portal.events().length;
  for (let first = 0; first < people.length; first += atOnce) {
    const answers = await Promise.all(people.slice(first, first + atOnce).map(({subject}) => erase(subject)));
    for (const {status, body} of answers) assert.equal(status, 200, body);
  }
  const where = files();
  assert.ok(where.some((path) => path.endsWith('-wal')) && where.some((path) => path.includes('/second/')));
  assert.deepEqual(holding(people, where), []);
  const events = portal.events();
  // Of whoever is gone it is written down that a relation ended, and nobody can read whose.
  assert.ok(events.length >= before);
  console.log(`${count + 1} erased; ${where.length} files searched; ${events.filter(({text}) => text === undefined).length} of ${events.length} events are bytes that nobody can open`);
});

test('a backup from before shows none of them with any key that still exists [L35]', () => {
  const keys = `${database()}-keys`;
  const gone = eventsIn(backup, keys).filter(({text}) => text === undefined);
  assert.ok(gone.length >= 2 * count);
  const left = eventsIn(backup, keys).filter(({text}) => text !== undefined).map(({position}) => position);
  assert.equal(countOpened(backup, left, keys), left.length);
  assert.equal(countOpened(backup, gone.map(({position}) => position), keys), 0, 'a key of somebody else opens it');
  assert.deepEqual(holding(people, [backup]), []);
});

test('the tree verifies as before, here and in the restored backup, which erases them again before it serves', async () => {
  const {stack} = portal;
  const key = stack.path('log.vkey');
  writeFileSync(key, (await exchange(new URL('/log/vkey', stack.portal))).body);
  const verify = () => must('verify', 'log', database(), '--log-key', key, '--language', 'en');
  verify();
  const head = (await exchange(new URL('/log/checkpoint', stack.portal))).body;
  await stack.stop('verifier');
  for (const name of ['', '-wal', '-shm']) rmSync(database() + name, {force: true});
  must('recover', '--config', settings(), '--backup', backup);
  assert.deepEqual(holding(people), []);
  await stack.startVerifier();
  assert.equal((await exchange(new URL('/log/checkpoint', stack.portal))).body, head);
  verify();
  for (const {subject} of [people[0], people.at(-1)]) {
    assert.equal((await erase(subject)).status, 404);
  }
  await rowsAreGone();
});

test('a backup put in place by hand, without a second place, erases them again as well', async () => {
  const {stack} = portal;
  await stack.stop('verifier');
  delete stack.extra.second_place;
  delete stack.extra.second_place_keys;
  await stack.furnish();
  for (const name of ['', '-wal', '-shm']) rmSync(database() + name, {force: true});
  copyFileSync(backup, database());
  await stack.startVerifier();
  assert.deepEqual(holding(people, files().filter((path) => path !== backup)), []);
  await rowsAreGone();
  assert.equal((await portal.person('anna')).subject, stays);
});

// Names and numbers are gone as rows, not only as words.
async function rowsAreGone() {
  const open = new DatabaseSync(database(), {readOnly: true});
  const left = open.prepare('SELECT count(*) AS count FROM persons').get().count;
  open.close();
  assert.ok(left < 20, `${left} people are left`);
}
