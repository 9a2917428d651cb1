// A million subjects and a question about each, in shuffled order, for the benchmarks in Node. The
// entries are the native core's (index_bench --write), which a test holds equal to the module's.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {entrySize} from '../../web/node/entries.mjs';

export const build = process.env.SAMTYCKE_BUILD ?? join(import.meta.dirname, '../../build');
export const now = 1_795_000_000_000;
export const day = 86_400_000;
const planSize = 24;

export const idOf = (number) => `sub-${number}`;

export function median(figures) {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)];
}

function writtenEntries(catalogue, count) {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-bench-'));
  const file = join(folder, 'entries');
  try {
    execFileSync(join(build, 'tests/bench/index_bench'), [catalogue, `${count}`, '--write', file]);
    return new Uint8Array(readFileSync(file));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

// The same order in every run. A question is made when it is asked, as a record that arrives is.
function questions(count) {
  let seed = 20_261_124;
  const random = (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const order = Uint32Array.from({length: count}, (_, i) => i);
  for (let i = count - 1; i > 0; --i) {
    const j = random(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return Array.from(order, (number) => ({subject: idOf(number), at: now - random(20) * day}));
}

// `entryOf(number)` is the prepared entry of a subject, `spanOf(number)` its consent as anybody would
// keep it: from when until when; both 0 when it was withdrawn.
export function million(catalogue, count) {
  const bytes = writtenEntries(catalogue, count);
  const entriesAt = (number) => planSize + number * entrySize;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    count,
    plan: bytes.slice(0, planSize),
    entryOf: (number) => bytes.subarray(entriesAt(number), entriesAt(number) + entrySize),
    spanOf: (number) => ({
      from: Number(view.getBigInt64(entriesAt(number) + 16, true)),
      until: Number(view.getBigInt64(entriesAt(number) + 24, true)),
    }),
    asked: questions(count),
  };
}

// Runs each side once a round, in turn; `figures` of a side are its nanoseconds a decision. What a side
// has to `compare` is not in its time.
export function alternate(sides, rounds) {
  for (const side of sides) side.figures = [];
  for (let round = 0; round < rounds; ++round) {
    for (const side of sides) {
      const begin = performance.now();
      const count = side.run(round);
      side.figures.push(((performance.now() - begin) * 1e6) / count);
      side.compare?.(round);
    }
  }
}
