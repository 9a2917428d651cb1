// The WebAssembly module: what it weighs, that it needs nothing, and that a stranger who builds it
// from the same sources has the same bytes.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {constants, brotliCompressSync} from 'node:zlib';
import {Core, modulePath} from '../tools/core.mjs';

// A page waits for these bytes. Raise a budget only with the reason in the commit.
const sizeMax = 200 * 1024;
const compressedSizeMax = 48 * 1024;

// What Emscripten itself exports from a module without an entry, whoever asks for it.
const emscriptens = [
  '__errno_location', '__indirect_function_table', '_initialize', 'memory', 'stackAlloc', 'stackRestore', 'stackSave',
];

const bytes = readFileSync(modulePath);
const module = new WebAssembly.Module(bytes);

test('the module keeps its budget', () => {
  const {length} = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}});
  console.log(`${bytes.length} bytes of at most ${sizeMax}, ${length} with brotli of at most ${compressedSizeMax}`);
  assert.ok(bytes.length <= sizeMax);
  assert.ok(length <= compressedSizeMax);
});

test('the module imports nothing, so it can reach nothing', () => {
  assert.deepEqual(WebAssembly.Module.imports(module), []);
});

test('the module opens no other door than the one in its header', () => {
  const header = readFileSync(join(import.meta.dirname, '../../wasm/samtycke.h'), 'utf8');
  const declared = [...header.matchAll(/^[a-z0-9_]+\*? (samtycke_[a-z_]+)\([^)]*\);$/gm)].map(([, name]) => name);
  const exported = WebAssembly.Module.exports(module).map(({name}) => name);
  assert.deepEqual(exported.filter((name) => !emscriptens.includes(name)).sort(), declared.sort());
});

test('the memory does not grow, so a view of it stays valid', () => {
  const {exports} = new WebAssembly.Instance(module);
  exports._initialize();
  assert.throws(() => exports.memory.grow(1), RangeError);
});

test('the module builds to the same bytes in another folder', () => {
  const again = process.env.SAMTYCKE_MODULE_AGAIN;
  assert.ok(again, 'SAMTYCKE_MODULE_AGAIN names the second build: see tests/parts/30-module.sh');
  assert.ok(readFileSync(again).equals(bytes), 'the bytes differ');
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
