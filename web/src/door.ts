// The door to the core: bytes in, bytes out, through one fixed buffer of a module without imports
// (wasm/samtycke.h). Runs in a page and in Node. Nothing here reads what passes through.

const abi = 2;
const newline = 10;

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize?(): void;
  samtycke_abi(): number;
  samtycke_buffer(): number;
  samtycke_buffer_size(): number;
  samtycke_evaluate(size: number): number;
  samtycke_decide(size: number): number;
}

// What an evaluation hands on: `carried` goes into the next one, `answer` is for whoever asked.
export interface Evaluation {
  readonly carried: Uint8Array;
  readonly answer: Uint8Array;
}

// The instance is not to be used again: it trapped, or its answer broke the door's contract.
export class DoorError extends Error {
  override readonly name = 'DoorError';
}

export class Door {
  #exports: Exports | undefined;
  readonly #buffer: Uint8Array;

  constructor(instance: WebAssembly.Instance) {
    const exports = instance.exports as unknown as Exports;
    exports._initialize?.();
    if (exports.samtycke_abi() !== abi) throw new DoorError('the module has another ABI');
    this.#exports = exports;
    // The memory does not grow, so the view stays valid.
    this.#buffer = new Uint8Array(exports.memory.buffer, exports.samtycke_buffer(), exports.samtycke_buffer_size());
  }

  get bufferSize(): number {
    return this.#buffer.length;
  }

  // A chunk of prepared questions (docs/EVALUATE.md), answered in its own bytes: a view of the answers
  // until the next call. Empty for a chunk that is not what it says it is.
  decide(chunk: Uint8Array, answersSize: number): Uint8Array {
    const exports = this.#exports;
    if (!exports) throw new DoorError('the module has failed before');
    if (chunk.length > this.#buffer.length) throw new RangeError('the chunk is larger than the buffer');
    this.#buffer.set(chunk, 0);
    try {
      if (exports.samtycke_decide(chunk.length) === 0) return this.#buffer.subarray(0, 0);
    } catch (cause) {
      this.#exports = undefined;
      throw new DoorError('the module trapped', {cause});
    }
    return this.#buffer.subarray(chunk.length - answersSize, chunk.length);
  }

  // `request` is one line without its end. Throws RangeError when both do not fit the buffer, and
  // DoorError when the module failed; after that the door stays shut.
  evaluate(carried: Uint8Array, request: Uint8Array): Evaluation {
    const exports = this.#exports;
    if (!exports) throw new DoorError('the module has failed before');
    const size = carried.length + 1 + request.length;
    if (size > this.#buffer.length) throw new RangeError('the request is larger than the buffer');
    this.#buffer.set(carried, 0);
    this.#buffer[carried.length] = newline;
    this.#buffer.set(request, carried.length + 1);
    let end = 0;
    try {
      end = exports.samtycke_evaluate(size) >>> 0;
    } catch (cause) {
      this.#exports = undefined;
      throw new DoorError('the module trapped', {cause});
    }
    const split = this.#buffer.indexOf(newline);
    if (end > this.#buffer.length || split < 0 || split >= end) {
      this.#exports = undefined;
      throw new DoorError('the module broke its contract');
    }
    return {carried: this.#buffer.slice(0, split), answer: this.#buffer.slice(split + 1, end)};
  }
}

// From a response: compiled while it arrives where the server calls it WebAssembly, else from its
// bytes. From bytes: as they are.
export async function openDoor(source: Response | BufferSource): Promise<Door> {
  if (!(source instanceof Response)) {
    return new Door((await WebAssembly.instantiate(source, {})).instance);
  }
  if (!source.ok) throw new DoorError(`the module could not be fetched: ${source.status}`);
  const type = source.headers.get('content-type') ?? '';
  const compiled = /^application\/wasm$/i.test(type.trim())
    ? WebAssembly.instantiateStreaming(source, {})
    : WebAssembly.instantiate(await source.arrayBuffer(), {});
  return new Door((await compiled).instance);
}
