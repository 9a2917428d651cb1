// What docs/MUTANTS.md says was found out, for a machine that has no build/mutate: the page as it was last
// committed, over core/ and tests/core as they were in that commit. What the page names was not noticed; what
// it does not name was, in a source that was tried as a whole. Of two turns that read the same in a line
// nothing is remembered unless the page names both.
import {execFileSync} from 'node:child_process';
import {root} from '../structure/repository.mjs';
import {cell, page, short} from './page.mjs';
import {codesIn, digest, keyedTurns} from './plan.mjs';

// Stands where a verdict names its case: the page does not say who noticed.
export const byPage = page;

const git = (...words) => execFileSync('git', words, {cwd: root, encoding: 'utf8', maxBuffer: 1 << 26});

const cellsOf = (line) => line.slice(2, -2).split(/(?<!\\) \| /);

// {tried: Set of sources that are tried as a whole, survivors: Map from place, turn and line to their runs}.
export function readPage(text) {
  const tried = new Set();
  const survivors = new Map();
  for (const line of text.split('\n')) {
    const cells = cellsOf(line);
    if (!line.startsWith('| ') || cells[0] === 'all') continue;
    if (cells.length === 8 && Number(cells[2]) > 0 && cells[2] === cells[3]) tried.add(cells[0]);
    if (cells.length !== 5 || !/:\d+$/.test(cells[0])) continue;
    const key = cells.slice(0, 3).join(' | ');
    survivors.set(key, [...(survivors.get(key) ?? []), cells[3]]);
  }
  return {tried, survivors};
}

function runOf(words) {
  const [run = 0, of = 0] = (words.match(/\d+/g) ?? []).map(Number);
  return {run, of};
}

// The verdicts of a source's turns: {key: verdict}.
export function verdictsOf(turns, survivors, isWhole) {
  const rowOf = ({path, line, what, source}) => `${path.slice('core/'.length)}:${line} | ${cell(short(what))} | \`${cell(source)}\``;
  const found = {};
  for (const turn of turns) {
    const alike = turns.filter((one) => rowOf(one) === rowOf(turn));
    const rows = survivors.get(rowOf(turn)) ?? [];
    if (rows.length === 0 && isWhole) found[turn.key] = {how: 'failed', by: byPage};
    if (rows.length > 0 && rows.length === alike.length) found[turn.key] = {how: 'passed', ...runOf(rows[alike.indexOf(turn)]), suite: 0};
  }
  return found;
}

// As the kept verdicts are: {suites, of}.
export function remembered() {
  const commit = git('log', '-1', '--format=%H', '--', page).trim();
  const at = (path) => git('show', `${commit}:${path}`);
  const paths = git('ls-tree', '-r', '--name-only', commit, 'core', 'tests/core').trim().split('\n');
  const tests = paths.filter((path) => /^tests\/core\/[^/]+\.[ch]pp$/.test(path));
  const {tried, survivors} = readPage(at(page));
  const codes = codesIn(at('core/code.hpp'));
  const sources = paths.filter((path) => /^core\/[^/]+\.[ch]pp$/.test(path));
  const isWhole = (path) => tried.has(path.slice('core/'.length));
  const of = Object.assign({}, ...sources.map((path) => verdictsOf(keyedTurns(path, at(path), codes).turns, survivors, isWhole(path))));
  console.log(`${Object.keys(of).length} turns are remembered from ${page}`);
  return {suites: [Object.fromEntries(tests.map((path) => [path, digest(at(path))]))], of};
}
