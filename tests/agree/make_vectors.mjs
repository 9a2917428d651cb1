// Writes the vector file: requests with the answers that are pinned for ever.
//
//   node tests/agree/make_vectors.mjs --core COMMAND…            what would change
//   node tests/agree/make_vectors.mjs --write --core COMMAND…    and writes it
//
// Each case (cases/*.mjs) says by hand, from the rules, what must be answered. The core's answer is
// pinned only where it says the same; where it does not, nothing is written.
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {cases} from './cases/all.mjs';
import {absent} from './cases/world.mjs';
import {requestBytes, vectorFile} from './vectors.mjs';

// Where `answer` is not what was expected, or nothing. Members that nobody named may be anything.
function difference(expected, answer, place = '') {
  if (expected === absent) return answer === undefined ? undefined : `${place} should not be there`;
  if (expected === null || typeof expected !== 'object') {
    return expected === answer ? undefined : `${place}: ${JSON.stringify(answer)} and not ${JSON.stringify(expected)}`;
  }
  if (answer === null || typeof answer !== 'object') return `${place}: ${JSON.stringify(answer)}`;
  if (Array.isArray(expected) && expected.length !== answer.length) {
    return `${place}: ${answer.length} elements and not ${expected.length}: ${JSON.stringify(answer)}`;
  }
  for (const name of Object.keys(expected)) {
    const found = difference(expected[name], answer[name], `${place}/${name}`);
    if (found) return found;
  }
  return undefined;
}

const words = process.argv.slice(2);
const at = words.indexOf('--core');
if (at < 0 || at + 1 === words.length) {
  console.error('usage: make_vectors.mjs [--write] --core COMMAND…');
  process.exit(2);
}
const [command, ...rest] = words.slice(at + 1);
const input = Buffer.concat(cases.flatMap((one) => [requestBytes(one), Buffer.from('\n')]));
const {stdout, status} = spawnSync(command, rest, {input, maxBuffer: 1 << 28});
if (status !== 0) throw new Error(`${command} ended with ${status}`);
const answers = stdout.toString('utf8').split('\n').slice(0, -1);

let wrong = 0;
if (answers.length !== cases.length) {
  console.error(`${answers.length} answers to ${cases.length} requests`);
  wrong += 1;
}
const names = new Set();
const lines = cases.map(({name, expect, ...request}, index) => {
  const found = names.has(name) ? 'its name stands twice' : difference(expect, JSON.parse(answers[index] ?? 'null'));
  names.add(name);
  if (found) {
    wrong += 1;
    console.error(`${name}: ${found}\n    ${requestBytes(request).toString('utf8').slice(0, 600)}`);
  }
  return JSON.stringify({name, ...request, answer: answers[index]});
});
if (wrong > 0) {
  console.error(`${wrong} of ${cases.length} cases: the core does not say what the rules say; nothing is written`);
  process.exit(1);
}

const text = `${lines.join('\n')}\n`;
const before = existsSync(vectorFile) ? readFileSync(vectorFile, 'utf8').split('\n').filter(Boolean) : [];
const kept = new Set(lines);
const gone = before.filter((line) => !kept.has(line));
console.log(`${cases.length} cases; ${gone.length} pinned lines of ${before.length} are not among them`);
for (const line of gone) console.log(`    ${JSON.parse(line).name}`);
if (words.slice(0, at).includes('--write')) writeFileSync(vectorFile, text);
else if (before.join('\n') !== lines.join('\n')) process.exitCode = 1;
