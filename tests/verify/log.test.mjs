// `samtycke verify log` and `checkpoints`: a database as the verifier left it is whole; whatever is changed
// in a copy is found, at its place.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import test, {after, before} from 'node:test';
import {keys, signedHead} from '../tools/receipts.mjs';
import {Filled, verify} from './filled.mjs';

let filled;
before(() => { filled = new Filled(700); });
after(() => filled.close());

const good = () => filled.path('samtycke.db');
const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
// Runs SQL with values on one row or more; it must change something.
const run = (sql, ...values) => (database) => assert.ok(database.prepare(sql).run(...values).changes > 0, sql);
const flip = (table, column, where) => (database) => {
  const {value} = database.prepare(`SELECT ${column} AS value FROM ${table} WHERE ${where}`).get();
  const bytes = Buffer.from(value);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  run(`UPDATE ${table} SET ${column} = ? WHERE ${where}`, typeof value === 'string' ? bytes.toString('utf8') : bytes)(database);
};
const inText = (table, column, where, from, to) => (database) => {
  const {value} = database.prepare(`SELECT ${column} AS value FROM ${table} WHERE ${where}`).get();
  const text = Buffer.from(value).toString('utf8');
  assert.ok(text.includes(from), from);
  const changed = text.replace(from, to);
  run(`UPDATE ${table} SET ${column} = ? WHERE ${where}`, typeof value === 'string' ? changed : Buffer.from(changed))(database);
};

// The same by somebody who has the keys of the database: what is sealed is opened, changed and sealed again.
const inEvent = (position, from, to) => (database) => {
  const event = filled.insider.event(database, position);
  assert.ok(event.text.includes(from), from);
  filled.insider.setEvent(database, position, {...event, text: event.text.replace(from, to)});
};
const inAnswer = (from, to) => (database) => {
  const kept = answerOf(database);
  assert.ok(kept.answer.includes(from), from);
  filled.insider.setAnswer(database, {...kept, answer: kept.answer.replace(from, to)});
};
const answerOf = (database) => filled.insider.answers(database).find(({answer}) => answer.includes('"submission_id":"sbm-7-0"'));

test('a database as the verifier left it is whole and true', () => {
  const {status, lines, stderr} = filled.log(good());
  assert.equal(stderr, '');
  assert.deepEqual(lines.filter(({result}) => result === 'wrong'), []);
  assert.equal(status, 0);
  const counts = new Map(lines.map(({check, count}) => [check, count]));
  assert.equal(counts.get('events_follow'), filled.events);
  assert.equal(counts.get('log_complete'), filled.events);
  assert.ok(counts.get('answers_agree') > 300);
  assert.ok(counts.get('heads_reached') > 50);
});

test('it is read and nothing else: no byte of it changes, and nothing is left beside it', () => {
  const folder = filled.path('alone');
  mkdirSync(folder);
  copyFileSync(good(), join(folder, 'copy.db'));
  const before = digest(join(folder, 'copy.db'));
  chmodSync(join(folder, 'copy.db'), 0o400);
  assert.equal(filled.log(join(folder, 'copy.db')).status, 0);
  assert.equal(digest(join(folder, 'copy.db')), before);
  assert.deepEqual(readdirSync(folder), ['copy.db']);
});

test('what stands in the write-ahead log alone is read with it', () => {
  const path = filled.changed(() => {});
  const writer = new DatabaseSync(path);
  writer.exec('PRAGMA wal_autocheckpoint = 0; DROP TRIGGER events_never_change');
  writer.prepare('UPDATE events SET subject = 1 WHERE position = 5').run();
  const copy = filled.path('with-wal.db');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  writer.close();
  const wal = digest(`${copy}-wal`);
  const {wrong} = filled.log(copy);
  assert.ok(wrong.some(({position}) => position === 5), JSON.stringify(wrong));
  assert.equal(digest(`${copy}-wal`), wal);
});

