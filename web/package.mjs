// Builds the npm package: what `npm pack` then packs, as it is.
//
//   node web/package.mjs --modules FOLDER --text FOLDER --licence FILE --out FOLDER
//
// Each source becomes one module, so that a bundler leaves out what is not imported and a page can
// load the folder as it lies. Sheets become modules too: their text.

import {copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join, relative} from 'node:path';
import {parseArgs} from 'node:util';
import {buildEarly, compile, filesUnder, installModules, minifiedSheet, readManifest, run, source, uiBuild, writeTexts} from './sources.mjs';

const here = import.meta.dirname;
const names = ['modules', 'text', 'licence', 'out'];
const {values: options} = parseArgs({options: Object.fromEntries(names.map((name) => [name, {type: 'string'}]))});
if (names.some((name) => !options[name])) {
  console.error(`usage: package.mjs ${names.map((name) => `--${name} …`).join(' ')}`);
  process.exit(2);
}
const {out} = options;

// The demo portal's own scripts are not part of it, and the classic one is built by itself.
const portals = ['portal.ts', 'visits.ts'];
const others = [...portals, 'early.ts'];
const scripts = filesUnder(source).filter((path) => /(?<!\.d)\.ts$/.test(path) && !others.includes(basename(path)));
const sheets = filesUnder(source).filter((path) => path.endsWith('.css'));
const published = (path) => path.replace(/\.ts$/, '.js').replace(/\.css$/, '.css.js');

// A module goes on importing its neighbours, under the names that they have in the package.
const neighbours = {
  name: 'neighbours',
  setup: (build) =>
    build.onResolve({filter: /^\./}, ({path, kind}) =>
      kind === 'entry-point' ? undefined : {path: published(path), external: true},
    ),
};

async function translate(build) {
  const {build: esbuild} = await import('esbuild');
  await esbuild({
    entryPoints: scripts,
    outbase: source,
    outdir: out,
    bundle: true,
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    define: {SAMTYCKE_UI_BUILD: JSON.stringify(build)},
    logLevel: 'warning',
    plugins: [neighbours],
  });
  for (const sheet of sheets) {
    const text = (await minifiedSheet(sheet)).trim();
    writeFileSync(join(out, published(relative(source, sheet))), `export default ${JSON.stringify(text)};\n`);
  }
}

function declare() {
  compile('--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--stripInternal', '--rootDir', source, '--outDir', out);
  for (const name of portals) rmSync(join(out, published(name).replace(/\.js$/, '.d.ts')));
  for (const path of filesUnder(out).filter((one) => one.endsWith('.d.ts'))) {
    const text = readFileSync(path, 'utf8').replace(/(from )(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2');
    writeFileSync(path, text);
  }
}

// As it stands in web/, without what only building it needs.
function writeManifest() {
  const {private: _, scripts: _scripts, devDependencies: _dev, ...manifest} = readManifest();
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const version = installModules();
rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});
declare();
await translate(uiBuild(version, join(options.modules, 'samtycke-panel.wasm'), options.text));
await buildEarly(join(out, 'banner/early.js'));
run('cem', 'analyze', '--config', join(here, 'custom-elements.config.mjs'), '--outdir', relative(here, out), '--quiet');
writeManifest();
for (const name of ['samtycke.wasm', 'samtycke-panel.wasm', 'samtycke-banner.wasm']) copyFileSync(join(options.modules, name), join(out, name));
copyFileSync(options.licence, join(out, 'LICENSE'));
copyFileSync(join(here, 'package.md'), join(out, 'README.md'));
writeTexts(options.text, join(out, 'text'));
const files = filesUnder(out);
console.log(`samtycke ${version}: ${files.length} files, ${files.reduce((sum, file) => sum + readFileSync(file).length, 0)} bytes`);
