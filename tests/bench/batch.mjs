// Many decisions through the module's binary verb, beside a plain JavaScript Map with a comparison of
// two times: the same subjects, the same questions in the same shuffled order, answers compared.
//   node tests/bench/batch.mjs CATALOGUE [SUBJECTS]
// The entries are the native core's (index_bench --write), which a test holds equal to the module's.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openDoor} from '../../web/src/door.ts';
import {modulePath} from '../tools/core.mjs';

const build = process.env.SAMTYCKE_BUILD ?? join(import.meta.dirname, '../../build');
const [catalogue, countText = '1000000'] = process.argv.slice(2);
const count = Number(countText);
const rounds = 9;
const now = 1_795_000_000_000;
const day = 86_400_000;
const planSize = 24;
const entrySize = 32;
const questionSize = 16;
const headSize = 32;
const chunkCount = 20_000;
const words = entrySize / 8;

const folder = mkdtempSync(join(tmpdir(), 'samtycke-bench-'));
const file = join(folder, 'entries');
execFileSync(join(build, 'tests/bench/index_bench'), [catalogue, `${count}`, '--write', file]);
const bytes = readFileSync(file);
rmSync(folder, {recursive: true});
const planBytes = bytes.subarray(0, planSize);
const entries = new BigInt64Array(bytes.buffer.slice(bytes.byteOffset + planSize, bytes.byteOffset + planSize + count * entrySize));
const spans = new Map();
const rows = new Map();
for (let i = 0; i < count; ++i) {
  const id = `sub-${i}`;
  rows.set(id, i);
  spans.set(id, {from: Number(entries[i * words + 2]), until: Number(entries[i * words + 3])});
}

// The same order in every run: a generator of the tests' own, seeded.
let seed = 20_261_124;
const random = (below) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const asked = Array.from({length: count}, (_, i) => ({subject: `sub-${i}`, at: now - random(20) * day}));
for (let i = count - 1; i > 0; --i) {
  const j = random(i + 1);
  [asked[i], asked[j]] = [asked[j], asked[i]];
}

const door = await openDoor(readFileSync(modulePath));
const chunk = new Uint8Array(headSize + planSize + chunkCount * (entrySize + questionSize));
const view = new DataView(chunk.buffer);

// Entries begin at a multiple of eight, so that they are copied eight bytes at a time.
const entriesAt = headSize + planSize;
const entryWords = new BigInt64Array(chunk.buffer, entriesAt, chunkCount * words);
function decideAll(allowed) {
  for (let begin = 0; begin < count; begin += chunkCount) {
    const size = Math.min(chunkCount, count - begin);
    const questionsAt = entriesAt + size * entrySize;
    view.setUint32(0, 0x31424b53, true);
    view.setUint32(4, 1, true);
    view.setUint32(8, size, true);
    view.setUint32(12, size, true);
    view.setBigInt64(16, BigInt(now), true);
    chunk.set(planBytes, headSize);
    for (let i = 0; i < size; ++i) {
      const {subject, at} = asked[begin + i];
      const from = rows.get(subject) * words;
      const to = i * words;
      entryWords[to] = entries[from];
      entryWords[to + 1] = entries[from + 1];
      entryWords[to + 2] = entries[from + 2];
      entryWords[to + 3] = entries[from + 3];
      const place = questionsAt + i * questionSize;
      view.setUint32(place, 0, true);
      view.setUint32(place + 4, i, true);
      // A time as two halves: no BigInt for each question.
      view.setUint32(place + 8, at % 2 ** 32, true);
      view.setUint32(place + 12, Math.floor(at / 2 ** 32), true);
    }
    const end = questionsAt + size * questionSize;
    const answers = door.decide(chunk.subarray(0, end), size * questionSize);
    if (answers.length === 0) throw new Error('the chunk was not taken');
    for (let i = 0; i < size; ++i) allowed[begin + i] = answers[i * questionSize];
  }
}

function compareAll(allowed) {
  for (let i = 0; i < count; ++i) {
    const {subject, at} = asked[i];
    const {from, until} = spans.get(subject);
    allowed[i] = at >= from && at <= now && now < until ? 1 : 0;
  }
}

function measured(run, allowed) {
  const figures = [];
  for (let round = 0; round < rounds; ++round) {
    const begin = performance.now();
    run(allowed);
    figures.push(((performance.now() - begin) * 1e6) / count);
  }
  return figures.sort((a, b) => a - b)[(rounds - 1) / 2];
}

const ours = new Uint8Array(count);
const theirs = new Uint8Array(count);
const batch = measured(decideAll, ours);
const map = measured(compareAll, theirs);
let differing = 0;
for (let i = 0; i < count; ++i) if (ours[i] !== theirs[i]) differing += 1;
console.log(`binary verb of the module, ${count} subjects: ${batch.toFixed(0)} ns a decision (median of ${rounds} rounds)`);
console.log(`plain Map and two comparisons:        ${map.toFixed(0)} ns; ratio ${(batch / map).toFixed(2)}; ${differing} answers differ`);
process.exitCode = differing === 0 ? 0 : 1;
