// The demo's provider: what it gives, and what it refuses.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync, chmodSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {createRemoteJWKSet, jwtVerify} from 'jose';

import {askForToken, Browser, departure, people, signInAt, startProvider, tokenScript} from './provider.mjs';

const portal = 'http://127.0.0.1:18780';
let provider;
let keys;

before(async () => {
  provider = await startProvider({portal});
  keys = createRemoteJWKSet(new URL(`${provider.issuer}/jwks`));
});
after(async () => {
  await provider?.stop();
  provider?.remove();
});

const grant = (more) => ({grant_type: 'client_credentials', resource: portal, ...more});

test('it describes itself: PKCE with S256, iss in the answer, sign-out both ways', async () => {
  const told = await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json();
  assert.equal(told.issuer, provider.issuer);
  assert.deepEqual(told.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(told.response_types_supported, ['code']);
  assert.deepEqual(told.token_endpoint_auth_methods_supported, ['client_secret_basic']);
  assert.equal(told.authorization_response_iss_parameter_supported, true);
  assert.equal(told.backchannel_logout_supported, true);
  assert.ok(told.end_session_endpoint.startsWith(provider.issuer));
});

for (const [client, scope] of [['offer-engine', 'decisions:read'], ['customer-systems', 'provisioning:write'], ['privacy-office', 'subjects:erase']]) {
  test(`${client} gets a token with the claims of RFC 9068 for this portal and its own scope`, async () => {
    const {status, access_token: token} = await askForToken(provider, client, grant({scope}));
    assert.equal(status, 200);
    const {payload, protectedHeader} = await jwtVerify(token, keys, {
      issuer: provider.issuer,
      audience: portal,
      typ: 'at+jwt',
      algorithms: ['RS256'],
      requiredClaims: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
    });
    assert.ok(protectedHeader.kid);
    assert.equal(payload.client_id, client);
    assert.equal(payload.sub, client);
    assert.equal(payload.scope, scope);
  });
}

test('a scope of somebody else is refused', async () => {
  for (const [client, scope] of [
    ['offer-engine', 'provisioning:write'],
    ['offer-engine', 'decisions:read provisioning:write'],
    ['customer-systems', 'decisions:read'],
    ['offer-engine', 'openid'],
  ]) {
    const {status, error, access_token: token} = await askForToken(provider, client, grant({scope}));
    assert.deepEqual([status, error, token], [400, 'invalid_scope', undefined]);
  }
});

test('without a scope a token allows nothing', async () => {
  const {access_token: token} = await askForToken(provider, 'offer-engine', grant());
  const {payload} = await jwtVerify(token, keys);
  assert.equal(payload.scope, undefined);
});

test('another resource is refused', async () => {
  for (const resource of [`${portal}/`, 'http://127.0.0.1:18781', 'https://evil.example']) {
    const {status, error} = await askForToken(provider, 'offer-engine', grant({scope: 'decisions:read', resource}));
    assert.deepEqual([status, error], [400, 'invalid_target']);
  }
});

test('a wrong secret, another client’s secret and another grant are refused', async () => {
  const wanted = grant({scope: 'decisions:read'});
  assert.equal((await askForToken(provider, 'offer-engine', wanted, 'wrong')).status, 401);
  assert.equal((await askForToken(provider, 'offer-engine', wanted, provider.secret('mitt-foretag'))).status, 401);
  const {status, access_token: token} = await askForToken(provider, 'mitt-foretag', grant({scope: 'openid'}));
  assert.deepEqual([status, token], [400, undefined]);
});

test('a sign-in without PKCE, or with the plain kind, is refused', async () => {
  const browser = new Browser();
  for (const changes of [
    {code_challenge: undefined, code_challenge_method: undefined},
    {code_challenge_method: 'plain'},
    {code_challenge_method: undefined},
  ]) {
    const page = await browser.go(departure(provider, changes).address);
    const told = new URL(page.location).searchParams;
    assert.equal(told.get('error'), 'invalid_request');
    assert.equal(told.get('code'), null);
    assert.equal(told.get('iss'), provider.issuer);
  }
});

test('a way back that is not exactly the registered one is refused on the spot', async () => {
  for (const address of [
    `${portal}/auth/callback/`,
    `${portal}/auth/callback?a=b`,
    `${portal}/auth`,
    'http://127.0.0.1:18781/auth/callback',
    'http://localhost:18780/auth/callback',
    'https://evil.example/auth/callback',
  ]) {
    const page = await new Browser().go(departure(provider, {redirect_uri: address}).address);
    assert.equal(page.status, 400, address);
    assert.equal(page.location, null);
  }
});

test('a person signs in without a question about consent and is named in the ID token', async () => {
  const {verifier, address} = departure(provider);
  const back = new URL(await signInAt(new Browser(), address, 'erik'));
  assert.equal(back.origin + back.pathname, `${portal}/auth/callback`);
  assert.equal(back.searchParams.get('state'), 'the-state');
  assert.equal(back.searchParams.get('iss'), provider.issuer);
  const redeem = {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code'),
    redirect_uri: `${portal}/auth/callback`,
    code_verifier: verifier,
  };
  const {status, id_token: token} = await askForToken(provider, 'mitt-foretag', redeem);
  assert.equal(status, 200);
  const {payload} = await jwtVerify(token, keys, {issuer: provider.issuer, audience: 'mitt-foretag'});
  assert.equal(payload.sub, 'erik');
  assert.equal(payload.name, people.find(({sub}) => sub === 'erik').name);
  assert.equal(payload.nonce, 'the-nonce');
  assert.ok(payload.sid);
  assert.equal((await askForToken(provider, 'mitt-foretag', redeem)).error, 'invalid_grant', 'a code counts once');
});

test('a code without its verifier is worth nothing', async () => {
  for (const verifier of [undefined, 'x'.repeat(43)]) {
    const back = new URL(await signInAt(new Browser(), departure(provider).address, 'anna'));
    const redeem = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code'),
      redirect_uri: `${portal}/auth/callback`,
      ...(verifier && {code_verifier: verifier}),
    };
    assert.equal((await askForToken(provider, 'mitt-foretag', redeem)).error, 'invalid_grant');
  }
});

