// The same inputs to the native core and to the WebAssembly core: every answer must be the same
// bytes. Inputs are made and mutated by chance, from a seed that is printed and gives them again.
//
//   node tests/agree/differential.mjs [--count N] [--seed N]
//
// It also fails when its inputs are too tame or too wild to prove anything: at least half must pass
// the reader, and at least a quarter must be accepted.
import {randomInt} from 'node:crypto';
import {parseArgs} from 'node:util';
import {catalogue} from './cases/world.mjs';
import {codes} from './core-lists.mjs';
import {Made} from './made.mjs';
import {mutatedBytes, mutatedValue} from './mutated.mjs';
import {Random} from './random.mjs';
import {sides} from './sides.mjs';
import {readVectors} from './vectors.mjs';

const {values} = parseArgs({options: {count: {type: 'string', default: '200000'}, seed: {type: 'string'}}});
const count = Number(values.count);
const seed = Number(values.seed ?? process.env.SAMTYCKE_SEED ?? randomInt(2 ** 32));
const batchSize = 2_000;
// A mutated catalogue or a heap of events must not colour all that follows.
const resetEvery = 250;
const sharePassedMin = 0.5;
const shareAcceptedMin = 0.25;

// What the reader says about bytes and shapes (core/code.hpp).
const readers = new Set(codes.slice(codes.indexOf('not_json'), codes.indexOf('no_catalogue') + 1));
const reset = [{call: 'catalogue', catalogue, signed: true}, {call: 'forget'}].map((one) => Buffer.from(JSON.stringify(one)));

const random = new Random(seed);
const made = new Made(random);
const vectors = readVectors().map(({bytes}) => bytes);
const vectorValues = vectors.flatMap((bytes) => {
  try {
    return [JSON.parse(bytes)].filter((value) => value !== null && typeof value === 'object');
  } catch {
    return [];
  }
});

const bytesOf = (value) => Buffer.from(JSON.stringify(value));
function nextInput() {
  const kind = random.below(100);
  if (kind < 60) return bytesOf(made.request());
  if (kind < 66) return random.pick(vectors);
  if (kind < 78) return bytesOf(mutatedValue(made.request(), random));
  if (kind < 87) return bytesOf(mutatedValue(random.pick(vectorValues), random));
  if (kind < 95) return mutatedBytes(bytesOf(made.request()), random);
  return mutatedBytes(random.pick(vectors), random);
}

const met = new Map();
const meet = (code) => met.set(code, (met.get(code) ?? 0) + 1);
let passed = 0;
let accepted = 0;

// Counts what an answer says. Accepted: a change recorded, an act taken, a use allowed.
function tally(text) {
  const {ok, error} = JSON.parse(text);
  if (error) {
    meet(error.code);
    if (!readers.has(error.code)) passed += 1;
    return;
  }
  passed += 1;
  if (ok.verdicts) {
    for (const verdict of ok.verdicts) meet(verdict.code ?? 'accepted');
    if (ok.verdicts.some((verdict) => verdict.accepted)) accepted += 1;
  } else if (ok.decision) {
    meet(ok.reason);
    if (ok.decision === 'allow') accepted += 1;
  } else if (Array.isArray(ok.events)) {
    meet('accepted');
    accepted += 1;
  }
}

console.log(`seed ${seed} (--seed gives these inputs again)`);
const begin = performance.now();
const native = sides.native();
const webassembly = sides.webassembly();
let done = 0;
let differing = 0;
while (done < count) {
  const batch = [];
  const size = Math.min(batchSize, count - done);
  for (let i = 0; i < size; ++i) {
    if (i % resetEvery === 0) batch.push(...reset);
    batch.push(nextInput());
  }
  const [left, right] = await Promise.all([native.ask(batch), webassembly.ask(batch)]);
  for (let i = 0; i < batch.length; ++i) {
    if (!left[i].equals(right[i])) {
      differing += 1;
      if (differing <= 5) {
        console.log(`input ${done + i} differs\n  input       ${batch[i].toString('hex')}\n  native      ${left[i]}\n  WebAssembly ${right[i]}`);
      }
    }
    if (!reset.includes(batch[i])) tally(left[i]);
  }
  done += size;
}
await Promise.all([native.close(), webassembly.close()]);

const share = (part) => `${((100 * part) / done).toFixed(1)} %`;
for (const code of codes) console.log(`${code.padEnd(26)} ${String(met.get(code) ?? '-').padStart(8)}`);
console.log(`${done} inputs in ${((performance.now() - begin) / 1000).toFixed(1)} s: ${differing} differ`);
console.log(`${share(passed)} pass the reader, ${share(accepted)} are accepted`);
const promises = [
  [differing === 0, 'both sides give the same bytes'],
  [passed >= sharePassedMin * done, `at least ${100 * sharePassedMin} % pass the reader`],
  [accepted >= shareAcceptedMin * done, `at least ${100 * shareAcceptedMin} % are accepted`],
];
for (const [holds, promise] of promises) console.log(`${holds ? 'held  ' : 'BROKEN'} ${promise}`);
const held = promises.filter(([holds]) => holds).length;
console.log(`${held} passed, ${promises.length - held} failed`);
process.exitCode = held === promises.length ? 0 : 1;
