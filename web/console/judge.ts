// What the core says of a draft while it is typed: the whole module, as the verifier has it natively.

import {Core, CoreError} from '../src/core.ts';
import type {Change, Finding} from './calls.ts';
import {given} from './given.ts';

interface Sentences {
  readonly codes: {readonly [code: string]: string};
  readonly lint: {readonly [code: string]: string};
}

// Either a change, or why the text is no catalogue.
export interface Judgement {
  readonly change?: Change;
  readonly error?: {readonly code: string; readonly where: string};
}

export class Judge {
  readonly core: Core;
  readonly #sentences: Sentences;

  private constructor(core: Core, sentences: Sentences) {
    this.core = core;
    this.#sentences = sentences;
  }

  static async open(): Promise<Judge> {
    const files = [new URL('./samtycke.wasm', import.meta.url), new URL(`./text/lint-${given.language}.json`, import.meta.url)] as const;
    const [module, sentences] = await Promise.all(files.map((file) => fetch(file)));
    return new Judge(await Core.open(module as Response), (await (sentences as Response).json()) as Sentences);
  }

  judge(published: string, text: string): Judgement {
    try {
      JSON.parse(text);
    } catch {
      return {error: {code: 'not_json', where: ''}};
    }
    // A request is one line; in JSON a line's end stands between values alone.
    const oneLine = text.replace(/[\r\n]+/g, ' ');
    try {
      return {change: this.core.ask<Change>(`{"call":"catalogue_change","old":${published},"new":${oneLine}}`)};
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      return {error: {code: error.code, where: error.where.replace(/^\/new/, '')}};
    }
  }

  sentence({code, name}: Pick<Finding, 'code' | 'name'>): string {
    const sentence = this.#sentences.lint[code] ?? this.#sentences.codes[code] ?? code;
    return name ? `${sentence} (${name})` : sentence;
  }
}
