// What lies beside this file and is fetched when it is needed: in the package's folder, or beside the
// bundle that this became part of. Each name stands whole in its URL, because that is how bundlers find
// a file that has to come along.

// What is shown first, in every language: for each alone a file would be so small that bundlers put it
// into the script, where a policy lets nobody fetch it from.
export const wordsFile = (): URL => new URL('./text/words.json', import.meta.url);

const later: {readonly [language: string]: () => URL} = {
  sv: () => new URL('./text/sv.json', import.meta.url),
  en: () => new URL('./text/en.json', import.meta.url),
};

export const languages: readonly string[] = Object.keys(later);

// What one of `languages` says later: in the history, and about a refusal.
export function laterFile(language: string): URL {
  const file = later[language];
  if (!file) throw new RangeError(`there are no words in ${language}`);
  return file();
}