// Takes the key of a party away and writes the erasure down, as the verifier does.
function erased(id) {
  const keysFile = filled.path(`keys-without-${id}`);
  copyFileSync(filled.path('samtycke.db-keys'), keysFile);
  const keysOf = new DatabaseSync(keysFile);
  const {number} = keysOf.prepare('SELECT CAST(number AS TEXT) AS number FROM parties WHERE id = ?').get(id);
  assert.equal(keysOf.prepare('DELETE FROM parties WHERE id = ?').run(id).changes, 1);
  keysOf.close();
  const path = filled.changed((database) => database.exec(`INSERT INTO erasures VALUES (${number}); DELETE FROM submissions WHERE owner = ${number}`));
  return filled.log(path, [], keysFile);
}

test('somebody who was erased is no fault, and what is left of the others is checked [L35]', () => {
  // Of sub-3 and sub-19 the persons objected: that is theirs, and stays where they have another relation.
  for (const id of ['sub-7', 'sub-3', 'sub-19', 'prs-11']) {
    const {status, wrong, lines} = erased(id);
    assert.deepEqual(wrong, [], id);
    assert.equal(status, 0);
    const {count} = lines.find(({check}) => check === 'events_erased') ?? {count: 0};
    assert.ok(id.startsWith('prs-') ? count === 0 : count >= 4, `${id}: ${count}`);
    assert.equal(lines.find(({check}) => check === 'log_complete').count, filled.events);
  }
});

test('an event is not passed off as one of somebody who was erased', () => {
  const {wrong} = filled.log(filled.changed((database) => run('UPDATE events SET subject = 12345 WHERE position = ?', spots.granted)(database)));
  assert.ok(wrong.some((line) => matches(line, {check: 'event_unreadable', position: spots.granted, where: 'owner'})), JSON.stringify(wrong));
});

test('who was given the database alone still has its entries, tiles and heads checked', () => {
  const check = (path) => {
    const {status, stdout} = verify(['log', path, ...filled.keys(), '--json']);
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line));
    return {status, checks: lines.map(({check: name}) => name), wrong: lines.filter(({result}) => result === 'wrong').map(({check: name}) => name)};
  };
  const whole = check(filled.changed(() => {}));
  assert.deepEqual([whole.status, whole.wrong], [0, []]);
  assert.ok(['events_sealed', 'heads_signed', 'heads_reached', 'catalogues_whole'].every((name) => whole.checks.includes(name)), whole.checks);
  // It says nothing of what it cannot see.
  for (const name of ['events_follow', 'columns_agree', 'log_complete', 'answers_agree', 'texts_resolve']) assert.ok(!whole.checks.includes(name), name);
  for (const [change, found] of [
    [flip('log_tiles', 'bytes', 'level = -1 AND number = 0'), 'tile_wrong'],
    [flip('log_tiles', 'bytes', 'level = 0 AND number = 0'), 'tile_wrong'],
    [run('DELETE FROM events WHERE position = 3'), 'position_missing'],
    [flip('checkpoints', 'note', 'size = (SELECT max(size) FROM checkpoints)'), 'head_'],
  ]) {
    const {status, wrong} = check(filled.changed(change));
    assert.equal(status, 1);
    assert.ok(wrong.some((name) => name.startsWith(found)), `${found} in ${wrong}`);
  }
});

test('with other keys than those that it was sealed with nothing can be said', () => {
  const keysFile = filled.path('other-keys');
  copyFileSync(filled.path('samtycke.db-keys'), keysFile);
  const other = new DatabaseSync(keysFile);
  other.exec('UPDATE names SET name = randomblob(16)');
  other.close();
  for (const path of [keysFile, filled.path('no-such-file')]) {
    const {status, stderr} = filled.log(good(), [], path);
    assert.equal(status, 2);
    assert.match(stderr, /nycklar|the keys that it was sealed with/);
  }
});

test('an empty log is a log', () => {
  const path = filled.changed((database) => {
    for (const table of ['events', 'submissions', 'log_tiles', 'checkpoints']) database.exec(`DELETE FROM ${table}`);
    database.exec('UPDATE head SET count = 0');
  });
  assert.equal(filled.log(path).status, 0);
});

