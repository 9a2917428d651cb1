// What is kept until the verifier has answered it: one submission that turns something off.

/** One stop as the core's panel takes it. */
export interface Stop {
  readonly purpose: string;
  readonly choice: string;
}

export interface Entry {
  /** The folder of the calls of the verifier that it is for. */
  readonly verifier: string;
  readonly subject: string;
  readonly submission_id: string;
  /** The bytes to send: always the same ones, so that the verifier records them once. */
  readonly body: string;
  readonly purposes: readonly Stop[];
  readonly kept_at: string;
}

/** An entry with its place in the order. */
export interface Kept extends Entry {
  readonly key: number;
}

/** Where entries are kept. Any call may reject: a browser can refuse to keep anything. */
export interface Store {
  /** Durable once it resolves; answers the entry's place. */
  add(entry: Entry): Promise<number>;
  /** All of them, oldest first. */
  list(): Promise<Kept[]>;
  remove(key: number): Promise<void>;
}

/** The tag of background sync under which a service worker is asked to deliver. */
export const syncTag = 'samtycke-outbox';
