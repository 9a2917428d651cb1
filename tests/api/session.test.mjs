// Sessions of the real verifier at the real provider. What sign-in itself refuses is tested with
// identity alone (tests/identity).
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

test('the session’s cookie is for this host alone, hidden from scripts, and new at each sign-in', async () => {
  const seen = new Set();
  for (let time = 0; time < 2; time += 1) {
    const visitor = new Visitor(portal.origin);
    const login = '__Host-samtycke-login';
    const departed = await departure(visitor);
    const planted = {cookie: `${session}=planted; ${login}=${visitor.cookie(login)}`};
    const answer = await visitor.send(await arrival(visitor, departed), {headers: planted});
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
