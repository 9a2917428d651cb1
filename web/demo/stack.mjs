// The demo's two servers, the provider and the verifier, as child processes with a folder for their
// state. ./run starts them with the demo's ports; the tests start others of their own.

import {execFile, spawn} from 'node:child_process';
import {closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {join, relative} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';
import {accessToken, exchange} from './visitor.mjs';

const root = join(import.meta.dirname, '../..');
export const demo = JSON.parse(readFileSync(join(import.meta.dirname, 'companies.json'), 'utf8'));
const defaultBuild = process.env.SAMTYCKE_BUILD ?? join(root, 'build');

// The demo's catalogue is the shipped one with its purposes in force.
async function demoCatalogue() {
  const files = ['demo.jq', 'telecom-se.json'].map((name) => join(root, 'core/catalogue', name));
  return (await promisify(execFile)('jq', ['-f', ...files])).stdout;
}
const startMaxMs = 20_000;
const stopMaxMs = 15_000;

export function isTaken(port) {
  return new Promise((resolve) => {
    const socket = net.connect({port, host: '127.0.0.1'});
    socket.once('connect', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });
}

// Below those that the system gives to connections: one of them may take a port of its own between the
// look here and the start of whoever is to listen there.
const portMin = 15_000;
const portMax = 32_000;

// A port that nobody has right now.
export async function freePort() {
  for (;;) {
    const port = portMin + Math.floor(Math.random() * (portMax - portMin));
    const server = net.createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

const over = (child) => child.exitCode !== null || child.signalCode !== null;

export class Stack {
  #children = new Map();

  // folder: all state; data: where the verifier's database lies (the same, if not told); catalogue: a
  // file, or else the demo's; binary: another build of the verifier than the one of `build`.
  constructor({folder, data, catalogue, binary, portalPort = 8780, providerPort = 8781, build = defaultBuild, extra = {}}) {
    this.folder = folder;
    this.data = data ?? folder;
    this.portalPort = portalPort;
    this.providerPort = providerPort;
    this.binary = binary ?? join(build, 'samtycke');
    this.catalogue = catalogue;
    this.build = build;
    this.extra = extra;
  }

  get portal() {
    return `http://127.0.0.1:${this.portalPort}`;
  }

  get provider() {
    return `http://localhost:${this.providerPort}`;
  }

  path(...names) {
    return join(this.folder, ...names);
  }

  // Whoever watches: called with (name, {code, signal}) when a server ends that nobody stopped.
  onEnd = () => {};

  async #samtycke(...words) {
    const {stdout} = await promisify(execFile)(this.binary, words);
    return stdout;
  }

  // Keys, the signed catalogue and the settings: made once, kept from then on.
  async furnish() {
    for (const name of ['', 'keys', 'catalogue', 'log']) mkdirSync(this.path(name), {recursive: true, mode: 0o700});
    mkdirSync(this.data, {recursive: true});
    for (const name of ['log', 'receipts', 'catalogue']) {
      if (!existsSync(this.path('keys', name))) await this.#samtycke('key', this.path('keys', name));
    }
    const catalogue = this.path('catalogue', 'catalogue.json');
    writeFileSync(catalogue, this.catalogue ? readFileSync(this.catalogue) : await demoCatalogue());
    await this.#samtycke('sign', catalogue, '--key', this.path('keys', 'catalogue'));
    writeFileSync(this.path('samtycke.json'), JSON.stringify(this.settings(), null, 2));
  }

  settings() {
    return {
      port: this.portalPort,
      origin: this.portal,
      issuer: this.provider,
      client_id: 'mitt-foretag',
      client_secret_file: this.path('provider', 'mitt-foretag.secret'),
      database: join(this.data, 'samtycke.db'),
      sessions: this.path('sessions.db'),
      receipt_key: this.path('keys', 'receipts'),
      log_key: this.path('keys', 'log'),
      catalogue: this.path('catalogue', 'catalogue.json'),
      catalogue_key: this.path('keys', 'catalogue.pub'),
      catalogue_signing_key: this.path('keys', 'catalogue'),
      web: join(this.build, 'web'),
      staff: {
        client_id: 'samtycke-console',
        client_secret_file: this.path('provider', 'samtycke-console.secret'),
        roles_claim: 'samtycke_roles',
        roles: {privacy_officer: 'privacy-officer', publisher: 'publisher', approver: 'approver'},
      },
      demo: {header_file: this.shownHeaderPath, question: demo.question},
      ...this.extra,
    };
  }

  #start(name, command, words) {
    const log = openSync(this.path('log', `${name}.log`), 'w', 0o600);
    const child = spawn(command, words, {stdio: ['ignore', log, log], cwd: this.folder});
    closeSync(log);
    this.#children.set(name, child);
    child.once('exit', (code, signal) => {
      if (this.#children.get(name) !== child) return;
      this.#children.delete(name);
      this.onEnd(name, {code, signal});
    });
    child.once('error', () => {});
    return child;
  }

  // The end of what a server wrote, for whoever has to find out why it stopped.
  log(name) {
    return readFileSync(this.path('log', `${name}.log`), 'utf8').split('\n').slice(-20).join('\n');
  }

  async #answers(name, url) {
    const child = this.#children.get(name);
    const end = Date.now() + startMaxMs;
    while (Date.now() < end) {
      if (!child || over(child)) break;
      try {
        const {status} = await exchange(url);
        if (status === 200) return;
      } catch {
        // not listening yet
      }
      await pause(25);
    }
    throw new Error(`the ${name} did not start:\n${this.log(name)}`);
  }

  async startProvider() {
    const words = ['--port', `${this.providerPort}`, '--portal', this.portal, '--state', this.path('provider')];
    this.#start('provider', process.execPath, [join(root, 'web/demo-provider/server.mjs'), ...words]);
    await this.#answers('provider', new URL('/.well-known/openid-configuration', this.provider));
  }

  async startVerifier() {
    this.#start('verifier', this.binary, ['serve', '--config', this.path('samtycke.json')]);
    await this.#answers('verifier', new URL('/healthz', this.portal));
  }

  async start() {
    await this.furnish();
    await this.startProvider();
    await this.startVerifier();
  }

  // Ends a server and waits until it has.
  async stop(name, signal = 'SIGTERM') {
    const child = this.#children.get(name);
    if (!child) return;
    this.#children.delete(name);
    if (over(child)) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), stopMaxMs);
    await ended;
    clearTimeout(late);
  }

  async stopAll() {
    await Promise.all([...this.#children.keys()].map((name) => this.stop(name)));
  }

  processId(name) {
    return this.#children.get(name)?.pid;
  }

  // The decider's access token as a header for curl, written anew before it expires.
  async writeHeader() {
    const draft = `${this.headerPath}.new`;
    const token = await this.token('offer-engine', 'decisions:read');
    writeFileSync(draft, `Authorization: Bearer ${token}\n`, {mode: 0o600});
    renameSync(draft, this.headerPath);
  }

  // As it stands in the line that a person copies: the demo's is short, in the repository's folder.
  get shownHeaderPath() {
    return relative(root, this.headerPath).startsWith('..') ? this.headerPath : relative(root, this.headerPath);
  }

  get headerPath() {
    return this.path('offer-engine.header');
  }

  token(client, scope) {
    const secret = readFileSync(this.path('provider', `${client}.secret`), 'utf8').trim();
    return accessToken(this.provider, {client, secret, scope, resource: this.portal});
  }
}
