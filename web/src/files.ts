// What lies beside this file and is fetched when it is needed: in the package's folder, or beside the
// bundle that this became part of. Each name stands whole in its URL, because that is how bundlers find
// a file that has to come along.

export const pageModule = (): URL => new URL('./samtycke-page.wasm', import.meta.url);

const texts: {readonly [language: string]: () => URL} = {
  sv: () => new URL('./text/sv.json', import.meta.url),
  en: () => new URL('./text/en.json', import.meta.url),
};

export const languages: readonly string[] = Object.keys(texts);

// The words of one of `languages`.
export function textOf(language: string): URL {
  const text = texts[language];
  if (!text) throw new RangeError(`there are no words in ${language}`);
  return text();
}
