// How near a turn stands to where a row of the law is named.
import {numbersOfSource} from '../law/numbers.mjs';
import {files, read} from '../structure/repository.mjs';

const far = 10_000;

// The lines of a text whose comments name the row. A list may be broken: two lines are read as one.
function linesNaming(text, id) {
  const lines = text.split('\n');
  const names = (some) => numbersOfSource(some).has(id);
  return lines.flatMap((line, i) => {
    if (names(line)) return [i + 1];
    return i > 0 && !names(lines[i - 1]) && names(`${lines[i - 1]}\n${line}`) ? [i + 1] : [];
  });
}

// The rules of core/lint_rules.hpp that bear the row's number.
const rulesOf = (id) => [...read('core/lint_rules.hpp').matchAll(/\bX\((\w+), ([LDR]\d+)\)/g)]
  .filter(([, , number]) => number === id).map(([, name]) => name);

// The codes that a header's order of tests gives the row: `expired` (L59), `restricted` (L122).
function codesOf(id, paths) {
  const said = paths.filter((path) => path.endsWith('.hpp')).map((path) => read(path).replace(/\n\/\/\/ ?/g, ' ')).join('\n');
  return [...said.matchAll(/`([a-z_]+)`(?:: | \()([^`→)]*)/g)].filter(([, , rows]) => numbersOfSource(`// ${rows}`).has(id)).map(([, code]) => code);
}

// Where such a code is given: {path: lines}.
function linesGiving(codes, paths) {
  const stems = paths.map((path) => path.replace(/\.[ch]pp$/, ''));
  const own = files('core/*.cpp').filter((path) => stems.some((stem) => path.startsWith(stem)));
  return new Map(own.map((path) => [path, read(path).split('\n').flatMap((line, i) => (codes.some((code) => line.includes(`Code::${code}`)) ? [i + 1] : []))]));
}

function anchors(id, paths) {
  const found = new Map();
  const add = (path, line) => found.set(path, [...(found.get(path) ?? []), line]);
  for (const path of paths) {
    for (const line of linesNaming(read(path), id)) add(path, line);
  }
  const rules = rulesOf(id).map((name) => new RegExp(`\\b${name}\\b`));
  for (const path of rules.length > 0 ? files('core/lint*.cpp') : []) {
    read(path).split('\n').forEach((line, i) => rules.some((rule) => rule.test(line)) && add(path, i + 1));
  }
  return found;
}

// A function that gives (turn) => its rank, small when near, or nothing where the row is not at home.
export function nearness(id, paths) {
  const at = anchors(id, paths);
  const given = linesGiving(codesOf(id, paths), paths);
  return (turn) => {
    // The condition of a code stands on its line or just above it; taking it out is the plainest turn.
    const codes = given.get(turn.path) ?? [];
    const plainest = turn.instead === 'false' || turn.kind === 'ignore' ? -1 : 0;
    const lines = at.get(turn.path) ?? [];
    // Named beside the line itself: nothing is nearer.
    if (lines.includes(turn.line)) return -2 * far + plainest;
    if (codes.includes(turn.line)) return -far + plainest;
    if (codes.includes(turn.line + 1) && !turn.source.includes('Code::')) return -far / 2 + plainest;
    if (lines.length > 0) return Math.min(...lines.map((line) => rank(turn, line))) + plainest / 2;
    // Named in a header: what is promised there is kept in the source of that name.
    const stem = turn.path.replace(/\.[ch]pp$/, '');
    const isKept = [...at.keys()].some((path) => path.endsWith('.hpp') && stem.startsWith(path.slice(0, -'.hpp'.length)));
    return isKept ? 2 * far : undefined;
  };
}

// A comment speaks of the function below it, and inside one of the lines after it.
function rank(turn, line) {
  const isInside = line >= turn.functionLine && line <= turn.line;
  const isAbove = line < turn.functionLine && turn.functionLine - line <= 12;
  const distance = Math.abs(turn.line - line);
  return isInside || isAbove ? distance : far / 2 + distance;
}
