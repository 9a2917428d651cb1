// The lists of the core's sources that tests ask for: calls of `evaluate`, and codes.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './sides.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');

const callsOf = (file) => {
  const table = read(file).match(/NamedCall calls\[\] = \{([\s\S]*?)\};/);
  return [...table[1].matchAll(/\{"([a-z_]+)",/g)].map(([, name]) => name);
};
export const calls = callsOf('core/evaluate_every.cpp');
export const pageCalls = callsOf('core/evaluate_page.cpp');

const list = read('core/code.hpp').match(/#define SAMTYCKE_CODES\(X\)([\s\S]*?)\n\n/);
export const codes = [...list[1].matchAll(/X\(([a-z_0-9]+)\)/g)].map(([, name]) => name);

if (calls.length < 13 || codes.length < 60) throw new Error('the lists of core/ could not be read');
