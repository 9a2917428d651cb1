// A machine without build/mutate takes over what docs/MUTANTS.md says, and never more than that.
import assert from 'node:assert/strict';
import test from 'node:test';
import {byPage, readPage, verdictsOf} from './remembered.mjs';

const row = (...cells) => `| ${cells.join(' | ')} |`;
const page = [
  row('Source', 'Places turned', 'of them candidates', 'tried', 'noticed', 'not noticed', 'explained', 'neither'),
  row('whole.cpp', 5, 4, 4, 2, 2, 0, 2),
  row('begun.cpp', 9, 9, 3, 3, 0, 0, 0),
  row('new.cpp', 9, 9, 0, 0, 0, 0, 0),
  row('all', 23, 22, 7, 5, 2, 0, 2),
  row('Place', 'Turned', 'Line', 'Cases run', 'Why no answer differs'),
  row('whole.cpp:7', '`\\|\\|` as `&&`', '`return a \\|\\| b;`', '92 of 185', ''),
  row('whole.cpp:9', '`1` as `0`', '`f(1, 1);`', 'by none', 'because'),
].join('\n');
const {tried, survivors} = readPage(page);

const turn = (line, what, source, key) => ({path: 'core/whole.cpp', line, what, source, key});

test('of a source that was not tried as a whole only what was not noticed is remembered', () => {
  assert.deepEqual([...tried], ['whole.cpp']);
  const turns = [turn(7, '`||` as `&&`', 'return a || b;', 'or'), turn(8, '`+` as `-`', 'a + b;', 'sum')];
  assert.deepEqual(Object.keys(verdictsOf(turns, survivors, false)), ['or']);
});

test('what the page names was not noticed, by as many cases as it says, and all else was', () => {
  const found = verdictsOf([turn(7, '`||` as `&&`', 'return a || b;', 'or'), turn(8, '`+` as `-`', 'a + b;', 'sum')], survivors, true);
  assert.deepEqual(found.or, {how: 'passed', run: 92, of: 185, suite: 0});
  assert.deepEqual(found.sum, {how: 'failed', by: byPage});
});

test('of two turns that read the same, of which the page names one, neither is remembered', () => {
  const alike = [turn(9, '`1` as `0`', 'f(1, 1);', 'first'), turn(9, '`1` as `0`', 'f(1, 1);', 'second')];
  assert.deepEqual(verdictsOf(alike, survivors, true), {});
  assert.deepEqual(verdictsOf(alike.slice(1), survivors, true).second, {how: 'passed', run: 0, of: 0, suite: 0});
});
