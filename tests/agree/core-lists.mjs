// The lists of the core's sources that tests ask for: calls of `evaluate`, and codes.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './sides.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');

const tablesOf = (file) =>
  [...read(file).matchAll(/NamedCall (\w+)\[\] = \{([\s\S]*?)\};/g)].map(([, table, rows]) => [table, [...rows.matchAll(/\{"([a-z_]+)",/g)].map(([, name]) => name)]);
export const [[, calls]] = tablesOf('core/evaluate_every.cpp');
// Of each module of a page, under its part's name: panel, banner.
export const pageCalls = Object.fromEntries(tablesOf('core/evaluate_page.cpp').map(([table, names]) => [table.replace('of_', ''), names]));

const list = read('core/code.hpp').match(/#define SAMTYCKE_CODES\(X\)([\s\S]*?)\n\n/);
export const codes = [...list[1].matchAll(/X\(([a-z_0-9]+)\)/g)].map(([, name]) => name);

if (calls.length < 13 || codes.length < 60) throw new Error('the lists of core/ could not be read');
