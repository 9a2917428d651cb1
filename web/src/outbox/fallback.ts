// What the outbox does where the browser keeps nothing: private windows, blocked or full storage, a
// disk that does not answer. Then entries live as long as the page.

import type {Entry, Kept, Store} from './entry.ts';

// A disk that does not answer in this time keeps nobody's withdrawal back.
const usualMaxMs = 5_000;
// Above every key that a database gives.
const firstKey = 2 ** 52;

function inTime<Value>(answer: Promise<Value>, answerMaxMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store does not answer')), answerMaxMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

export class FallbackStore implements Store {
  readonly #store: Store;
  readonly #maxMs: number;
  #memory: readonly Kept[] = [];
  #nextKey = firstKey;

  constructor(store: Store, answerMaxMs: number = usualMaxMs) {
    this.#store = store;
    this.#maxMs = answerMaxMs;
  }

  async add(entry: Entry): Promise<number> {
    try {
      return await inTime(this.#store.add(entry), this.#maxMs);
    } catch {
      const key = this.#nextKey++;
      this.#memory = [...this.#memory, {...entry, key}];
      return key;
    }
  }

  async list(): Promise<Kept[]> {
    const kept = await inTime(this.#store.list(), this.#maxMs).catch(() => []);
    return [...kept, ...this.#memory];
  }

  // What cannot be removed is sent once more some day, and recorded once all the same.
  async remove(key: number): Promise<void> {
    if (key < firstKey) await inTime(this.#store.remove(key), this.#maxMs).catch(() => undefined);
    else this.#memory = this.#memory.filter((kept) => kept.key !== key);
  }
}
