// What the core says about the categories of cookies: whether to ask, what is allowed, and what to
// keep when a person has chosen.

import {Core} from '../core.ts';

export interface Item {
  readonly name: string;
  readonly lifetime?: string;
  readonly third_party?: boolean;
}

export interface CategoryView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly asks: boolean; // false: needed, so there is no switch
  readonly allowed: boolean;
  readonly reason: string;
  readonly signalled: boolean; // the browser's own signal answers for it
  readonly items: readonly Item[];
}

export interface BannerView {
  readonly language: string;
  readonly prompt: boolean;
  readonly hand_over: boolean; // no server has set the choice yet
  readonly note?: string;
  readonly operator: string;
  readonly privacy_url: string;
  readonly categories: readonly CategoryView[];
}

export type BannerAct =
  | {readonly kind: 'allow_all'}
  | {readonly kind: 'refuse_all'}
  | {readonly kind: 'choose'; readonly on: readonly string[]};

export interface Told {
  readonly view: BannerView;
  readonly kept?: string; // after an act: the text to keep
  readonly until?: string; // and until when
}

export interface Circumstances {
  readonly language: string;
  readonly kept: string;
  readonly asked: boolean;
}

// Global Privacy Control (L107). A browser without it says nothing.
function signal(): boolean {
  return (navigator as Navigator & {globalPrivacyControl?: unknown}).globalPrivacyControl === true;
}

export class Counsel {
  readonly #core: Core;

  constructor(core: Core, catalogue: string) {
    this.#core = core;
    // Whether it is signed matters to what is recorded of a person, and nothing is here.
    core.load(catalogue, false);
  }

  ask({language, kept, asked}: Circumstances, act?: BannerAct): Told {
    return this.#core.evaluate<Told>({
      call: 'banner',
      language,
      ...(kept !== '' && {kept}),
      asked,
      gpc: signal(),
      now: new Date().toISOString(),
      ...(act && {act}),
    });
  }
}
