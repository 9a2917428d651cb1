// The receipt that a verifier really gives, the words that its notices lead to, and the check that they do.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {createLocalJWKSet, flattenedVerify} from 'jose';
import {canonical} from '../agree/cases/world.mjs';
import {build} from '../agree/sides.mjs';
import {faults, quadsOf, sha256, unknownTerms} from '../receipt/read.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes} from '../tools/questions.mjs';

let portal;
let anna;
let purpose;
const given = {};

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  given.yes = (await anna.set(purpose, true)).json().receipt;
  given.withdrawal = (await anna.set(purpose, false)).json().receipt;
});
after(() => portal.close());

const notices = (payload) => payload['dpv:hasNotice'];
const pathOf = (notice) => `/v1/notices/${notice['@id'].slice('notice:'.length)}`;

test('a receipt is signed over its RFC 8785 bytes with a published key [L34]', async () => {
  const keys = createLocalJWKSet((await portal.get('/.well-known/jwks.json')).json());
  for (const {payload, jws} of Object.values(given)) {
    const [head, empty, signature] = jws.split('.');
    assert.equal(empty, '');
    const verify = (value) => flattenedVerify({protected: head, payload: Buffer.from(canonical(value)).toString('base64url'), signature}, keys, {algorithms: ['Ed25519']});
    await verify(payload);
    await assert.rejects(verify({...payload, issued_at: '2020-01-01T00:00:00.000Z'}));
  }
});

test('it conforms, and other programs read in it what was done [L34]', async () => {
  for (const [name, state] of [['yes', 'ConsentGiven'], ['withdrawal', 'ConsentWithdrawn']]) {
    const {payload} = given[name];
    assert.deepEqual(faults(payload), []);
    assert.equal(payload['dct:conformsTo'], 'https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr');
    const quads = await quadsOf(payload);
    assert.deepEqual(unknownTerms(quads), []);
    assert.equal(quads.filter((quad) => quad.includes(`<https://w3id.org/dpv#${state}>`)).length, 1, name);
  }
});

test('a second yes while the first runs is a renewal', async () => {
  await anna.reload();
  const first = (await anna.set(purpose, true)).json().receipt.payload;
  const status = ({'dpv:hasRecordOfActivity': [record]}) => record['dpv:hasConsentStatus'][0]['@type'];
  assert.equal(status(first), 'dpv:ConsentGiven');
  const [{event}] = first.events;
  await anna.reload();
  const {sequence} = (await anna.consents()).state.subject;
  const {evidence} = event;
  const again = await anna.send({
    submission_id: 'renewed-by-hand', subject: anna.subject, sequence, catalogue: evidence.catalogue, catalogue_version: evidence.catalogue_version,
    language: evidence.language, ui_build: evidence.ui_build, notice_shown_at: new Date().toISOString(), decided_at: new Date().toISOString(),
    changes: [{purpose, choice: 'granted', method: 'switch', roles: ['user'], processing_version: evidence.processing_version, text_version: evidence.text_version, text_digest: evidence.text_digest}],
  });
  assert.equal(again.status, 201, again.body);
  assert.equal(status(again.json().receipt.payload), 'dpv:RenewedConsentGiven');
});

test('where its notice leads are the very bytes that the event’s digest names, for ever and for anyone [L26]', async () => {
  for (const {payload} of Object.values(given)) {
    const [notice] = notices(payload);
    const answer = await portal.get(pathOf(notice));
    assert.equal(answer.status, 200);
    assert.equal(`sha256:${sha256(answer.body)}`, payload.events[0].event.evidence.text_digest);
    assert.equal(answer.body, canonical(notice.shown));
    assert.match(answer.headers['cache-control'], /public.*immutable/);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    assert.equal((await portal.get(pathOf(notice), {'if-none-match': answer.headers.etag})).status, 304);
  }
});

test('a digest that no text has leads nowhere', async () => {
  for (const digest of [`sha256:${'0'.repeat(64)}`, 'sha256:', 'x']) assert.equal((await portal.get(`/v1/notices/${digest}`)).status, 404);
});

const check = () => {
  const {status, stdout, stderr} = spawnSync(join(build, 'samtycke'), ['check-texts', '--config', portal.stack.path('samtycke.json')], {encoding: 'utf8'});
  return {status, stdout, stderr};
};

test('the words of every event are found, while the verifier serves', () => {
  const {status, stdout} = check();
  assert.equal(status, 0, stdout);
  assert.match(stdout, new RegExp(`^${portal.events().length} events, 26 texts, 0 not found\\n$`));
});

test('an event whose words are not there is named by its place and its kind, and by nothing of its person [L26]', async () => {
  await anna.reload();
  const submission = anna.submission(purpose, false);
  const lost = {...submission, changes: submission.changes.map((one) => ({...one, text_digest: `sha256:${'a'.repeat(64)}`}))};
  const {receipt: {payload}} = (await anna.send(lost)).json();
  assert.equal(notices(payload)[0].text_found, false);
  const {status, stdout} = check();
  assert.equal(status, 1);
  const [line, sum] = stdout.split('\n');
  assert.equal(line, `position ${payload.events[0].position}: withdrawn, its words are not in the archive`);
  assert.match(sum, / 1 not found$/);
  assert.ok(!stdout.includes('anna'));
});

test('a catalogue that is gone or damaged takes its texts with it, and that is found', () => {
  const run = (sql) => execFileSync('sqlite3', [join(portal.stack.data, 'samtycke.db'), sql]);
  const before = check().stdout;
  run('DROP TRIGGER catalogues_never_change; UPDATE catalogues SET bytes = CAST(replace(CAST(bytes AS TEXT), \'IMY\', \'ÍMY\') AS BLOB)');
  const damaged = check();
  assert.equal(damaged.status, 1);
  assert.match(damaged.stdout, /^the kept catalogue telecom-se-demo \d+ is damaged\n/);
  assert.ok(damaged.stdout.split('\n').length > before.split('\n').length + 1);
  run('DELETE FROM catalogues');
  assert.equal(check().status, 1);
});

test('without a database there is nothing to check, and none is made', () => {
  const {status, stdout, stderr} = spawnSync(join(build, 'samtycke'), ['check-texts', '--config', '/nowhere.json'], {encoding: 'utf8'});
  assert.deepEqual({status, stdout}, {status: 2, stdout: ''});
  assert.ok(stderr.includes('/nowhere.json'));
});
