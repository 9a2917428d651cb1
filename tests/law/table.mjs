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
import {read, root} from '../structure/repository.mjs';
import {allPlaces, allTests, mustBeProved, placesOf, rows, rowsFile, sections, span, testsOf} from './numbers.mjs';
import {brokenMutants, counts, takenOut} from './mutants.mjs';

const tableFile = 'docs/LAW.md';
const enforcers = ['core', 'widget', 'server', 'store', 'linter', 'ops'];
const series = [['L', 155], ['D', 28], ['R', 27]];
const wordsMax = 25;

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
  const cells = [row.id, cell(row.demand), cell(row.source), row.enforcers.join(', '), where || '–', proof(row) || '–', takenOut(row) ?? '–'];
  return `| ${cells.join(' | ')} |`;
}

const demanded = rows.filter(mustBeProved);
const isProved = (row) => row.open === undefined && testsOf(row.id).length > 0 && placesOf(row.id).length > 0 && takenOut(row) !== undefined;
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
  when it has such a test and such a place and a test of its number fails once its rule is turned; a
  row without says *open*, and why. Of what others enforce, the table shows the tests there are and
  demands none.
- **Turned, and noticed by** is the row's own mutant: what a script turned at the place of the row
  ([MUTANTS.md](MUTANTS.md)), and a test of the row's number that failed then. No two rows share one.
  *By hand* tells what was taken out where no script turns the rule.

Of ${demanded.length} rows of core, linter and rulings, ${demanded.filter(isProved).length} are proved and ${demanded.filter(isOpen).length} are open: ${counts.turned} by a
mutant of their own, ${counts.byHand} by hand. Of the other ${others.length}, ${others.filter(({id}) => testsOf(id).length > 0).length} have
a test.
`;
  const parts = sections.map(
    (section) => `## ${section.title}

| Row | What is demanded | Source | Enforced by | Enforced in | Proved by | Turned, and noticed by |
| --- | --- | --- | --- | --- | --- | --- |
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
  for (const sentence of brokenMutants()) expect(false, sentence);
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
