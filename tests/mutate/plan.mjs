// All turns of core/, each with an id that stays as long as its file's other turns do, and a key that
// stays as long as the function it stands in: what was found out of a turn is kept under its key.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {files, read, root} from '../structure/repository.mjs';
import {turnsOf} from './turns.mjs';
import {woven} from './woven.mjs';

const idsOfFile = 4096;
const filesMax = 255;

export const folder = join(process.env.SAMTYCKE_BUILD ?? join(root, 'build'), 'mutate');
export const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

export function kept(name, absent) {
  const path = join(folder, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : absent;
}

export function keep(name, value) {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, name), JSON.stringify(value));
}

export function writeIfOther(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
}

export const codesIn = (text) => [...text.matchAll(/\bX\(([a-z_0-9]+)\)/g)].map(([, name]) => name);
export const sources = () => files('core/*.cpp', 'core/*.hpp').sort();

function baseOf(bases, path) {
  bases[path] ??= 1 + idsOfFile * Object.keys(bases).length;
  if (Object.keys(bases).length > filesMax) throw new Error('more files than there are ids: remove build/mutate');
  return bases[path];
}

// Of a function's turns the same one may stand twice: the count parts them.
function keyed(path, text, tokens, turns) {
  const lines = text.split('\n');
  const counts = new Map();
  return turns.map((turn) => {
    const at = tokens[turn.from].start;
    const line = text.slice(0, at).split('\n').length;
    const source = lines[line - 1].trim();
    const within = turn.function ? text.slice(tokens[turn.function.begin].start, tokens[turn.function.close].end) : source;
    const begin = turn.function ? tokens[turn.function.begin].start : at;
    const same = `${path}\n${within}\n${at - begin}\n${turn.kind}\n${turn.what}`;
    const count = counts.get(same) ?? 0;
    counts.set(same, count + 1);
    return {...turn, path, line, source, key: digest(`${same}\n${count}`), functionLine: text.slice(0, begin).split('\n').length};
  });
}

export function keyedTurns(path, text, codes) {
  const {tokens, turns} = turnsOf(text, codes);
  return {tokens, turns: keyed(path, text, tokens, turns)};
}

// [{path, text, tokens, turns}], the turns with their ids; `refused` are the keys that do not compile.
export function plan() {
  const bases = kept('bases.json', {});
  const codes = codesIn(read('core/code.hpp'));
  const made = sources().map((path) => {
    const text = read(path);
    const {tokens, turns} = keyedTurns(path, text, codes);
    if (turns.length >= idsOfFile) throw new Error(`${path} has more turns than there are ids`);
    const base = baseOf(bases, path);
    return {path, text, tokens, turns: turns.map((turn, i) => ({...turn, id: base + i}))};
  });
  keep('bases.json', bases);
  return made;
}

export function weave(made, refused, target) {
  for (const {path, text, tokens, turns} of made) {
    const standing = turns.filter(({key}) => !refused.has(key));
    writeIfOther(join(target, path), woven(text, tokens, standing));
  }
}
