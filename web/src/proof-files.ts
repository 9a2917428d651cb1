// The words of a check, beside the others (files.ts), and apart from them because nobody needs to know of
// them before a receipt is checked.

const words: {readonly [language: string]: () => URL} = {
  sv: () => new URL('./text/proof-sv.json', import.meta.url),
  en: () => new URL('./text/proof-en.json', import.meta.url),
};

export function proofFile(language: string): URL {
  const file = words[language];
  if (!file) throw new RangeError(`there are no words in ${language}`);
  return file();
}
