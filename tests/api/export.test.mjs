// What a person takes along: one archive, read by Python and by JSON Schema, and checked by a stranger.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import {createLocalJWKSet, flattenedVerify} from 'jose';
import {build, root} from '../agree/sides.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes} from '../tools/questions.mjs';

const folder = mkdtempSync(join(tmpdir(), 'samtycke-export-'));
const python = (words, input) => execFileSync('python3', [join(root, 'tests/tools/zip.py'), ...words], {input, maxBuffer: 1e8});
const path = '/v1/consents/me/export';
let portal;
let anna;
let purpose;
let answer;
let files;

const unpacked = (bytes) => {
  writeFileSync(join(folder, 'read.zip'), bytes);
  const read = JSON.parse(python(['read', join(folder, 'read.zip')]));
  return new Map(Object.entries(read).map(([name, text]) => [name, Buffer.from(text, 'base64')]));
};
const json = (name) => JSON.parse(files.get(name));
const decisions = () => String(files.get('decisions.jsonl')).trimEnd().split('\n').map((line) => JSON.parse(line));

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  await anna.set(purpose, true);
  await anna.reload();
  await anna.set(purpose, false);
  answer = await anna.visitor.send(path, {headers: {'accept-language': 'en'}});
  files = unpacked(answer.bytes);
  for (const [name, from] of [['keys', '/.well-known/jwks.json'], ['log', '/log/vkey']]) {
    writeFileSync(join(folder, name), (await portal.get(from)).body);
  }
});
after(async () => {
  await portal.close();
  rmSync(folder, {recursive: true, force: true});
});

const verify = (bytes, more = []) => {
  writeFileSync(join(folder, 'it.zip'), bytes);
  const words = ['verify', 'export', join(folder, 'it.zip'), '--keys', join(folder, 'keys'), '--log-key', join(folder, 'log'), ...more];
  return spawnSync(join(build, 'samtycke'), words, {encoding: 'utf8'});
};
/** The archive with something else in it, as anybody could write it. */
const written = (change) => {
  const list = [...files].map(([name, bytes]) => [name, bytes]);
  const changed = change(list) ?? list;
  python(['write', join(folder, 'other.zip')], JSON.stringify(changed.map(([name, bytes]) => [name, typeof bytes === 'number' ? bytes : Buffer.from(bytes).toString('base64')])));
  return execFileSync('cat', [join(folder, 'other.zip')], {maxBuffer: 1e8});
};
const wrong = (bytes) => {
  const {status, stdout} = verify(bytes, ['--json']);
  assert.equal(status, 1, stdout);
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({result}) => result === 'wrong').map(({check, where}) => `${check} ${where}`);
};

