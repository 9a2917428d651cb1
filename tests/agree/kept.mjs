// What all runs of the differential by hand came to, in a file that is committed.
import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {Tally} from './tally.mjs';

export class Kept {
  #path;
  #tally = new Tally();
  #differences = 0;
  #nextSeed = 1;
  // Sessions that are through before one of a smaller seed is.
  #waiting = new Map();

  constructor(path) {
    this.#path = path;
    if (!existsSync(path)) return;
    const {next_seed, differences, ...tally} = JSON.parse(readFileSync(path, 'utf8'));
    this.#tally.merge(tally);
    this.#differences = differences;
    this.#nextSeed = next_seed;
  }

  get nextSeed() {
    return this.#nextSeed;
  }

  // Adds a session that is through. A run that is stopped keeps all but its last sessions, and the next
  // one begins with those.
  add(session) {
    this.#waiting.set(session.seed, session);
    for (let next = this.#waiting.get(this.#nextSeed); next; next = this.#waiting.get(this.#nextSeed)) {
      this.#waiting.delete(this.#nextSeed);
      this.#tally.merge(next.tally);
      this.#differences += next.differing.length;
      this.#nextSeed += 1;
    }
    this.#write();
  }

  #write() {
    const {inputs, passed, accepted, paged, met, asked} = this.#tally;
    const sorted = (counts) => Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
    const all = {inputs, differences: this.#differences, passed, accepted, paged, next_seed: this.#nextSeed, met: sorted(met), asked: sorted(asked)};
    writeFileSync(`${this.#path}.new`, `${JSON.stringify(all, undefined, 2)}\n`);
    renameSync(`${this.#path}.new`, this.#path);
  }
}
