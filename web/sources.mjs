// What the page's build and the package's have in common: the tools as the lockfile names them, the
// sources, and how they are named and made small.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';

const here = import.meta.dirname;
export const source = join(here, 'src');

export const readManifest = () => JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

// The compiler and the bundler as the lockfile names them; fetched where they are not yet.
export function installModules() {
  const {devDependencies, version} = readManifest();
  const isThere = Object.entries(devDependencies).every(([name, wanted]) => {
    const installed = join(here, 'node_modules', name, 'package.json');
    return existsSync(installed) && JSON.parse(readFileSync(installed, 'utf8')).version === wanted;
  });
  if (!isThere) execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {cwd: here, stdio: 'inherit'});
  return version;
}

// Runs a tool of the lockfile.
export function run(tool, ...words) {
  execFileSync(join(here, 'node_modules/.bin', tool), words, {cwd: here, stdio: ['ignore', 'ignore', 'inherit']});
}

export function compile(...words) {
  execFileSync(join(here, 'node_modules/.bin/tsc'), ['--project', join(here, 'tsconfig.json'), ...words], {stdio: 'inherit'});
}

export const filesUnder = (folder) =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

// Names what a person had on the screen: every grant's evidence carries it.
export function uiBuild(version, module, text) {
  const hash = createHash('sha256');
  for (const file of [...filesUnder(source), module, ...filesUnder(text)]) {
    hash.update(readFileSync(file)).update('\0');
  }
  return `${version}-${hash.digest('hex').slice(0, 12)}`;
}

// What a page reads of core/text, which also holds what only the server and the linter say: the words
// that it shows first, of every language in one file; and for each language those of the history, and
// the sentences of the codes, fetched by who opens the one or meets the other.
const isLater = (key) => /^(did|by|door|receipt)_|^(receipt|history_none|history_keep|export_keep|lasts_at_most|proof_checking|proof_unfetched)$/.test(key);
// What is fetched when somebody has a receipt checked, with the sentences of the checks.
const isOfProof = (key) => key.startsWith('proof_') && !isLater(key);
// What the server alone says: the receipt as a document.
const isServers = (key) => key.startsWith('paper_');
const isFirst = (key) => !isLater(key) && !isOfProof(key) && !isServers(key);

export function writeTexts(folder, out) {
  const texts = filesUnder(folder).map((path) => [basename(path, '.json'), JSON.parse(readFileSync(path, 'utf8'))]);
  const some = (words, wanted) => Object.fromEntries(Object.entries(words).filter(([key]) => wanted(key)));
  const write = (name, value) => writeFileSync(join(out, `${name}.json`), JSON.stringify(value));
  mkdirSync(out, {recursive: true});
  write('words', Object.fromEntries(texts.map(([language, {words}]) => [language, {words: some(words, isFirst)}])));
  for (const [language, {codes, checks, words}] of texts) {
    write(language, {codes, words: some(words, isLater)});
    write(`proof-${language}`, {checks, words: some(words, isOfProof)});
  }
}

export async function minifiedSheet(path) {
  const {build} = await import('esbuild');
  const {outputFiles} = await build({entryPoints: [path], minify: true, write: false, target: 'es2022', charset: 'utf8'});
  return outputFiles[0].text;
}

// The one classic script: it has to run before any other of the page, and modules run last.
export async function buildEarly(file) {
  const {build} = await import('esbuild');
  await build({
    entryPoints: [join(source, 'banner/early.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
  });
}
