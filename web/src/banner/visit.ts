// One visit of a browser: what it kept, what the core makes of it, and what a person does about it.

import {type Choice, type Handover, Tabs} from './choice.ts';
import type {BannerAct, BannerView, CategoryView, Counsel, Told} from './counsel.ts';

// `lost`: categories that were allowed a moment ago and are not now.
export type Changed = (view: BannerView, lost: ReadonlySet<string>, isOther: boolean) => void;

// A browser may tell of another tab's answer before the cookie of that answer is here (Firefox does):
// then it is looked for again, after so many milliseconds.
const laterLooksMs = [100, 300, 1_000, 3_000];

const allowedIn = (view: BannerView | undefined) =>
  new Set(view?.categories.filter(({allowed}) => allowed).map(({id}) => id));

// The same choice, whoever set it.
const unmarked = (kept: string) => kept.slice(1);

export class Visit {
  readonly #counsel: Counsel;
  readonly #choice: Choice;
  readonly #handover: Handover | undefined;
  readonly #changed: Changed;
  readonly #failed: (error: unknown) => void;
  readonly #tabs = new Tabs(() => this.#hear());
  #language: string;
  #view: BannerView | undefined;
  #shown = '';
  // What the last press here put in place of what.
  #pressed: {readonly older: string; readonly kept: string; readonly until: string} | undefined;
  #laterLooks: readonly ReturnType<typeof setTimeout>[] = [];

  constructor(
    counsel: Counsel,
    choice: Choice,
    handover: Handover | undefined,
    language: string,
    changed: Changed,
    failed: (error: unknown) => void,
  ) {
    this.#counsel = counsel;
    this.#choice = choice;
    this.#handover = handover;
    this.#language = language;
    this.#changed = changed;
    this.#failed = failed;
  }

  get view(): BannerView | undefined {
    return this.#view;
  }

  // Whether anything is allowed that could be taken back.
  get isHolding(): boolean {
    return this.#view?.categories.some(({asks, allowed}) => asks && allowed) === true;
  }

  category(id: string): CategoryView | undefined {
    return this.#view?.categories.find((category) => category.id === id);
  }

  begin(): void {
    this.#tabs.open();
    this.look();
    this.#handOver();
  }

  pause(): void {
    this.#tabs.close();
    this.#handover?.callBack();
    this.#laterLooks.forEach(clearTimeout);
  }

  resume(): void {
    this.begin();
  }

  look(language = this.#language): void {
    this.#language = language;
    this.#putRight();
    const told = this.#ask();
    if (told) this.#show(told.view);
  }

  // Whether it is kept.
  act(act: BannerAct): boolean {
    const told = this.#ask(act);
    if (!told) return false;
    const {view, kept = '', until = ''} = told;
    this.#handover?.callBack();
    this.#pressed = {older: this.#choice.text, kept, until};
    this.#choice.keep(kept, until);
    this.#tabs.tell();
    void this.#handover?.send(kept);
    this.#show(view);
    return true;
  }

  // Somebody was asked and went on. Nothing is granted by that, and nothing refused.
  leave(): void {
    this.#choice.leave();
    this.look();
  }

  // A choice that no server has set yet, by a page whose network failed or by one without a server.
  #handOver(): void {
    if (this.#view?.hand_over && !this.#handover?.isUnderWay) void this.#handover?.send(this.#choice.text);
  }

  // A tab that did not hear of the press here can have its older choice set after it.
  #putRight(): void {
    const {older = '', kept = '', until = ''} = this.#pressed ?? {};
    if (older === '' || unmarked(this.#choice.text) !== unmarked(older)) return;
    this.#choice.keep(kept, until);
    this.#tabs.tell();
  }

  #hear(): void {
    this.#handover?.callBack();
    this.look();
    this.#laterLooks.forEach(clearTimeout);
    const again = () => this.#choice.text !== this.#shown && this.look();
    this.#laterLooks = laterLooksMs.map((ms) => setTimeout(again, ms));
  }

  // Where the core fails, nothing that it allowed before goes on; and what a person may just have taken
  // back is kept no longer, for other tabs and later pages.
  #ask(act?: BannerAct): Told | undefined {
    const {text: kept, asked} = this.#choice;
    try {
      return this.#counsel.ask({language: this.#language, kept, asked}, act);
    } catch (error) {
      if (act && act.kind !== 'allow_all') this.#forget();
      this.#shut();
      this.#failed(error);
      return undefined;
    }
  }

  #forget(): void {
    this.#handover?.callBack();
    this.#pressed = undefined;
    this.#choice.keep('', '');
    this.#tabs.tell();
  }

  #shut(): void {
    if (!this.#view) return;
    const categories = this.#view.categories.map((one) => (one.asks ? {...one, allowed: false, reason: 'module'} : one));
    this.#show({...this.#view, prompt: false, hand_over: false, categories});
  }

  #show(view: BannerView): void {
    const before = allowedIn(this.#view);
    const now = allowedIn(view);
    const isOther = this.#view === undefined || JSON.stringify(this.#view.categories) !== JSON.stringify(view.categories);
    this.#view = view;
    this.#shown = this.#choice.text;
    this.#changed(view, new Set([...before].filter((id) => !now.has(id))), isOther);
  }
}