// Positions and sizes of the fixture that a change is about.
let spots;
before(() => {
  const database = new DatabaseSync(good(), {readOnly: true});
  const one = (sql) => database.prepare(sql).get();
  const texts = Array.from({length: one('SELECT count(*) AS n FROM events').n}, (_, position) => filled.insider.event(database, position).text);
  spots = {
    count: texts.length,
    head: one('SELECT size FROM checkpoints ORDER BY size LIMIT 1 OFFSET 20').size,
    last: one('SELECT max(size) AS size FROM checkpoints').size,
    submission: answerOf(database).id,
    first: texts.findIndex((text) => text.includes('"submission_id":"sbm-7-0"')),
    granted: texts.findLastIndex((text) => text.includes('"kind":"granted"')),
  };
  database.close();
});

// Each changes one thing; what is told of it, and where.
const changes = [
  ['a bit of a sealed event', flip('events', 'sealed', 'position = 300'), {check: 'event_unreadable', position: 300}],
  ['an event said otherwise', inEvent(5, '"sequence":1', '"sequence":2'), {check: 'inclusion_wrong', position: 5}],
  ['a salt', (database) => {
    const event = filled.insider.event(database, 300);
    filled.insider.setEvent(database, 300, {...event, salt: Buffer.from(event.salt).fill(7)});
  }, {check: 'inclusion_wrong', position: 300}],
  ['an event taken out', run('DELETE FROM events WHERE position = 300'), {check: 'position_missing', position: 300, count: 1}],
  ['the first event', run('DELETE FROM events WHERE position = 0'), {check: 'position_missing', position: 0}],
  ['the last event', (database) => run('DELETE FROM events WHERE position = ?', spots.count - 1)(database), {check: 'count_wrong'}],
  ['the last event and the counter', (database) => { run('DELETE FROM events WHERE position = ?', spots.count - 1)(database); run('UPDATE head SET count = count - 1')(database); }, ({wrong}) => wrong.some(({check, position}) => check === 'position_missing' && position === spots.count - 1)],
  ['two events exchanged', (database) => {
    for (const [from, to] of [[200, -1], [201, 200], [-1, 201]]) run('UPDATE events SET position = ? WHERE position = ?', to, from)(database);
  }, {check: 'event_unreadable', position: 200}],
  ['an event repeated', (database) => run('INSERT INTO events SELECT ?, party, subject, person, subscriber, sealed FROM events WHERE position = 300', spots.count)(database), ({wrong}) => wrong.some(({position}) => position === spots.count)],
  ['a column for searching', run('UPDATE events SET person = 0 WHERE position = 300'), {check: 'column_wrong', position: 300}],
  ['the party of an event', run('UPDATE events SET party = (party + 1) % 3 WHERE position = 300'), {check: 'event_unreadable', position: 300}],
  ['a tile of hashes', flip('log_tiles', 'bytes', 'level = 0 AND number = 0'), {check: 'tile_wrong', where: 'tile/0/000'}],
  ['a tile of entries', flip('log_tiles', 'bytes', 'level = -1 AND number = 1'), {check: 'tile_wrong', where: 'tile/entries/001'}],
  ['a tile of tiles', flip('log_tiles', 'bytes', 'level = 1'), {check: 'tile_wrong', where: 'tile/1/000'}],
  ['a tile that is gone', run('DELETE FROM log_tiles WHERE level = 0 AND number = 1'), {check: 'tile_missing', where: 'tile/0/001'}],
  ['a tile too many', run('INSERT INTO log_tiles SELECT 2, 0, bytes FROM log_tiles WHERE level = 1'), {check: 'tile_too_many'}],
  ['a bit of a head', (database) => flip('checkpoints', 'note', `size = ${spots.head}`)(database), ({wrong}) => wrong.some(({size}) => size === spots.head)],
  ['a head under another size', (database) => run('UPDATE checkpoints SET size = size - 1 WHERE size = ?', spots.head)(database), {check: 'head_misformed'}],
  ['a head signed by another key', (database) => run('UPDATE checkpoints SET note = ? WHERE size = ?', Buffer.from(signedHead({origin: 'own.example/log', size: spots.head, root: Buffer.alloc(32)}, keys.other)), spots.head)(database), {check: 'head_foreign'}],
  ['a head of another tree, signed', (database) => run('UPDATE checkpoints SET note = ? WHERE size = ?', Buffer.from(signedHead({origin: 'own.example/log', size: spots.head, root: Buffer.alloc(32)}, keys.log)), spots.head)(database), ({wrong}) => wrong.some(({check, size}) => check === 'head_wrong' && size === spots.head)],
  ['the last head', (database) => run('DELETE FROM checkpoints WHERE size = ?', spots.last)(database), {check: 'head_missing'}],
  ['an answer taken out', (database) => run('DELETE FROM submissions WHERE by_id = ?', spots.submission)(database), ({wrong}) => wrong.some(({check, position}) => check === 'answer_missing' && position === spots.first)],
  ['an answer under another name', (database) => run('UPDATE submissions SET by_id = randomblob(32) WHERE by_id = ?', spots.submission)(database), ({wrong}) => wrong.some(({check, position}) => check === 'answer_of_another' && position === spots.first)],
  ['the state in an answer', inAnswer('"restricted":false', '"restricted":true'), {check: 'answer_state_wrong'}],
  ['a verdict in an answer', inAnswer('"accepted":true,"choice":"granted"', '"accepted":true,"choice":"refused"'), {check: 'answer_verdicts_wrong'}],
  ['an event in an answer', inAnswer('"kind":"granted"', '"kind":"refused"'), {check: 'answer_events_wrong'}],
  ['a signature in an answer', inAnswer('..', '..A'), ({wrong}) => wrong.some(({check, position}) => check.startsWith('signature_') && position === spots.first)],
  ['the origin in an answer', inAnswer('https://own.example', 'https://0wn.example'), {check: 'signature_wrong'}],
  ['a word of a catalogue', inText('catalogues', 'bytes', 'version_number > 0', 'frivilligt', 'frivillig'), {check: 'catalogue_damaged'}],
  ['a catalogue’s signature', inText('catalogues', 'signature', 'version_number > 0', '..', '..A'), {check: 'signature_wrong', where: 'catalogues'}],
  ['a catalogue that is gone', run('DELETE FROM catalogues'), {check: 'text_missing'}],
];
const matches = (line, wanted) => Object.entries(wanted).every(([name, value]) => line[name] === value);

