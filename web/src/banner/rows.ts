// The settings: one category a row, with its switch, its words, and what it stores.

import {element, makeSwitch, write} from '../dom.ts';
import {say, type Words} from '../words.ts';
import type {CategoryView, Item} from './counsel.ts';

function itemText({name, lifetime, third_party}: Item, words: Words): readonly [string, string] {
  const access = third_party === undefined ? '' : say(words, third_party ? 'banner_shared' : 'banner_unshared');
  return [name, [lifetime ?? '', access].filter((part) => part !== '').join(', ')];
}

class Row {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement | undefined;
  readonly #title: HTMLElement;
  readonly #text: HTMLElement;
  readonly #items: HTMLElement;
  readonly #word = element('span', {class: 'word', part: 'word'});
  #words: Words | undefined;

  constructor(index: number, asks: boolean, on: boolean) {
    const id = (part: string) => `${part}-${index}`;
    this.#title = element('span', {id: id('title'), class: 'title', part: 'title'});
    this.#text = element('p', {id: id('text'), class: 'text'});
    this.#items = element('dl', {id: id('items'), part: 'facts'});
    const state = element('span', {class: 'state'}, this.#word);
    if (asks) {
      this.input = makeSwitch(id('title'), [id('text'), id('items')], () => this.#name());
      this.input.checked = on;
      this.#word.setAttribute('aria-hidden', 'true');
      state.append(this.input);
    }
    const line = element(asks ? 'label' : 'div', {class: 'line', part: 'line'}, this.#title, state);
    this.root = element('div', {class: 'category', part: 'category'}, line, this.#text, this.#items);
  }

  write({title, text, items}: CategoryView, words: Words): void {
    this.#words = words;
    write(this.#title, title);
    write(this.#text, text);
    const told = items.map((item) => itemText(item, words));
    this.#items.hidden = told.length === 0;
    this.#items.replaceChildren(
      ...told.map(([name, fact]) => element('div', {}, element('dt', {}, name), element('dd', {}, fact))),
    );
    this.#name();
  }

  #name(): void {
    const key = this.input ? (this.input.checked ? 'on' : 'off') : 'banner_always';
    if (this.#words) this.#word.textContent = say(this.#words, key);
  }
}

export class Rows {
  readonly root = element('fieldset', {class: 'categories', 'aria-labelledby': 'heading', hidden: ''});
  readonly #rows = new Map<string, Row>();
  #shape = '';

  // The categories whose switch is on now.
  get on(): readonly string[] {
    return [...this.#rows].flatMap(([id, {input}]) => (input?.checked ? [id] : []));
  }

  // What is drawn anew shows what is kept; the same categories again, as in another language, keep
  // what the person has moved.
  draw(categories: readonly CategoryView[], words: Words): void {
    const shape = JSON.stringify(categories.map(({id, asks, allowed}) => [id, asks, allowed]));
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#rows.clear();
      categories.forEach(({id, asks, allowed}, index) => this.#rows.set(id, new Row(index, asks, allowed)));
      this.root.replaceChildren(...[...this.#rows.values()].map(({root}) => root));
    }
    this.root.hidden = categories.length === 0;
    for (const category of categories) this.#rows.get(category.id)?.write(category, words);
  }
}
