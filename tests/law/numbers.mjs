// The rows of the law, and what bears their numbers: tests by their names, sources by their comments.
import {files, read} from '../structure/repository.mjs';

export const rowsFile = 'docs/law/rows.json';
export const {sections} = JSON.parse(read(rowsFile));
export const rows = sections.flatMap((section) => section.rows);

// Core, linter and every ruling; the rest is shown and not demanded.
export const mustBeProved = ({id, enforcers: by}) =>
  by.includes('core') || by.includes('linter') || id.startsWith('R');

export const boostNames = (text) =>
  [...text.matchAll(/^BOOST_(?:AUTO|DATA|FIXTURE)_TEST_CASE\(\s*(\w+)/gm)].map(([, name]) => name);
const nodeTitles = (text) =>
  [...text.matchAll(/^\s*(?:test|it)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gm)].map(([, , title]) => title);

const numbersOfName = (name) => name.split('_').filter((word) => /^[LDR]\d+$/.test(word));
const numbersOfTitle = (title) => title.match(/(?<![A-Za-z0-9_$])[LDR]\d+(?![A-Za-z0-9_])/g) ?? [];

// [{path, name, numbers}], of those that bear a number.
function tests() {
  const of = (paths, names, numbers) =>
    paths.flatMap((path) => names(read(path)).map((name) => ({path, name, numbers: [...new Set(numbers(name))]})));
  return [
    ...of(files('tests/*.cpp'), boostNames, numbersOfName),
    ...of(files('tests/*.mjs'), nodeTitles, numbersOfTitle),
  ].filter(({numbers}) => numbers.length > 0);
}

// The comments of a source as one line of text, so that what a line break parts is found.
function comments(text) {
  const found = text.match(/\/\*[\s\S]*?\*\/|(?<![:"'])\/\/[^\n]*/g) ?? [];
  return found.map((one) => one.replace(/^\/+\*?|\*\/$/g, '').replace(/\n\s*\*/g, ' ')).join(' ').replace(/\s+/g, ' ');
}

export function* span(letter, from, until) {
  for (let number = Number(from); number <= Number(until ?? from); ++number) yield `${letter}${number}`;
}

export function numbersOfSource(text) {
  const said = comments(text);
  const numbers = new Set();
  for (const [, letter, from, until] of said.matchAll(/(?<![A-Za-z0-9_])([LD])(\d+)(?:(?:-|–| to )\1(\d+))?(?!\w)/g)) {
    for (const number of span(letter, from, until)) numbers.add(number);
  }
  for (const [, list] of said.matchAll(/\bRULINGS? (\d+(?:(?:, | and | to |-|–)\d+)*)/g)) {
    for (const [, from, until] of list.matchAll(/(\d+)(?:(?: to |-|–)(\d+))?/g)) {
      for (const number of span('R', from, until)) numbers.add(number);
    }
  }
  for (const [, number] of text.matchAll(/\bX\(\w+, ([LDR]\d+)\)/g)) numbers.add(number);
  return numbers;
}

function places() {
  const sources = ['core', 'server-stub', 'wasm', 'web/src', 'tests/coverage'].flatMap((room) =>
    ['cpp', 'hpp', 'ipp', 'h', 'c', 'ts', 'mjs'].map((ending) => `${room}/*.${ending}`),
  );
  return files(...sources).sort().map((path) => ({path, numbers: numbersOfSource(read(path))}));
}

export const allTests = tests();
export const allPlaces = places();
export const testsOf = (id) => allTests.filter(({numbers}) => numbers.includes(id));
export const placesOf = (id) => allPlaces.filter(({numbers}) => numbers.has(id));
