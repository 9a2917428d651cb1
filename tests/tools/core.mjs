// The WebAssembly core under Node: one request line in, one answer line out (wasm/samtycke.h).
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

const abi = 1;
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
    const {instance} = await WebAssembly.instantiate(await readFile(path), {});
    const core = new Core();
    core.#door = instance.exports;
    core.#door._initialize?.();
    if (core.#door.samtycke_abi() !== abi) throw new Error(`${path} has another ABI`);
    return core;
  }

  // Bytes or text of one request line → bytes of the answer.
  answer(line) {
    const request = typeof line === 'string' ? encoder.encode(line) : line;
    const size = this.#carried.length + 1 + request.length;
    if (size > this.#door.samtycke_buffer_size()) throw new Error('a request is larger than the buffer');
    const buffer = () => new Uint8Array(this.#door.memory.buffer, this.#door.samtycke_buffer(), this.#door.samtycke_buffer_size());
    buffer().set(this.#carried, 0);
    buffer()[this.#carried.length] = 0x0a;
    buffer().set(request, this.#carried.length + 1);
    const answered = buffer().slice(0, this.#door.samtycke_evaluate(size));
    const end = answered.indexOf(0x0a);
    this.#carried = answered.slice(0, end);
    return answered.slice(end + 1);
  }

  // A request as an object → what it is answered, or an error with the core's code.
  ask(request) {
    const {ok, error} = JSON.parse(decoder.decode(this.answer(JSON.stringify(request))));
    if (error) throw Object.assign(new Error(`${request.call}: ${error.code} at ${error.where}`), error);
    return ok;
  }
}
