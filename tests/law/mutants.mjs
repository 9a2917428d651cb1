// Each row's own mutant (docs/law/mutants.json, made by tests/slow/mutants.sh --write), or how a row was tried
// whose rule no script turns (docs/law/by_hand.json).
import {existsSync} from 'node:fs';
import {basename, join} from 'node:path';
import {read, root} from '../structure/repository.mjs';
import {mustBeProved, rows, testsOf} from './numbers.mjs';

const listFile = 'docs/law/mutants.json';
const handFile = 'docs/law/by_hand.json';
const readOr = (path, absent) => (existsSync(join(root, path)) ? JSON.parse(read(path)) : absent);

const mutants = readOr(listFile, {});
const byHand = readOr(handFile, {});

const cell = (text) => text.replace(/\|/g, '\\|');

// What the table says of the row, or nothing.
export function takenOut({id}) {
  const one = mutants[id];
  if (one) return `${cell(one.turned)} in [${basename(one.file)}](../${one.file}): \`${one.test}\``;
  return byHand[id] && `by hand: ${cell(byHand[id])}`;
}

// [sentence] of what does not hold: a mutant whose line or whose test is gone, two rows with one mutant, a
// row with none.
export function brokenMutants() {
  const known = new Set(rows.map(({id}) => id));
  const broken = [];
  const owners = new Map();
  for (const [id, {file, source, turned, test}] of Object.entries(mutants)) {
    const again = 'run tests/slow/mutants.sh --write';
    if (!known.has(id)) broken.push(`${listFile} names ${id}, which is no row`);
    const stands = existsSync(join(root, file)) && read(file).split('\n').some((line) => line.trim() === source);
    if (!stands) broken.push(`${id}: the line of its mutant is gone from ${file} (${source}): ${again}`);
    if (!testsOf(id).some(({name}) => name === test)) broken.push(`${id}: no test ${test} bears its number: ${again}`);
    const place = `${file}\n${source}\n${turned}`;
    if (owners.has(place)) broken.push(`${id} and ${owners.get(place)} have one mutant`);
    owners.set(place, id);
  }
  for (const id of Object.keys(byHand)) {
    if (mutants[id]) broken.push(`${id} has a mutant: take it out of ${handFile}`);
    if (!known.has(id)) broken.push(`${handFile} names ${id}, which is no row`);
  }
  for (const {id, open} of rows.filter(mustBeProved)) {
    if (open === undefined && !mutants[id] && !byHand[id]) broken.push(`${id} has no mutant of its own: run tests/slow/mutants.sh --write`);
  }
  return broken;
}

export const counts = {turned: Object.keys(mutants).length, byHand: Object.keys(byHand).length};
