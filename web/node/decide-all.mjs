// Many decisions in one purpose, for a back end in Node: each question's entry is looked up, and the
// module's binary verb decides (docs/EVALUATE.md, "Many decisions at once"). Nothing is decided here.

import {entrySize} from './entries.mjs';

export const answerSize = 16;

const magic = 0x31424b53; // "SKB1"
const headSize = 32;
const planSize = 24;
const questionSize = 16;
const entriesAt = headSize + planSize;
// What of it stays in the nearest memory between the walks.
const chunkCount = 1024;
const chunk = new Uint8Array(entriesAt + chunkCount * (entrySize + questionSize));
const words = new Uint32Array(chunk.buffer);
const word = 2 ** 32;

function writeTime(at, time) {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('that is no time in milliseconds');
  // As two halves: no BigInt for each question, and no remainder of a double, which takes longer.
  const high = Math.floor(time / word);
  words[at] = time - high * word;
  words[at + 1] = high;
}

function writeHead(plan, count, now) {
  words.fill(0, 0, headSize / 4);
  words[0] = magic;
  words[1] = 1;
  words[2] = count;
  words[3] = count;
  writeTime(4, now);
  chunk.set(plan, headSize);
}

function writeQuestions(questions, begin, count, from) {
  for (let i = 0; i < count; ++i) {
    const {at} = questions[begin + i];
    const to = from + (i * questionSize) / 4;
    words[to] = 0;
    words[to + 1] = i;
    if (at !== undefined) writeTime(to + 2, at);
    else {
      words[to + 2] = 0;
      words[to + 3] = 0x80000000; // no record: the question is about now
    }
  }
}

// Answers questions {subject, at?} in their order: 16 bytes each into `answers`, as the verb lays them
// out, of which the first is 1 for allow. `plan` is the 24 bytes of `plan`, times are milliseconds.
export function decideAll(door, entries, plan, questions, now, answers) {
  if (plan.length !== planSize) throw new RangeError(`a plan has ${planSize} bytes`);
  if (answers.length < questions.length * answerSize) throw new RangeError('the answers have no room');
  for (let begin = 0; begin < questions.length; begin += chunkCount) {
    const count = Math.min(chunkCount, questions.length - begin);
    const questionsAt = entriesAt + count * entrySize;
    writeHead(plan, count, now);
    entries.copyAll(questions, begin, count, words, entriesAt / 4);
    writeQuestions(questions, begin, count, questionsAt / 4);
    const answered = door.decide(chunk.subarray(0, questionsAt + count * questionSize), count * answerSize);
    if (answered.length === 0) throw new RangeError('a plan, an entry or a time is not what it should be');
    answers.set(answered, begin * answerSize);
  }
}