for (const [what, change, wanted] of changes) {
  test(`${what} is found, at its place`, () => {
    const path = filled.changed(change);
    const answer = filled.log(path);
    assert.equal(answer.status, 1);
    const found = typeof wanted === 'function' ? wanted(answer) : answer.wrong.some((line) => matches(line, wanted));
    assert.ok(found, JSON.stringify(answer.wrong.slice(0, 8)));
    rmSync(path);
  });
}

test('a trigger that is gone is found', () => {
  const path = filled.changed(() => {});
  const database = new DatabaseSync(path);
  database.exec('DROP TRIGGER events_never_change');
  database.close();
  assert.deepEqual(filled.log(path).wrong.map(({check}) => check), ['schema_wrong']);
});

test('a flipped event is the only thing that is wrong: the heads after it are not blamed', () => {
  const {wrong} = filled.log(filled.changed(inEvent(5, '"at":"2026', '"at":"2025')));
  assert.deepEqual(wrong.map(({check, position}) => [check, position]), [['inclusion_wrong', 5]]);
});

test('a grant that nobody could make is not a grant: the rules are asked, not the signatures alone', () => {
  // A whole database by somebody who has the keys, but does what no verifier does.
  const {wrong} = filled.log(filled.changed(inEvent(spots.granted, '"door":"page"', '"door":"letter"')));
  assert.ok(wrong.some((line) => matches(line, {check: 'event_follows_not', position: spots.granted, where: '/door'})), JSON.stringify(wrong));
});

