// A page with a session of its own: a person's access token in place of our cookie. Who may act with
// one, from which page, and every token that nobody may.
import assert from 'node:assert/strict';
import {createPublicKey} from 'node:crypto';
import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import test, {after, before} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes} from '../tools/questions.mjs';
import {Tokens} from '../tools/tokens.mjs';

const site = 'https://app.example';
let portal;
let tokens;
let anna;
let purpose;

before(async () => {
  portal = await Portal.open({extra: {page_origins: [site, 'http://localhost:9123']}});
  tokens = await Tokens.of(portal.stack);
  anna = await portal.person('anna');
  [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
});
after(() => portal.close());

const calls = ['/v1/consents/me', '/v1/consents/me/history', '/v1/consents/me/receipts/none'];
const bearer = (token, more = {}) => ({authorization: `Bearer ${token}`, ...more});
const read = (token, more, path = calls[0]) => portal.get(path, bearer(token, more));
const send = (token, submission, more) =>
  portal.send('POST', calls[0], {headers: bearer(token, {'content-type': 'application/json', ...more}), body: JSON.stringify(submission)});
const named = (submission) => ({...submission, submission_id: randomUUID()});

function refused(answer, status, code) {
  assert.equal(answer.status, status, answer.body);
  assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  assert.equal(answer.json().code, code);
  assert.equal(answer.headers['cache-control'], 'no-store');
}

test('a person’s token reads and changes what is theirs, without cookie and from another site', async () => {
  const token = tokens.person('anna');
  const own = await read(token);
  assert.equal(own.status, 200, own.body);
  assert.equal(own.json().subject, 'sub-anna-bjork');
  await anna.reload();
  const answer = await send(token, anna.submission(purpose, true), {origin: site, 'sec-fetch-site': 'cross-site'});
  assert.equal(answer.status, 201, answer.body);
  assert.equal(answer.headers['access-control-allow-origin'], site);
  const {event} = answer.json().receipt.payload.events[0];
  assert.equal(event.actor, 'prs-anna');
  assert.match(event.evidence.session, /^ses-[0-9a-f]{32}$/);
  assert.equal((await read(token, {}, calls[1])).json().history[0].kind, 'granted');
});

test('a token is for its own person: another’s relation is as unknown as none [L30]', async () => {
  const karin = tokens.person('karin');
  refused(await read(karin, {}, `${calls[0]}?subject=sub-anna-bjork`), 404, 'not_found');
  refused(await read(karin, {}, `${calls[1]}?subject=sub-anna-bjork`), 404, 'not_found');
  await anna.reload();
  const events = portal.events().length;
  refused(await send(karin, named(anna.submission(purpose, false))), 404, 'not_found');
  assert.equal(portal.events().length, events);
});

const wrong = () => {
  const pem = createPublicKey({key: JSON.parse(readFileSync(portal.stack.path('provider', 'signing-key.jwk'), 'utf8')), format: 'jwk'}).export({type: 'spki', format: 'pem'});
  const now = Math.floor(Date.now() / 1000);
  const good = tokens.person('anna');
  return [
    ['a back end’s own', portal.decider, 403, 'scope_missing'],
    ['a back end’s own, with the scope', tokens.person('offer-engine', {client_id: 'offer-engine'}), 403, 'persons_token_needed'],
    ['no person', tokens.person(undefined), 401, 'token_invalid'],
    ['somebody nobody brought in', tokens.person('nobody-known'), 403, 'actor_not_subject'],
    ['an administrator’s for another', tokens.person('anna', {act: {sub: 'karin'}}), 403, 'persons_token_needed'],
    ['another audience', tokens.person('anna', {aud: 'https://other.example'}), 401, 'token_invalid'],
    ['no audience', tokens.person('anna', {aud: undefined}), 401, 'token_invalid'],
    ['another issuer', tokens.person('anna', {iss: 'https://other.example'}), 401, 'token_invalid'],
    ['an ID token', tokens.person('anna', {}, {typ: 'JWT'}), 401, 'token_invalid'],
    ['no type', tokens.person('anna', {}, {typ: undefined}), 401, 'token_invalid'],
    ['expired', tokens.person('anna', {iat: now - 600, exp: now - 120}), 401, 'token_invalid'],
    ['not yet', tokens.person('anna', {iat: now + 600, exp: now + 900}), 401, 'token_invalid'],
    ['for longer than a page needs', tokens.person('anna', {exp: now + 3600}), 403, 'persons_token_needed'],
    ['without its end', tokens.person('anna', {exp: undefined}), 401, 'token_invalid'],
    ['without scope', tokens.person('anna', {scope: undefined}), 403, 'scope_missing'],
    ['with another scope', tokens.person('anna', {scope: 'openid consents:read consents'}), 403, 'scope_missing'],
    ['signed with nothing', tokens.unsigned('anna'), 401, 'token_invalid'],
    ['signed with our public key as a secret', tokens.hmac('anna', pem), 401, 'token_invalid'],
    ['signed by somebody else', `${good.slice(0, good.lastIndexOf('.'))}.${tokens.person('karin').split('.')[2]}`, 401, 'token_invalid'],
    ['no token at all', '', 401, 'token_missing'],
    ['not a token', 'nothing', 401, 'token_invalid'],
  ];
};

test('any other token is refused by every call, and changes nothing', async () => {
  await anna.reload();
  const submission = anna.submission(purpose, false);
  const events = portal.events().length;
  for (const [name, token, status, code] of wrong()) {
    for (const path of calls) {
      const answer = await read(token, {}, path);
      assert.equal(`${answer.status} ${answer.json().code}`, `${status} ${code}`, `${name}: ${path}`);
      refused(answer, status, code);
      if (status === 401) assert.match(answer.headers['www-authenticate'], /^Bearer/, name);
    }
    const answer = await send(token, named(submission));
    assert.equal(`${answer.status} ${answer.json().code}`, `${status} ${code}`, name);
  }
  assert.equal(portal.events().length, events);
});

test('where a token is sent the cookie beside it does not count', async () => {
  const cookie = `__Host-samtycke=${anna.visitor.cookie('__Host-samtycke')}`;
  assert.equal((await portal.get(calls[0], {cookie})).status, 200);
  refused(await read('nothing', {cookie}), 401, 'token_invalid');
  refused(await read(portal.decider, {cookie}), 403, 'scope_missing');
  const karins = await read(tokens.person('karin'), {cookie});
  assert.equal(karins.json().subject, 'sub-karin-bjork', 'the token is Karin’s and the cookie Anna’s');
  // Another scheme, of a proxy in between, is no token of ours.
  assert.equal((await portal.get(calls[0], {cookie, authorization: 'Basic eDp5'})).status, 200);
});

test('a person’s token opens nothing else', async () => {
  const token = tokens.person('karin');
  refused(await portal.get('/v1/gates', bearer(token)), 401, 'sign_in_needed');
  refused(await portal.post('/v1/decisions', {}, token), 403, 'scope_missing');
  refused(await portal.post('/v1/provisioning', {acts: []}, token), 403, 'scope_missing');
});

test('a page of a named origin may ask first, and is told what it may send', async () => {
  for (const [path, methods] of [[calls[0], 'GET, POST'], [calls[1], 'GET'], [calls[2], 'GET']]) {
    const headers = {origin: site, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization'};
    const answer = await portal.send('OPTIONS', path, {headers});
    assert.equal(answer.status, 204);
    assert.equal(answer.body, '');
    assert.equal(answer.headers['access-control-allow-origin'], site);
    assert.equal(answer.headers['access-control-allow-methods'], methods);
    assert.match(answer.headers['access-control-allow-headers'], /Authorization/);
    assert.equal(answer.headers['access-control-allow-credentials'], undefined);
    assert.equal(answer.headers.vary, 'Origin');
  }
});

test('and reads the answers, refusals too, never with our cookie', async () => {
  for (const answer of [await read(tokens.person('anna'), {origin: site}), await read('nothing', {origin: site})]) {
    assert.equal(answer.headers['access-control-allow-origin'], site);
    assert.match(answer.headers['access-control-expose-headers'], /ETag/);
    assert.equal(answer.headers['access-control-allow-credentials'], undefined);
    assert.equal(answer.headers.vary, 'Origin');
  }
});

test('a page of any other origin may neither ask nor read', async () => {
  const others = ['https://evil.example', 'null', 'https://app.example.evil.example', 'https://app.example:444', 'http://app.example', 'https://APP.example', ''];
  for (const origin of others) {
    for (const path of calls) {
      const preflight = await portal.send('OPTIONS', path, {headers: {origin, 'access-control-request-method': 'GET'}});
      refused(preflight, 403, 'foreign_origin');
      for (const answer of [preflight, await read(tokens.person('anna'), {origin}, path)]) {
        assert.equal(answer.headers['access-control-allow-origin'], undefined, `${origin} ${path}`);
        assert.equal(answer.headers.vary, 'Origin');
      }
    }
  }
});

test('a page of a named origin cannot act with our cookie', async () => {
  await anna.reload();
  const events = portal.events().length;
  refused(await anna.send(named(anna.submission(purpose, false)), {origin: site, 'sec-fetch-site': 'cross-site'}), 403, 'foreign_origin');
  assert.equal(portal.events().length, events);
});

test('the scripts, the module and the catalogue can be fetched by any page', async () => {
  for (const path of ['/static/samtycke-panel.js', '/static/samtycke-panel.wasm', '/static/text/sv.json', `/v1/catalogues/${anna.catalogue.catalogue}`]) {
    assert.equal((await portal.get(path, {origin: site})).headers['access-control-allow-origin'], '*', path);
  }
  const {headers} = await portal.get(`/v1/catalogues/${anna.catalogue.catalogue}`, {origin: site});
  assert.match(headers['access-control-expose-headers'], /Catalogue-Signature/);
});

test('where no origin is named, none may', async () => {
  const other = await Portal.open();
  try {
    const answer = await other.send('OPTIONS', calls[0], {headers: {origin: site, 'access-control-request-method': 'GET'}});
    refused(answer, 403, 'foreign_origin');
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  } finally {
    await other.close();
  }
});

test('nothing of a token or of its person stands in the log', async () => {
  const token = tokens.person('anna');
  await read(token);
  await read(`${token}x`);
  const log = portal.stack.log('verifier');
  for (const hidden of [token, token.split('.')[1], 'anna', 'Anna']) assert.ok(!log.includes(hidden), hidden);
});
