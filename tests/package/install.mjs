// The package as a developer gets it: packed by npm, installed into a folder of its own.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {demoCatalogue} from '../web/judge.mjs';

const here = import.meta.dirname;
export const root = join(here, '../..');
export const build = process.env.SAMTYCKE_BUILD ?? join(root, 'build');
const folders = join(build, 'package');

export function run(folder, program, ...words) {
  try {
    return execFileSync(program, words, {cwd: folder, encoding: 'utf8', env: {...process.env, NO_COLOR: '1'}, stdio: 'pipe'});
  } catch (error) {
    throw new Error(`${program} ${words.join(' ')}\n${error.stdout}\n${error.stderr}`);
  }
}

// tests/parts/56-package.sh packs it.
export function packed() {
  const [name, ...others] = readdirSync(folders).filter((file) => file.endsWith('.tgz'));
  if (!name || others.length > 0) throw new Error(`one packed package has to lie in ${folders}`);
  return join(folders, name);
}

const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];

// A folder with what `fill` puts there and this package; made once for each packing of it.
function install(name, fill) {
  const folder = join(folders, name);
  const lock = readFileSync(join(here, 'package-lock.json'));
  const digest = createHash('sha256').update(readFileSync(packed())).update(lock).digest('hex');
  const mark = join(folder, '.packed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return folder;
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  fill(folder);
  run(folder, 'npm', 'install', ...quiet, packed());
  writeFileSync(mark, digest);
  return folder;
}

// A project with nothing in it but this package.
export function installAlone() {
  const manifest = JSON.stringify({name: 'alone', private: true, type: 'module'});
  return install('alone', (folder) => writeFileSync(join(folder, 'package.json'), manifest));
}

// The Vite app: what its lockfile names is there already, this package is installed.
export function installInApp() {
  const folder = install('app', (made) => {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(here, file), join(made, file));
    // Links instead of copies; npm writes its own list anew.
    run(made, 'cp', '-al', join(here, 'node_modules'), 'node_modules');
    rmSync(join(made, 'node_modules/.package-lock.json'), {force: true});
  });
  cpSync(join(here, 'app'), folder, {recursive: true});
  writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(demoCatalogue()));
  return folder;
}

// An example of docs/EMBED.md, by the name of its file: what stands there is what the tests run.
export function example(file) {
  const page = readFileSync(join(root, 'docs/EMBED.md'), 'utf8');
  for (const [, name, text] of page.matchAll(/^```[a-z]+ (\S+)\n(.*?)^```$/gms)) if (name === file) return text;
  throw new Error(`docs/EMBED.md has no example ${file}`);
}

export const tool = (name) => join(here, 'node_modules/.bin', name);
