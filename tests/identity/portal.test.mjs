// The whole way with the real provider: sign in, ask, sign out here, sign out there.
import assert from 'node:assert/strict';
import {rmSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';

import {Browser, freePort, signInAt, started, startProvider, askForToken} from './provider.mjs';

const stand = process.env.IDENTITY_STAND;
assert.ok(stand, 'IDENTITY_STAND names the program that serves');
const folder = mkdtempSync(join(tmpdir(), 'samtycke-'));
let provider;
let portal;
let child;

async function startPortal() {
  const {port} = new URL(portal);
  const secret = join(provider.state, 'mitt-foretag.secret');
  child = await started(stand, ['serve', port, provider.issuer, secret, join(folder, 'sessions.db')], /ready/);
}

before(async () => {
  portal = `http://127.0.0.1:${await freePort()}`;
  provider = await startProvider({portal});
  await startPortal();
});
after(async () => {
  await child?.stop();
  await provider?.stop();
  provider?.remove();
  rmSync(folder, {recursive: true, force: true});
});

async function arrive(browser, person, returnTo = '/who') {
  const left = await browser.go(`${portal}/auth/login?return_to=${encodeURIComponent(returnTo)}`);
  assert.equal(left.status, 303);
  return signInAt(browser, left.location, person);
}
async function signIn(browser, person) {
  const back = await browser.go(await arrive(browser, person));
  assert.equal(back.status, 303);
  assert.equal(back.location, `${portal}/who`);
  return back;
}
const who = async (browser) => {
  const page = await browser.go(`${portal}/who`);
  return page.status === 200 ? page.text.split('\n')[0] : page.status;
};
const signOut = (browser, headers) => browser.go(`${portal}/auth/logout`, {form: {}, headers});
const own = () => ({origin: portal, 'sec-fetch-site': 'same-origin'});

// What the provider's page does by itself in a browser: it sends its only form.
async function leaveProvider(browser, address) {
  const page = await browser.go(address);
  assert.equal(page.status, 200);
  const action = page.text.match(/action="([^"]+)"/)[1];
  const form = Object.fromEntries(
    [...page.text.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  return browser.go(new URL(action, address).href, {form});
}

test('people sign in as themselves', async () => {
  const anna = new Browser();
  const erik = new Browser();
  assert.equal(await who(anna), 401);
  await signIn(anna, 'anna');
  await signIn(erik, 'erik');
  assert.equal(await who(anna), 'anna');
  assert.equal(await who(erik), 'erik');
});

test('A3: a planted session id is not taken over, and the old one ends at a new sign-in', async () => {
  const browser = new Browser();
  await signIn(browser, 'anna');
  const first = browser.cookie('127.0.0.1', '__Host-samtycke');
  await signIn(browser, 'anna');
  const second = browser.cookie('127.0.0.1', '__Host-samtycke');
  assert.notEqual(first, second);
  browser.setCookie('127.0.0.1', '__Host-samtycke', first);
  assert.equal(await who(browser), 401);
});

test('A4: an answer counts once, in the browser it was meant for', async () => {
  const anna = new Browser();
  const mallory = new Browser();
  await mallory.go(`${portal}/auth/login`);
  const answer = await arrive(anna, 'anna');
  assert.equal((await mallory.go(answer)).status, 400);
  assert.equal((await anna.go(answer.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'))).status, 401);
  const again = await arrive(anna, 'anna');
  assert.equal((await anna.go(again)).status, 303);
  assert.equal((await anna.go(again)).status, 400);
  assert.equal(await who(mallory), 401);
});

test('A1: only our own page signs somebody out; the cookie then opens nothing', async () => {
  const browser = new Browser();
  await signIn(browser, 'karin');
  for (const headers of [{}, {origin: 'https://evil.example'}, {origin: 'null', 'sec-fetch-site': 'same-origin'}]) {
    const answer = await signOut(browser, headers);
    assert.equal(answer.status, 403);
    assert.equal(JSON.parse(answer.text).code, 'foreign_origin');
  }
  assert.equal(await who(browser), 'karin');
  const cookie = browser.cookie('127.0.0.1', '__Host-samtycke');
  const left = await signOut(browser, own());
  assert.equal(left.status, 303);
  browser.setCookie('127.0.0.1', '__Host-samtycke', cookie);
  assert.equal(await who(browser), 401);
});

test('signing out ends the session at the provider too and comes back to the portal', async () => {
  const browser = new Browser();
  await signIn(browser, 'olle');
  const left = await signOut(browser, own());
  const home = await leaveProvider(browser, left.location);
  assert.equal(home.status, 303);
  assert.equal(home.location, `${portal}/`);
  const again = await browser.go(`${portal}/auth/login`);
  const page = await browser.go(again.location);
  assert.match(page.location, /\/sign-in\//, 'the provider asks anew who it is');
});

test('signing out at the provider ends our session, and nobody else’s', async () => {
  const browser = new Browser();
  const other = new Browser();
  await signIn(browser, 'maria');
  await signIn(other, 'maria');
  const done = await leaveProvider(browser, `${provider.issuer}/session/end`);
  assert.equal(done.status, 303);
  assert.equal(await who(browser), 401);
  assert.equal(await who(other), 'maria');
});

test('sessions outlive a restart of the portal', async () => {
  const browser = new Browser();
  await signIn(browser, 'erik');
  await child.stop();
  await startPortal();
  assert.equal(await who(browser), 'erik');
});

test('a back end with the scope is let in, another is told why not', async () => {
  const ask = (token) =>
    fetch(`${portal}/decide`, {method: 'POST', headers: token && {authorization: `Bearer ${token}`}});
  const tokenOf = async (client, scope) =>
    (await askForToken(provider, client, {grant_type: 'client_credentials', resource: portal, scope})).access_token;
  const good = await ask(await tokenOf('offer-engine', 'decisions:read'));
  assert.deepEqual([good.status, await good.text()], [200, 'offer-engine']);
  for (const [token, status, challenge, code] of [
    [undefined, 401, 'Bearer', 'token_missing'],
    ['x', 401, 'Bearer error="invalid_token"', 'token_invalid'],
    [
      await tokenOf('customer-systems', 'provisioning:write'),
      403,
      'Bearer error="insufficient_scope", scope="decisions:read"',
      'scope_missing',
    ],
  ]) {
    const answer = await ask(token);
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('www-authenticate'), challenge);
    assert.equal((await answer.json()).code, code);
  }
});

test('with the provider gone nobody new comes in, and who is in stays in', async () => {
  const browser = new Browser();
  await signIn(browser, 'anna');
  await child.stop();
  await provider.stop();
  await startPortal();
  assert.equal(await who(browser), 'anna');
  const left = await browser.go(`${portal}/auth/login`);
  assert.deepEqual([left.status, JSON.parse(left.text).code], [503, 'issuer_unreachable']);
  const answer = await fetch(`${portal}/decide`, {method: 'POST', headers: {authorization: 'Bearer e30.e30.e30'}});
  assert.equal(answer.status, 401);
});
