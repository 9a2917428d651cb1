// What was done before, one act away: the lines of the verifier's timeline, each own act's receipt to
// look at and to keep, and all of it as a file. Nothing is fetched before somebody opens it, and
// nothing stays when it is another's turn.

import type {Json} from '../core.ts';
import {element, write} from '../dom.ts';
import {say, together, type Words} from '../words.ts';
import type {Line, Timeline, Verifier} from './verifier.ts';

// A moment as people write it, to the day or to the minute.
export function told(language: string, moment: string, precision: 'day' | 'minute'): string {
  const style = precision === 'day' ? ({dateStyle: 'long'} as const) : ({dateStyle: 'long', timeStyle: 'short'} as const);
  return new Intl.DateTimeFormat(language, style).format(new Date(moment));
}

// Offers a value as a file.
function keep(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], {type: 'application/json'}));
  element('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

interface About {
  readonly verifier: Verifier;
  readonly subject: string;
  readonly language: string;
  readonly words: Words;
}

export class History {
  readonly #heading = element('span', {role: 'heading', 'aria-level': '2', class: 'title'});
  readonly #lines = element('ol', {class: 'lines'});
  readonly #told = element('p', {'aria-live': 'polite'});
  readonly #keep = element('button', {type: 'button', part: 'button'});
  readonly root = element(
    'details',
    {class: 'history', part: 'history', hidden: ''},
    element('summary', {class: 'line'}, this.#heading),
    this.#told,
    this.#lines,
    this.#keep,
  );
  #about: About | undefined;
  #timeline: Timeline | undefined;

  constructor() {
    this.root.addEventListener('toggle', () => this.root.open && void this.#fetch());
    this.#keep.addEventListener('click', () => keep(`history-${this.#about?.subject}.json`, this.#timeline));
  }

  // Whose history it is. Another person's, relation's or language's is none of what was there.
  about(verifier: Verifier, subject: string | null, language: string, words: Words): void {
    const before = this.#about;
    if (subject === null) return this.forget();
    this.#about = {verifier, subject, language, words};
    this.root.hidden = false;
    write(this.#heading, say(words, 'history'));
    write(this.#keep, say(words, 'history_keep'));
    if (before?.verifier === verifier && before.subject === subject && before.language === language) return;
    this.#empty();
    if (this.root.open) void this.#fetch();
  }

  // Something was recorded: what is open is read again.
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
    this.#timeline = undefined;
    this.#lines.replaceChildren();
    this.#keep.hidden = true;
    this.#told.textContent = '';
  }

  async #fetch(): Promise<void> {
    const about = this.#about;
    if (!about) return;
    try {
      const timeline = await about.verifier.history(about.subject, about.language);
      if (this.#about !== about) return;
      this.#timeline = timeline;
      this.#lines.replaceChildren(...timeline.history.map((line) => this.#line(line, about)));
      this.#keep.hidden = timeline.history.length === 0;
      this.#told.textContent = timeline.history.length === 0 ? say(about.words, 'history_none') : '';
    } catch {
      if (this.#about !== about) return;
      this.#empty();
      this.#told.textContent = say(about.words, 'history_failed');
    }
  }

  #line(line: Line, {verifier, language, words}: About): HTMLElement {
    const purposes = together(language, line.purposes.map(({id, title}) => title ?? id));
    const done = say(words, `did_${line.kind}`) || line.kind;
    const how = [line.by === 'guardian' ? 'by_guardian' : '', line.door === undefined ? '' : `door_${line.door}`];
    const way = how.map((key) => say(words, key)).filter(Boolean).join(', ');
    const item = element(
      'li',
      {},
      element('time', {datetime: line.at}, told(language, line.at, 'minute')),
      element('p', {}, `${purposes ? `${done}: ${purposes}` : done}${way ? ` (${way})` : ''}.`),
    );
    if (line.expires_at !== undefined) {
      const until = told(language, line.expires_at, 'day');
      item.append(element('p', {class: 'term'}, say(words, 'lasts_at_most', {until})));
    }
    if (line.receipt !== undefined) item.append(receiptOf(line.receipt, verifier, words, item));
    return item;
  }
}

// A receipt is fetched when it is looked at: the one that was given then.
function receiptOf(id: string, verifier: Verifier, words: Words, line: HTMLElement): HTMLElement {
  const text = element('pre', {tabindex: '0', 'aria-label': say(words, 'receipt'), hidden: ''});
  const save = element('button', {type: 'button', part: 'button', hidden: ''}, say(words, 'receipt_keep'));
  const failure = element('p', {'aria-live': 'polite'});
  const details = element('details', {}, element('summary', {}, say(words, 'receipt')), failure, text, save);
  let receipt: Json;
  details.addEventListener('toggle', async () => {
    if (!details.open || receipt !== undefined) return;
    try {
      receipt = await verifier.receipt(id);
      if (!line.isConnected) return;
      failure.textContent = '';
      write(text, JSON.stringify(receipt, null, 2));
      save.hidden = false;
    } catch {
      failure.textContent = say(words, 'history_failed');
    }
  });
  save.addEventListener('click', () => keep(`receipt-${id}.json`, receipt));
  return details;
}
