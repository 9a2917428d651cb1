// A timeline of the verifier in words: its lines, each own act's receipt to look at and to keep, and
// all of it as a file. Loaded when somebody opens the history.

import type {Json} from '../core.ts';
import {element, write} from '../dom.ts';
import {dated, say, together, type Words} from '../words.ts';
import look from './telling.css';
import type {Line, Timeline, Verifier} from './verifier.ts';

let sheet: CSSStyleSheet | undefined;

// The look of what only this draws; of the element whose history it is.
function dress(root: Node): void {
  if (!(root instanceof ShadowRoot)) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

// Offers a value as a file.
function keep(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], {type: 'application/json'}));
  element('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export class Telling {
  readonly #verifier: Verifier;
  readonly #language: string;
  readonly #words: Words;
  readonly #failed: string;

  // `failed` is what is said where a receipt cannot be fetched.
  constructor(verifier: Verifier, language: string, words: Words, failed: string) {
    this.#verifier = verifier;
    this.#language = language;
    this.#words = words;
    this.#failed = failed;
  }

  // What to show of a timeline; nothing of an empty one.
  all(timeline: Timeline): HTMLElement[] {
    if (timeline.history.length === 0) return [];
    const lines = element('ol', {class: 'lines'}, ...timeline.history.map((line) => this.#line(line)));
    const save = element('button', {type: 'button', part: 'button'}, say(this.#words, 'history_keep'));
    save.addEventListener('click', () => keep(`history-${timeline.subject}.json`, timeline));
    return [lines, save, ...this.#export(timeline.subject)];
  }

  // All that is kept of the person, to take along.
  #export(subject: string): HTMLElement[] {
    const place = new URL('consents/me/export', this.#verifier.folder);
    if (place.origin !== location.origin) return [];
    place.searchParams.set('subject', subject);
    return [element('a', {href: place.href, download: 'samtycke-export.zip'}, say(this.#words, 'export_keep'))];
  }

  #line(line: Line): HTMLElement {
    const words = this.#words;
    const purposes = together(this.#language, line.purposes.map(({id, title}) => title ?? id));
    const done = say(words, `did_${line.kind}`) || line.kind;
    const how = [line.by === 'guardian' ? 'by_guardian' : '', line.door === undefined ? '' : `door_${line.door}`];
    const way = how.map((key) => say(words, key)).filter(Boolean).join(', ');
    const item = element(
      'li',
      {},
      element('time', {datetime: line.at}, dated(this.#language, line.at, 'minute')),
      element('p', {}, `${purposes ? `${done}: ${purposes}` : done}${way ? ` (${way})` : ''}.`),
    );
    if (line.expires_at !== undefined) {
      const until = dated(this.#language, line.expires_at, 'day');
      item.append(element('p', {class: 'term'}, say(words, 'lasts_at_most', {until})));
    }
    if (line.receipt !== undefined) item.append(this.#receipt(line.receipt, item));
    return item;
  }

  // A receipt is fetched when it is looked at: the one that was given then.
  #receipt(id: string, line: HTMLElement): HTMLElement {
    const words = this.#words;
    const text = element('pre', {tabindex: '0', 'aria-label': say(words, 'receipt'), hidden: ''});
    const save = element('button', {type: 'button', part: 'button', hidden: ''}, say(words, 'receipt_keep'));
    const failure = element('p', {'aria-live': 'polite'});
    const check = element('button', {type: 'button', part: 'button', hidden: ''}, say(words, 'receipt_check'));
    const verdict = element('p', {'aria-live': 'polite', class: 'verdict'});
    const lines = element('div', {class: 'proof'});
    const ways = element('div', {class: 'ways'}, check, save, ...this.#links(id));
    const details = element('details', {}, element('summary', {}, say(words, 'receipt')), failure, ways, verdict, lines, text);
    let receipt: Json;
    details.addEventListener('toggle', async () => {
      if (!details.open || receipt !== undefined) return;
      dress(details.getRootNode());
      try {
        receipt = await this.#verifier.receipt(id);
        if (!line.isConnected) return;
        failure.textContent = '';
        write(text, JSON.stringify(receipt, null, 2));
        save.hidden = check.hidden = false;
      } catch {
        failure.textContent = this.#failed;
      }
    });
    save.addEventListener('click', () => keep(`receipt-${id}.json`, receipt));
    check.addEventListener('click', () => void this.#check(receipt, verdict, lines));
    return details;
  }

  // As a page and as a PDF, where the browser can ask for them by itself: at another origin it is not
  // known whose they are.
  #links(id: string): HTMLElement[] {
    const place = new URL(`consents/me/receipts/${encodeURIComponent(id)}`, this.#verifier.folder);
    if (place.origin !== location.origin) return [];
    return [
      element('a', {href: `${place.href}?format=html`, target: '_blank', rel: 'noopener'}, say(this.#words, 'receipt_open')),
      element('a', {href: `${place.href}?format=pdf`, download: `receipt-${id}.pdf`}, say(this.#words, 'receipt_pdf')),
    ];
  }

  // Whatever cannot be had or done: nothing is called proved that was not.
  async #check(receipt: Json, verdict: HTMLElement, lines: HTMLElement): Promise<void> {
    lines.replaceChildren();
    delete verdict.dataset['told'];
    verdict.textContent = say(this.#words, 'proof_checking');
    try {
      const {prove} = await import('./proof.ts');
      const proof = await prove(receipt, this.#verifier.folder, this.#language);
      lines.replaceChildren(...proof.lines);
      verdict.dataset['told'] = proof.told;
      verdict.textContent = proof.verdict;
    } catch {
      verdict.dataset['told'] = 'unable';
      verdict.textContent = say(this.#words, 'proof_unfetched');
    }
  }
}
