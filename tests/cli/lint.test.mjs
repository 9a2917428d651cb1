// `samtycke lint` as a person, an editor and a pull request run it.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after} from 'node:test';

const root = process.env.SAMTYCKE_ROOT ?? join(import.meta.dirname, '../..');
const program = join(process.env.SAMTYCKE_BUILD ?? join(root, 'build'), 'samtycke');
const shipped = join(root, 'core/catalogue/telecom-se.json');
const catalogue = JSON.parse(readFileSync(shipped, 'utf8'));
const sentences = (language) => JSON.parse(readFileSync(join(root, `core/text/${language}.json`), 'utf8')).lint;

const folder = mkdtempSync(join(tmpdir(), 'samtycke-lint-'));
after(() => rmSync(folder, {recursive: true}));

function lint(words, environment = {}) {
  const {LANG, LC_ALL, LC_MESSAGES, ...rest} = process.env;
  const {status, stdout, stderr} = spawnSync(program, ['lint', ...words], {encoding: 'utf8', env: {...rest, ...environment}});
  assert.equal(stderr, '');
  return {status, text: stdout};
}

// The shipped catalogue with a change, in a file.
function changed(name, change) {
  const copy = structuredClone(catalogue);
  change(copy);
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(copy, null, 2));
  return file;
}

const rewarding = changed('en katalog.json', (copy) => { copy.purposes[1].text.en = 'We give you a discount.'; });
const place = '/purposes/1/text/en';

test('the shipped catalogue has nothing to find, in any format', () => {
  assert.deepEqual(lint([shipped]), {status: 0, text: ''});
  assert.deepEqual(lint(['--json', shipped]), {status: 0, text: ''});
  const {status, text} = lint(['--format', 'sarif', shipped]);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(text).runs[0].results, []);
});

test('a finding has its place, its code, its row, its word and how to mend it', () => {
  const {status, text} = lint(['--lang', 'en', rewarding]);
  assert.equal(status, 1);
  assert.equal(text, `${rewarding}#${place}: incentive_word (L17: discount)\n  ${sentences('en').incentive_word}\n`);
});

test('the language is what --lang says, else the environment, else Swedish', () => {
  const said = (words, environment) => lint([...words, rewarding], environment).text.split('\n')[1].trim();
  const {sv, en} = {sv: sentences('sv').incentive_word, en: sentences('en').incentive_word};
  assert.equal(said([], {}), sv);
  assert.equal(said([], {LANG: 'en_GB.UTF-8'}), en);
  assert.equal(said([], {LANG: 'sv_SE.UTF-8'}), sv);
  assert.equal(said([], {LANG: 'C.UTF-8'}), sv);
  assert.equal(said([], {LC_ALL: 'en_US', LANG: 'sv_SE'}), en);
  assert.equal(said(['--language', 'sv'], {LANG: 'en_GB'}), sv);
});

test('a finding as JSON is one line', () => {
  const {status, text} = lint(['--json', rewarding]);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(text), {code: 'incentive_word', name: 'discount', row: 'L17', where: place});
});

test('a warning is told and stops nothing', () => {
  const hard = 'Personuppgiftsbehandlingen omfattar förbrukningsanalyser, kvalitetsjämförelser och sannolikhetsberäkningar avseende kommunikationsutrustning inom distributionsnätet.';
  const file = changed('hard.json', (copy) => { copy.purposes[0].text.sv = hard; });
  const {status, text} = lint(['--json', file]);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(text), {code: 'hard_to_read', level: 'warning', row: 'L13', where: '/purposes/0/text/sv'});
  assert.equal(JSON.parse(lint(['--format', 'sarif', file]).text).runs[0].results[0].level, 'warning');
});

test('SARIF 2.1.0 has the rules, the level, and the line and column of the pointer', () => {
  const {status, text} = lint(['--format', 'sarif', '--lang', 'en', rewarding]);
  assert.equal(status, 1);
  const log = JSON.parse(text);
  assert.equal(log.version, '2.1.0');
  const [run] = log.runs;
  const rules = run.tool.driver.rules;
  assert.deepEqual(rules.map(({id}) => id).sort(), Object.keys(sentences('en')).sort());
  for (const rule of rules) assert.ok(rule.help.text.startsWith(sentences('en')[rule.id]), rule.id);
  assert.equal(rules.find(({id}) => id === 'hard_to_read').defaultConfiguration.level, 'warning');
  assert.equal(rules.find(({id}) => id === 'operations_joined').properties.row, 'L7');
  const [result] = run.results;
  assert.equal(run.results.length, 1);
  assert.equal(result.ruleId, 'incentive_word');
  assert.equal(result.level, 'error');
  assert.ok(result.message.text.includes('discount'));
  const [{physicalLocation, logicalLocations}] = result.locations;
  assert.equal(logicalLocations[0].fullyQualifiedName, place);
  assert.equal(new URL(physicalLocation.artifactLocation.uri).pathname, encodeURI(rewarding));
  const lines = readFileSync(rewarding, 'utf8').split('\n');
  const {startLine, startColumn} = physicalLocation.region;
  assert.ok(lines[startLine - 1].slice(startColumn - 1).startsWith('"We give you a discount."'), `${startLine}:${startColumn}`);
});

