// What was done before, one act away. Nothing of it is fetched before somebody opens it, neither the
// lines nor the words and the script that tell them, and nothing stays when it is another's turn.

import {element, write} from '../dom.ts';
import {fetchLater, say, type Words} from '../words.ts';
import type {Verifier} from './verifier.ts';

interface About {
  readonly verifier: Verifier;
  readonly subject: string;
  readonly language: string;
  readonly words: Words;
}

export class History {
  readonly #heading = element('span', {role: 'heading', 'aria-level': '2', class: 'title'});
  readonly #told = element('p', {'aria-live': 'polite'});
  readonly #lines = element('div');
  readonly root = element(
    'details',
    {class: 'history', part: 'history', hidden: ''},
    element('summary', {class: 'line'}, this.#heading),
    this.#told,
    this.#lines,
  );
  #about: About | undefined;

  constructor() {
    this.root.addEventListener('toggle', () => this.refresh());
  }

  // Whose history it is. Another person's, relation's or language's is none of what was there.
  about(verifier: Verifier, subject: string | null, language: string, words: Words): void {
    const before = this.#about;
    if (subject === null) return this.forget();
    this.#about = {verifier, subject, language, words};
    this.root.hidden = false;
    write(this.#heading, say(words, 'history'));
    if (before?.verifier === verifier && before.subject === subject && before.language === language) return;
    this.#empty();
    this.refresh();
  }

  // Somebody opened it, something was recorded, the network is back: what is open is read anew.
  refresh(): void {
    if (this.root.open) void this.#fetch();
  }

  forget(): void {
    this.#about = undefined;
    this.root.hidden = true;
    this.root.open = false;
    this.#empty();
  }

  #empty(): void {
    this.#lines.replaceChildren();
    this.#told.textContent = '';
  }

  async #fetch(): Promise<void> {
    const about = this.#about;
    if (!about) return;
    const {verifier, subject, language, words} = about;
    try {
      const [timeline, later] = await Promise.all([verifier.history(subject, language), fetchLater(language)]);
      // Last: many browsers never again fetch a script that once could not be fetched.
      const {Telling} = await import('./telling.ts');
      if (this.#about !== about) return;
      this.#lines.replaceChildren(...new Telling(verifier, language, later, say(words, 'history_failed')).all(timeline));
      this.#told.textContent = timeline.history.length === 0 ? say(later, 'history_none') : '';
    } catch {
      if (this.#about !== about) return;
      this.#empty();
      this.#told.textContent = say(words, 'history_failed');
    }
  }
}
