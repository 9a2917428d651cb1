// docs/MUTANTS.md: what was turned in core/, what its tests noticed, and what they did not.
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {read, root} from '../structure/repository.mjs';
import {reasons, survivorsOf} from './table.mjs';

export const page = 'docs/MUTANTS.md';
export const cell = (text) => text.replace(/\|/g, '\\|');
export const short = (text, most = 110) => (text.length > most ? `${text.slice(0, most - 2)}…\`` : text);

function pageOf(made, refused, verdicts) {
  const left = survivorsOf(made, refused, verdicts);
  const rows = made.filter(({turns}) => turns.length > 0).map(({path, turns}) => {
    const standing = turns.filter(({key}) => !refused.has(key));
    const tried = standing.filter((turn) => verdicts.of(turn) !== undefined);
    const survivors = left.filter((one) => one.path === path);
    const explained = survivors.filter(({reason}) => reason !== undefined).length;
    return [path.slice('core/'.length), turns.length, standing.length, tried.length, tried.length - survivors.length, survivors.length, explained, survivors.length - explained];
  });
  const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
  const all = ['all', ...[1, 2, 3, 4, 5, 6, 7].map(sum)];
  const list = left.map((one) =>
    `| ${one.path.slice('core/'.length)}:${one.line} | ${cell(short(one.what))} | \`${cell(one.source)}\` | ${one.run === 0 ? 'by none' : `${one.run} of ${one.of}`} | ${cell(one.reason ?? '')} |`);
  return `# What happens when the core is turned

Made by \`tests/slow/mutants.sh --write\`. Nothing here is written by hand but the reasons, in
\`tests/mutate/reasons\`. A script turns each comparison and its boundary, each \`&&\`, \`||\` and \`!\`, each
condition (true, false, one part of it left out), each sum, number, truth and reason code, and leaves
out each call, assignment and early return that stands alone; one at a time, and each time the tests of
\`tests/core\` that reach the place are run. They **notice** when one of them fails, dies or does not end.

What is *no candidate* does not compile where it stands (a sum of texts has no difference). What the compiler computes
itself (constants, tables, \`static_assert\`) and assertions are not turned. A turn that nothing notices is
**explained** when a reason says why no answer can differ by it; one without a reason is an open debt of the tests.

| Source | Places turned | of them candidates | tried | noticed | not noticed | explained | neither |
| --- | --- | --- | --- | --- | --- | --- | --- |
${[...rows, all].map((row) => `| ${row.join(' | ')} |`).join('\n')}

## What nothing noticed

| Place | Turned | Line | Cases run | Why no answer differs |
| --- | --- | --- | --- | --- |
${list.join('\n')}
`;
}

// Writes the page, or says whether it is what would be written and every reason is about something.
export function keepPage(made, refused, verdicts, writes) {
  const text = pageOf(made, refused, verdicts);
  const left = survivorsOf(made, refused, verdicts);
  const stale = Object.entries(reasons()).flatMap(([path, list]) =>
    list.filter(({source, what}) => !left.some((one) => one.path === path && one.source === source && (what === '*' || what === one.what)))
      .map(({source, what}) => `${path}: ${source}: ${what}`));
  for (const one of stale) console.log(`✖ a reason for what is noticed by now, or is gone: ${one}`);
  if (writes) writeFileSync(join(root, page), text);
  const isSame = existsSync(join(root, page)) && read(page) === text;
  if (!isSame) console.log(`✖ ${page} is not what \`tests/slow/mutants.sh --write\` writes`);
  return isSame && stale.length === 0;
}
