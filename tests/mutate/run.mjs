// Turns each place of core/ and asks its tests whether they notice.
//
//   node tests/mutate/run.mjs [--anew] [--survivors] [--write] [--minutes N] [--budget MS] [FILE…]
//
// With files (`decide`, `core/decide.cpp`) only theirs. --anew tries again what was tried; --budget
// tells for how long cases may run for a turn, the nearest first and the pinned lines last (a larger one
// tries again what a smaller one left); --survivors prints
// what nothing noticed; --minutes ends there, and the next run goes on; --write writes docs/MUTANTS.md,
// which is otherwise held against what was found.
import {parseArgs} from 'node:util';
import {build} from './built.mjs';
import {Judge, Order, reachOf} from './judges.mjs';
import {keepPage} from './page.mjs';
import {plan} from './plan.mjs';
import {survivorsOf} from './table.mjs';
import {Verdicts} from './verdicts.mjs';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {anew: {type: 'boolean'}, survivors: {type: 'boolean'}, write: {type: 'boolean'}, minutes: {type: 'string', default: '600'},
    budget: {type: 'string', default: '1000'}},
});
// Files in the order in which they were asked for.
const wantedAt = ({path}) => positionals.findIndex((one) => path === one || path.replace(/^core\/|\.[ch]pp$/g, '') === one);
const isWanted = (file) => positionals.length === 0 || wantedAt(file) >= 0;

const made = plan();
const refused = build(made);
const judge = new Judge();
const all = made.flatMap(({turns}) => turns).filter(({key}) => !refused.has(key));
const reach = await reachOf(judge, all);
console.log(`${reach.length} cases take ${reach.reduce((sum, {ms}) => sum + ms, 0)} ms`);

const verdicts = new Verdicts();
const budgetMs = Number(values.budget);
const end = Date.now() + Number(values.minutes) * 60_000;

// Tries the file's turns until the time is over; how many it tried, and whether those are all.
async function tryAll(turns) {
  const order = new Order();
  let tried = 0;
  for (const turn of turns) {
    if (values.anew) verdicts.forget(turn);
    const cases = verdicts.left(turn, reach, budgetMs);
    if (cases.length === 0 && verdicts.of(turn)?.by !== undefined) continue;
    if (Date.now() > end) return {tried, isWhole: false};
    tried += cases.length > 0 ? 1 : 0;
    const reaching = reach.filter(({turns: reached}) => reached.has(turn.id)).length;
    const by = await verdicts.judge(judge, turn, order.of(cases, budgetMs), reaching, budgetMs);
    if (by !== undefined) order.noticed(by);
    if (tried % 50 === 49) verdicts.save();
  }
  return {tried, isWhole: true};
}

let isWhole = true;
for (const file of made.filter(isWanted).sort((a, b) => wantedAt(a) - wantedAt(b))) {
  const turns = file.turns.filter(({key}) => !refused.has(key));
  const result = await tryAll(turns);
  isWhole &&= result.isWhole;
  verdicts.save();
  const noticed = turns.filter((turn) => verdicts.of(turn)?.by !== undefined).length;
  if (result.tried > 0) console.log(`${file.path}: ${noticed} of ${turns.length} noticed, ${result.tried} tried now`);
}
judge.end();
if (values.survivors) {
  for (const one of survivorsOf(made.filter(isWanted), refused, verdicts).filter(({reason}) => reason === undefined)) {
    console.log(`${one.path}:${one.line} ${one.of === 0 ? '(reached by no test) ' : ''}${one.what}\n    ${one.source}`);
  }
}
if (!isWhole) console.log('not all was tried: run again to go on');
const isKept = keepPage(made, refused, verdicts, values.write === true);
process.exitCode = isWhole && isKept ? 0 : 1;