test('a database that was rolled back is found by a head from elsewhere', () => {
  const older = filled.changed((database) => {
    const {size} = database.prepare('SELECT size FROM checkpoints WHERE size < ? ORDER BY size DESC LIMIT 1').get(spots.count - 20);
    database.exec(`DELETE FROM events WHERE position >= ${size}; DELETE FROM checkpoints WHERE size > ${size}; UPDATE head SET count = ${size}`);
  });
  const newest = ['--head', filled.path('head-3.txt')];
  assert.ok(filled.log(older, newest).wrong.some(({check}) => check === 'log_rolled_back'));
  assert.deepEqual(filled.log(good(), newest).lines.filter(({check}) => check === 'head_reached').length, 1);
  const forged = filled.path('forged.txt');
  writeFileSync(forged, signedHead({origin: 'own.example/log', size: 10, root: Buffer.alloc(32)}, keys.log));
  assert.ok(filled.log(good(), ['--head', forged]).wrong.some(({check, size}) => check === 'head_wrong' && size === 10));
  writeFileSync(forged, signedHead({origin: 'own.example/log', size: 10, root: Buffer.alloc(32)}, keys.other));
  assert.ok(filled.log(good(), ['--head', forged]).wrong.some(({check}) => check === 'head_foreign'));
});

test('of people nothing is printed but positions', () => {
  const text = [good(), filled.changed(run('UPDATE events SET person = 0'))]
    .flatMap((path) => [[], ['--json'], ['--lang', 'en']].map((more) => verify(['log', path, ...filled.allKeys(), ...more]).stdout)).join('');
  assert.ok(text.length > 10_000);
  assert.doesNotMatch(text, /prs-|sub-\d|sbr-|sbm-/);
});

test('faults of one kind are printed a hundred times, and counted to the end', () => {
  const {status, stdout} = verify(['log', filled.changed(run('UPDATE events SET person = 0')), ...filled.allKeys()]);
  assert.equal(status, 1);
  assert.ok(stdout.match(/^WRONG /gm).length < 450);
  assert.match(stdout, /^WRONG {8}\(\d+ \+\)$/m);
});

test('a database of another version is none that can be checked', () => {
  for (const [version, sentence] of [[1, /earlier version/], [99, /later version/]]) {
    const {status, stderr} = verify(['log', filled.changed((database) => database.exec(`PRAGMA user_version = ${version}`)), ...filled.allKeys()]);
    assert.equal(status, 2);
    assert.match(stderr, sentence);
  }
});

// The tiles as a log serves them, in a folder.
function tileFolder() {
  const folder = filled.path('served');
  const database = new DatabaseSync(good(), {readOnly: true});
  for (const {level, number, bytes} of database.prepare('SELECT level, number, bytes FROM log_tiles WHERE level >= 0').all()) {
    const width = bytes.length / 32;
    const path = join(folder, `tile/${level}/${String(number).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, bytes);
  }
  database.close();
  return folder;
}

test('a head grew out of an older one: shown by a database, by tiles, by a proof', () => {
  const key = ['--log-key', filled.path('log.vkey'), '--lang', 'en'];
  const [older, newest] = [filled.path('head-1.txt'), filled.path('head-3.txt')];
  for (const source of [['--database', good()], ['--tiles', tileFolder()]]) {
    for (const from of [older, newest, filled.path('head-0.txt')]) {
      const {status, stdout, stderr} = verify(['checkpoints', from, newest, ...key, ...source]);
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /^ok {11}NEW size \d+: The log of \d+ events grew out of the one of \d+\.$/m);
    }
    assert.equal(verify(['checkpoints', newest, older, ...key, ...source]).status, 1);
  }
  const forged = filled.path('forged-old.txt');
  writeFileSync(forged, signedHead({origin: 'own.example/log', size: 10, root: Buffer.alloc(32)}, keys.log));
  const {status, stdout} = verify(['checkpoints', forged, newest, ...key, '--database', good()]);
  assert.equal(status, 1);
  assert.match(stdout, /^WRONG {8}NEW size \d+: .*There are two histories\.$/m);
  const proof = filled.path('proof.txt');
  writeFileSync(proof, '');
  assert.equal(verify(['checkpoints', newest, newest, ...key, '--proof', proof]).status, 0);
  assert.equal(verify(['checkpoints', older, newest, ...key, '--proof', proof]).status, 1);
  assert.equal(verify(['checkpoints', older, newest, ...key]).status, 2);
});
