// The law coverage table: which row is enforced where, and which tests bear its number.
//
//   node tests/law/table.mjs             writes docs/LAW.md
//   node tests/law/table.mjs --check     says whether it is what would be written, and complete
//
// The rows are docs/law/rows.json. A Boost test bears a number as a word of its name
// (`L36_a_withdrawal_…`, `…_L36_R8`), a node test in its title (`… [L36]`). A file enforces a row
// when one of its comments or its table of lint rules names it: `L36`, `L7 to L10`, `RULINGS 5, 6`.
import {existsSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {files, read, root} from '../structure/repository.mjs';

const rowsFile = 'docs/law/rows.json';
const tableFile = 'docs/LAW.md';
const enforcers = ['core', 'widget', 'server', 'store', 'linter', 'ops'];
const series = [['L', 155], ['D', 28], ['R', 27]];
const wordsMax = 25;

const {sections} = JSON.parse(read(rowsFile));
const rows = sections.flatMap((section) => section.rows);

// Core, linter and every ruling; the rest is shown and not demanded.
const mustBeProved = ({id, enforcers: by}) =>
  by.includes('core') || by.includes('linter') || id.startsWith('R');

// ---- what is there --------------------------------------------------------------------------

const boostNames = (text) =>
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

function* span(letter, from, until) {
  for (let number = Number(from); number <= Number(until ?? from); ++number) yield `${letter}${number}`;
}

function numbersOfSource(text) {
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

const allTests = tests();
const allPlaces = places();
const testsOf = (id) => allTests.filter(({numbers}) => numbers.includes(id));
const placesOf = (id) => allPlaces.filter(({numbers}) => numbers.has(id));

// ---- the table ------------------------------------------------------------------------------

const link = (path) => `[${basename(path)}](../${path})`;
const cell = (text) => text.replace(/\|/g, '\\|').replace(/\$\{/g, '$&#123;');

function proof(row) {
  if (row.open !== undefined) return `*open:* ${cell(row.open)}`;
  const byFile = Map.groupBy(testsOf(row.id), ({path}) => path);
  return [...byFile].map(([path, found]) => `${link(path)}: ${found.map(({name}) => `\`${cell(name)}\``).join(', ')}`).join('<br>');
}

function line(row) {
  const where = placesOf(row.id).map(({path}) => link(path)).join(' ');
  const cells = [row.id, cell(row.demand), cell(row.source), row.enforcers.join(', '), where || '–', proof(row) || '–'];
  return `| ${cells.join(' | ')} |`;
}

const demanded = rows.filter(mustBeProved);
const isProved = (row) => row.open === undefined && testsOf(row.id).length > 0 && placesOf(row.id).length > 0;
const isOpen = (row) => row.open !== undefined;

function table() {
  const count = (letter) => rows.filter(({id}) => id.startsWith(letter)).length;
  const others = rows.filter((row) => !mustBeProved(row));
  const head = `# The law, row by row

Made by \`node tests/law/table.mjs\` from [law/rows.json](law/rows.json), the names of the tests and the
comments of the sources. It is not written by hand, and \`./check law\` fails when it is not what the
build would write. It is no legal advice: it says what the program was built to do, and where to look.

- **L1 to L${count('L')}** are demands of the law, of authorities and of this project's own policy; **D1 to
  D${count('D')}** are what a machine can find of design that deceives; **R1 to R${count('R')}** are rulings, each the
  stricter or the simpler reading where the law leaves a choice. Comments in the code call R8
  \`RULINGS 8\`.
- **Enforced by** names who has to see to it: \`core\` (the rules that page and verifier share), \`linter\`
  (\`samtycke lint\`, on a catalogue), \`server\`, \`store\`, \`widget\` (the page), \`ops\` (whoever runs it).
- **Enforced in** are the files whose comments, or whose table of lint rules, name the row.
- **Proved by** are the tests that bear its number. A row of core or linter, or a ruling, is *proved*
  when it has such a test and such a place; a row without a test says *open*, and why. A name cannot
  show that its test fails once the row's rule is taken out, so this table does not claim it. Of what
  others enforce, the table shows the tests there are and demands none.

Of ${demanded.length} rows of core, linter and rulings, ${demanded.filter(isProved).length} are proved and ${demanded.filter(isOpen).length} are open. Of the other ${others.length}, ${others.filter(({id}) => testsOf(id).length > 0).length} have
a test.
`;
  const parts = sections.map(
    (section) => `## ${section.title}

| Row | What is demanded | Source | Enforced by | Enforced in | Proved by |
| --- | --- | --- | --- | --- | --- |
${section.rows.map(line).join('\n')}
`,
  );
  return [head, ...parts].join('\n');
}

// ---- the check ------------------------------------------------------------------------------

let passed = 0;
let failed = 0;
function expect(holds, sentence) {
  if (holds) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`✖ ${sentence}`);
  }
}

function checkRows() {
  const expected = series.flatMap(([letter, last]) => [...span(letter, 1, last)]);
  const ids = rows.map(({id}) => id);
  expect(ids.join() === expected.join(), `${rowsFile} holds each of ${series.map(([l, n]) => `${l}1 to ${l}${n}`).join(', ')} once, in order`);
  const members = new Set(['id', 'source', 'demand', 'enforcers', 'open']);
  for (const row of rows) {
    const complete =
      Object.keys(row).every((name) => members.has(name)) && row.source && row.demand &&
      row.demand.split(/\s+/).length <= wordsMax && row.enforcers.length > 0 &&
      row.enforcers.every((one) => enforcers.includes(one)) && row.open !== '';
    if (!complete) expect(false, `${row.id}: source, a demand of at most ${wordsMax} words and known enforcers`);
  }
}

function checkNumbers() {
  const known = new Set(rows.map(({id}) => id));
  for (const {path, name, numbers} of allTests) {
    for (const number of numbers.filter((one) => !known.has(one))) expect(false, `${path}: ${name} bears ${number}, which is no row`);
  }
  for (const {path, numbers} of allPlaces) {
    for (const number of [...numbers].filter((one) => !known.has(one))) expect(false, `${path} names ${number}, which is no row`);
  }
  expect(allTests.length > 0, 'some test bears a number');
}

function checkProofs() {
  for (const row of rows) {
    const count = testsOf(row.id).length;
    if (isOpen(row)) {
      console.log(`  ${row.id} is open: ${row.open}`);
      if (count > 0) expect(false, `${row.id} is called open and has ${count} tests: take "open" out of ${rowsFile}`);
    } else if (mustBeProved(row)) {
      expect(count > 0, `${row.id} has no test that bears its number`);
      expect(placesOf(row.id).length > 0, `${row.id} is named in no source`);
    }
  }
}

if (process.argv.slice(2).join() === '--check') {
  checkRows();
  checkNumbers();
  checkProofs();
  const written = existsSync(join(root, tableFile)) ? read(tableFile) : '';
  expect(written === table(), `${tableFile} is what \`node tests/law/table.mjs\` writes`);
  console.log(`${demanded.filter(isProved).length} rows proved, ${rows.filter(isOpen).length} open`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else if (process.argv.length === 2) {
  writeFileSync(join(root, tableFile), table());
} else {
  console.error('usage: table.mjs [--check]');
  process.exitCode = 2;
}
