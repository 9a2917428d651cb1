// The same inputs to the native core, to the WebAssembly core and, where they are for it, to the page's
// module: every answer must be the same bytes. Inputs are made and mutated by chance, from a seed that is printed and gives them again.
//
//   node tests/agree/differential.mjs [--count N] [--seed N] [--lanes N] [--kept FILE]
//
// It also fails when its inputs are too tame or too wild to prove anything: at least half must pass the
// reader, a quarter be accepted, every code of the core be met and every call be asked. --kept goes on with the seeds after
// those of FILE and adds what came of them to it (tests/slow/differential.sh).
import {randomInt} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {setFlagsFromString} from 'node:v8';
import {Worker} from 'node:worker_threads';
import {calls, codes} from './core-lists.mjs';
import {Kept} from './kept.mjs';
import {parts} from './page-module.mjs';
import {sessionSize} from './session.mjs';
import {shrunk} from './shrunk.mjs';
import {modulePath, pageModulePath} from './sides.mjs';
import {silent, Tally} from './tally.mjs';

const {values} = parseArgs({
  options: {count: {type: 'string', default: '100000'}, seed: {type: 'string'}, lanes: {type: 'string'}, kept: {type: 'string'}},
});
const count = Number(values.count);
const kept = values.kept && new Kept(values.kept);
const seed = kept ? kept.nextSeed : Number(values.seed ?? process.env.SAMTYCKE_SEED ?? randomInt(2 ** 31));
const lanes = Number(values.lanes ?? availableParallelism());
const sharePassedMin = 0.5;
const shareAcceptedMin = 0.25;
const sharePagedMin = 0.02;
// Of half a million inputs and more each code at least 100 times; of fewer so many fewer.
const metMin = Math.min(100, Math.floor(count / 5_000));

// The module is built for size, with small functions: inlined, it answers in two thirds of the time.
setFlagsFromString('--no-liftoff');
setFlagsFromString('--experimental-wasm-inlining');
const compile = (path) => new WebAssembly.Module(readFileSync(path));
const modules = {whole: compile(modulePath), ...Object.fromEntries(parts.map((part) => [part, compile(pageModulePath(part))]))};

const total = new Tally();
const differing = [];
let told = 0;
let next = seed;
const begin = performance.now();

// Gives a lane one session after the other, until all are given away or something differs.
function run(worker) {
  return new Promise((resolve, reject) => {
    const give = () => {
      const left = count - told;
      if (left <= 0 || differing.length > 0) return resolve(worker.terminate());
      told += Math.min(left, sessionSize);
      worker.postMessage({seed: next++, count: Math.min(left, sessionSize)});
    };
    worker.on('message', (result) => {
      total.merge(result.tally);
      differing.push(...result.differing.map((one) => ({...one, seed: result.seed})));
      kept?.add(result);
      give();
    });
    worker.on('error', reject);
    give();
  });
}

console.log(`seed ${seed} (--seed gives these inputs again)`);
await Promise.all(Array.from({length: lanes}, () => run(new Worker(new URL('lane.mjs', import.meta.url), {workerData: {modules}}))));
const seconds = (performance.now() - begin) / 1000;

for (const {seed: of, history, native, side, answer} of differing.slice(0, 3)) {
  console.log(`a difference in the session of seed ${of}\n  native      ${native}\n  ${side.padEnd(11)} ${answer}\n  lines, as latin1 text of their bytes:`);
  for (const line of await shrunk(history)) console.log(`    ${JSON.stringify(line)}`);
}
for (const code of codes) console.log(`${code.padEnd(34)} ${String(total.met[code] ?? '-').padStart(8)}${silent.has(code) ? `  ${silent.get(code)}` : ''}`);
console.log(`asked: ${calls.map((call) => `${call} ${total.asked[call] ?? 0}`).join(', ')}`);
const share = (part) => `${((100 * part) / total.inputs).toFixed(1)} %`;
console.log(`${total.inputs} inputs in ${seconds.toFixed(1)} s, ${Math.round(total.inputs / seconds)} a second: ${differing.length} differ`);
console.log(`${share(total.passed)} pass the reader, ${share(total.accepted)} are accepted, ${total.paged} were for the modules of a page too`);

const rare = codes.filter((code) => !silent.has(code) && (total.met[code] ?? 0) < metMin);
const unasked = calls.filter((call) => (total.asked[call] ?? 0) < metMin);
const stale = [...silent.keys()].filter((code) => !codes.includes(code) || total.met[code]);
const unheard = Object.keys(total.met).filter((code) => !codes.includes(code));
const promises = [
  [differing.length === 0, 'all sides give the same bytes'],
  [total.paged >= sharePagedMin * total.inputs, `at least ${100 * sharePagedMin} % are for the modules of a page too`],
  [total.passed >= sharePassedMin * total.inputs, `at least ${100 * sharePassedMin} % pass the reader`],
  [total.accepted >= shareAcceptedMin * total.inputs, `at least ${100 * shareAcceptedMin} % are accepted`],
  [rare.length === 0, `each code is met at least ${metMin} times${rare.length > 0 ? `, but not ${rare.join(' ')}` : ''}`],
  [unasked.length === 0, `each call is asked as often${unasked.length > 0 ? `, but not ${unasked.join(' ')}` : ''}`],
  [stale.length === 0, `no code is met that no answer bears${stale.length > 0 ? `, but ${stale.join(' ')}` : ''}`],
  [unheard.length === 0, `no code is met that the core has not${unheard.length > 0 ? `, but ${unheard.join(' ')}` : ''}`],
];
for (const [holds, promise] of promises) console.log(`${holds ? 'held  ' : 'BROKEN'} ${promise}`);
const held = promises.filter(([holds]) => holds).length;
console.log(`${held} passed, ${promises.length - held} failed`);
process.exitCode = held === promises.length ? 0 : 1;
