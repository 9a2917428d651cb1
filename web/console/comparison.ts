// What a draft changes beside what is published: purpose by purpose, and how many must be asked again.

import {element} from '../src/dom.ts';
import type {AskedAgain, Change, PurposeFate} from './calls.ts';
import {given, say} from './given.ts';

interface Titled {
  readonly id?: string;
  readonly title?: {readonly [language: string]: string};
}

const lists = ['purposes', 'channels', 'information_purposes', 'cookie_categories'];

// The titles of a catalogue's purposes; a text that is none has none.
export function titlesIn(text: string): Map<string, string> {
  const titles = new Map<string, string>();
  try {
    const document = JSON.parse(text) as {readonly [list: string]: readonly Titled[] | undefined};
    for (const {id, title} of lists.flatMap((list) => document[list] ?? [])) {
      if (id && title?.[given.language]) titles.set(id, title[given.language] ?? id);
    }
  } catch {
    // told elsewhere
  }
  return titles;
}

function members({processing, words, others}: PurposeFate): string {
  return [...processing, ...words, ...others].join(', ');
}

function people(fate: PurposeFate, asked: AskedAgain | undefined): string {
  if (fate.fate !== 'asked_again') return say('nobody_asked');
  if (!asked) return say('count_after_saving');
  const found = asked.purposes.find(({purpose}) => purpose === fate.purpose);
  if (!found) return say('nobody_asked');
  return found.at_least === null ? say('fewer_than', {count: asked.group}) : say('at_least', {count: found.at_least});
}

export class Comparison {
  readonly root = element('div', {class: 'comparison'});

  show(change: Change | undefined, titles: Map<string, string>, asked: AskedAgain | undefined): void {
    if (!change) return this.root.replaceChildren(element('p', {class: 'soft'}, say('no_comparison')));
    if (change.purposes.length === 0) return this.root.replaceChildren(element('p', {}, say('nothing_differs')));
    const head = element('tr', {}, ...['purpose', 'fate', 'differs', 'asked'].map((key) => element('th', {scope: 'col'}, say(key))));
    const rows = change.purposes.map((fate) =>
      element(
        'tr',
        {},
        element('th', {scope: 'row'}, titles.get(fate.purpose) ?? fate.purpose, ' ', element('code', {}, fate.purpose)),
        element('td', {class: fate.fate}, say(`fate_${fate.fate}`)),
        element('td', {}, members(fate)),
        element('td', {}, people(fate, asked)),
      ),
    );
    const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
    this.root.replaceChildren(element('div', {class: 'wide', tabindex: '0', role: 'region', 'aria-label': say('comparison')}, table));
  }
}
