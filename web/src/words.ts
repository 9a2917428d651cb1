// The words of the interface and the sentences of the core's codes, as they stand in core/text/.

import {languages, textOf} from './files.ts';

export interface Words {
  readonly codes: {readonly [code: string]: string};
  readonly words: {readonly [key: string]: string};
}

// "sv-SE" is "sv"; a language there are no words for is none.
export function known(tag: string | null | undefined): string | undefined {
  const language = (tag ?? '').trim().toLowerCase().split('-', 1)[0] ?? '';
  return languages.includes(language) ? language : undefined;
}

const wordsMaxSeconds = 30;

export async function fetchWords(language: string): Promise<Words> {
  const answer = await fetch(textOf(language), {signal: AbortSignal.timeout(wordsMaxSeconds * 1000)});
  if (!answer.ok) throw new Error(`the words could not be fetched: ${answer.status}`);
  return (await answer.json()) as Words;
}

// A word with its gaps filled: "{days} dagar".
export function say({words}: Words, key: string, gaps: {readonly [gap: string]: string} = {}): string {
  return (words[key] ?? '').replace(/\{([a-z_]+)\}/g, (whole, gap: string) => gaps[gap] ?? whole);
}

export function together(language: string, titles: readonly string[]): string {
  return new Intl.ListFormat(language, {type: 'conjunction'}).format(titles);
}
