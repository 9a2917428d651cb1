// What the core finds in a draft, as a list beside the text; each leads to its place.

import {element} from '../src/dom.ts';
import type {Mark} from './editor.ts';
import {say} from './given.ts';

export class Findings {
  readonly root = element('section', {class: 'findings', 'aria-labelledby': 'findings'});
  readonly #heading = element('h3', {id: 'findings'}, say('findings'));
  readonly #sum = element('p', {role: 'status'});
  readonly #list = element('ol', {});

  constructor(goTo: (where: string) => void) {
    this.root.append(this.#heading, this.#sum, this.#list);
    this.#list.addEventListener('click', ({target}) => {
      const button = (target as Element).closest('button');
      if (button) goTo(button.dataset['where'] ?? '');
    });
  }

  show(marks: readonly Mark[]): void {
    const errors = marks.filter(({isWarning}) => !isWarning).length;
    const sum = errors > 0 ? say('errors_count', {count: errors}) : say(marks.length > 0 ? 'warnings_alone' : 'no_findings');
    if (this.#sum.textContent !== sum) this.#sum.textContent = sum;
    this.#sum.className = errors > 0 ? 'wrong' : 'done';
    this.#list.replaceChildren(
      ...marks.map(({where, sentence, isWarning}) =>
        element(
          'li',
          {},
          element('button', {type: 'button', class: 'link', 'data-where': where}, element('code', {}, where || '/')),
          element('span', {}, isWarning ? `${say('warning')}: ${sentence}` : sentence),
        ),
      ),
    );
  }
}
