// What the tests of core/ do not run, line by line, with the reason: docs/COVERAGE.md (RULINGS 26).
//
//   node tests/coverage/left.mjs REPORT [--write]
//
// REPORT is gcovr's JSON. A reason in reasons.json is for a file and the text of a line, so that it
// moves with its line and dies with it.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join, normalize} from 'node:path';
import {read, root} from '../structure/repository.mjs';

const reasonsFile = 'tests/coverage/reasons.json';
const page = 'docs/COVERAGE.md';
const linesLeast = 98;
const branchesLeftMost = 5;

const [report, mode] = process.argv.slice(2);
if (report === undefined || ![undefined, '--write'].includes(mode)) {
  console.error('usage: left.mjs REPORT [--write]');
  process.exit(2);
}
// A path may lead from the build folder and back.
const files = JSON.parse(readFileSync(report, 'utf8')).files.map((one) => ({...one, file: normalize(one.file)}));
const reasons = JSON.parse(read(reasonsFile));

const isOurs = ({file}) => file.startsWith('core/');
const missedOf = (branches) => branches.filter(({count}) => count === 0).length;

// Each missed line and each line with a missed branch: {file, number, source, branches, missed, run}.
function left() {
  return files.filter(isOurs).sort((a, b) => (a.file < b.file ? -1 : 1)).flatMap(({file, lines}) => {
    const sources = read(file).split('\n');
    return lines
      .filter((line) => !line['gcovr/noncode'] && (line.count === 0 || missedOf(line.branches) > 0))
      .map((line) => ({
        file, number: line.line_number, source: sources[line.line_number - 1].trim(),
        branches: line.branches.length, missed: missedOf(line.branches), run: line.count > 0,
      }));
  });
}

const allLines = files.filter(isOurs).flatMap(({lines}) => lines).filter((line) => !line['gcovr/noncode']);
const count = (list, test) => list.filter(test).length;
const lines = {all: allLines.length, left: count(allLines, (line) => line.count === 0)};
const allBranches = allLines.flatMap(({branches}) => branches);
const branches = {all: allBranches.length, left: missedOf(allBranches)};
const percent = ({all, left: missed}) => ((100 * (all - missed)) / all).toFixed(2);

const list = left();
const reasonOf = (one) => reasons.find(({file, source}) => file === one.file && source === one.source);

function table() {
  const rows = list.map((one) => {
    const what = one.run ? `${one.missed} of ${one.branches} branches` : 'the line';
    const cell = (text) => text.replace(/\|/g, '\\|');
    return `| ${one.file.slice('core/'.length)}:${one.number} | \`${cell(one.source)}\` | ${what} | ${cell(reasonOf(one)?.reason ?? '')} |`;
  });
  return `# What the tests of the core do not run

Made by \`tests/slow/coverage.sh --write\`, from the tests in \`tests/core\` alone, with gcov; the script says
which branches are not counted. Nothing here is written by hand but the reasons, in
\`tests/coverage/reasons.json\`; a missed line or branch without one fails the script.

| | there are | run | |
| --- | --- | --- | --- |
| lines | ${lines.all} | ${lines.all - lines.left} | ${percent(lines)} % |
| branches | ${branches.all} | ${branches.all - branches.left} | ${percent(branches)} % |

| Place | Line | Not run | Why |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

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

expect(lines.all > 0 && percent(lines) >= linesLeast, `lines: ${percent(lines)} % of ${lines.all}, at least ${linesLeast} %`);
expect(branches.all > 0 && 100 - percent(branches) <= branchesLeftMost, `branches: ${percent(branches)} % of ${branches.all}, at most ${branchesLeftMost} % left`);
for (const one of list) {
  expect(reasonOf(one), `${one.file}:${one.number} has no reason${one.run ? ` for ${one.missed} of ${one.branches} branches` : ''}: ${one.source}`);
}
for (const {file, source} of reasons) {
  expect(list.some((one) => one.file === file && one.source === source), `a reason for what is run by now: ${file}: ${source}`);
}
if (mode === '--write') {
  writeFileSync(join(root, page), table());
} else {
  expect(existsSync(join(root, page)) && read(page) === table(), `${page} is what \`tests/slow/coverage.sh --write\` writes`);
}
console.log(`lines ${percent(lines)} % of ${lines.all}, branches ${percent(branches)} % of ${branches.all}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
