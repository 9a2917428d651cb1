// The sides that have to agree, each as a filter: one request a line in, one answer a line out.
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const build = process.env.SAMTYCKE_BUILD ?? join(root, 'build');
export const modulePath = join(build, 'wasm/samtycke.wasm');
export const pageModulePath = (part) => join(build, `wasm/samtycke-${part}.wasm`);

const newline = 10;

export const sides = {
  native: () => new Filter(join(build, 'samtycke'), ['evaluate']),
  webassembly: () => new Filter(process.execPath, ['--no-warnings', join(root, 'web/node/evaluate.mjs'), modulePath]),
};

// A program that runs as long as there are questions.
export class Filter {
  #child;
  #waiting = [];
  #parts = [];
  #answers = [];
  #ended;

  constructor(command, words) {
    if (!existsSync(command)) throw new Error(`${command} is not built`);
    this.#child = spawn(command, words, {stdio: ['pipe', 'pipe', 'inherit']});
    this.#child.stdin.on('error', () => {});  // it ended: `close` below says how
    this.#child.stdout.on('data', (chunk) => this.#split(chunk));
    this.#ended = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (status, signal) => {
        const fault = status === 0 ? undefined : new Error(`${command} ended with ${signal ?? status}`);
        for (const {reject: fail} of this.#waiting) fail(fault ?? new Error(`${command} ended before it answered`));
        if (fault) reject(fault);
        else resolve();
      });
    });
    this.#ended.catch(() => {});
  }

  #split(chunk) {
    let begin = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, begin)) {
      this.#parts.push(chunk.subarray(begin, end));
      this.#answers.push(this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts));
      this.#parts = [];
      begin = end + 1;
    }
    if (begin < chunk.length) this.#parts.push(chunk.subarray(begin));
    while (this.#waiting.length > 0 && this.#answers.length >= this.#waiting[0].count) {
      const {count, resolve} = this.#waiting.shift();
      resolve(this.#answers.splice(0, count));
    }
  }

  // Bytes of requests, none with a line feed → bytes of their answers, in order.
  ask(requests) {
    const lines = requests.flatMap((request) => [request, Buffer.of(newline)]);
    return new Promise((resolve, reject) => {
      this.#waiting.push({count: requests.length, resolve, reject});
      this.#child.stdin.write(Buffer.concat(lines));
    });
  }

  // Ends the input; fails when the program did not end well.
  async close() {
    this.#child.stdin.end();
    await this.#ended;
  }
}
