// The console lets in the operator's own people alone, each for what their role is, and what they take
// along proves itself. What needs no sign-in stands in console_test.cpp.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash, createPublicKey, verify} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
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

const officersPages = ['/console/search', '/console/cases/1', '/console/looks', '/console/figures', '/console/log'];

test('the other roles see their own start and no page of the privacy officer’s', async () => {
  for (const sub of ['pelle', 'agnes']) {
    const visitor = await portal.staff(sub);
    const page = await visitor.send(start, {headers: html});
    assert.equal(page.status, 200);
    assert.ok(!page.body.includes('/console/search'));
    for (const path of officersPages) refused(await visitor.send(path, {headers: html}), 403, 'staff_role_missing');
    refused(await sent(visitor, {by: 'subject', value: anna.subject, reason: 'A-1'}), 403, 'staff_role_missing');
  }
});

const sent = (visitor, fields, headers = {}) =>
  visitor.send('/console/search', {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {'content-type': 'application/x-www-form-urlencoded', origin: portal.origin, 'sec-fetch-site': 'same-origin', ...headers},
  });

test('another site’s page searches nobody with the officer’s session', async () => {
  const answer = await sent(officer, {by: 'subject', value: anna.subject, reason: 'A-1'}, {origin: 'http://evil.example', 'sec-fetch-site': 'cross-site'});
  refused(answer, 403, 'foreign_origin');
});

function attachment(pdf, name) {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-'));
  try {
    writeFileSync(join(folder, 'evidence.pdf'), pdf);
    return execFileSync('qpdf', [`--show-attachment=${name}`, join(folder, 'evidence.pdf')]);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

test('the evidence of a case is signed, and each of its events is the one that the log holds', async () => {
  const [purpose] = anna.openPurposes(anna.switches());
  assert.equal((await anna.set(purpose, true)).status, 201);
  const opened = await sent(officer, {by: 'msisdn', value: '+46701740605', reason: 'A-2'});
  assert.equal(opened.status, 303, opened.body);
  const pdf = await officer.send(`${opened.headers.location}/evidence.pdf`);
  assert.equal(pdf.status, 200, pdf.body);
  const bytes = attachment(pdf.bytes, 'evidence.json');
  const jws = attachment(pdf.bytes, 'evidence.json.jws').toString();
  const {keys} = (await portal.get('/.well-known/jwks.json')).json();
  const [head, , signature] = jws.split('.');
  const {kid} = JSON.parse(Buffer.from(head, 'base64url'));
  const key = createPublicKey({key: keys.find((one) => one.kid === kid), format: 'jwk'});
  const input = Buffer.from(`${head}.${bytes.toString('base64url')}`);
  assert.ok(verify(null, input, key, Buffer.from(signature, 'base64url')), 'the signature does not hold');
  const {events, answers} = JSON.parse(bytes);
  assert.ok(events.some(({event}) => event.kind === 'granted' && event.purpose === purpose));
  assert.equal(answers.find((answer) => answer.purpose === purpose).decision, 'allow');
  const tile = (await portal.get(`/log/tile/entries/000.p/${portal.events().length}`)).bytes;
  for (const {position, event, salt, entry, proof} of events) {
    const hash = createHash('sha256').update(Buffer.from(salt, 'base64')).update(JSON.stringify(event)).digest();
    assert.equal(entry, `sha256:${hash.toString('hex')}`);
    // Each entry stands behind its length.
    assert.ok(tile.subarray(34 * position + 2, 34 * position + 34).equals(hash), `the log holds another event at ${position}`);
    assert.ok(proof.startsWith(`c2sp.org/tlog-proof@v1\nindex ${position}\n`), proof);
  }
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
