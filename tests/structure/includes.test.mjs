// Arrows never turn: web → wasm → core ← server-stub (DESIGN 3). The core knows no file, network,
// clock, thread or chance, so that the same input is the same answer everywhere.
import assert from 'node:assert/strict';
import {posix} from 'node:path';
import test from 'node:test';
import {files, lines, places, read} from './repository.mjs';

// The parts of the standard library that reach out of the program, or differ between machines.
const reachingOut = new Set(
  ('atomic barrier condition_variable coroutine ctime execution filesystem format fstream future iostream ' +
    'istream latch locale mutex ostream random semaphore shared_mutex sstream stop_token streambuf ' +
    'syncstream thread time.h cstdio stdio.h unordered_map unordered_set regex csignal cfenv cmath').split(' '),
);
const allowed = (name) =>
  name.startsWith('nlohmann/') || name === 'stdint.h' || (/^[a-z_0-9]+$/.test(name) && !reachingOut.has(name));

function includes(paths) {
  return lines(paths, /^\s*#\s*include\b/).map((found) => {
    const [, open, name] = found.text.match(/include\s*([<"])([^>"]+)/) ?? [];
    return {...found, open, name};
  });
}

const rooms = new Map();
const filesOf = (room) => rooms.get(room) ?? rooms.set(room, new Set(files(`${room}/*`))).get(room);
const isInRoom = (room, {path, name}) => {
  const known = filesOf(room);
  return [`${posix.dirname(path)}/${name}`, `${room}/${name}`, name].some((place) => known.has(posix.normalize(place)));
};

const sources = (room) => {
  const found = files(`${room}/*.cpp`, `${room}/*.hpp`, `${room}/*.h`);
  assert.ok(found.length > 0, `${room}/ has no source`);
  return found;
};

test('core includes the standard library, nlohmann/json and itself', () => {
  const wrong = includes(sources('core')).filter((found) =>
    found.open === '<' ? !allowed(found.name) : !isInRoom('core', found),
  );
  assert.equal(places(wrong), '');
});

test('the door to WebAssembly includes the core, the standard library and itself', () => {
  const wrong = includes(sources('wasm')).filter((found) =>
    found.open === '<' ? !allowed(found.name) : !isInRoom('core', found) && !isInRoom('wasm', found),
  );
  assert.equal(places(wrong), '');
});

test('the verifier includes nothing of the page, the door or the tests', () => {
  const wrong = includes(sources('server-stub')).filter(
    (found) => found.open === '"' && !isInRoom('server-stub', found) && !isInRoom('core', found),
  );
  assert.equal(places(wrong), '');
});

test('the core asks no clock and no chance: both come as arguments', () => {
  assert.equal(places(lines(sources('core'), /(?<!rights)_clock\b|\b(time|rand|srand|clock|getenv)\(\s*(NULL|nullptr|0)?\s*\)/)), '');
});

test('the core uses no floating point', () => {
  assert.equal(places(lines(sources('core'), /^(?!\s*\/\/).*\b(float|double|long double)\b(?!.*\/\/ sax)/)), '');
});

test('the core catches nothing and throws nothing', () => {
  assert.equal(places(lines(sources('core'), /^(?!\s*\/\/)[^"]*\b(throw|try|catch)\b\s*[({A-Za-z]/)), '');
});

test('a source fits a reader: no file of code over 500 lines', () => {
  const long = files('*.cpp', '*.hpp', '*.h', '*.ts', '*.mjs', '*.css', '*.sh')
    .filter((path) => !path.includes('vectors'))
    .map((path) => ({path, count: read(path).split('\n').length}))
    .filter(({count}) => count > 500);
  assert.deepEqual(long, []);
});

test('the root holds what a newcomer expects there, and nothing that a run left behind', () => {
  const expected = [
    '.ci', '.clang-format', '.editorconfig', '.gitignore', 'CMakeLists.txt', 'CONTRIBUTING.md', 'LICENSE', 'README.md',
    'check', 'core', 'docs', 'run', 'server-stub', 'tests', 'wasm', 'web',
  ];
  assert.deepEqual([...new Set(files().map((path) => path.split('/')[0]))].sort(), expected);
});
