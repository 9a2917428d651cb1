// The judge's process: one job at a time, an answer a job.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {judgePath} from './built.mjs';
import {digest} from './plan.mjs';

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

// A case by itself: how long it takes, and the turns that it reaches.
export async function reachOf(judge) {
  const cases = (await judge.ask('cases')).trim().split(' ');
  const reach = [];
  for (const name of cases) {
    const [ms, ...turns] = (await judge.ask(`reach ${name}`)).split(' ').map(Number);
    if (turns.length === 0 && !(ms >= 0)) throw new Error(`${name} fails on a core where nothing is turned`);
    reach.push({name, ms, turns: new Set(turns)});
  }
  return reach.sort((a, b) => a.ms - b.ms);
}

const limitOf = (cases) => 3000 + 10 * cases.reduce((sum, {ms}) => sum + ms, 0);

// `passed`, or how which case noticed: `failed CASE`, `died CASE`, `slow CASE`.
export function judged(judge, id, cases) {
  return judge.ask(`judge ${id} ${limitOf(cases)} ${cases.map(({name}) => name).join(' ')}`);
}

export const reachKey = (reach) => digest(reach.map(({name}) => name).join());
