// A tree beside the project in which core/ is woven and the tests' main is the judge; built until the
// compiler takes it. A turn that it refuses where it stands (a sum of texts has no difference) is left
// out and counted.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {files, root} from '../structure/repository.mjs';
import {folder, keep, kept, weave} from './plan.mjs';

const tree = join(folder, 'tree');
const objects = join(folder, 'objects');
const roundsMax = 12;

function link(path, to = path) {
  const place = join(tree, path);
  if (existsSync(place)) return;
  mkdirSync(join(place, '..'), {recursive: true});
  symlinkSync(join(root, to), place);
}

const parts = ['server-stub', 'wasm', 'web', 'core/catalogue', 'core/text', 'tests/vectors', 'tests/door'];
// Named by tests/CMakeLists.txt, and never built here.
const rooms = ['bench', 'fuzz', 'http', 'identity', 'store', 'api'].map((room) => `tests/${room}`);

// Everything that the build reads, as links; core's sources are written by weave().
function plant() {
  for (const path of [...parts, ...rooms]) link(path);
  link('CMakeLists.txt');
  link('core/CMakeLists.txt');
  for (const path of files('tests/core/*')) link(path, path === 'tests/core/main.cpp' ? 'tests/mutate/judge.cpp' : path);
  link('tests/CMakeLists.txt');
}

function configure() {
  const flags = `-std=c++20 -O1 -w -D_GLIBCXX_ASSERTIONS -include ${join(root, 'tests/mutate/switch.hpp')}`;
  const words = ['-S', tree, '-B', objects, '-G', 'Ninja', '-DSAMTYCKE_WEB=OFF', '-DCMAKE_BUILD_TYPE=Debug', `-DCMAKE_CXX_FLAGS=${flags}`,
    '-DCMAKE_CXX_FLAGS_DEBUG=-fno-diagnostics-show-caret'];
  execFileSync('cmake', words, {stdio: ['ignore', 'ignore', 'inherit']});
}

// Each message's places in the woven core, outermost first: [{path, line, column}].
function placesIn(log) {
  const places = [];
  for (const [, path, line, column] of log.matchAll(/\/tree\/(core\/\w+\.[ch]pp):(\d+):(\d+): (?:error|  required)/g)) {
    places.push({path, line: Number(line), column: Number(column)});
  }
  return places;
}

// The turn whose own text holds the place: the last that begins before it on its line.
function turnAt(woven, turns, {line, column}) {
  const text = Buffer.from(woven.split('\n')[line - 1] ?? '').subarray(0, column + 40).toString();
  const inText = (limit) => [...text.slice(0, limit).matchAll(/mutate::on\((\d+)\)/g)].map(([, id]) => Number(id));
  return turns.find(({id}) => id === (inText(column).at(-1) ?? inText(undefined)[0]));
}

export const judgePath = join(objects, 'tests/core/core_tests');

// Builds; returns the keys of what the compiler refused.
export function build(made) {
  plant();
  const refused = new Set(kept('refused.json', []));
  for (let round = 1; round <= roundsMax; round += 1) {
    weave(made, refused, tree);
    if (round === 1) configure();
    const {status, stdout} = spawnSync('cmake', ['--build', objects, '--target', 'core_tests', '--', '-k', '0'], {encoding: 'utf8', maxBuffer: 1 << 28});
    if (status === 0) return refused;
    const before = refused.size;
    for (const place of placesIn(stdout)) {
      const file = made.find(({path}) => path === place.path);
      const turn = file && turnAt(readFileSync(join(tree, place.path), 'utf8'), file.turns.filter(({key}) => !refused.has(key)), place);
      if (turn) refused.add(turn.key);
    }
    keep('refused.json', [...refused]);
    console.log(`round ${round}: the compiler refuses ${refused.size} turns`);
    if (refused.size === before) {
      console.log(stdout.slice(-6000));
      throw new Error('the woven core does not build, and no turn is to blame');
    }
  }
  throw new Error('the woven core does not build');
}
