// One draft: its text and what the core finds in it, how a person will see it, what it changes, and the
// steps until it is in force.

import {element} from '../src/dom.ts';
import {type AskedAgain, type Draft, readAskedAgain, readDraft, readText, Refused, saveDraft} from './calls.ts';
import {Comparison, titlesIn} from './comparison.ts';
import {Editor, type Mark} from './editor.ts';
import {Findings} from './findings.ts';
import {may, moment, say} from './given.ts';
import {Judge} from './judge.ts';
import {Preview} from './preview.ts';
import {Steps} from './steps.ts';

const typingMs = 300;
const showingMs = 1200;

export class DraftPage {
  readonly root = element('div', {class: 'draft'});
  readonly #judge: Judge;
  readonly #published: string;
  readonly #editor: Editor;
  readonly #findings = new Findings((where) => this.#editor.goTo(where));
  readonly #comparison = new Comparison();
  readonly #preview: Preview;
  readonly #steps = new Steps(() => this.#readAgain());
  readonly #save = element('button', {type: 'button', class: 'first'}, say('save'));
  readonly #status = element('p', {role: 'status', class: 'soft'});
  readonly #conflict = element('div', {role: 'alert', class: 'wrong', hidden: ''});
  #draft: Draft;
  #saved: string;
  #revision: number;
  #asked: AskedAgain | undefined;
  #timers: number[] = [];

  constructor(draft: Draft, text: {text: string; revision: number}, published: string, judge: Judge) {
    this.#draft = draft;
    this.#saved = text.text;
    this.#revision = text.revision;
    this.#published = published;
    this.#judge = judge;
    this.#preview = new Preview(judge.core);
    const isReadOnly = !may('publisher') || draft.published;
    this.#editor = new Editor(text.text, isReadOnly, () => this.#typed(), () => void this.#keep());
    this.#save.hidden = isReadOnly;
    this.#save.addEventListener('click', () => void this.#keep());
    this.#lay();
    window.addEventListener('beforeunload', (event) => {
      if (!this.#isSaved) event.preventDefault();
    });
    this.#told();
    this.#look();
    void this.#preview.show(text.text);
    void this.#count();
  }

  static async open(id: string, published: string): Promise<DraftPage> {
    const [draft, text, judge] = await Promise.all([readDraft(id), readText(id), Judge.open()]);
    return new DraftPage(draft, text, published, judge);
  }

  get #isSaved(): boolean {
    return this.#editor.text === this.#saved;
  }

  #lay(): void {
    const bar = element('div', {class: 'bar'}, this.#save, this.#status);
    const text = element('section', {class: 'text', 'aria-labelledby': 'text'}, element('h2', {id: 'text'}, say('text')),
      element('p', {class: 'soft'}, say('editor_keys')), bar, this.#conflict, element('div', {class: 'beside'}, this.#editor.root, ...(this.#draft.published ? [] : [this.#findings.root])));
    const seen = element('section', {'aria-labelledby': 'seen'}, element('h2', {id: 'seen'}, say('seen')),
      element('p', {class: 'soft'}, say('seen_lead')), this.#preview.root);
    const change = element('section', {'aria-labelledby': 'change'}, element('h2', {id: 'change'}, say('comparison')),
      element('p', {class: 'soft'}, say('comparison_lead')), this.#comparison.root);
    // What is published has nothing to be compared with that would tell anybody anything.
    this.root.append(text, seen, ...(this.#draft.published ? [] : [change]), this.#steps.root);
  }

  #typed(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [
      setTimeout(() => this.#look(), typingMs),
      setTimeout(() => void this.#preview.show(this.#editor.text), showingMs),
    ];
    this.#told();
  }

  // Asks the core, and tells it at the place, in the list and in the comparison.
  #look(): void {
    this.#steps.show(this.#draft, this.#isSaved);
    if (this.#draft.published) return;
    const {change, error} = this.#judge.judge(this.#published, this.#editor.text);
    const found = change ? change.findings : error ? [error] : [];
    const marks = found.map((one): Mark => ({
      where: one.where,
      sentence: this.#judge.sentence(one),
      isWarning: 'level' in one && one.level === 'warning',
    }));
    this.#editor.mark(marks);
    this.#findings.show(marks);
    const titles = new Map([...titlesIn(this.#published), ...titlesIn(this.#editor.text)]);
    this.#comparison.show(change, titles, this.#isSaved ? this.#asked : undefined);
  }

  #told(): void {
    const {name} = this.#draft.editor;
    const gaps = {revision: this.#revision, name, moment: moment(this.#draft.at)};
    this.#status.textContent = this.#isSaved ? say('saved', gaps) : say('unsaved', gaps);
    this.#save.disabled = this.#isSaved;
  }

  async #keep(): Promise<void> {
    if (this.#isSaved) return;
    const text = this.#editor.text;
    try {
      const kept = await saveDraft(this.#draft.draft, text, this.#revision);
      this.#saved = text;
      this.#revision = kept.revision;
      this.#conflict.hidden = true;
      await this.#readAgain();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 412) return this.#meet(error);
      this.#status.textContent = error.message || say('no_answer');
    }
  }

  // Somebody else saved first. Both texts stay: theirs is a revision, ours is in the editor.
  async #meet({problem}: Refused): Promise<void> {
    const theirs = await readText(this.#draft.draft);
    const over = element('button', {type: 'button'}, say('save_over'));
    over.addEventListener('click', () => {
      this.#revision = theirs.revision;
      this.#saved = theirs.text;
      void this.#keep();
    });
    const take = element('button', {type: 'button'}, say('take_theirs'));
    take.addEventListener('click', () => {
      this.#revision = theirs.revision;
      this.#saved = theirs.text;
      this.#editor.text = theirs.text;
      this.#conflict.hidden = true;
      void this.#readAgain();
    });
    const told = say('conflict', {name: problem.editor?.name ?? '', moment: problem.at ? moment(problem.at) : ''});
    const shown = element('details', {}, element('summary', {}, say('their_text')), element('pre', {tabindex: '0'}, theirs.text));
    this.#conflict.replaceChildren(element('p', {}, told), shown, element('p', {class: 'buttons'}, over, take));
    this.#conflict.hidden = false;
  }

  async #readAgain(): Promise<void> {
    this.#draft = await readDraft(this.#draft.draft);
    this.#told();
    this.#look();
    await this.#count();
  }

  async #count(): Promise<void> {
    if (this.#draft.published) return;
    try {
      this.#asked = await readAskedAgain(this.#draft.draft);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#asked = undefined;
    }
    this.#look();
  }
}
