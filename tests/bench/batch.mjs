// Many decisions through the module's binary verb, beside a plain JavaScript Map with a comparison of
// two times: the same subjects, the same questions in the same shuffled order, answers compared; then
// where the nanoseconds go, and beside the native core in the same run.
//   node tests/bench/batch.mjs CATALOGUE [SUBJECTS]
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {answerSize, decideAll} from '../../web/node/decide-all.mjs';
import {Entries, entrySize} from '../../web/node/entries.mjs';
import {openDoor} from '../../web/src/door.ts';
import {modulePath} from '../tools/core.mjs';
import {alternate, build, idOf, median, million, now} from './million.mjs';

const [catalogue, countText = '1000000'] = process.argv.slice(2);
const count = Number(countText);
const rounds = 9;
const headSize = 56; // with one plan
const chunkCount = 1024;
const questionSize = 16;

const {asked, plan, entryOf, spanOf} = million(catalogue, count);
const door = await openDoor(readFileSync(modulePath));
const entries = new Entries(new Uint8Array(entrySize), count);
const spans = new Map();
for (let i = 0; i < count; ++i) {
  entries.put(idOf(i), entryOf(i));
  spans.set(idOf(i), spanOf(i));
}

// One chunk whose entries stand there already: what the verb alone costs.
const chunk = new Uint8Array(headSize + chunkCount * (entrySize + questionSize));
const words = new Uint32Array(chunk.buffer);
words.set([0x31424b53, 1, chunkCount, chunkCount, now % 2 ** 32, Math.floor(now / 2 ** 32)]);
chunk.set(plan, 32);
entries.copyAll(asked, 0, chunkCount, words, headSize / 4);
for (let i = 0; i < chunkCount; ++i) {
  const at = asked[i].at;
  words.set([0, i, at % 2 ** 32, Math.floor(at / 2 ** 32)], (headSize + chunkCount * entrySize + i * questionSize) / 4);
}

const answers = new Uint8Array(count * answerSize);
const theirs = new Uint8Array(count);
const found = new Uint32Array((chunkCount * entrySize) / 4);
const chunks = Math.floor(count / chunkCount);
const sides = {
  'plain Map and two comparisons': () => {
    for (let i = 0; i < count; ++i) {
      const {subject, at} = asked[i];
      const {from, until} = spans.get(subject);
      theirs[i] = at >= from && at <= now && now < until ? 1 : 0;
    }
    return count;
  },
  'look-up and binary verb': () => {
    decideAll(door, entries, plan, asked, now, answers);
    return count;
  },
  'of it the look-up, entries copied': () => {
    for (let i = 0; i < chunks; ++i) entries.copyAll(asked, i * chunkCount, chunkCount, found, 0);
    return chunks * chunkCount;
  },
  'of it the verb, the chunk copied in': () => {
    for (let i = 0; i < chunks; ++i) door.decide(chunk, chunkCount * answerSize);
    return chunks * chunkCount;
  },
  'the look-up in a Map instead': () => {
    let sum = 0;
    for (let i = 0; i < count; ++i) sum += spans.get(asked[i].subject).from;
    found[0] = sum;
    return count;
  },
};
const list = Object.entries(sides).map(([name, run]) => ({name, run}));

// "… 64 questions at once … 5.62 million a second" of the native index, look-up included, and of the
// verb natively on a chunk of the same size.
const native = (program, line) => {
  const told = execFileSync(join(build, 'tests/bench', program), [catalogue, `${count}`], {encoding: 'utf8'});
  return 1000 / Number(told.match(new RegExp(`${line}.* ([0-9.]+) million a second`))[1]);
};
const natives = () => [native('index_bench', '64 questions at once'), native('batch_bench', 'the verb alone')];

const before = natives();
alternate(list, rounds);
const after = natives();

let differing = 0;
for (let i = 0; i < count; ++i) if (answers[i * answerSize] !== theirs[i]) differing += 1;
console.log(`${count} subjects, nanoseconds a decision, median of ${rounds} alternating rounds`);
const [map, both, , verb] = list.map(({figures}) => median(figures));
for (const {name, figures} of list) console.log(`${name.padEnd(38)} ${median(figures).toFixed(0).padStart(6)}`);
const [nativeBoth, nativeVerb] = before.map((figure, i) => (figure + after[i]) / 2);
console.log(`${'native, look-up included'.padEnd(38)} ${nativeBoth.toFixed(0).padStart(6)}`);
console.log(`${'native, the verb alone'.padEnd(38)} ${nativeVerb.toFixed(0).padStart(6)}`);
console.log(`to the Map ${(both / map).toFixed(2)}; to native ${(both / nativeBoth).toFixed(2)} with the look-up, ${(verb / nativeVerb).toFixed(2)} the verb alone; ${differing} answers differ`);
process.exitCode = differing === 0 ? 0 : 1;
