// The outbox in IndexedDB: one object store, in the order of its keys. It outlives the tab, the
// browser and a sign-out.

import type {Entry, Kept, Store} from './entry.ts';

const databaseName = 'samtycke';
const databaseVersion = 1;
const storeName = 'outbox';

function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, databaseVersion);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(storeName, {keyPath: 'key', autoIncrement: true});
  };
  return new Promise((resolve, reject) => {
    request.onblocked = () => reject(new Error('another page holds an older outbox'));
    void answerOf(request).then(resolve, reject);
  });
}

export class IndexedStore implements Store {
  #database: Promise<IDBDatabase> | undefined;

  // Opened when it is first needed, and once more after it was lost.
  #open(): Promise<IDBDatabase> {
    this.#database ??= open().then(
      (database) => {
        const forget = () => (this.#database = undefined);
        database.onclose = forget;
        database.onversionchange = () => {
          database.close();
          forget();
        };
        return database;
      },
      (error: unknown) => {
        this.#database = undefined;
        throw error;
      },
    );
    return this.#database;
  }

  async #within<Value>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
    const database = await this.#open();
    // Written to the disk itself before it is called kept: a power cut loses no withdrawal.
    const transaction = database.transaction(storeName, mode, {durability: 'strict'});
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'));
    });
    const request = ask(transaction.objectStore(storeName));
    await done;
    return request.result;
  }

  async add(entry: Entry): Promise<number> {
    return Number(await this.#within('readwrite', (store) => store.add(entry)));
  }

  list(): Promise<Kept[]> {
    return this.#within('readonly', (store) => store.getAll() as IDBRequest<Kept[]>);
  }

  async remove(key: number): Promise<void> {
    await this.#within('readwrite', (store) => store.delete(key));
  }
}
