// What nothing noticed, with the reasons of tests/mutate/reasons: a reason is for a file, the text of a line
// and what was turned in it, so that it moves with its line and dies with it.
import {basename} from 'node:path';
import {files, read} from '../structure/repository.mjs';

// {path: [{source, what, reason}]}; a `what` of `*` is all that is turned in that line.
export function reasons() {
  return Object.fromEntries(files('tests/mutate/reasons/*.json').map((path) => [`core/${basename(path, '.json')}`, JSON.parse(read(path))]));
}

export function reasonOf(all, {path, source, what}) {
  return (all[path] ?? []).find((one) => one.source === source && (one.what === what || one.what === '*'))?.reason;
}

export function survivorsOf(made, refused, verdicts) {
  const all = reasons();
  return made.flatMap(({turns}) =>
    turns
      .filter((turn) => !refused.has(turn.key) && verdicts.of(turn) !== undefined && verdicts.of(turn).by === undefined)
      .map((turn) => ({...turn, run: verdicts.of(turn).run, of: verdicts.of(turn).of, reason: reasonOf(all, turn)})),
  );
}
