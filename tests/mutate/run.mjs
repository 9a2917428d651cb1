// Turns each place of core/ and asks its tests whether they notice.
//
//   node tests/mutate/run.mjs [--anew] [--survivors] [--write] [--minutes N] [FILE…]
//
// With files (`decide`, `core/decide.cpp`) only theirs. --anew tries again what was tried; --survivors prints
// what nothing noticed; --minutes ends there, and the next run goes on; --write writes docs/MUTANTS.md,
// which is otherwise held against what was found.
import {parseArgs} from 'node:util';
import {build} from './built.mjs';
import {Judge, reachOf} from './judges.mjs';
import {keepPage} from './page.mjs';
import {plan} from './plan.mjs';
import {survivorsOf} from './table.mjs';
import {Verdicts} from './verdicts.mjs';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {anew: {type: 'boolean'}, survivors: {type: 'boolean'}, write: {type: 'boolean'}, minutes: {type: 'string', default: '600'}},
});
const end = Date.now() + Number(values.minutes) * 60_000;
const isWanted = ({path}) =>
  positionals.length === 0 || positionals.some((one) => path === one || path.replace(/^core\/|\.[ch]pp$/g, '') === one);

const made = plan();
const refused = build(made);
const judge = new Judge();
const reach = await reachOf(judge);
console.log(`${reach.length} cases take ${reach.reduce((sum, {ms}) => sum + ms, 0)} ms`);

const verdicts = new Verdicts();
let isWhole = true;
for (const file of made.filter(isWanted)) {
  const turns = file.turns.filter(({key}) => !refused.has(key));
  let tried = 0;
  for (const turn of turns) {
    if (values.anew) verdicts.forget(turn);
    const cases = verdicts.left(turn, reach);
    const known = verdicts.of(turn);
    if (cases.length === 0 && known?.by !== undefined) continue;
    if (Date.now() > end) {
      isWhole = false;
      break;
    }
    tried += cases.length > 0 ? 1 : 0;
    await verdicts.judge(judge, turn, cases, reach.some(({turns: reached}) => reached.has(turn.id)));
    if (tried % 50 === 49) verdicts.save();
  }
  verdicts.save();
  const noticed = turns.filter((turn) => verdicts.of(turn)?.by !== undefined).length;
  if (tried > 0) console.log(`${file.path}: ${noticed} of ${turns.length} noticed, ${tried} tried now`);
}
judge.end();
if (values.survivors) {
  for (const one of survivorsOf(made.filter(isWanted), refused, verdicts).filter(({reason}) => reason === undefined)) {
    console.log(`${one.path}:${one.line} ${one.how === 'unreached' ? '(reached by no test) ' : ''}${one.what}\n    ${one.source}`);
  }
}
if (!isWhole) console.log('not all was tried: run again to go on');
const isKept = keepPage(made, refused, verdicts, values.write === true);
process.exitCode = isWhole && isKept ? 0 : 1;
