// The draft as a person will see it: the real panel, in both languages, before a verifier that is none
// (samtycke/testing). What is pressed here is nobody's choice and goes nowhere.

import type {Core} from '../src/core.ts';
import {element} from '../src/dom.ts';
import {createVerifier, type TestVerifier} from '../src/testing/index.ts';
import {say} from './given.ts';

const languages = ['sv', 'en'];
const folder = '/console/preview/';

export class Preview {
  readonly root = element('div', {class: 'previews'});
  readonly #core: Core;
  #take: (() => void)[] = [];
  #shown = '';
  #number = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  // A text that is no catalogue leaves what was shown before.
  async show(text: string): Promise<void> {
    if (text === this.#shown) return;
    let verifier: TestVerifier;
    try {
      // On one line, as the core reads it.
      verifier = await createVerifier({catalogue: JSON.stringify(JSON.parse(text)), core: this.#core});
    } catch {
      return;
    }
    this.#shown = text;
    for (const take of this.#take) take();
    // Each a folder of its own: what one panel remembers is nothing to the next.
    const endpoint = `${folder}${++this.#number}`;
    this.#take = [verifier.install(endpoint)];
    const panels = languages.map((language) => this.#panel(language, endpoint));
    this.root.replaceChildren(...panels);
  }

  #panel(language: string, endpoint: string): HTMLElement {
    const heading = `preview-${language}`;
    const panel = element('samtycke-panel' as 'div', {lang: language, endpoint});
    return element('section', {class: 'preview', 'aria-labelledby': heading}, element('h3', {id: heading}, say(heading)), panel);
  }
}
