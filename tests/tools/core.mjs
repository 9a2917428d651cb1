// The WebAssembly core under Node, through the page's own door, for tests that ask in objects.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openDoor} from '../../web/src/door.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

export const modulePath = join(
  process.env.SAMTYCKE_BUILD ?? join(import.meta.dirname, '../../build'),
  'wasm/samtycke.wasm',
);

export class Core {
  #door;
  #carried = new Uint8Array(0);

  static async open(path = modulePath) {
    const core = new Core();
    core.#door = await openDoor(await readFile(path));
    return core;
  }

  // Bytes or text of one request line → bytes of the answer.
  answer(line) {
    const request = typeof line === 'string' ? encoder.encode(line) : line;
    const {carried, answer} = this.#door.evaluate(this.#carried, request);
    this.#carried = carried;
    return answer;
  }

  // A request as an object → what it is answered, or an error with the core's code.
  ask(request) {
    const {ok, error} = JSON.parse(decoder.decode(this.answer(JSON.stringify(request))));
    if (error) throw Object.assign(new Error(`${request.call}: ${error.code} at ${error.where}`), error);
    return ok;
  }
}
