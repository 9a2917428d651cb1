/**
 * `samtycke/sync`, for a site's service worker: delivers withdrawals that were kept, when the browser
 * says that the network is back, also when no page is open any more. It answers no request and keeps
 * nothing itself.
 *
 *     import 'samtycke/sync';
 */

import {Verifier, VerifierError} from '../panel/verifier.ts';
import {sendKept, subjectsIn} from './deliver.ts';
import {type Kept, syncTag} from './entry.ts';
import {IndexedStore} from './indexed.ts';
import {alone} from './lock.ts';

interface SyncEvent extends Event {
  readonly tag: string;
  waitUntil(done: Promise<void>): void;
}

const store = new IndexedStore();

// Nobody, or somebody else, is signed in: nothing that trying again would mend. It stays kept.
const isSomebodyElses = (error: unknown) => error instanceof VerifierError && [401, 403, 404].includes(error.status);

// Rejects when something of the signed-in person's could not be sent; the browser then tries again.
async function deliverTo(verifier: string): Promise<void> {
  const kept = await keptFor(verifier);
  // A page was quicker.
  if (kept.length === 0) return;
  const recipient = new Verifier(new URL(verifier));
  try {
    const subjects = await subjectsIn(recipient);
    await sendKept(kept.filter(({subject}) => subjects.has(subject)), store, recipient);
  } catch (error) {
    if (!isSomebodyElses(error)) throw error;
  }
}

async function keptFor(verifier: string): Promise<Kept[]> {
  return (await store.list()).filter((entry) => entry.verifier === verifier);
}

// A verifier that cannot be reached keeps back only what is for itself.
async function deliver(): Promise<void> {
  const verifiers = new Set((await store.list()).map(({verifier}) => verifier));
  const failures: unknown[] = [];
  for (const verifier of verifiers) await alone(() => deliverTo(verifier)).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

globalThis.addEventListener?.('sync', (event) => {
  const {tag} = event as SyncEvent;
  if (tag === syncTag) (event as SyncEvent).waitUntil(deliver());
});