test('the sign-in page shows everybody with role and password, in Swedish and English, and asks nobody else', async () => {
  const browser = new Browser();
  const {location} = await browser.go(departure(provider, {ui_locales: 'sv'}).address);
  for (const language of ['sv', 'en']) {
    const page = await browser.go(`${location}?lang=${language}`);
    assert.match(page.text, new RegExp(`<html lang="${language}">`));
    for (const {name, login, password, role} of people.filter(({roles}) => !roles)) {
      for (const text of [name, login, password, role[language].replaceAll('&', '&amp;')]) {
        assert.ok(page.text.includes(text), text);
      }
    }
    assert.doesNotMatch(page.text, /(src|href)="(https?:)?\/\//);
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(page.headers.get('cache-control'), 'no-store');
  }
});

test('a wrong password is told, shown as text and signs nobody in', async () => {
  const browser = new Browser();
  const {location} = await browser.go(departure(provider).address);
  for (const form of [
    {login: people[0].login, password: 'wrong'},
    {login: people[0].login, password: people[1].password},
    {login: '"><img src=x onerror=alert(1)>', password: ''},
    {login: '', password: ''},
  ]) {
    const page = await browser.go(location, {form});
    assert.equal(page.status, 403);
    assert.match(page.text, /id="wrong"/);
    assert.doesNotMatch(page.text, /<img/);
  }
});

test('another name of this machine gets nothing', async () => {
  const answer = await fetch(`http://127.0.0.1:${provider.port}/.well-known/openid-configuration`);
  assert.equal(answer.status, 421);
});

test('token.mjs prints a token that holds', async () => {
  const {status, out} = await tokenScript(['offer-engine', ...provider.words]);
  assert.equal(status, 0);
  const {payload} = await jwtVerify(out, keys, {audience: portal, typ: 'at+jwt'});
  assert.equal(payload.scope, 'decisions:read');
  assert.equal((await tokenScript(['nobody', ...provider.words])).status, 2);
  assert.equal((await tokenScript(provider.words)).status, 2);
});

test('secrets are their owner’s alone, the same after a restart, and never said', async () => {
  const files = readdirSync(provider.state);
  assert.ok(files.length >= 5);
  const bytes = () => files.map((name) => readFileSync(join(provider.state, name), 'utf8'));
  const first = bytes();
  for (const name of files) assert.equal(statSync(join(provider.state, name)).mode & 0o777, 0o600, name);
  assert.equal(statSync(provider.state).mode & 0o077, 0);
  const {access_token: token} = await askForToken(provider, 'offer-engine', grant({scope: 'decisions:read'}));
  await provider.stop();
  for (const secret of first) assert.ok(!provider.told().includes(secret.trim()));
  provider = await startProvider(provider);
  assert.deepEqual(bytes(), first);
  await jwtVerify(token, createRemoteJWKSet(new URL(`${provider.issuer}/jwks`)));
});

test('a secret that others can read stops the start', async () => {
  const path = join(provider.state, 'cookie.secret');
  await provider.stop();
  chmodSync(path, 0o644);
  await assert.rejects(startProvider(provider), /readable by its owner only/);
  chmodSync(path, 0o600);
  provider = await startProvider(provider);
});