test('the export is one archive that is kept by nobody on the way [L119]', () => {
  assert.equal(answer.status, 200, answer.body);
  assert.equal(answer.headers['content-type'], 'application/zip');
  assert.match(answer.headers['content-disposition'], /^attachment; filename="samtycke-export\.zip"$/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.match(String(files.get('readme.txt')), /^Your choices and what belongs to them/);
});

test('it tells all decisions, the words as they were shown, the recipients by name and the source [L119]', async () => {
  const told = decisions();
  const {history} = (await anna.visitor.send('/v1/consents/me/history')).json();
  assert.deepEqual(told.map(({kind, at, door}) => [kind, at, door]), history.toReversed().map(({kind, at, door}) => [kind, at, door]));
  const yes = told.find(({kind}) => kind === 'granted');
  const [use] = yes.purposes;
  assert.equal(use.id, purpose);
  const words = files.get(use.notice);
  assert.equal(`sha256:${createHash('sha256').update(words).digest('hex')}`, use.text_digest);
  const known = anna.catalogue.purposes.find(({id}) => id === purpose);
  assert.equal(JSON.parse(words).title, known.title[use.language]);
  const {controller, identifiers, purposes, relation} = json('export.json');
  assert.equal(controller.name, anna.catalogue.operator.name);
  assert.ok(identifiers.length > 0 && identifiers.every(({value}) => /^[+0-9a-z@.]+$/.test(value)));
  assert.equal(relation.subject, anna.subject);
  for (const {id, recipients, notice} of purposes) {
    const named = anna.catalogue.purposes.find((one) => one.id === id)?.recipients ?? [];
    assert.deepEqual(recipients, named, id);
    if (notice?.facts.recipients) assert.deepEqual(notice.facts.recipients, named, id);
  }
});

test('it is of the form that it says, in a common format [L120]', () => {
  const ajv = new Ajv({strict: false, validateFormats: false});
  const whole = ajv.compile(json('schema/export.schema.json'));
  assert.ok(whole(json('export.json')), JSON.stringify(whole.errors));
  const line = ajv.compile(json('schema/decision.schema.json'));
  for (const decision of decisions()) assert.ok(line(decision), JSON.stringify(line.errors));
  assert.ok(!line({...decisions()[0], more: 1}));
  assert.deepEqual(json('export.json').traffic_data, {held: false, ask: anna.catalogue.operator.contact});
});

test('the table says what the lines say [L120]', () => {
  const rows = JSON.parse(
    execFileSync('python3', ['-c', 'import csv, io, json, sys; print(json.dumps(list(csv.DictReader(io.StringIO(sys.stdin.buffer.read().decode(), newline="")))))'], {
      input: files.get('decisions.csv'),
    }),
  );
  const lines = decisions().flatMap(({purposes, ...decision}) =>
    (purposes.length > 0 ? purposes : [{}]).map(({id = '', ...use}) => ({...decision, purpose: id, ...use})));
  assert.equal(rows.length, lines.length);
  rows.forEach((row, i) => {
    for (const [name, value] of Object.entries(row)) assert.equal(value, lines[i][name] ?? '', name);
  });
});

test('nobody takes along what is another’s [L119]', async () => {
  assert.equal((await portal.get(path)).status, 401);
  const karin = await portal.person('karin');
  assert.equal((await karin.visitor.send(`${path}?subject=${anna.subject}`)).status, 404);
});

test('the same moment gives the same bytes', async () => {
  const {files: listed} = json('manifest.json');
  const again = unpacked((await anna.visitor.send(path, {headers: {'accept-language': 'en'}})).bytes);
  const without = (map) => [...map].filter(([name]) => !['export.json', 'manifest.json', 'manifest.jws'].includes(name)).map(([name, bytes]) => [name, String(bytes)]);
  assert.deepEqual(without(again), without(files));
  assert.equal(listed.length, files.size - 2);
});

// From here on the commands take their time, and the connections above would be closed meanwhile.

test('a stranger proves all of it: its signature, every file, every receipt', async () => {
  const keys = createLocalJWKSet(JSON.parse((await portal.get('/.well-known/jwks.json')).body));
  const [head, , signature] = String(files.get('manifest.jws')).split('.');
  await flattenedVerify({protected: head, payload: files.get('manifest.json').toString('base64url'), signature}, keys, {algorithms: ['Ed25519']});
  for (const {name, sha256, size} of json('manifest.json').files) {
    assert.equal(createHash('sha256').update(files.get(name)).digest('hex'), sha256);
    assert.equal(files.get(name).length, size);
  }
  const {status, stdout, stderr} = verify(answer.bytes, ['--lang', 'en']);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^ok +manifest\.jws: The manifest is signed/m);
  assert.match(stdout, /^ok +receipts\/0001\.json\/log\/0\/proof position \d+ size \d+: /m);
  assert.match(stdout, /^ok +receipts\/0002\.json\/log\/0\/proof position \d+ size \d+: /m);
  assert.equal(verify(written(() => undefined)).status, 0, 'written by another program');
});

test('whatever is changed, taken out, put in or exchanged is found with its place', () => {
  for (const file of [...files.keys()].filter((one) => !one.startsWith('manifest'))) {
    const found = wrong(written((list) => list.map(([one, bytes]) => [one, one === file ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes])));
    assert.ok(found.includes(`export_file_wrong ${file}`), `${file}: ${found}`);
    assert.ok(wrong(written((list) => list.filter(([one]) => one !== file))).includes(`export_file_missing ${file}`));
  }
  assert.deepEqual(wrong(written((list) => [...list, ['more.txt', 'x']])), ['export_file_unlisted more.txt']);
  assert.deepEqual(wrong(written((list) => list.filter(([one]) => one !== 'manifest.jws'))), ['manifest_misformed manifest.json']);
  const swapped = wrong(written((list) => list.map(([one, bytes]) =>
    [one === 'receipts/0001.json' ? 'receipts/0002.json' : one === 'receipts/0002.json' ? 'receipts/0001.json' : one, bytes])));
  assert.deepEqual(swapped.sort(), ['export_file_wrong receipts/0001.json', 'export_file_wrong receipts/0002.json']);
  const later = wrong(written((list) => list.map(([one, bytes]) => [one, one === 'manifest.json' ? String(bytes).replace('"issued_at":"2', '"issued_at":"3') : bytes])));
  assert.ok(later.includes('signature_wrong manifest.jws'), String(later));
});

test('what is no archive, or one that means harm, is refused and read no further', () => {
  for (const [what, bytes] of [
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('no archive')],
    ['a part', answer.bytes.subarray(0, answer.bytes.length - 30)],
    ['a name twice', written((list) => [...list, list[0]])],
    ['a way out', written((list) => [...list, ['../escape.txt', 'x']])],
    ['a bomb', written((list) => [...list, ['bomb.txt', 65 << 20]])],
  ]) {
    assert.deepEqual(wrong(bytes), ['archive_misformed undefined'], what);
  }
  const flipped = Buffer.from(answer.bytes);
  flipped[60] ^= 1;
  assert.equal(verify(flipped).status, 1);
  const absent = spawnSync(join(build, 'samtycke'), ['verify', 'export', join(folder, 'none.zip'), '--keys', join(folder, 'keys'), '--log-key', join(folder, 'log')], {encoding: 'utf8'});
  assert.equal(absent.status, 2);
});