test('SARIF counts columns in code points, reads escaped names and finds what is missing near by', () => {
  const file = join(folder, 'one-line.json');
  const copy = structuredClone(catalogue);
  copy.purposes[0].text.sv = '😀 Vi räknar.';
  delete copy.purposes[0].lek_gate;
  const text = JSON.stringify(copy).replace('"purposes":', '"p\\u0075rposes" :\t');
  writeFileSync(file, text);
  const {results} = JSON.parse(lint(['--format', 'sarif', file]).text).runs[0];
  const at = (code) => results.find(({ruleId}) => ruleId === code).locations[0].physicalLocation.region;
  const rest = ({startLine, startColumn}) => {
    assert.equal(startLine, 1);
    return [...text].slice(startColumn - 1).join('');
  };
  assert.ok(rest(at('exclamation_or_emoji')).startsWith('"😀 Vi räknar."'));
  assert.ok(rest(at('lek_gate_missing')).startsWith(`{"id":"${copy.purposes[0].id}"`));
});

test('what cannot be read says so in each format, and is no finding', () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{"catalogue":"Wrong"}');
  for (const format of ['text', 'json', 'sarif']) {
    const {status, text} = lint(['--format', format, file]);
    assert.equal(status, 2, format);
    assert.ok(text.includes('bad_id'), format);
  }
});

const newer = (name, change) => changed(name, (copy) => {
  copy.version += 1;
  change(copy);
});

test('--diff is content where every version rose', () => {
  assert.deepEqual(lint(['--diff', shipped, shipped]), {status: 0, text: ''});
  const file = newer('raised.json', (copy) => {
    copy.purposes[0].data_types.pop();
    copy.purposes[0].processing_version += 1;
    copy.purposes[1].text.en = 'We add up the usage.';
    copy.purposes[1].text_version += 1;
  });
  const {status, text} = lint(['--diff', shipped, file]);
  assert.equal(status, 0);
  assert.equal(text, `${catalogue.purposes[0].id}: data_types\n${catalogue.purposes[1].id}: (text)\n`);
});

test('--diff fails where a version was forgotten, and says which', () => {
  const file = newer('forgotten.json', (copy) => {
    copy.purposes[0].max_age_days += 1;
    copy.purposes[1].text.en = 'We add up the usage.';
    copy.purposes.splice(2, 1);
  });
  const {status, text} = lint(['--json', '--diff', shipped, file]);
  assert.equal(status, 1);
  assert.deepEqual(text.trim().split('\n').map((line) => JSON.parse(line)), [
    {code: 'processing_version_not_raised', name: catalogue.purposes[0].id, row: 'L54', where: '/purposes/0/processing_version'},
    {code: 'text_version_not_raised', name: catalogue.purposes[1].id, row: 'L55', where: '/purposes/1/text_version'},
    {code: 'purpose_vanished', name: catalogue.purposes[2].id, row: 'L36', where: '/retired_purposes'},
  ]);
  const {results} = JSON.parse(lint(['--format', 'sarif', '--diff', shipped, file]).text).runs[0];
  assert.equal(results.length, 3);
});

test('--diff fails where the catalogue changed and its own version did not', () => {
  const file = changed('same-version.json', (copy) => { copy.operator.contact = 'annan@nordtelefon.example'; });
  const {status, text} = lint(['--json', '--diff', shipped, file]);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(text), {code: 'catalogue_version_not_raised', row: 'L54', where: '/version'});
});

test('a catalogue of 500 purposes is linted in at most 100 ms', () => {
  const copy = structuredClone(catalogue);
  const [sample] = copy.purposes;
  // Eight switches a group, as D3 wants them.
  copy.purposes = Array.from({length: 500}, (_, i) => ({...sample, id: `purpose-${i}`, group: `group-${i >> 3}`}));
  copy.channels = [];
  copy.receipt.purposes = copy.purposes.map(({id}) => ({...catalogue.receipt.purposes[0], id}));
  copy.groups = Array.from({length: 63}, (_, i) => ({...catalogue.groups[0], id: `group-${i}`}));
  const load = JSON.stringify({call: 'catalogue', catalogue: copy, signed: true});
  const seconds = (count) => {
    const input = `${[load, ...Array(count).fill('{"call":"lint"}')].join('\n')}\n`;
    const begun = process.hrtime.bigint();
    const {stdout} = spawnSync(program, ['evaluate'], {input, encoding: 'utf8', maxBuffer: 1 << 26});
    const took = Number(process.hrtime.bigint() - begun) / 1e6;
    assert.deepEqual(stdout.trim().split('\n').slice(1), Array(count).fill('{"ok":{"findings":[]}}'));
    return took;
  };
  const best = (count) => Math.min(...Array.from({length: 3}, () => seconds(count)));
  // What twenty more take, so that the program's start and the reading are not in it.
  const each = (best(21) - best(1)) / 20;
  console.log(`500 purposes: ${each.toFixed(1)} ms`);
  assert.ok(each <= 100, `${each} ms`);
});

test('a catalogue that tells nothing for receipts is found, and is not signed [L34]', () => {
  const file = changed('no-receipts.json', (copy) => { delete copy.receipt; });
  const {status, text} = lint(['--json', file]);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(text), {code: 'receipt_missing', row: 'L34', where: '/receipt'});
  const key = join(folder, 'key');
  assert.equal(spawnSync(program, ['key', key]).status, 0);
  assert.equal(spawnSync(program, ['sign', file, '--key', key]).status, 1);
  assert.equal(existsSync(`${file}.jws`), false);
  const whole = changed('with-receipts.json', () => {});
  assert.equal(spawnSync(program, ['sign', whole, '--key', key]).status, 0);
});
