// What anybody may read, and how wrong addresses are answered.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import test, {after, before} from 'node:test';
import {createLocalJWKSet, flattenedVerify} from 'jose';
import {Portal} from '../tools/portal.mjs';

let portal;
let path;
before(async () => {
  portal = await Portal.open();
  const anna = await portal.person('anna');
  path = `/v1/catalogues/${anna.catalogue.catalogue}`;
});
after(() => portal.close());

test('the catalogue is its canonical bytes, tagged by their digest and signed', async () => {
  const answer = await portal.get(path);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.etag, `"${createHash('sha256').update(answer.body).digest('hex')}"`);
  const [head, empty, signature] = answer.headers['catalogue-signature'].split('.');
  assert.equal(empty, '');
  const jwks = (await portal.get('/.well-known/jwks.json')).json();
  await flattenedVerify(
    {protected: head, payload: Buffer.from(answer.body).toString('base64url'), signature},
    createLocalJWKSet(jwks),
  );
});

test('who has the catalogue already is told so', async () => {
  const {headers} = await portal.get(path);
  const again = await portal.get(path, {'if-none-match': headers.etag});
  assert.equal(again.status, 304);
  assert.equal(again.body, '');
});

test('a version of the catalogue is immutable, and one that never was is not there', async () => {
  const {version: number} = (await portal.get(path)).json();
  const version = await portal.get(`${path}/versions/${number}`);
  assert.equal(version.status, 200);
  assert.match(version.headers['cache-control'], /immutable/);
  assert.equal((await portal.get(`${path}/versions/${number + 1}`)).status, 404);
  assert.equal((await portal.get('/v1/catalogues/no-such-catalogue')).status, 404);
});

test('an address that leads nowhere is told to a person as a page and to a program as a problem', async () => {
  const page = await portal.get('/no/such/page', {accept: 'text/html,*/*'});
  assert.equal(page.status, 404);
  assert.match(page.headers['content-type'], /^text\/html/);
  const problem = await portal.get('/no/such/page', {accept: 'application/json'});
  assert.equal(problem.status, 404);
  assert.equal(problem.headers['content-type'], 'application/problem+json');
});

test('the address of the catalogue for questions about data leads to a page', async () => {
  const {operator} = (await portal.get(path)).json();
  const page = await portal.get(operator.privacy_url);
  assert.equal(page.status, 200);
  assert.ok(page.body.includes(operator.contact));
});

test('the published keys are public ones', async () => {
  const {keys} = (await portal.get('/.well-known/jwks.json')).json();
  assert.ok(keys.length > 0);
  for (const key of keys) {
    assert.equal(key.kty, 'OKP');
    assert.equal(key.crv, 'Ed25519');
    assert.equal(key.d, undefined);
  }
});

test('every route is in the OpenAPI document, and every one in it answers', async () => {
  const document = (await portal.get('/v1/openapi.json')).json();
  assert.match(document.openapi, /^3\.1\./);
  for (const [route, operations] of Object.entries(document.paths)) {
    const target = route.replace(/\{[^}]+\}/g, '1');
    for (const method of Object.keys(operations)) {
      if (!['get', 'post'].includes(method)) continue;
      const answer = await portal.send(method.toUpperCase(), target, method === 'post' ? {body: ''} : {});
      assert.notEqual(answer.status, 405, `${method} ${route}`);
      if (!route.includes('{')) assert.notEqual(answer.status, 404, `${method} ${route}`);
      assert.ok(answer.status < 500, `${method} ${route}: ${answer.status}`);
      assert.ok(operations[method].responses[answer.status], `${method} ${route} does not tell of ${answer.status}`);
    }
  }
});

test('an address that is not there is 404, a method that is not there 405', async () => {
  for (const wrong of ['/v1/nothing', '/v1', '/static/nothing', '/static/%00', '/static/..%2f..%2frun']) {
    const answer = await portal.get(wrong);
    assert.ok([400, 404].includes(answer.status), `${wrong}: ${answer.status}`);
  }
  const answer = await portal.send('DELETE', '/v1/gates');
  assert.equal(answer.status, 405);
  assert.match(answer.headers.allow, /GET/);
  assert.equal(answer.json().code, 'method_not_allowed');
});

test('a page on another site may load the modules, and reads nothing that is about a person', async () => {
  const origin = 'https://another.example';
  for (const file of ['/static/samtycke-panel.js', '/static/samtycke-panel.wasm', '/static/text/words.json', '/static/samtycke-history.js', '/static/text/sv.json']) {
    const {status, headers} = await portal.get(file, {origin});
    assert.deepEqual([status, headers['access-control-allow-origin']], [200, '*'], file);
  }
  for (const target of ['/', '/privacy', '/offers', '/company', '/ask', '/v1/consents/me', '/v1/gates']) {
    assert.equal((await portal.get(target, {origin})).headers['access-control-allow-origin'], undefined, target);
  }
});

test('no answer tells which software this is', async () => {
  for (const target of ['/', '/healthz', '/v1/nothing', path]) {
    const {headers} = await portal.get(target);
    assert.equal(headers.server, undefined, target);
    assert.equal(headers['x-powered-by'], undefined, target);
    assert.equal(headers['x-content-type-options'], 'nosniff', target);
  }
});

test('another host’s name gets nothing', async () => {
  assert.equal((await portal.get('/healthz', {host: 'evil.example'})).status, 421);
});
