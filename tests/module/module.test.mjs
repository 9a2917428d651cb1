// The WebAssembly modules, the whole core and a page's parts of it: what they weigh, that they need
// nothing, and that a stranger who builds them from the same sources has the same bytes.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'node:test';
import {constants, brotliCompressSync} from 'node:zlib';
import {calls, pageCalls} from '../agree/core-lists.mjs';
import {state as stateOf} from '../agree/cases/world.mjs';
import {wide} from '../agree/made/world.mjs';
import {readVectors} from '../agree/vectors.mjs';
import {Core, modulePath} from '../tools/core.mjs';

// A page waits for its module; scripts load the whole one. Raise a budget only with the reason in the
// commit.
const modules = {
  'samtycke-panel.wasm': {sizeMax: 104 * 1024, compressedSizeMax: 38 * 1024},
  'samtycke-banner.wasm': {sizeMax: 80 * 1024, compressedSizeMax: 30 * 1024},
  'samtycke.wasm': {sizeMax: 300 * 1024, compressedSizeMax: 104 * 1024},
};
const folder = dirname(modulePath);

// What Emscripten itself exports from a module without an entry, whoever asks for it.
const emscriptens = [
  '__errno_location', '__indirect_function_table', '_initialize', 'memory', 'stackAlloc', 'stackRestore', 'stackSave',
];

const header = readFileSync(join(import.meta.dirname, '../../wasm/samtycke.h'), 'utf8');
const declared = [...header.matchAll(/^[a-z0-9_]+\*? (samtycke_[a-z_]+)\([^)]*\);$/gm)].map(([, name]) => name);

for (const [name, {sizeMax, compressedSizeMax}] of Object.entries(modules)) {
  const bytes = readFileSync(join(folder, name));
  const module = new WebAssembly.Module(bytes);

  test(`${name} keeps its budget`, () => {
    const {length} = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}});
    console.log(`${bytes.length} bytes of at most ${sizeMax}, ${length} with brotli of at most ${compressedSizeMax}`);
    assert.ok(bytes.length <= sizeMax);
    assert.ok(length <= compressedSizeMax);
  });

  test(`${name} imports nothing, so it can reach nothing`, () => {
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });

  test(`${name} opens no other door than the one in its header`, () => {
    const exported = WebAssembly.Module.exports(module).map((one) => one.name);
    const wanted = declared.filter((one) => name === 'samtycke.wasm' || one !== 'samtycke_decide');
    assert.deepEqual(exported.filter((one) => !emscriptens.includes(one)).sort(), wanted.sort());
  });

  test(`the memory of ${name} does not grow, so a view of it stays valid`, () => {
    const {exports} = new WebAssembly.Instance(module);
    exports._initialize();
    assert.throws(() => exports.memory.grow(1), RangeError);
  });

  test(`${name} builds to the same bytes in another folder`, () => {
    const again = process.env.SAMTYCKE_MODULES_AGAIN;
    assert.ok(again, 'SAMTYCKE_MODULES_AGAIN names the second build: see tests/parts/30-module.sh');
    assert.ok(readFileSync(join(again, name)).equals(bytes), 'the bytes differ');
  });
}

const openPart = (part) => Core.open(join(folder, `samtycke-${part}.wasm`));

for (const [part, own] of Object.entries(pageCalls)) {
  test(`the ${part}’s module answers its calls with the bytes of the whole, and no other call`, async () => {
    const whole = await Core.open();
    const page = await openPart(part);
    for (const call of calls) if (!own.includes(call)) assert.throws(() => page.ask({call}), {code: 'unknown_call'});
    const compared = new Set();
    for (const {bytes} of readVectors()) {
      const [, call] = /"call":"([a-z_]+)"/.exec(bytes) ?? [];
      if (!own.includes(call)) continue;
      assert.deepEqual(page.answer(bytes), whole.answer(bytes), String(bytes));
      compared.add(String(bytes));
    }
    assert.ok(compared.size > 100, `${compared.size} lines`);
  });
}

// The largest texts that are read (core/limits.hpp), in what they are made of: a page's memory is the smaller.
function* largest() {
  const sizeMax = 1 << 20;
  const load = (catalogue) => ({call: 'catalogue', signed: true, catalogue});
  const [purpose] = wide.purposes;
  const purposes = Array.from({length: 580}, (_, index) => ({...purpose, id: `purpose-${index}`}));
  const left = (sizeMax - Buffer.byteLength(JSON.stringify(load({...wide, purposes})))) / purposes.length;
  assert.ok(left > 20, 'the purposes alone are too large');
  const text = {...purpose.text, sv: purpose.text.sv.padEnd(purpose.text.sv.length + Math.floor(left) - 1, 'x')};
  const filled = load({...wide, purposes: purposes.map((one) => ({...one, text}))});
  yield* [filled, filled, filled];
  const lists = (count, one) => load({x: Array.from({length: count}, () => Array.from({length: 255}, one))});
  yield lists(156, () => '');
  yield lists(150, () => 'a text of 22 letters..');
  const members = Object.fromEntries(Array.from({length: 254}, (_, index) => [`member-${index}`, []]));
  yield load({x: Array.from({length: 156}, () => members)});
  const waiting = purposes.map(({id}) => ({purpose: id, choice: 'withdrawn'}));
  yield {call: 'panel', language: 'sv', act: {kind: 'show', state: stateOf(), waiting, now: '2026-11-24T08:00:00.000Z'}};
}

test('the panel’s module reads the largest requests as the whole does, in its smaller memory', async () => {
  const whole = await Core.open();
  const page = await openPart('panel');
  let last;
  for (const request of largest()) {
    const line = JSON.stringify(request);
    last = page.answer(line);
    assert.deepEqual(last, whole.answer(line), line.slice(0, 200));
  }
  assert.match(String(Buffer.from(last)), /"code":"withdrawal_waiting"/, 'the largest catalogue was loaded');
});

test('the panel’s module is asked about states and never about events', async () => {
  const page = await openPart('panel');
  const shown = {call: 'panel', language: 'sv', act: {kind: 'show', now: '2026-11-24T08:00:00Z'}};
  for (const more of [{as_of: '2026-11-24T08:00:00Z'}, {events: []}, {subject: 'sub-anna'}, {subscriber: 'sbr-bjork'}]) {
    const where = `/${Object.keys(more)[0]}`;
    assert.throws(() => page.ask({...shown, ...more}), {code: 'unknown_member', where});
  }
});

test('the module runs where code from text is forbidden', () => {
  const script = `import {Core} from ${JSON.stringify(join(import.meta.dirname, '../tools/core.mjs'))};
    const core = await Core.open();
    console.log(core.ask({call: 'canonical', value: {b: 1, a: 2}}).canonical);`;
  const words = ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script];
  assert.equal(execFileSync(process.execPath, words, {encoding: 'utf8'}).trim(), '{"a":2,"b":1}');
});

test('two instances that heard the same say the same', async () => {
  const [first, second] = [await Core.open(), await Core.open()];
  for (const line of ['{"call":"forget"}', 'nothing', '{"call":"canonical","value":{"a":"å"}}', '']) {
    assert.deepEqual(first.answer(line), second.answer(line));
  }
});
