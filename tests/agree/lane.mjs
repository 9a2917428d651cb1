// One lane of the differential, a worker: makes the inputs of the seeds it is told, asks all sides in an
// own native process and own instances of the modules, and tells what came of each session.
import {parentPort, workerData} from 'node:worker_threads';
import {Door} from '../../web/src/door.ts';
import {concerns, isForPage, parts} from './page-module.mjs';
import {groupsOf} from './session.mjs';
import {sides} from './sides.mjs';
import {Tally} from './tally.mjs';

const {modules} = workerData;

// A module as `web/node/evaluate.mjs` runs it, without the pipe. After a trap it is a new instance.
class Webassembly {
  #module;
  #door;
  #carried = new Uint8Array();

  constructor(module) {
    this.#module = module;
  }

  answer(line) {
    this.#door ??= new Door(new WebAssembly.Instance(this.#module, {}));
    try {
      const {carried, answer} = this.#door.evaluate(this.#carried, line.subarray(0, this.#door.bufferSize - this.#carried.length - 1));
      this.#carried = carried;
      return Buffer.from(answer.buffer, answer.byteOffset, answer.length);
    } catch (error) {
      this.#door = undefined;
      this.#carried = new Uint8Array();
      return Buffer.from(`${error}`);
    }
  }
}

const latin1 = (lines) => lines.map(({bytes}) => bytes.toString('latin1'));

// Answers that have to be the native one's bytes, each under the name of its side.
function answersOf(bytes, modulesOpen, tally) {
  const answers = {webassembly: modulesOpen.whole.answer(bytes)};
  for (const part of parts.filter((one) => concerns(one, bytes))) {
    const answer = modulesOpen[part].answer(bytes);
    if (!isForPage(answer)) continue;
    tally.paged += 1;
    answers[part] = answer;
  }
  return answers;
}

// What differs in a group of lines, each with the lines before it: those are what the cores know.
async function differences(lines, native, modulesOpen, tally) {
  const asked = native.ask(lines.map(({bytes}) => bytes));
  asked.catch(() => {});
  const right = lines.map(({bytes}) => answersOf(bytes, modulesOpen, tally));
  let left;
  try {
    left = await asked;
  } catch (error) {
    return [{history: latin1(lines), native: `${error}`, side: 'webassembly', answer: String(right.at(-1).webassembly)}];
  }
  for (const [index, {bytes, own}] of lines.entries()) if (own) tally.add(bytes, left[index]);
  return left.flatMap((answer, index) =>
    Object.entries(right[index]).filter(([, other]) => !answer.equals(other)).map(([side, other]) =>
      ({history: latin1(lines.slice(0, index + 1)), native: String(answer), side, answer: String(other)})));
}

// A session begins with nothing loaded, so both sides are new. It ends with the group that differs.
async function session(seed, count) {
  const tally = new Tally();
  const native = sides.native();
  const modulesOpen = Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, new Webassembly(module)]));
  const differing = [];
  for (const lines of groupsOf(seed)) {
    differing.push(...(await differences(lines, native, modulesOpen, tally)));
    if (tally.inputs >= count || differing.length > 0) break;
  }
  await native.close().catch((error) => differing.length > 0 || Promise.reject(error));
  return {seed, tally: {...tally}, differing: differing.slice(0, 5)};
}

parentPort.on('message', async ({seed, count}) => parentPort.postMessage(await session(seed, count)));
