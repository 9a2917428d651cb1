// What docs/MUTANTS.md rests on: that a script really finds the places, and that turning one moves nothing else.
import assert from 'node:assert/strict';
import test from 'node:test';
import {files, read} from '../structure/repository.mjs';
import {turnsOf} from './turns.mjs';
import {woven} from './woven.mjs';

const turnsIn = (body) => turnsOf(`int f(int a, int b) {\n${body}\n}\n`, ['granted', 'refused']).turns;
const said = (body) => turnsIn(body).map(({what}) => what);

test('a comparison is turned into its opposite and its boundary, and its condition into yes and no', () => {
  assert.deepEqual(said('  if (a < b) return a;').sort(), ['`<` as `<=`', '`<` as `>=`', '`a < b` as `false`', '`a < b` as `true`'].sort());
});

test('each part of a condition is left out, and `and` and `or` are exchanged', () => {
  const all = said('  const bool c = a == 2 && !b;');
  for (const what of ['`&&` as `||`', 'without `a == 2`', 'without `!b`', 'without the `!` of `!b`', '`==` as `!=`']) {
    assert.ok(all.includes(what), `${what} is none of ${all.join(', ')}`);
  }
});

test('a call, an assignment and a reason code are turned, a declaration and an assertion are not', () => {
  assert.deepEqual(said('  g(a);'), ['without `g(a);`']);
  assert.deepEqual(said('  a = b;'), ['without `a = b;`']);
  assert.deepEqual(said('  h(Code::granted);').sort(), ['`granted` as `refused`', 'without `h(Code::granted);`']);
  assert.deepEqual(said('  Event event;\n  assert(a == b);\n  const std::vector<int> list(a);'), []);
});

test('no line of the core moves when it is woven, and every turn stands in it behind its switch', () => {
  let count = 0;
  for (const path of files('core/*.cpp', 'core/*.hpp')) {
    const text = read(path);
    const {tokens, turns} = turnsOf(text, ['granted', 'refused']);
    const out = woven(text, tokens, turns.map((turn, i) => ({...turn, id: i + 1})));
    assert.equal(out.split('\n').length, text.split('\n').length, path);
    assert.equal(new Set(out.match(/mutate::on\(\d+\)/g)).size, turns.length, path);
    count += turns.length;
  }
  assert.ok(count > 5000, `${count} turns`);
});
