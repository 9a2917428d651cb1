// The judge's process: one job at a time, an answer a job.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {judgePath} from './built.mjs';
import {digest, keep, kept} from './plan.mjs';
import {suiteNow} from './suite.mjs';

// Chance of the property tests, the same in each run.
const chance = {RC_PARAMS: 'seed=20231130'};

export class Judge {
  #process = spawn(judgePath, [], {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, ...chance}});
  #lines = createInterface({input: this.#process.stdout})[Symbol.asyncIterator]();

  async ask(job) {
    this.#process.stdin.write(`${job}\n`);
    const {value, done} = await this.#lines.next();
    if (done) throw new Error(`the judge ended at: ${job.slice(0, 200)}`);
    return value;
  }

  end() {
    this.#process.stdin.end();
  }
}

// A case by itself: how long it takes, and the turns that it reaches. Kept as long as the core's turns and the
// case's own file are the same.
export async function reachOf(judge, turns) {
  const core = digest(turns.map(({id, key}) => `${id} ${key}`).join());
  const {digests, places} = suiteNow();
  const fileOf = (name) => digests[places[name.split('/').at(-1)]];
  const known = kept('reach.json', {});
  const reach = known.core === core ? known.reach.filter(({name, file}) => file === fileOf(name)) : [];
  const save = () => keep('reach.json', {core, reach});
  const cases = (await judge.ask('cases')).trim().split(' ').filter((name) => !reach.some((one) => one.name === name));
  for (const [i, name] of cases.entries()) {
    const answer = await judge.ask(`reach ${name}`);
    const [ms, ...reached] = answer.split(' ').map(Number);
    if (answer === '') throw new Error(`${name} fails on a core where nothing is turned`);
    reach.push({name, file: fileOf(name), ms, turns: reached});
    if (i % 50 === 49) save();
  }
  save();
  return reach.map((one) => ({...one, turns: new Set(one.turns)})).sort((a, b) => a.ms - b.ms);
}

const limitOf = (cases) => 3000 + 10 * cases.reduce((sum, {ms}) => sum + ms, 0);

// `passed`, or how which case noticed: `failed CASE`, `died CASE`, `slow CASE`.
export function judged(judge, id, cases) {
  return judge.ask(`judge ${id} ${limitOf(cases)} ${cases.map(({name}) => name).join(' ')}`);
}

// The order in which cases are asked: who noticed this file's last turns, then who reaches least, as the
// nearest to the place, for as long as the budget lasts; behind them the pinned lines.
const isPinned = ({name}) => name.endsWith('L29_every_pinned_line_is_answered_as_it_is_pinned');

export class Order {
  #last = [];

  noticed(name) {
    this.#last = [name, ...this.#last.filter((one) => one !== name)].slice(0, 12);
  }

  of(cases, budgetMs) {
    const place = ({name}) => (this.#last.includes(name) ? this.#last.indexOf(name) : Infinity);
    const weight = ({ms, turns}) => (ms + 5) * turns.size;
    const ordered = cases.filter((one) => !isPinned(one)).sort((a, b) => (place(a) - place(b) || 0) || weight(a) - weight(b));
    const found = [];
    let ms = 0;
    for (const one of ordered) {
      if (ms + one.ms > budgetMs) continue;
      ms += one.ms;
      found.push(one);
    }
    return [...found, ...cases.filter(isPinned)];
  }
}
