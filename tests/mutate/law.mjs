// A turn of its own for each row of the law that core or linter enforces: in the place that the row's number
// stands at, and noticed by a test that bears the number. Writes docs/law/mutants.json, which the law's
// part of ./check holds against the sources.
//
//   node tests/mutate/law.mjs [ROW…]      all rows, or those only; what others have is kept
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {mustBeProved, placesOf, rows, testsOf} from '../law/numbers.mjs';
import {read, root} from '../structure/repository.mjs';
import {build} from './built.mjs';
import {Judge, judged, reachOf} from './judges.mjs';
import {nearness} from './nearness.mjs';
import {plan} from './plan.mjs';

const listFile = 'docs/law/mutants.json';
const triedMost = 60;
const wantedMost = 4;

const made = plan();
const refused = build(made);
const judge = new Judge();
const all = made.flatMap(({turns}) => turns).filter(({key}) => !refused.has(key));
const reach = await reachOf(judge, all);

const wanted = process.argv.slice(2);
const demanded = rows.filter(mustBeProved).filter(({id}) => wanted.length === 0 || wanted.includes(id));
const known = existsSync(join(root, listFile)) ? JSON.parse(read(listFile)) : {};
for (const {id} of demanded) delete known[id];
const isFree = ({path, source, what}) =>
  Object.values(known).every((one) => one.file !== path || one.source !== source || one.turned !== what);

// Up to `wantedMost` turns that the row's own tests notice, the nearest to its number first.
async function candidatesOf(row) {
  const names = new Set(testsOf(row.id).filter(({path}) => path.startsWith('tests/core/')).map(({name}) => name));
  const cases = reach.filter(({name}) => names.has(name.split('/').at(-1)));
  const near = nearness(row.id, placesOf(row.id).map(({path}) => path));
  const list = all
    .filter((turn) => isFree(turn) && cases.some((one) => one.turns.has(turn.id)))
    .map((turn) => ({turn, rank: near(turn)}))
    .filter(({rank}) => rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, triedMost);
  const found = [];
  for (const {turn} of list) {
    if (found.length === wantedMost) break;
    const [how, by] = (await judged(judge, turn.id, cases.filter((one) => one.turns.has(turn.id)))).split(' ');
    if (how === 'failed') found.push({turn, test: by.split('/').at(-1)});
  }
  return found;
}

// Kuhn's algorithm: as many rows as can have a turn that no other row has.
function parted(candidates) {
  const rowOf = new Map();
  const choose = (id, seen) => {
    for (const {turn} of candidates.get(id)) {
      if (seen.has(turn.id)) continue;
      seen.add(turn.id);
      if (!rowOf.has(turn.id) || choose(rowOf.get(turn.id), seen)) {
        rowOf.set(turn.id, id);
        return true;
      }
    }
    return false;
  };
  for (const id of candidates.keys()) choose(id, new Set());
  return new Map([...rowOf].map(([turn, id]) => [id, turn]));
}

const candidates = new Map();
for (const row of demanded) candidates.set(row.id, await candidatesOf(row));
judge.end();

const chosen = parted(candidates);
for (const {id} of demanded) {
  const one = candidates.get(id).find(({turn}) => turn.id === chosen.get(id));
  if (one) known[id] = {file: one.turn.path, source: one.turn.source, turned: one.turn.what, test: one.test};
  else console.log(`${id}: ${candidates.get(id).length} turns that its tests notice, none of its own`);
}
const ordered = Object.fromEntries(rows.filter(({id}) => known[id]).map(({id}) => [id, known[id]]));
const lines = Object.entries(ordered).map(([id, one]) => `  ${JSON.stringify(id)}: ${JSON.stringify(one)}`);
writeFileSync(join(root, listFile), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} rows with a turn of their own`);
