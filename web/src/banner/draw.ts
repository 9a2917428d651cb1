// Draws the two layers of the banner. The buttons are one row in both, of one kind and in the same
// order (L110, L111, D16); the first layer names every category that asks (L112).

import {element, write} from '../dom.ts';
import {say, together, type Words} from '../words.ts';
import type {BannerView, CategoryView} from './counsel.ts';
import {Rows} from './rows.ts';
import {isWeb} from './scripts.ts';

export type Layer = 'none' | 'first' | 'settings';
export type Press = 'refuse_all' | 'allow_all' | 'choose' | 'save' | 'close' | 'reopen';

const button = (value: Press) => element('button', {type: 'button', value, part: 'button'});

export class Drawing {
  readonly #heading = element('h2', {id: 'heading', tabindex: '-1', part: 'heading'});
  readonly #close = element('button', {type: 'button', value: 'close', class: 'quiet', part: 'close'});
  readonly #text = element('p', {class: 'lead', part: 'text'});
  readonly #names = element('ul', {class: 'names', part: 'categories'});
  readonly #signal = element('p', {class: 'note'});
  readonly #link = element('a', {part: 'link'});
  readonly #rows = new Rows();
  readonly #content = element(
    'div',
    {class: 'content'},
    element('div', {class: 'head'}, this.#heading, this.#close),
    this.#text,
    this.#signal,
    this.#rows.root,
    element('div', {class: 'below'}, this.#names, this.#link),
  );
  readonly #third = button('choose');
  readonly #buttons = element(
    'div',
    {class: 'buttons', part: 'buttons'},
    button('refuse_all'),
    button('allow_all'),
    this.#third,
  );
  readonly #root = element(
    'div',
    {class: 'banner', part: 'banner', popover: 'manual', role: 'region', 'aria-labelledby': 'heading'},
    element('div', {class: 'inner'}, this.#content, this.#buttons),
  );
  readonly #reopen = element('button', {type: 'button', value: 'reopen', class: 'quiet', part: 'reopen', hidden: ''});
  readonly #status = element('p', {role: 'status', tabindex: '-1', class: 'unseen'});
  readonly nodes: readonly HTMLElement[] = [this.#root, this.#reopen, this.#status];

  constructor(press: (what: Press) => void) {
    for (const root of this.nodes) {
      root.addEventListener('click', (event) => {
        const pressed = (event.target as Element).closest('button');
        if (pressed) press(pressed.value as Press);
      });
    }
    this.#root.hidden = true;
  }

  get root(): HTMLElement {
    return this.#root;
  }

  get on(): readonly string[] {
    return this.#rows.on;
  }

  // `isFirst`: nothing was chosen yet, so settings lead back to the question.
  draw(layer: Layer, view: BannerView, words: Words, isFirst: boolean): void {
    for (const node of this.nodes) node.lang = view.language;
    const asking = view.categories.filter(({asks}) => asks);
    const isOpen = layer !== 'none';
    const inSettings = layer === 'settings';
    write(this.#heading, say(words, inSettings ? 'banner_settings' : 'banner_heading'));
    write(this.#close, inSettings ? say(words, isFirst ? 'banner_back' : 'banner_close') : '');
    write(this.#text, view.note ?? say(words, 'banner_text', {operator: view.operator}));
    this.#writeNames(inSettings ? [] : asking);
    this.#writeSignal(view, asking, words);
    this.#rows.draw(inSettings ? view.categories : [], words);
    write(this.#link, say(words, 'banner_privacy'));
    if (isWeb(view.privacy_url)) this.#link.href = view.privacy_url;
    this.#writeButtons(inSettings, words);
    this.#reopen.textContent = say(words, 'banner_reopen');
    if (isOpen === this.#root.hidden) this.#turn(isOpen);
  }

  // The page's own link does what ours would.
  offer(isWanted: boolean): void {
    this.#reopen.hidden = !isWanted;
  }

  focus(): void {
    this.#heading.focus({preventScroll: true});
  }

  // Where a page has its own way back, the focus stays at our place all the same: what follows it in the
  // page is next, and what was just said is read.
  focusWayBack(): void {
    if (this.#reopen.hidden) this.#status.focus({preventScroll: true});
    else this.#reopen.focus();
  }

  announce(text: string): void {
    this.#status.textContent = text;
  }

  // In the top layer nothing of the page lies above, and the page stays usable beside it.
  #turn(isOpen: boolean): void {
    this.#root.hidden = !isOpen;
    if (!this.#root.isConnected || typeof this.#root.showPopover !== 'function') return;
    if (isOpen) this.#root.showPopover();
    else this.#root.hidePopover();
  }

  #writeNames(asking: readonly CategoryView[]): void {
    this.#names.hidden = asking.length === 0;
    this.#names.replaceChildren(...asking.map(({title}) => element('li', {}, title)));
  }

  #writeSignal({language}: BannerView, asking: readonly CategoryView[], words: Words): void {
    const titles = asking.filter(({signalled, allowed}) => signalled && !allowed).map(({title}) => title);
    const text = say(words, 'banner_signal', {categories: together(language, titles)});
    write(this.#signal, titles.length > 0 ? text : '');
  }

  #writeButtons(inSettings: boolean, words: Words): void {
    this.#third.value = inSettings ? 'save' : 'choose';
    for (const button of this.#buttons.querySelectorAll('button')) {
      const key = button.value === 'save' || button.value === 'choose' ? `banner_${button.value}` : button.value;
      write(button, say(words, key));
    }
  }
}
