// Draws a view into the shadow root, and keeps what is there when only states changed, so that focus
// and reading position stay where they are.

import {element, makeSwitch, write} from '../dom.ts';
import {dated, say, together, type Words} from '../words.ts';
import {History} from './history.ts';
import type {Fact, Gesture, PurposeView, View} from './conversation.ts';
import type {Relation} from './verifier.ts';

export type Press = (gesture: Gesture) => void;

class Row {
  readonly root: HTMLElement;
  readonly #input: HTMLInputElement | undefined;
  readonly #word = element('span', {class: 'word', 'aria-hidden': 'true', part: 'word'});
  readonly #title: HTMLElement;
  readonly #text: HTMLElement;
  readonly #facts: HTMLElement;
  readonly #term: HTMLElement;
  readonly #gate: HTMLElement;
  readonly #problem: HTMLElement;

  constructor(id: string, index: number, readOnly: boolean, press: Press) {
    const name = (part: string) => `${part}-${index}`;
    this.#title = element('span', {id: name('title'), class: 'title', part: 'title'});
    this.#text = element('p', {id: name('text'), class: 'text'});
    this.#facts = element('dl', {id: name('facts'), part: 'facts'});
    this.#term = element('p', {id: name('term'), class: 'term', part: 'term'});
    this.#gate = element('p', {id: name('gate'), class: 'note'});
    this.#problem = element('p', {id: name('problem'), class: 'problem'});
    const state = element('span', {class: 'state'}, this.#word);
    if (readOnly) {
      this.#word.removeAttribute('aria-hidden');
    } else {
      this.#input = makeSwitch(name('title'), ['text', 'facts', 'term', 'gate', 'problem'].map(name), (on) =>
        press({kind: 'set', purpose: id, on}),
      );
      state.append(this.#input);
    }
    const line = element(readOnly ? 'div' : 'label', {class: 'line', part: 'line'}, this.#title, state);
    this.root = element('div', {class: 'purpose', part: 'purpose'}, line, this.#text, this.#facts, this.#term, this.#gate, this.#problem);
  }

  // A press that is held back keeps the thumb where the person put it.
  update(purpose: PurposeView, held: boolean, language: string, words: Words): void {
    const on = held && this.#input ? this.#input.checked : purpose.on;
    const saving = held || purpose.phase === 'saving';
    this.root.dataset['phase'] = saving ? 'saving' : purpose.phase;
    if (this.#input) {
      this.#input.checked = on;
      if (saving) this.#input.setAttribute('aria-busy', 'true');
      else this.#input.removeAttribute('aria-busy');
    }
    write(this.#word, say(words, saving ? 'saving' : on ? 'on' : 'off'));
    write(this.#title, purpose.title);
    write(this.#text, purpose.text);
    this.#writeFacts(purpose.facts, words);
    write(this.#term, saving ? '' : term(purpose, language, words));
    write(this.#gate, purpose.gate_note ?? '');
    write(this.#problem, saving || purpose.code === undefined ? '' : sentence(purpose.code, words));
  }

  #writeFacts(facts: readonly Fact[], words: Words): void {
    const pairs = facts.map(({fact, values, days}) => {
      const told = days === undefined ? (values ?? []).join(', ') : say(words, 'days', {days: String(days)});
      return [say(words, `fact_${fact}`), told || say(words, `no_${fact}`)] as const;
    });
    const text = pairs.flat().join('\n');
    if (this.#facts.dataset['text'] === text) return;
    this.#facts.dataset['text'] = text;
    this.#facts.replaceChildren(
      ...pairs.map(([label, told]) => element('div', {}, element('dt', {}, label), element('dd', {}, told))),
    );
    this.#facts.hidden = pairs.length === 0;
  }
}

// Until when a yes lasts, and that it is reminded of before.
function term({expires_at: end, remind_at: next}: PurposeView, language: string, words: Words): string {
  if (end === undefined) return '';
  const lasts = say(words, 'lasts_until', {until: dated(language, end, 'day')});
  return next === undefined ? lasts : `${lasts} ${say(words, 'reminder_on', {day: dated(language, next, 'day')})}`;
}

// Why something was not recorded, each reason once.
export function reasonsOf(view: View): readonly string[] {
  const codes = view.groups.flatMap(({purposes}) => purposes).flatMap(({code}) => (code === undefined ? [] : [code]));
  return [...new Set(codes)];
}

// Nothing while the sentences are on their way.
function sentence(code: string, {codes}: Words): string {
  return codes === undefined ? '' : (codes[code] ?? code);
}

// Which rows there are, in which order: only another answer to this builds them anew.
function shape(view: View): string {
  return JSON.stringify(view.groups.map(({id, title, purposes}) => [id, title, purposes.map((purpose) => purpose.id)]));
}

const noteOrder = ['voluntary', 'withdraw', 'employer'];
const shortcuts = ['refuse_all', 'allow_all', 'withdraw_all'] as const;

export class Drawing {
  readonly root = element('div', {class: 'panel', part: 'panel'});
  readonly #press: Press;
  readonly #choose: (subject: string) => void;
  readonly #chooser = element('fieldset', {class: 'chooser', part: 'chooser', hidden: ''});
  readonly #notes = element('div', {class: 'notes', part: 'notes'});
  readonly #groups = element('div', {class: 'groups'});
  readonly #buttons = element('div', {class: 'buttons', part: 'buttons'});
  readonly #saving = element('p', {class: 'under-way', 'aria-hidden': 'true', hidden: ''});
  readonly #status = element('p', {role: 'status', part: 'status', tabindex: '-1'});
  readonly #statusLine = element('div', {class: 'status'}, this.#saving, this.#status);
  readonly history = new History();
  readonly #rows = new Map<string, Row>();
  #shape = '';
  #relations = '';
  // Which of several relations it is about, by name; empty where there is one.
  #about = '';

  constructor(press: Press, choose: (subject: string) => void) {
    this.#press = press;
    this.#choose = choose;
    this.root.append(this.#chooser, this.#notes, this.#groups, this.#buttons, this.#statusLine, this.history.root);
  }

  // The companies a person belongs to, by name. One alone needs no choosing.
  relations(relations: readonly Relation[], subject: string | null, words: Words): void {
    this.#chooser.hidden = relations.length < 2;
    const about = relations.length < 2 ? undefined : relations.find((relation) => relation.subject === subject);
    this.#about = about?.subscriber_name ?? '';
    const told = JSON.stringify([relations, say(words, 'relation_choice')]);
    if (told !== this.#relations) {
      this.#relations = told;
      this.#chooser.replaceChildren(
        element('legend', {}, say(words, 'relation_choice')),
        ...relations.map((relation) => {
          const input = element('input', {type: 'radio', name: 'relation', value: relation.subject});
          input.addEventListener('change', () => this.#choose(relation.subject));
          return element('label', {}, input, relation.subscriber_name);
        }),
      );
    }
    for (const input of this.#chooser.querySelectorAll('input')) input.checked = input.value === subject;
    const chosen = subject !== null;
    for (const part of [this.#notes, this.#groups, this.#buttons]) part.hidden = !chosen;
  }

  // Another relation is being fetched: what stands here is not its, and takes no press.
  leave(): void {
    for (const part of [this.#groups, this.#buttons]) part.inert = true;
    this.history.forget();
  }

  view(view: View, held: ReadonlySet<string>, words: Words, readOnly: boolean): void {
    for (const part of [this.#groups, this.#buttons]) part.inert = false;
    const wanted = `${readOnly} ${shape(view)}`;
    if (wanted !== this.#shape) {
      this.#shape = wanted;
      this.#build(view, readOnly);
    }
    const notes = noteOrder.flatMap((name) => view.notes[name] || []);
    if (this.#notes.dataset['text'] !== notes.join('\n')) {
      this.#notes.dataset['text'] = notes.join('\n');
      this.#notes.replaceChildren(...notes.map((note) => element('p', {}, note)));
    }
    for (const {purposes} of view.groups) {
      for (const purpose of purposes) this.#rows.get(purpose.id)?.update(purpose, held.has(purpose.id), view.language, words);
    }
    this.#writeStatus(view, held, words);
    this.#writeButtons(readOnly ? [] : view.acts, words);
  }

  #build(view: View, readOnly: boolean): void {
    this.#rows.clear();
    let index = 0;
    this.#groups.replaceChildren(
      ...view.groups.map(({title, purposes}) => {
        const heading = element('h2', {}, title);
        const group = element('fieldset', {class: 'group', part: 'group'}, element('legend', {}, heading));
        for (const {id} of purposes) {
          const row = new Row(id, index++, readOnly, this.#press);
          this.#rows.set(id, row);
          group.append(row.root);
        }
        return group;
      }),
    );
  }

  // "Allow all" stands beside "refuse all" or not at all. A button that goes while it has the focus
  // hands it to the status, which tells what was done.
  #writeButtons(acts: readonly string[], words: Words): void {
    const wanted = shortcuts.filter((act) => acts.includes(act) && (act !== 'allow_all' || acts.includes('refuse_all')));
    const there = new Map([...this.#buttons.querySelectorAll('button')].map((button) => [button.value, button]));
    for (const [act, button] of there) {
      if (wanted.some((name) => name === act)) continue;
      if (button.matches(':focus')) this.#status.focus({preventScroll: true});
      button.remove();
    }
    for (const act of wanted) {
      let button = there.get(act);
      if (!button) {
        button = element('button', {type: 'button', value: act, part: 'button'});
        button.addEventListener('click', () => this.#press({kind: act}));
      }
      // Whether "all" means this relation or every one is said where there are several.
      const one = act === 'withdraw_all' && this.#about !== '';
      write(button, one ? say(words, 'withdraw_all_of', {relation: this.#about}) : say(words, act));
      if (this.#buttons.children[wanted.indexOf(act)] !== button) {
        this.#buttons.insertBefore(button, this.#buttons.children[wanted.indexOf(act)] ?? null);
      }
    }
  }

  // That something is being saved is seen, its outcome is also announced: once for each act.
  #writeStatus(view: View, held: ReadonlySet<string>, words: Words): void {
    const {code, purposes} = view.status;
    const reasons = reasonsOf(view);
    const gaps = {purposes: together(view.language, purposes), reason: reasons.map((reason) => sentence(reason, words)).join(' ')};
    const text = code === '' ? '' : say(words, `status_${code}`, gaps).trim();
    // An outcome that has its reasons to come is told with them.
    const saving = code === 'saving' || held.size > 0 || (reasons.length > 0 && words.codes === undefined);
    write(this.#saving, saving ? say(words, 'saving') : '');
    write(this.#status, saving ? '' : text);
    // A live region has to be there before it speaks: it is emptied, never hidden.
    this.#status.hidden = false;
    this.#statusLine.dataset['code'] = saving ? 'saving' : code;
  }
}
