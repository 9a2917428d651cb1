// Single random changes to a database, each of which `samtycke verify log` must find, or which changes
// nothing that anybody is ever told: no answer, no record, no proof.
//
//   node tests/verify/tamper.mjs [--count N] [--seed N] [--events N]
//
// A change is a flipped bit in a cell, a cell exchanged with that of another row, or a row that is taken
// out, repeated or exchanged with another. Counts for each region are printed.
import {rmSync} from 'node:fs';
import {randomBytes, randomInt} from 'node:crypto';
import {parseArgs} from 'node:util';
import {Random} from '../agree/random.mjs';
import {Filled} from './filled.mjs';

const {values} = parseArgs({options: {count: {type: 'string', default: '2400'}, seed: {type: 'string'}, events: {type: 'string', default: '300'}}});
const count = Number(values.count);
const seed = Number(values.seed ?? process.env.SAMTYCKE_SEED ?? randomInt(2 ** 31));
console.log(`seed ${seed} (--seed gives these changes again, on a database of another day)`);
const random = new Random(seed);
const filled = new Filled(Number(values.events));

// Of each table: what names a row, and its cells. The larger ones are changed more often.
const tables = {
  events: {weight: 40, key: ['position'], cells: ['sealed', 'sealed', 'sealed', 'sealed', 'party', 'subject', 'person', 'subscriber']},
  submissions: {weight: 30, key: ['by_id'], cells: ['sealed', 'sealed', 'sealed', 'sealed', 'owner']},
  log_tiles: {weight: 15, key: ['level', 'number'], cells: ['bytes']},
  checkpoints: {weight: 12, key: ['size'], cells: ['note']},
  catalogues: {weight: 3, key: ['id', 'version_number'], cells: ['digest', 'bytes', 'bytes', 'signature']},
};
const drawn = Object.entries(tables).flatMap(([name, {weight}]) => Array.from({length: weight}, () => name));

const where = (key) => key.map((name) => `${name} IS ?`).join(' AND ');
function rowsOf(database, table) {
  const statement = database.prepare(`SELECT * FROM ${table}`);
  statement.setReadBigInts(true); // the numbers of parties are larger than a double holds
  return statement.all();
}
const keyOf = (table, row) => tables[table].key.map((name) => row[name]);
const same = (a, b) => (a instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b);

function set(database, table, row, cell, value) {
  database.prepare(`UPDATE ${table} SET ${cell} = ? WHERE ${where(tables[table].key)}`).run(value, ...keyOf(table, row));
}

function flipped(value) {
  if (typeof value === 'bigint') return value ^ BigInt(1 << random.below(4));
  const bytes = Buffer.from(value);
  bytes[random.below(bytes.length)] ^= 1 << random.below(typeof value === 'string' ? 7 : 8);
  return typeof value === 'string' ? bytes.toString('latin1') : bytes;
}

// A number that no row of the table has.
const free = {events: 1e9, log_tiles: 1e9, checkpoints: 1e9, catalogues: 1e9, submissions: Buffer.from('of nobody')};
const moving = {events: 'position', log_tiles: 'number', checkpoints: 'size', catalogues: 'version_number', submissions: 'by_id'};

