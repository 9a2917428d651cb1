#!/usr/bin/env node
// `samtycke evaluate`, answered by the WebAssembly module: one request a line in, one answer a line
// out, the same bytes. What earlier lines told is carried from line to line and begins empty.
//
//   node web/node/evaluate.mjs build/wasm/samtycke.wasm < requests.jsonl
//
// Lines are split as bytes and never read here: whatever they hold is the core's to judge.

import {createReadStream, readFileSync, writeSync} from 'node:fs';
import {openDoor} from '../src/door.ts';

const newline = 10;
const outputSize = 1 << 16;

function write(bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      // Standard output is a full pipe: whoever reads it is slower than we are.
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

// The lines of standard input, without their ends. A last line without an end is a line.
async function* lines() {
  let parts = [];
  for await (const chunk of createReadStream(null, {fd: 0})) {
    let begin = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, begin)) {
      parts.push(chunk.subarray(begin, end));
      yield parts.length === 1 ? parts[0] : Buffer.concat(parts);
      parts = [];
      begin = end + 1;
    }
    if (begin < chunk.length) parts.push(chunk.subarray(begin));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

const [module] = process.argv.slice(2);
if (process.argv.length !== 3 || module.startsWith('-')) {
  console.error('usage: evaluate.mjs MODULE.wasm < requests > answers');
  process.exit(2);
}
const door = await openDoor(readFileSync(module));
let carried = new Uint8Array();
let output = [];
let size = 0;
for await (const line of lines()) {
  // A line over the buffer is over the limit of the core too, which says so of what fits.
  const evaluation = door.evaluate(carried, line.subarray(0, door.bufferSize - carried.length - 1));
  carried = evaluation.carried;
  output.push(evaluation.answer, Uint8Array.of(newline));
  size += evaluation.answer.length + 1;
  if (size >= outputSize) {
    write(Buffer.concat(output));
    output = [];
    size = 0;
  }
}
write(Buffer.concat(output));
