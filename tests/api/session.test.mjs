// Sign-in by the real provider, and what a session is.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {forms, Visitor} from '../../web/demo/visitor.mjs';
import {Portal} from '../tools/portal.mjs';

let portal;
before(async () => {
  portal = await Portal.open();
});
after(() => portal.close());

const session = '__Host-samtycke';

// The steps of a sign-in, kept: every answer on the way.
async function departure(visitor) {
  const away = await visitor.send('/auth/login?return_to=/');
  assert.equal(away.status, 303);
  return new URL(away.headers.location);
}

async function arrival(visitor, authorization) {
  let page = await visitor.visit(authorization);
  const {login, password} = people.anna;
  const form = forms(page.body)[0];
  page = await visitor.send(new URL(form.action, page.url), {
    method: 'POST',
    body: new URLSearchParams({login, password}).toString(),
    headers: {'content-type': 'application/x-www-form-urlencoded', origin: page.url.origin},
  });
  while (new URL(page.headers.location, page.url).origin !== portal.origin) {
    page = await visitor.send(new URL(page.headers.location, page.url));
  }
  return new URL(page.headers.location, page.url);
}

test('the code flow asks with PKCE, state and nonce, and only for what it needs', async () => {
  const visitor = new Visitor(portal.origin);
  const query = (await departure(visitor)).searchParams;
  assert.equal(query.get('response_type'), 'code');
  assert.equal(query.get('code_challenge_method'), 'S256');
  assert.equal(query.get('redirect_uri'), `${portal.origin}/auth/callback`);
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(query.get(name).length >= 22, name);
  visitor.close();
});

test('the session’s cookie is for this host alone, hidden from scripts, and new at each sign-in', async () => {
  const seen = new Set();
  for (let time = 0; time < 2; time += 1) {
    const visitor = new Visitor(portal.origin);
    const planted = {cookie: `${session}=planted`};
    const answer = await visitor.send(await arrival(visitor, await departure(visitor)), {headers: planted});
    visitor.close();
    assert.equal(answer.status, 303);
    const line = answer.headers['set-cookie'].find((set) => set.startsWith(`${session}=`));
    assert.ok(line, 'no session was given');
    for (const wanted of [/; ?Secure/i, /; ?HttpOnly/i, /; ?Path=\/(;|$)/i, /; ?SameSite=(Lax|Strict)/i]) assert.match(line, wanted);
    assert.doesNotMatch(line, /; ?Domain=/i);
    seen.add(line.slice(0, line.indexOf(';')));
  }
  assert.equal(seen.size, 2);
  assert.ok(!seen.has(`${session}=planted`));
});

test('a sign-in that another browser began gives no session', async () => {
  const mine = new Visitor(portal.origin);
  const theirs = new Visitor(portal.origin);
  const back = await arrival(mine, await departure(mine));
  const answer = await theirs.send(back);
  assert.ok([400, 401].includes(answer.status), `${answer.status}`);
  assert.equal(theirs.cookie(session), undefined);
  mine.close();
  theirs.close();
});

test('an answer with another state, issuer or code gives no session', async () => {
  for (const [name, value] of [['state', 'another'], ['iss', 'http://evil.example'], ['code', 'another']]) {
    const visitor = new Visitor(portal.origin);
    const bent = await arrival(visitor, await departure(visitor));
    bent.searchParams.set(name, value);
    assert.ok([400, 401].includes((await visitor.send(bent)).status), name);
    assert.equal(visitor.cookie(session), undefined, name);
    visitor.close();
  }
});

test('a code works once', async () => {
  const visitor = new Visitor(portal.origin);
  const departed = await departure(visitor);
  const login = `__Host-samtycke-login=${visitor.cookie('__Host-samtycke-login')}`;
  const back = await arrival(visitor, departed);
  assert.equal((await portal.get(back, {cookie: login})).status, 303);
  const again = await portal.get(back, {cookie: login});
  assert.ok([400, 401].includes(again.status), `${again.status}`);
  visitor.close();
});

test('the way back is a path of this portal and nothing else', async () => {
  for (const target of ['//evil.example', 'http://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/%0d%0ax: y']) {
    const answer = await portal.get(`/auth/login?return_to=${encodeURIComponent(target)}`);
    assert.equal(answer.status, 400, target);
  }
});

test('signing out here ends the session for good, and the provider’s too', async () => {
  const visitor = await portal.visitor('karin');
  const cookie = `${session}=${visitor.cookie(session)}`;
  assert.equal((await portal.get('/v1/consents/me', {cookie})).status, 200);
  const left = await visitor.send('/auth/logout', {
    method: 'POST',
    headers: {origin: portal.origin, 'sec-fetch-site': 'same-origin'},
  });
  assert.equal(left.status, 303);
  assert.equal(visitor.cookie(session), undefined);
  assert.equal((await portal.get('/v1/consents/me', {cookie})).status, 401);
});

test('another site’s page cannot sign a person out', async () => {
  const visitor = await portal.visitor('karin');
  const answer = await visitor.send('/auth/logout', {method: 'POST', headers: {origin: 'http://evil.example'}});
  assert.equal(answer.status, 403);
  assert.equal((await visitor.send('/v1/consents/me')).status, 200);
});

test('signing out at the provider ends our session', async () => {
  const visitor = await portal.visitor('anna');
  const cookie = `${session}=${visitor.cookie(session)}`;
  assert.equal((await portal.get('/v1/consents/me', {cookie})).status, 200);
  const discovery = new URL('/.well-known/openid-configuration', portal.stack.provider);
  const {end_session_endpoint: end} = (await visitor.send(discovery)).json();
  const page = await visitor.visit(end);
  await visitor.submit(page, {logout: 'yes'});
  for (let attempt = 0; ; attempt += 1) {
    const {status} = await portal.get('/v1/consents/me', {cookie});
    if (status === 401) break;
    assert.ok(attempt < 100, 'the session lives on');
  }
});

test('a forged word of the provider ends nothing', async () => {
  const visitor = await portal.visitor('anna');
  for (const token of ['', 'nothing', 'eyJhbGciOiJub25lIn0.e30.']) {
    const answer = await portal.send('POST', '/auth/backchannel-logout', {
      headers: {'content-type': 'application/x-www-form-urlencoded'},
      body: new URLSearchParams({logout_token: token}).toString(),
    });
    assert.equal(answer.status, 400, answer.body);
  }
  assert.equal((await visitor.send('/v1/consents/me')).status, 200);
});
