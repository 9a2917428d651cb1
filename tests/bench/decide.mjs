// One decision through the JSON door of the WebAssembly module, in Node: the request with the state
// in it goes in as bytes, the answer comes out as bytes. Usage: node tests/bench/decide.mjs
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {Core} from '../tools/core.mjs';
import {questionAbout} from '../tools/questions.mjs';

const root = join(import.meta.dirname, '../..');
const rounds = 9;
const count = 5_000;
const now = '2026-11-24T08:00:00.000Z';

const text = execFileSync('jq', ['-f', 'demo.jq', 'telecom-se.json'], {cwd: join(root, 'core/catalogue')});
const catalogue = JSON.parse(text);
const purpose = catalogue.purposes[0];
const begun = Date.now();
const core = await Core.open();
core.ask({call: 'catalogue', catalogue, signed: true});
const opened = Date.now() - begun;

const at = '2026-10-01T08:00:00.000Z';
const state = {
  subject: {
    id: 'sub-1',
    person: 'prs-1',
    subscriber: 'sbr-1',
    subscriber_kind: 'company',
    begun: true,
    ended: false,
    sequence: 2,
    choices: [
      {purpose: purpose.id, choice: 'granted', at, since: at, until: '2028-10-01T08:00:00.000Z', sequence: 2, processing_version: 1},
    ],
  },
  person: {id: 'prs-1', restricted: false, sequence: 0, objections: []},
  subscriber: {id: 'sbr-1', sequence: 1, gates: [{purpose: purpose.id, open: true, at}]},
};
const {subject, ...question} = questionAbout(catalogue, purpose.id, 'sub-1');
const request = {call: 'decide_processing', now, question, state};
if (core.ask(request).decision !== 'allow') throw new Error('the question should be allowed');

const bytes = new TextEncoder().encode(JSON.stringify(request));
const figures = [];
for (let round = 0; round < rounds; round += 1) {
  const begin = process.hrtime.bigint();
  for (let i = 0; i < count; i += 1) core.answer(bytes);
  figures.push(Number(process.hrtime.bigint() - begin) / count);
}
figures.sort((a, b) => a - b);
const median = figures[(rounds - 1) / 2];
console.log(
  `WebAssembly in Node ${process.versions.node}, JSON door, state in the request (${bytes.length} bytes): ` +
    `${(median / 1000).toFixed(1)} µs a decision (median of ${rounds} rounds); module and catalogue ready in ${opened} ms`,
);
