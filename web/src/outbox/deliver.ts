// Sends what is kept, oldest first, and takes away what has been answered. A page does it for the
// person whose panel it shows, a service worker for whoever is signed in.

import type {Kept, Store} from './entry.ts';
import {type Ruling, type Standing, VerifierError} from '../panel/verifier.ts';

/** The calls of a verifier that delivery needs. */
export interface Recipient {
  standing(subject: string | undefined): Promise<Standing>;
  submit(body: string): Promise<Ruling>;
}

/** The subjects of whoever is signed in at the verifier now. */
export async function subjectsIn(recipient: Pick<Recipient, 'standing'>): Promise<ReadonlySet<string>> {
  const {relations} = await recipient.standing(undefined);
  return new Set(relations.map(({subject}) => subject));
}

// These bytes will never be taken, by the verifier's own word. They stay kept, for a withdrawal is
// not thrown away unheard; what was kept after them need not wait.
const unacceptable: readonly number[] = [400, 413, 415, 422];

export function isUnacceptable(error: unknown): boolean {
  return error instanceof VerifierError && error.code !== 'http' && unacceptable.includes(error.status);
}

/**
 * Sends these in their order and removes each that the verifier gave its verdicts on. Rejects at the
 * first that stays for a reason that may pass: what was kept later must not overtake it. Answers how
 * many stay because they are unacceptable.
 */
export async function sendKept(list: readonly Kept[], store: Store, recipient: Recipient): Promise<number> {
  let left = 0;
  for (const {key, body} of list) {
    try {
      await recipient.submit(body);
    } catch (error) {
      if (!isUnacceptable(error)) throw error;
      left += 1;
      continue;
    }
    await store.remove(key);
  }
  return left;
}
