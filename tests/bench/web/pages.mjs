// What every page of this benchmark asks about, and what a page of it consists of.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const root = join(import.meta.dirname, '../../..');
export const built = join(process.env.SAMTYCKE_BUILD ?? join(root, 'build'), 'web');
const catalogues = join(root, 'core/catalogue');

export const switchCount = 7;

// The catalogue of the demo, with as many channels as make it that many switches.
function demo() {
  const words = ['-f', join(catalogues, 'demo.jq'), join(catalogues, 'telecom-se.json')];
  const document = JSON.parse(execFileSync('jq', words, {encoding: 'utf8'}));
  document.channels = document.channels.slice(0, Math.max(switchCount - document.purposes.length, 0));
  return document;
}

export const catalogue = demo();
// The same words for everybody: Swedish titles and texts.
export const switches = [...catalogue.purposes, ...catalogue.channels].map(({id, title, text}) => ({id, title: title.sv, text: text.sv}));
export const categories = catalogue.cookie_categories.map(({id, title, text}) => ({id, title: title.sv, text: text.sv}));
export const notes = Object.values(catalogue.notes).map(({sv}) => sv);

// A document, with what its head and its body hold besides.
export const document = (head, body) =>
  '<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
  `<title>Sida</title><link rel="icon" href="data:,">${head}</head><body>` +
  `<main><h1>Sidan</h1><p>Innehållet.</p></main>${body}</body></html>`;

const {resolve} = createRequire(import.meta.url);
export const installed = (file) => readFileSync(join(import.meta.dirname, 'node_modules', file));

// A page's own script with what it imports, as a production build of an app makes it.
export async function bundle(text, loader = 'js') {
  const {build} = await import(resolve('esbuild'));
  const {outputFiles} = await build({
    stdin: {contents: text, resolveDir: import.meta.dirname, loader},
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    outdir: '/',
    define: {'process.env.NODE_ENV': '"production"'},
    logLevel: 'error',
  });
  return Object.fromEntries(outputFiles.map(({path, contents}) => [path.endsWith('.css') ? 'css' : 'js', Buffer.from(contents)]));
}
