// The witness as a program: started, asked over HTTP, killed.
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

export const samtycke = process.env.SAMTYCKE;
if (!samtycke) throw new Error('SAMTYCKE names the program');

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

export function writeConfig(folder, settings) {
  const file = join(folder, `witness-${settings.port}.json`);
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

export function makeKey(folder) {
  const file = join(folder, 'witness-key');
  execFileSync(samtycke, ['key', file], {stdio: 'ignore'});
  chmodSync(file, 0o600);
  return file;
}

export class Program {
  #child;

  static async start(config) {
    const program = new Program();
    program.#child = spawn(samtycke, ['witness', '--config', config], {stdio: ['ignore', 'ignore', 'pipe']});
    program.ended = once(program.#child, 'exit');
    program.said = [];
    const lines = createInterface({input: program.#child.stderr});
    await new Promise((resolve, reject) => {
      program.ended.then(() => reject(new Error(`did not start: ${program.said.join('\n')}`)), reject);
      lines.on('line', (line) => {
        program.said.push(line);
        const found = line.match(/listening on (\S+) as (\S+),/);
        if (!found) return;
        [program.address, program.vkey] = found.slice(1);
        resolve();
      });
    });
    return program;
  }

  async kill(signal = 'SIGKILL') {
    this.#child.kill(signal);
    await this.ended;
  }

  // Ends it at its next such system call, before that is carried out; says when it is ready to.
  async dieAt(calls) {
    const inject = `inject=${calls}:error=EIO:signal=KILL:when=1`;
    const words = ['-f', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject, '-p', String(this.#child.pid)];
    const strace = spawn('strace', words, {stdio: ['ignore', 'ignore', 'pipe']});
    for await (const line of createInterface({input: strace.stderr})) if (line.includes('attached')) break;
  }

  async send(path, {body, method = body === undefined ? 'GET' : 'POST', headers = {}} = {}) {
    const answer = await fetch(`http://${this.address}${path}`, {method, body, headers});
    return {status: answer.status, type: answer.headers.get('content-type'), body: await answer.text()};
  }

  addCheckpoint(body) {
    return this.send('/add-checkpoint', {body});
  }
}
