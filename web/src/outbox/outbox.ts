// The outbox of one panel: what turns something off is kept before it is sent and until it is
// answered. Where the browser keeps nothing, it is sent all the same, and again from memory.

import type {Json} from '../core.ts';
import {type Ruling, type Standing, type Verifier, VerifierError} from '../panel/verifier.ts';
import {type Recipient, sendKept, subjectsIn} from './deliver.ts';
import {type Entry, type Kept, type Store, syncTag} from './entry.ts';
import {FallbackStore} from './fallback.ts';
import {IndexedStore} from './indexed.ts';
import {alone} from './lock.ts';

/** What a panel wants kept; which verifier it is for, and when it was kept, the outbox knows. */
export type Withdrawal = Omit<Entry, 'verifier' | 'kept_at'>;

/** A withdrawal, and whether it was sent before: then somebody else may be signed in meanwhile. */
export interface Attempt {
  readonly withdrawal: Withdrawal;
  readonly isRepeated: boolean;
}

export interface Around {
  /** The folder of the verifier's calls: entries for others are not this outbox's. */
  readonly verifier: string;
  readonly recipient: Recipient;
  readonly store: Store;
  /** Tells the browser that there is something to deliver when the network is back. */
  askForSync?(): Promise<void>;
}

export class Outbox {
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  /** What is kept of this subject, oldest first. */
  async waiting(subject: string): Promise<Kept[]> {
    const kept = await this.#around.store.list();
    return kept.filter((entry) => entry.verifier === this.#around.verifier && entry.subject === subject);
  }

  /**
   * Keeps the withdrawal, sends what was kept before it and then itself. Rejects with VerifierError
   * while it stays kept; `other_person` says that somebody else is signed in now.
   */
  async withdraw({withdrawal, isRepeated}: Attempt): Promise<Ruling> {
    const isLeaving = isRepeated ? false : await this.#keep(withdrawal);
    // The page is being closed and will not see the end of this; the request outlives it.
    if (isLeaving) return this.#around.recipient.submit(withdrawal.body);
    return this.#alone(() => this.#deliver(withdrawal, isRepeated));
  }

  /** Sends a yes when no withdrawal of the subject is left that it would overtake. */
  async grant(subject: string, body: string): Promise<Ruling> {
    await this.#alone(async () => {
      const kept = await this.waiting(subject);
      if (kept.length === 0) return;
      await this.#mustBeSignedIn(subject);
      if ((await this.#send(kept)) > 0) throw new VerifierError(0, 'waiting');
    });
    return this.#submit(body);
  }

  /** Sends all that is kept of these subjects, for which nothing is shown here. */
  async deliver(subjects: readonly string[]): Promise<void> {
    await this.#alone(async () => {
      for (const subject of subjects) {
        const kept = await this.waiting(subject);
        if (kept.length > 0) await this.#send(kept);
      }
    });
  }

  async #deliver(withdrawal: Withdrawal, isRepeated: boolean): Promise<Ruling> {
    const kept = await this.waiting(withdrawal.subject);
    const own = kept.find(({submission_id}) => submission_id === withdrawal.submission_id);
    const earlier = own === undefined ? kept : kept.filter(({key}) => key < own.key);
    if (isRepeated || earlier.length > 0) await this.#mustBeSignedIn(withdrawal.subject);
    await this.#send(earlier);
    const ruling = await (isRepeated ? this.#around.recipient.submit(withdrawal.body) : this.#submit(withdrawal.body));
    if (own !== undefined) await this.#around.store.remove(own.key);
    // The same bytes get the answer that they got the first time; what holds now may be newer.
    if (own !== undefined && !isRepeated) return ruling;
    return {...ruling, state: await this.#newest(withdrawal.subject, ruling.state)};
  }

  // A press in a page that was opened in another session: the verifier knows nothing of its subject.
  async #submit(body: string): Promise<Ruling> {
    try {
      return await this.#around.recipient.submit(body);
    } catch (error) {
      if (error instanceof VerifierError && error.status === 404) throw new VerifierError(0, 'other_person');
      throw error;
    }
  }

  async #newest(subject: string, otherwise: Json): Promise<Json> {
    return this.#around.recipient.standing(subject).then(
      ({state}: Standing) => state,
      () => otherwise,
    );
  }

  // Whether the page went away before it was written.
  async #keep(withdrawal: Withdrawal): Promise<boolean> {
    const {verifier, store, askForSync} = this.#around;
    const over = new AbortController();
    const leaving = new Promise<true>((resolve) => {
      globalThis.addEventListener?.('pagehide', () => resolve(true), {signal: over.signal});
    });
    const written = store.add({...withdrawal, verifier, kept_at: new Date().toISOString()}).then(
      () => {
        void askForSync?.();
        return false as const;
      },
      () => false as const,
    );
    const isLeaving = await Promise.race([written, leaving]);
    over.abort();
    return isLeaving;
  }

  // Only in the subject's own session: the next person at this computer carries nobody's withdrawal.
  async #mustBeSignedIn(subject: string): Promise<void> {
    const {recipient} = this.#around;
    const subjects = await subjectsIn(recipient);
    if (!subjects.has(subject)) throw new VerifierError(0, 'other_person');
  }

  #send(kept: readonly Kept[]): Promise<number> {
    return sendKept(kept, this.#around.store, this.#around.recipient);
  }

  async #alone<Value>(act: () => Promise<Value>): Promise<Value> {
    try {
      return await alone(act);
    } catch (error) {
      if (error instanceof VerifierError) throw error;
      throw new VerifierError(0, 'timeout');
    }
  }
}

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Asks every worker of the site that can be asked; one that does not import `samtycke/sync` minds nothing. */
export async function askForSync(): Promise<void> {
  try {
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(
      registrations.map((registration) => (registration as {sync?: SyncManager}).sync?.register(syncTag)),
    );
  } catch {
    // Without background sync the next visit delivers.
  }
}

// One for all panels of the page, so that what only the page's memory keeps stays in order too.
const store = new FallbackStore(new IndexedStore());

export const outboxOf = (recipient: Verifier): Outbox =>
  new Outbox({verifier: recipient.folder, recipient, store, askForSync});
