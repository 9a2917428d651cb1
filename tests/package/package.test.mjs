// What the npm package is: its files, its types, its manifest, and that who imports a part of it gets that
// part.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {referenceOf} from '../../web/reference.mjs';
import {build, example, installAlone, installInApp, packed, root, run, tool} from './install.mjs';

const tarball = packed();
const folder = installAlone();
const installed = join(folder, 'node_modules/samtycke');
const read = (file) => readFileSync(join(installed, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const source = (file) => readFileSync(join(root, 'web/src', file), 'utf8');
const texts = {
  whole: readFileSync(join(build, 'wasm/samtycke.wasm')),
  panel: readFileSync(join(build, 'wasm/samtycke-panel.wasm')),
  banner: readFileSync(join(build, 'wasm/samtycke-banner.wasm')),
};

test('the package holds these files and no others', () => {
  const code = ['banner-module', 'base', 'core', 'dom', 'door', 'files', 'index', 'listen', 'open', 'panel-module', 'proof-files', 'react', 'sheet', 'testing/index', 'testing/past', 'words'];
  const panel = ['chosen', 'conversation', 'define', 'draw', 'element', 'events', 'history', 'proof', 'telling', 'trouble', 'verifier'].map((name) => `panel/${name}`);
  const outbox = ['deliver', 'entry', 'fallback', 'indexed', 'lock', 'outbox', 'sync'].map((name) => `outbox/${name}`);
  const banner = [
    'choice', 'consent-mode', 'counsel', 'define', 'draw', 'early', 'effects', 'element', 'erase', 'events', 'gate', 'gather',
    'layers', 'names', 'needs', 'presence', 'room', 'rows', 'scripts', 'visit',
  ].map((name) => `banner/${name}`);
  const expected = [
    ...[...code, ...panel, ...outbox, ...banner].flatMap((name) => [`${name}.js`, `${name}.d.ts`]),
    'look.css.js',
    'panel/panel.css.js',
    'panel/telling.css.js',
    'banner/banner.css.js',
    'text/en.json',
    'text/proof-en.json',
    'text/proof-sv.json',
    'text/sv.json',
    'text/words.json',
    'samtycke.wasm',
    'samtycke-panel.wasm',
    'samtycke-banner.wasm',
    'custom-elements.json',
    'package.json',
    'LICENSE',
    'README.md',
  ];
  const listed = execFileSync('tar', ['-tzf', tarball], {encoding: 'utf8'}).trim().split('\n');
  assert.deepEqual(listed.map((name) => name.replace(/^package\//, '')).sort(), expected.sort());
});

test('it needs nothing at run time, and React only where its wrapper is used', () => {
  assert.deepEqual(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')), ['samtycke']);
  assert.deepEqual([manifest.dependencies, manifest.devDependencies, manifest.scripts], [undefined, undefined, undefined]);
  assert.deepEqual(Object.keys(manifest.peerDependencies), ['react']);
  assert.equal(manifest.peerDependenciesMeta.react.optional, true);
  assert.deepEqual([manifest.type, manifest.license, manifest.private], ['module', 'Apache-2.0', undefined]);
});

test('its modules are those that the other tests hold equal to the native core', () => {
  assert.ok(readFileSync(join(installed, 'samtycke.wasm')).equals(texts.whole));
  for (const part of ['panel', 'banner']) assert.ok(readFileSync(join(installed, `samtycke-${part}.wasm`)).equals(texts[part]), part);
});

test('publint finds nothing', () => {
  assert.match(run(folder, tool('publint'), tarball, '--strict'), /All good!/);
});

test('each entry has types that every resolver of ES modules finds', () => {
  const modules = ['./samtycke.wasm', './samtycke-panel.wasm', './samtycke-banner.wasm'];
  run(folder, tool('attw'), tarball, '--profile', 'esm-only', '--exclude-entrypoints', ...modules);
});

const {modules} = JSON.parse(read('custom-elements.json'));
const declarations = modules.flatMap(({declarations = []}) => declarations);
const namesOf = (list) => list.map(({name}) => name).sort();
const found = (files, expression) =>
  [...new Set(files.flatMap((file) => [...source(file).matchAll(expression)]).map(([, name]) => name))].sort();
const elements = {
  panel: {
    attributes: ['catalogue', 'endpoint', 'lang', 'mode'],
    events: ['samtycke-change', 'samtycke-error', 'samtycke-ready', 'samtycke-saved'],
    members: ['allows', 'catalogue', 'consent', 'endpoint', 'getAccessToken', 'language', 'mode'],
    drawing: ['panel/draw.ts', 'panel/history.ts', 'panel/trouble.ts', 'dom.ts'],
  },
  banner: {
    attributes: ['catalogue', 'consent-mode', 'endpoint', 'lang', 'names', 'nonce', 'src'],
    events: ['change', 'error', 'hide', 'ready', 'reload', 'show'].map((name) => `samtycke-${name}`),
    members: ['allows', 'consent', 'language', 'open', 'watch'],
    drawing: ['banner/draw.ts', 'banner/rows.ts', 'dom.ts'],
  },
};

for (const [name, {attributes, events, members, drawing}] of Object.entries(elements)) {
  test(`custom-elements.json tells each attribute, event, part and custom property that the ${name} has`, () => {
    const declared = declarations.find(({tagName}) => tagName === `samtycke-${name}`);
    assert.deepEqual([namesOf(declared.attributes), namesOf(declared.events), namesOf(declared.members)], [attributes, events, members]);
    const [, observed] = /observedAttributes.*? = \[([^\]]*)\]/.exec(source(`${name}/element.ts`));
    for (const [, attribute] of observed.matchAll(/'([a-z]+)'/g)) assert.ok(attributes.includes(attribute), attribute);
    for (const event of found([`${name}/events.ts`], /'(samtycke-[a-z-]+)':? /g)) assert.ok(events.includes(event), event);
    assert.deepEqual(namesOf(declared.cssParts), found(drawing, /\bpart: '([a-z]+)'/g));
    assert.deepEqual(namesOf(declared.cssProperties), found(['look.css', `${name}/${name}.css`], /var\((--samtycke-[a-z-]+)/g));
    for (const list of ['attributes', 'events', 'cssParts', 'cssProperties', 'members', 'slots']) {
      for (const one of declared[list]) assert.ok(one.description?.length > 3, `${list} ${one.name} is not described`);
    }
    for (const {type} of declared.events) assert.ok(declarations.some(({name}) => name === type.text), type.text);
    assert.equal(declared.superclass.name, 'HTMLElement');
  });
}

test('docs/ELEMENTS.md says what the comments of the elements say', () => {
  const written = readFileSync(join(root, 'docs/ELEMENTS.md'), 'utf8');
  assert.equal(written, referenceOf({modules}), 'node web/reference.mjs build/web/package/custom-elements.json > docs/ELEMENTS.md');
});

test('every module that custom-elements.json names is there', () => {
  for (const {path} of modules) assert.ok(read(path).length > 0, path);
});

const inNode = (script) => run(folder, 'node', '--disallow-code-generation-from-strings', '--input-type=module', '-e', script);

test('in Node the core evaluates and decides, and says no to what it does not know', () => {
  const catalogue = JSON.stringify(JSON.stringify(JSON.parse(readFileSync(join(root, 'core/catalogue/telecom-se.json')))));
  const said = inNode(`
    import {CoreError, openCore} from 'samtycke';
    const core = await openCore();
    const about = {subject: 'sub-1', now: '2026-11-24T08:00:00Z', question: {purpose: 'no-such', role: 'none'}};
    try { core.decide(about); } catch (error) { console.log(error instanceof CoreError, error.code); }
    console.log(core.load(${catalogue}, true).catalogue, core.decide(about).decision);
    const told = {kind: 'restricted', person: 'prs-1', actor: 'prs-1', door: 'page', at: about.now, sequence: 1};
    console.log(core.evaluate({call: 'events', events: [told]}).events, core.evaluate({call: 'forget'}).events);
  `);
  assert.equal(said, 'true no_catalogue\ntelecom-se deny\n1 0\n');
});

test('a server that renders pages can import everything, and nothing is defined there', () => {
  const said = inNode(`
    const {SamtyckePanel} = await import('samtycke/panel');
    const {SamtyckeBanner} = await import('samtycke/banner');
    await import('samtycke/panel/element');
    await import('samtycke/sync');
    console.log(typeof SamtyckePanel, typeof SamtyckeBanner, typeof globalThis.customElements, typeof globalThis.HTMLElement);
  `);
  assert.equal(said, 'function function undefined undefined\n');
});

const app = installInApp();

test('a page’s own strict TypeScript compiles against it, for bundlers and for Node', () => {
  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']]) {
    const settings = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
    run(app, join(root, 'web/node_modules/.bin/tsc'), ...settings, '--types', '', '--module', module, '--moduleResolution', moduleResolution, 'consumer.ts');
  }
});

test('the example of docs/EMBED.md decides in Node, and nobody has said yes', () => {
  writeFileSync(join(app, 'core.mjs'), example('core.mjs'));
  assert.equal(run(app, 'node', 'core.mjs'), 'deny\n');
});

// What Vite makes of a page's script: its code as one text, that of the scripts which the page loads at
// once, and the files that come along.
function bundle(name, script) {
  const project = join(app, name);
  mkdirSync(project, {recursive: true});
  writeFileSync(join(project, 'index.html'), '<!doctype html><script type="module" src="/entry.js"></script>');
  writeFileSync(join(project, 'entry.js'), script);
  run(project, join(app, 'node_modules/.bin/vite'), 'build', '--logLevel', 'error');
  const assets = join(project, 'dist/assets');
  const [scripts, others] = [readdirSync(assets).filter(isScript), readdirSync(assets).filter((file) => !isScript(file))];
  const textOf = (files) => files.map((file) => readFileSync(join(assets, file), 'utf8')).join('\n');
  const page = readFileSync(join(project, 'dist/index.html'), 'utf8');
  const [code, first] = [textOf(scripts), textOf(scripts.filter((file) => page.includes(`/${file}"`)))];
  return {code, first, files: others.map((file) => file.replace(/-[\w-]{8}\./, '.')).sort()};
}

const isScript = (file) => file.endsWith('.js');
const coreSizeMax = 4_000;
const panelSizeMax = 36_500; // its outbox is an eighth of it; Vite's own loader of what comes later is in it
const bannerSizeMax = 33_500; // a thirtieth of it is for what goes on outside of the page, and for copies of frames

test('a worker that imports the delivery of withdrawals gets that: no panel, no core, no module', () => {
  const {code, files} = bundle('only-sync', example('worker.js'));
  assert.match(code, /samtycke-outbox/);
  assert.doesNotMatch(code, /attachShadow|adoptedStyleSheets|WebAssembly/);
  assert.deepEqual(files, []);
});

test('who imports the core gets the core: no panel, no words, one module', () => {
  const {code, files} = bundle('only-core', `import {openCore} from 'samtycke'; console.log(await openCore());`);
  console.log(`${code.length} bytes of at most ${coreSizeMax}`);
  assert.doesNotMatch(code, /samtycke-panel|attachShadow|adoptedStyleSheets|text\/sv/);
  assert.deepEqual(files, ['samtycke.wasm']);
  assert.ok(code.length <= coreSizeMax);
});

test('who imports the panel gets the panel: nothing of the tests, and its module', () => {
  const {code, first, files} = bundle('only-panel', `import 'samtycke/panel';`);
  console.log(`${first.length} bytes of at most ${panelSizeMax}`);
  assert.match(first, /samtycke-panel/);
  assert.match(first, /samtycke-outbox/, 'nothing that a withdrawal needs comes later');
  const file = /createObjectURL/;
  assert.match(code, file);
  assert.doesNotMatch(first, file, 'the history is loaded when it is opened');
  assert.doesNotMatch(first, /verify_receipt|getBuiltinModule/, 'the check of a receipt is loaded when it is asked for');
  assert.doesNotMatch(code, /mandate_given|prs-test/);
  assert.deepEqual(files, ['en.json', 'proof-en.json', 'proof-sv.json', 'samtycke-panel.wasm', 'samtycke.wasm', 'sv.json', 'words.json']);
  assert.ok(first.length <= panelSizeMax);
});

test('who imports the banner gets the banner, and no panel', () => {
  const {code, files} = bundle('only-banner', `import 'samtycke/banner';`);
  console.log(`${code.length} bytes of at most ${bannerSizeMax}`);
  assert.match(code, /samtycke-banner/);
  assert.doesNotMatch(code, /samtycke-panel|consents\/me|mandate_given/);
  assert.deepEqual(files, ['en.json', 'samtycke-banner.wasm', 'sv.json', 'words.json']);
  assert.ok(code.length <= bannerSizeMax);
});

test('what is imported and not used is not there', () => {
  const unused = `import {SamtyckePanel} from 'samtycke/panel/element'; import {SamtyckeBanner} from 'samtycke/banner/element'; import {createVerifier} from 'samtycke/testing'; console.log('nothing');`;
  // Vite lays out the files of every module that it has read; nothing fetches them.
  assert.doesNotMatch(bundle('nothing', unused).code, /samtycke|attachShadow/);
});
