// What was found out of each turn, kept under its key: a turn whose function and whose tests are as they
// were is not tried again.
import {judged} from './judges.mjs';
import {keep, kept} from './plan.mjs';
import {byPage, remembered} from './remembered.mjs';
import {suiteNow} from './suite.mjs';

const file = 'verdicts.json';

export class Verdicts {
  #all = kept(file) ?? remembered();
  #suite = suiteNow();
  #place;

  constructor() {
    const {suites} = this.#all;
    const now = JSON.stringify(this.#suite.digests);
    this.#place = suites.findIndex((one) => JSON.stringify(one) === now);
    if (this.#place < 0) this.#place = suites.push(this.#suite.digests) - 1;
  }

  of(turn) {
    return this.#all.of[turn.key];
  }

  // The cases that have to be run for the turn: all that reach it, or those that changed since it passed
  // the others, or none where a case that still stands noticed it.
  left(turn, reach, budgetMs) {
    const known = this.of(turn);
    const reaching = reach.filter(({turns}) => turns.has(turn.id));
    if (known === undefined || (known.of > known.run && budgetMs > (known.budgetMs ?? 1000))) return reaching;
    if (known.by === byPage) return [];
    if (known.by !== undefined) return this.#suite.places[known.by.split('/').at(-1)] ? [] : reaching;
    const then = this.#all.suites[known.suite];
    const isNew = ({name}) => {
      const path = this.#suite.places[name.split('/').at(-1)];
      return path === undefined || then[path] !== this.#suite.digests[path];
    };
    return reaching.filter(isNew);
  }

  // Asks the cases; `reaching` is how many reach the turn. Gives the case that noticed.
  async judge(judge, turn, cases, reaching, budgetMs) {
    const [how, by] = (cases.length > 0 ? await judged(judge, turn.id, cases) : 'passed').split(' ');
    const run = Math.min(reaching, Math.max(cases.length, this.of(turn)?.run ?? 0));
    this.#all.of[turn.key] = how === 'passed' ? {how, of: reaching, run, budgetMs, suite: this.#place} : {how, by};
    return by;
  }

  forget(turn) {
    delete this.#all.of[turn.key];
  }

  save() {
    keep(file, this.#all);
  }
}
