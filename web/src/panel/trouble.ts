// What went wrong, in words: under the panel while it goes on, in its place where the page's own form
// has taken over.

import {CoreError} from '../core.ts';
import {element, write} from '../dom.ts';
import {fetchWords, say, type Words} from '../words.ts';
import {VerifierError} from './verifier.ts';

export interface Told {
  readonly code: string;
  readonly status: number;
}

// What went wrong, as an event tells it.
export function told(error: unknown): Told {
  if (error instanceof VerifierError) return error;
  if (error instanceof CoreError) return {code: error.code, status: 0};
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  return {code: isLate ? 'timeout' : 'module', status: 0};
}

const ownWords: {readonly [code: string]: string} = {
  network: 'trouble_network',
  timeout: 'trouble_timeout',
  token: 'trouble_signed_out',
  waiting: 'trouble_waiting',
  wrong_server: 'trouble_wrong_server',
  wrong_catalogue: 'trouble_wrong_server',
};

function wordOf({code, status}: Told): string {
  if (status === 401) return 'trouble_signed_out';
  if (status >= 500 || status === 429) return 'trouble_server';
  return ownWords[code] ?? (status === 0 ? 'trouble_module' : 'trouble_refused');
}

export class Trouble {
  readonly root = element('p', {class: 'trouble', part: 'trouble', role: 'alert', hidden: ''});

  tell(words: Words, error: unknown): void {
    write(this.root, say(words, wordOf(told(error))));
  }

  // The form stands where the panel stood. The words may have to be fetched first; without any, the
  // form speaks for itself.
  async tellInstead(language: string, error: unknown, hasForm: boolean): Promise<void> {
    try {
      const words = await fetchWords(language);
      const next = hasForm ? ` ${say(words, 'trouble_form')}` : '';
      write(this.root, say(words, wordOf(told(error))) + next);
      this.root.lang = language;
    } catch {
      this.clear();
    }
  }

  clear(): void {
    write(this.root, '');
  }
}
