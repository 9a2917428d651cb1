// The real provider as a process of its own on a free port, and a browser that is only its cookies.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createHash, randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('../../web/demo-provider/', import.meta.url));

export const people = JSON.parse(readFileSync(join(folder, 'people.json'), 'utf8'));

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const {port} = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

// Starts a program and waits for the line that says it is ready.
export async function started(program, words, ready) {
  const child = spawn(program, words, {stdio: ['ignore', 'pipe', 'pipe']});
  let said = '';
  await new Promise((done, fail) => {
    const told = (chunk) => {
      said += chunk;
      if (ready.test(said)) done();
    };
    child.stdout.on('data', told);
    child.stderr.on('data', told);
    child.once('error', fail);
    child.once('exit', (status) => fail(new Error(`${program} ended with ${status}: ${said}`)));
  });
  return {
    told: () => said,
    stop: () => new Promise((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done();
      child.once('exit', done);
      child.kill('SIGTERM');
    }),
  };
}

export async function startProvider({portal, state = mkdtempSync(join(tmpdir(), 'samtycke-')), port} = {}) {
  port ??= await freePort();
  const words = ['--port', String(port), '--portal', portal, '--state', state];
  const child = await started(process.execPath, [join(folder, 'server.mjs'), ...words], /provider ready/);
  return {
    issuer: `http://localhost:${port}`,
    port,
    portal,
    state,
    words,
    told: child.told,
    secret: (client) => readFileSync(join(state, `${client}.secret`), 'utf8').trim(),
    stop: child.stop,
    remove: () => rmSync(state, {recursive: true, force: true}),
  };
}

export function tokenScript(words) {
  const child = spawn(process.execPath, [join(folder, 'token.mjs'), ...words]);
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  return new Promise((done) => child.once('close', (status) => done({status, out: out.trim()})));
}

export class Browser {
  #cookies = new Map(); // by host, as browsers do: the port makes no difference

  async go(url, {form, headers = {}} = {}) {
    const {hostname} = new URL(url);
    const jar = this.#cookies.get(hostname) ?? new Map();
    this.#cookies.set(hostname, jar);
    const sent = {...headers};
    if (jar.size > 0) sent.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: sent,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      const gone = attributes.some((text) => /^(max-age=0|expires=Thu, 01 Jan 1970)/i.test(text));
      if (gone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    return {
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
      location: location && new URL(location, url).href,
    };
  }

  cookie(hostname, name) {
    return this.#cookies.get(hostname)?.get(name);
  }

  setCookie(hostname, name, value) {
    this.#cookies.get(hostname).set(name, value);
  }
}

// From the provider's address to the address it sends the browser back to.
export async function signInAt(browser, address, person) {
  const {login, password} = people.find(({sub}) => sub === person);
  let page = await browser.go(address);
  while (page.status === 303 && !page.location.includes('/sign-in/') && !page.location.includes('/auth/callback')) {
    page = await browser.go(page.location);
  }
  if (page.location?.includes('/auth/callback')) return page.location;
  assert.equal(page.status, 303);
  const form = page.location;
  page = await browser.go(form);
  assert.equal(page.status, 200);
  page = await browser.go(form, {form: {login, password}});
  assert.equal(page.status, 303);
  page = await browser.go(page.location);
  assert.equal(page.status, 303);
  return page.location;
}

export function departure(provider, changes = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: 'mitt-foretag',
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: `${provider.portal}/auth/callback`,
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) if (value === undefined) delete parameters[name];
  return {verifier, address: `${provider.issuer}/auth?${new URLSearchParams(parameters)}`};
}

export async function askForToken(provider, client, parameters, secret = provider.secret(client)) {
  const answer = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: {authorization: `Basic ${btoa(`${client}:${secret}`)}`},
    body: new URLSearchParams(parameters),
  });
  return {status: answer.status, ...(await answer.json())};
}
