// Builds the page: checks the types, bundles the element, and lays out what the verifier serves.
//
//   node web/build.mjs --modules FOLDER --text FOLDER --out FOLDER
//
//   OUT/static/   served under /static/: the elements, their modules, the words, style; each with a .br
//   OUT/portal/   the templates and their words, rendered by the verifier

import {copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {parseArgs} from 'node:util';
import {brotliCompressSync, constants} from 'node:zlib';
import {buildEarly, compile, filesUnder, installModules, minifiedSheet, run, uiBuild, writeTexts} from './sources.mjs';

const here = import.meta.dirname;
const {values: options} = parseArgs({
  options: {modules: {type: 'string'}, text: {type: 'string'}, out: {type: 'string'}},
});
if (!options.modules || !options.text || !options.out) {
  console.error('usage: build.mjs --modules FOLDER --text FOLDER --out FOLDER');
  process.exit(2);
}
const staticFolder = join(options.out, 'static');

async function bundle(build) {
  const {build: esbuild} = await import('esbuild');
  await esbuild({
    entryPoints: {
      'samtycke-panel': join(here, 'src/panel/define.ts'),
      'samtycke-history': join(here, 'src/panel/telling.ts'),
      'samtycke-proof': join(here, 'src/panel/proof.ts'),
      'samtycke-banner': join(here, 'src/banner/define.ts'),
      'samtycke-sync': join(here, 'src/outbox/sync.ts'),
      portal: join(here, 'src/portal.ts'),
      'console-publishing': join(here, 'console/publishing.ts'),
      visits: join(here, 'src/visits.ts'),
      figures: join(here, 'console/figures.ts'),
    },
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
    plugins: [minifiedSheets, loadedLater],
  });
  await buildEarly(join(staticFolder, 'samtycke-early.js'));
  await esbuild({
    entryPoints: ['portal', 'console', 'paper'].map((name) => join(here, `portal/${name}.css`)),
    outdir: staticFolder,
    bundle: true,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
}

// A sheet that a script carries as text is as small as one that is served.
const minifiedSheets = {
  name: 'minified-sheets',
  setup: (build) =>
    build.onLoad({filter: /src\/.*\.css$/}, async ({path}) => ({contents: await minifiedSheet(path), loader: 'text'})),
};

// What a script imports when it comes to need it is a file of its own beside it, with its own copy of the
// few lines that both need: shared, they would be one file more for every page to wait for.
const loadedLater = {
  name: 'loaded-later',
  setup: (build) =>
    build.onResolve({filter: /\/(telling|proof)\.ts$/}, ({kind, path}) => {
      const name = path.endsWith('telling.ts') ? 'history' : 'proof';
      return kind === 'dynamic-import' ? {path: `./samtycke-${name}.js`, external: true} : undefined;
    }),
};

// What the console says of a catalogue while it is typed.
function writeLintTexts(folder, out) {
  for (const path of filesUnder(folder)) {
    const {codes, lint} = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(join(out, `lint-${basename(path)}`), JSON.stringify({codes, lint}));
  }
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
compile();
run('tsc', '--project', join(here, 'console/tsconfig.json'));
rmSync(staticFolder, {recursive: true, force: true});
rmSync(join(options.out, 'portal'), {recursive: true, force: true});
mkdirSync(staticFolder, {recursive: true});
await bundle(uiBuild(version, join(options.modules, 'samtycke-panel.wasm'), options.text));
for (const name of ['samtycke.wasm', 'samtycke-panel.wasm', 'samtycke-banner.wasm']) copyFileSync(join(options.modules, name), join(staticFolder, name));
copyFileSync(join(here, 'portal/icon.svg'), join(staticFolder, 'icon.svg'));
writeTexts(options.text, join(staticFolder, 'text'));
writeLintTexts(options.text, join(staticFolder, 'text'));
cpSync(join(here, 'portal'), join(options.out, 'portal'), {
  recursive: true,
  filter: (source) => !/\.(css|svg)$|\/style$/.test(source),
});
for (const file of filesUnder(staticFolder)) compress(file);
