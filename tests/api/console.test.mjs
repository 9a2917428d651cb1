// The console lets in the operator's own people alone, each for what their role is.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Visitor} from '../../web/demo/visitor.mjs';
import {Portal} from '../tools/portal.mjs';

let portal;
let officer;
let anna;

before(async () => {
  portal = await Portal.open();
  officer = await portal.staff('disa');
  anna = await portal.person('anna');
});
after(() => portal.close());

const start = '/console';
const html = {accept: 'text/html'};

function refused(answer, status, code) {
  assert.equal(answer.status, status, answer.body);
  assert.ok(answer.body.includes(code), answer.body);
  assert.equal(answer.headers['cache-control'], 'no-store');
}

test('staff sign in by their own door, and see who they are', async () => {
  const page = await officer.send(start, {headers: html});
  assert.equal(page.status, 200, page.body);
  assert.ok(page.body.includes(people.disa.name));
});

test('without a session of the staff every page is the way to sign in, and comes back there', async () => {
  const page = await portal.get(start, html);
  assert.equal(page.status, 401);
  assert.ok(page.body.includes(`/console/auth/login?return_to=${start}`), page.body);
  assert.ok(!page.body.includes(people.disa.name));
});

test('a customer’s session opens no page of the console [L69]', async () => {
  assert.equal((await anna.visitor.send(start, {headers: html})).status, 401);
});

test('a session of the staff opens no customer’s page and makes no customer’s choice [L69]', async () => {
  for (const path of ['/v1/consents/me', '/v1/gates']) {
    assert.equal((await officer.send(path)).status, 401, path);
  }
  assert.ok(!(await officer.send('/')).body.includes(people.disa.name));
});

test('a customer at the staff’s door gets no session', async () => {
  const visitor = new Visitor(portal.origin);
  const {login, password} = people.anna;
  await assert.rejects(visitor.signIn(login, password, start, '/console/auth'), /403/);
  assert.equal(visitor.cookie('__Host-samtycke-staff'), undefined);
  assert.equal((await visitor.send(start, {headers: html})).status, 401);
  visitor.close();
});

test('after signing out the console is shut', async () => {
  const visitor = await portal.staff('agnes');
  assert.equal((await visitor.send(start, {headers: html})).status, 200);
  const left = await visitor.send('/console/auth/logout', {
    method: 'POST',
    headers: {origin: portal.origin, 'sec-fetch-site': 'same-origin'},
  });
  assert.equal(left.status, 303);
  assert.equal((await visitor.send(start, {headers: html})).status, 401);
});
