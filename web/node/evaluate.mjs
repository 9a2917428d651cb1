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
const end = Uint8Array.of(newline);

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

const [module] = process.argv.slice(2);
if (process.argv.length !== 3 || module.startsWith('-')) {
  console.error('usage: evaluate.mjs MODULE.wasm < requests > answers');
  process.exit(2);
}
const door = await openDoor(readFileSync(module));
let carried = new Uint8Array();

function answerTo(line) {
  // A line over the buffer is over the limit of the core too, which says so of what fits.
  const evaluation = door.evaluate(carried, line.subarray(0, door.bufferSize - carried.length - 1));
  carried = evaluation.carried;
  return evaluation.answer;
}

// The answers to all lines that have arrived are out before more is read, so that a program can
// hold a conversation with this. A last line without an end is a line.
let parts = [];
for await (const chunk of createReadStream(null, {fd: 0})) {
  const answers = [];
  let begin = 0;
  for (let stop = chunk.indexOf(newline); stop >= 0; stop = chunk.indexOf(newline, begin)) {
    parts.push(chunk.subarray(begin, stop));
    answers.push(answerTo(Buffer.concat(parts)), end);
    parts = [];
    begin = stop + 1;
  }
  if (begin < chunk.length) parts.push(chunk.subarray(begin));
  write(Buffer.concat(answers));
}
if (parts.length > 0) write(Buffer.concat([answerTo(Buffer.concat(parts)), end]));
