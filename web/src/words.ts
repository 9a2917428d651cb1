// The words of the interface and the sentences of the core's codes, as they stand in core/text/, in two
// parts (web/sources.mjs): what is shown first, and what is fetched when somebody comes to need it.

import {languages, laterFile, wordsFile} from './files.ts';

export interface Words {
  readonly words: {readonly [key: string]: string};
  // Not there before something was refused.
  readonly codes?: {readonly [code: string]: string};
}

// "sv-SE" is "sv"; a language there are no words for is none.
export function known(tag: string | null | undefined): string | undefined {
  const language = (tag ?? '').trim().toLowerCase().split('-', 1)[0] ?? '';
  return languages.includes(language) ? language : undefined;
}

const wordsMaxSeconds = 30;

async function read(file: URL): Promise<unknown> {
  const answer = await fetch(file, {signal: AbortSignal.timeout(wordsMaxSeconds * 1000)});
  if (!answer.ok) throw new Error(`the words could not be fetched: ${answer.status}`);
  return answer.json();
}

export async function fetchWords(language: string): Promise<Words> {
  const words = ((await read(wordsFile())) as {readonly [language: string]: Words})[language];
  if (!words) throw new RangeError(`there are no words in ${language}`);
  return words;
}

export async function fetchLater(language: string): Promise<Required<Words>> {
  return (await read(laterFile(language))) as Required<Words>;
}

// A word with its gaps filled: "{days} dagar".
export function say({words}: Words, key: string, gaps: {readonly [gap: string]: string} = {}): string {
  return (words[key] ?? '').replace(/\{([a-z_]+)\}/g, (whole, gap: string) => gaps[gap] ?? whole);
}

// The first list in a language costs the browser tens of milliseconds; one title is no list.
export function together(language: string, titles: readonly string[]): string {
  const [first = '', ...others] = titles;
  if (others.length === 0) return first;
  return new Intl.ListFormat(language, {type: 'conjunction'}).format(titles);
}

// A moment as people write it, to the day or to the minute.
export function dated(language: string, moment: string, precision: 'day' | 'minute'): string {
  const style = precision === 'day' ? ({dateStyle: 'long'} as const) : ({dateStyle: 'long', timeStyle: 'short'} as const);
  return new Intl.DateTimeFormat(language, style).format(new Date(moment));
}