const kinds = {
  flip(database, table) {
    const row = random.pick(rowsOf(database, table));
    const cell = random.pick([...tables[table].cells, ...(random.chance(10) ? tables[table].key : [])]);
    const value = flipped(row[cell]);
    set(database, table, row, cell, value);
    return cell;
  },
  exchangeCells(database, table) {
    const rows = rowsOf(database, table);
    const [a, b] = [random.pick(rows), random.pick(rows)];
    const cell = random.pick(tables[table].cells);
    if (same(a[cell], b[cell])) return undefined;
    set(database, table, a, cell, b[cell]);
    set(database, table, b, cell, a[cell]);
    return cell;
  },
  remove(database, table) {
    const row = random.pick(rowsOf(database, table));
    database.prepare(`DELETE FROM ${table} WHERE ${where(tables[table].key)}`).run(...keyOf(table, row));
    return 'row';
  },
  repeat(database, table) {
    const rows = rowsOf(database, table);
    const row = {...random.pick(rows)};
    const name = moving[table];
    row[name] = table === 'submissions' ? randomBytes(32) : rows.reduce((most, one) => (one[name] > most ? one[name] : most), 0n) + 1n;
    const cells = Object.keys(row);
    database.prepare(`INSERT INTO ${table} (${cells}) VALUES (${cells.map(() => '?')})`).run(...cells.map((cell) => row[cell]));
    return 'row';
  },
  exchangeRows(database, table) {
    const rows = rowsOf(database, table);
    const [a, b] = [random.pick(rows), random.pick(rows)];
    const name = moving[table];
    if (same(a[name], b[name]) || (table === 'log_tiles' && a.level !== b.level)) return undefined;
    const between = free[table];
    set(database, table, a, name, between);
    set(database, table, b, name, a[name]);
    set(database, table, {...a, [name]: between}, name, b[name]);
    return 'row';
  },
};
const kindNames = [...Array.from({length: 6}, () => 'flip'), ...Object.keys(kinds)];

// Why a change that was not found changes nothing that is told; nothing when it does.
function harmless(table, cell, kind) {
  // A proof is then made under the next head, which covers the event too and was just reached.
  if (table === 'checkpoints' && kind === 'remove') return 'every event still has a proof under a signed head';
  return undefined;
}
const tally = {};
const counted = (region, what) => {
  tally[region] ??= {};
  tally[region][what] = (tally[region][what] ?? 0) + 1;
};
const missed = [];
const begin = performance.now();
for (let done = 0; done < count; ) {
  const table = random.pick(drawn);
  const kind = random.pick(kindNames);
  let cell;
  let path;
  try {
    path = filled.changed((database) => { cell = kinds[kind](database, table); });
  } catch (error) {
    // What the tables themselves refuse never comes to be.
    if (!/constraint|UNIQUE|mismatch|cannot store/.test(error.message)) throw error;
    continue;
  }
  if (cell === undefined) {
    rmSync(path);
    continue;
  }
  done += 1;
  const region = `${table}.${cell}`;
  const {status, wrong} = filled.log(path);
  rmSync(path);
  if (status === 1 && wrong.length > 0) {
    const placed = wrong.some((line) => line.position !== undefined || line.size !== undefined || line.where !== undefined);
    counted(region, placed ? 'found' : 'found without a place');
  } else if (harmless(table, cell, kind)) {
    counted(region, harmless(table, cell, kind));
  } else {
    counted(region, 'MISSED');
    missed.push(`${kind} ${region} (number ${done}): status ${status}`);
  }
}
filled.close();

const sum = (what) => Object.values(tally).reduce((total, region) => total + (region[what] ?? 0), 0);
for (const [region, counts] of Object.entries(tally).sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${region.padEnd(26)} ${Object.entries(counts).map(([what, number]) => `${number} ${what}`).join(', ')}`);
}
for (const one of missed) console.log(`MISSED ${one}`);
console.log(`${count} changes in ${((performance.now() - begin) / 1000).toFixed(0)} s: ${sum('found')} found at their place`);
const promises = [
  [missed.length === 0, 'each is found, or changes no answer, no record and no proof'],
  [sum('found without a place') === 0, 'each that is found is found at a place'],
  [sum('found') >= 0.75 * count, 'three of four hit what means something'],
];
for (const [holds, promise] of promises) console.log(`${holds ? 'held  ' : 'BROKEN'} ${promise}`);
const held = promises.filter(([holds]) => holds).length;
console.log(`${held} passed, ${promises.length - held} failed`);
process.exitCode = held === promises.length ? 0 : 1;
