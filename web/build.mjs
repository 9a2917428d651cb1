// Builds the page: checks the types, bundles the element, and lays out what the verifier serves.
//
//   node web/build.mjs --module FILE.wasm --text FOLDER --out FOLDER
//
//   OUT/static/   served under /static/: the element, the module, the words, style; each with a .br
//   OUT/portal/   the templates and their words, rendered by the verifier

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {parseArgs} from 'node:util';
import {brotliCompressSync, constants} from 'node:zlib';

const here = import.meta.dirname;
const {values: options} = parseArgs({
  options: {module: {type: 'string'}, text: {type: 'string'}, out: {type: 'string'}},
});
if (!options.module || !options.text || !options.out) {
  console.error('usage: build.mjs --module FILE.wasm --text FOLDER --out FOLDER');
  process.exit(2);
}
const staticFolder = join(options.out, 'static');

// The compiler and the bundler as the lockfile names them; fetched where they are not yet.
function installModules() {
  const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  const isThere = Object.entries(manifest.devDependencies).every(([name, version]) => {
    const installed = join(here, 'node_modules', name, 'package.json');
    return existsSync(installed) && JSON.parse(readFileSync(installed, 'utf8')).version === version;
  });
  if (!isThere) execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {cwd: here, stdio: 'inherit'});
  return manifest.version;
}

function checkTypes() {
  const tsc = join(here, 'node_modules/.bin/tsc');
  execFileSync(tsc, ['--project', join(here, 'tsconfig.json')], {stdio: 'inherit'});
}

const filesUnder = (folder) =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

// Names what a person had on the screen: every grant's evidence carries it.
function uiBuild(version) {
  const hash = createHash('sha256');
  for (const file of [...filesUnder(join(here, 'src')), options.module, ...filesUnder(options.text)]) {
    hash.update(readFileSync(file)).update('\0');
  }
  return `${version}-${hash.digest('hex').slice(0, 12)}`;
}

async function bundle(build) {
  const {build: esbuild} = await import('esbuild');
  await esbuild({
    entryPoints: {'samtycke-panel': join(here, 'src/panel/define.ts'), portal: join(here, 'src/portal.ts')},
    outdir: staticFolder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    loader: {'.css': 'text'},
    define: {SAMTYCKE_UI_BUILD: JSON.stringify(build)},
    logLevel: 'warning',
    plugins: [minifiedSheets(esbuild)],
  });
  await esbuild({
    entryPoints: [join(here, 'portal/portal.css')],
    outdir: staticFolder,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
}

// A sheet that a script carries as text is as small as one that is served.
function minifiedSheets(esbuild) {
  const load = async ({path}) => {
    const {outputFiles} = await esbuild({entryPoints: [path], minify: true, write: false, target: 'es2022', charset: 'utf8'});
    return {contents: outputFiles[0].text, loader: 'text'};
  };
  return {name: 'minified-sheets', setup: (build) => build.onLoad({filter: /panel\.css$/}, load)};
}

function compress(file) {
  const bytes = readFileSync(file);
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const smaller = brotliCompressSync(bytes, {params: parameters});
  writeFileSync(`${file}.br`, smaller);
  console.log(`${basename(file).padEnd(20)} ${String(bytes.length).padStart(8)} bytes, brotli ${smaller.length}`);
}

const version = installModules();
checkTypes();
rmSync(staticFolder, {recursive: true, force: true});
rmSync(join(options.out, 'portal'), {recursive: true, force: true});
mkdirSync(join(staticFolder, 'text'), {recursive: true});
await bundle(uiBuild(version));
copyFileSync(options.module, join(staticFolder, 'samtycke-page.wasm'));
copyFileSync(join(here, 'portal/icon.svg'), join(staticFolder, 'icon.svg'));
for (const file of filesUnder(options.text)) copyFileSync(file, join(staticFolder, 'text', basename(file)));
cpSync(join(here, 'portal'), join(options.out, 'portal'), {
  recursive: true,
  filter: (source) => !/\.(css|svg)$/.test(source),
});
for (const file of filesUnder(staticFolder)) compress(file);
