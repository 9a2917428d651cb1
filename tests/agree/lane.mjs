// One lane of the differential, a worker: makes the inputs of the seeds it is told, asks both sides in
// an own native process and an own instance of the module, and tells what came of each session.
import {parentPort, workerData} from 'node:worker_threads';
import {Door} from '../../web/src/door.ts';
import {groupsOf} from './session.mjs';
import {sides} from './sides.mjs';
import {Tally} from './tally.mjs';

const {module} = workerData;

// The module as `web/node/evaluate.mjs` runs it, without the pipe. After a trap it is a new instance.
class Webassembly {
  #door;
  #carried = new Uint8Array();

  answer(line) {
    this.#door ??= new Door(new WebAssembly.Instance(module, {}));
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

// What differs in a group of lines, each with the lines before it: those are what the cores know.
async function differences(lines, native, webassembly, tally) {
  const asked = native.ask(lines.map(({bytes}) => bytes));
  asked.catch(() => {});
  const right = lines.map(({bytes}) => webassembly.answer(bytes));
  let left;
  try {
    left = await asked;
  } catch (error) {
    return [{history: latin1(lines), native: `${error}`, webassembly: String(right.at(-1))}];
  }
  for (const [index, {bytes, own}] of lines.entries()) if (own) tally.add(bytes, left[index]);
  return left.flatMap((answer, index) =>
    answer.equals(right[index]) ? [] : [{history: latin1(lines.slice(0, index + 1)), native: String(answer), webassembly: String(right[index])}]);
}

// A session begins with nothing loaded, so both sides are new. It ends with the group that differs.
async function session(seed, count) {
  const tally = new Tally();
  const native = sides.native();
  const webassembly = new Webassembly();
  const differing = [];
  for (const lines of groupsOf(seed)) {
    differing.push(...(await differences(lines, native, webassembly, tally)));
    if (tally.inputs >= count || differing.length > 0) break;
  }
  await native.close().catch((error) => differing.length > 0 || Promise.reject(error));
  return {seed, tally: {...tally}, differing: differing.slice(0, 5)};
}

parentPort.on('message', async ({seed, count}) => parentPort.postMessage(await session(seed, count)));
