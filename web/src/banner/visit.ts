// One visit of a browser: what it kept, what the core makes of it, and what a person does about it.

import {type Choice, type Handover, Tabs} from './choice.ts';
import type {BannerAct, BannerView, CategoryView, Counsel} from './counsel.ts';

// `lost`: categories that were allowed a moment ago and are not now.
export type Changed = (view: BannerView, lost: ReadonlySet<string>, isOther: boolean) => void;

// A browser may tell of another tab's answer before the cookie of that answer is here (Firefox does):
// then it is looked for again, after so many milliseconds.
const laterLooksMs = [100, 300, 1_000, 3_000];

const allowedIn = (view: BannerView | undefined) =>
  new Set(view?.categories.filter(({allowed}) => allowed).map(({id}) => id));

export class Visit {
  readonly #counsel: Counsel;
  readonly #choice: Choice;
  readonly #handover: Handover | undefined;
  readonly #changed: Changed;
  readonly #tabs = new Tabs(() => this.#hear());
  #language: string;
  #view: BannerView | undefined;
  #shown = '';
  #laterLooks: readonly ReturnType<typeof setTimeout>[] = [];

  constructor(counsel: Counsel, choice: Choice, handover: Handover | undefined, language: string, changed: Changed) {
    this.#counsel = counsel;
    this.#choice = choice;
    this.#handover = handover;
    this.#language = language;
    this.#changed = changed;
  }

  get view(): BannerView | undefined {
    return this.#view;
  }

  category(id: string): CategoryView | undefined {
    return this.#view?.categories.find((category) => category.id === id);
  }

  begin(): void {
    this.#tabs.open();
    this.look();
    // A choice that no server has set yet, by a page whose network failed or by one without a server.
    if (this.#view?.hand_over) void this.#handover?.send(this.#choice.text);
  }

  pause(): void {
    this.#tabs.close();
    this.#laterLooks.forEach(clearTimeout);
  }

  resume(): void {
    this.#tabs.open();
    this.look();
  }

  look(language = this.#language): void {
    this.#language = language;
    this.#show(this.#counsel.ask(this.#circumstances()).view);
  }

  act(act: BannerAct): void {
    const {view, kept = '', until = ''} = this.#counsel.ask(this.#circumstances(), act);
    this.#handover?.callBack();
    this.#choice.keep(kept, until);
    this.#tabs.tell();
    void this.#handover?.send(kept);
    this.#show(view);
  }

  // Somebody was asked and went on. Nothing is granted by that, and nothing refused.
  leave(): void {
    this.#choice.leave();
    this.look();
  }

  #hear(): void {
    this.#handover?.callBack();
    this.look();
    this.#laterLooks.forEach(clearTimeout);
    const again = () => this.#choice.text !== this.#shown && this.look();
    this.#laterLooks = laterLooksMs.map((ms) => setTimeout(again, ms));
  }

  #circumstances() {
    return {language: this.#language, kept: this.#choice.text, asked: this.#choice.asked};
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
