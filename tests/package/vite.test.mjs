// The package in a fresh React app of Vite: rendered on the server, built or served by Vite, and used
// in Chromium under a strict content security policy.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {freePort} from '../../web/demo/stack.mjs';
import {openBrowser, openPage} from '../browser/chromium.mjs';
import {example, installInApp, run} from './install.mjs';
import {serve} from './serve.mjs';

const folder = installInApp();
const vite = join(folder, 'node_modules/.bin/vite');
const catalogue = JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8'));
const [first, second, third] = catalogue.purposes.map(({id}) => id);
const rendered = run(folder, 'node', 'render.js');
let browser;

before(async () => {
  browser = await openBrowser();
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<!--rendered-->', rendered));
});
after(() => browser?.close());

test('the server renders the plain tag with its form, and defines nothing', () => {
  assert.match(rendered, /^<main><samtycke-panel [^>]*>/);
  const [, attributes] = /<samtycke-panel ([^>]*)>/.exec(rendered);
  assert.deepEqual(attributes.split(' ').sort(), ['class="choices"', 'endpoint="/v1"', 'lang="sv"']);
  assert.match(rendered, /<p class="plain">Utan skript: skriv till oss\.<\/p><\/samtycke-panel>/);
});

// What a person and the app's own code can do with the panel, however Vite brought it there.
async function use(page) {
  const panel = page.locator('samtycke-panel');
  const told = () => page.locator('#told li').allTextContents();
  await page.locator('#told li').first().waitFor();
  assert.deepEqual(await told(), ['samtycke-ready']);
  const allowed = await panel.evaluate((element, ids) => ids.map((id) => element.allows(id)), [first, second, third]);
  assert.deepEqual(allowed, [true, false, false]);
  assert.equal(await page.locator('samtycke-panel .plain').isVisible(), false);

  await page.getByRole('switch').nth(2).click();
  await page.locator('#told li', {hasText: 'samtycke-saved'}).waitFor();
  assert.equal(await panel.evaluate((element, id) => element.allows(id), third), true);
  assert.deepEqual([...new Set(await told())].sort(), ['samtycke-change', 'samtycke-ready', 'samtycke-saved']);
  const submitted = await page.evaluate(() => verifier.submitted.map(({submission}) => submission.changes));
  assert.deepEqual(submitted.flat().map(({purpose, choice}) => [purpose, choice]), [[third, 'granted']]);

  await page.locator('#mode').click();
  await page.waitForFunction(() => document.querySelector('samtycke-panel').shadowRoot.querySelector('[role=switch]') === null);
  await page.locator('#mode').click();
  await page.getByRole('switch').first().waitFor();
  assert.equal(await panel.getAttribute('mode'), null, 'a property that React takes away is away');
  await page.locator('#ask').click();
  assert.equal((await told()).at(-1), 'samtycke-panel', 'the ref is the element');
  await page.evaluate(() => (verifier.submitting = 'cut'));
  await page.getByRole('switch').nth(3).click();
  await page.locator('#told li', {hasText: 'samtycke-error'}).waitFor();
}

test('built, it works in a browser under a strict policy', async () => {
  run(folder, vite, 'build');
  const assets = readdirSync(join(folder, 'dist/assets')).map((name) => name.replace(/-[\w-]{8}\./, '.'));
  for (const name of ['samtycke-panel.wasm', 'samtycke.wasm', 'words.json', 'sv.json', 'en.json']) assert.ok(assets.includes(name), `${name} in ${assets}`);
  const server = await serve(join(folder, 'dist'));
  const {context, page, complaints} = await openPage(browser);
  try {
    await page.goto(server.origin);
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    await server.close();
  }
});

test('served by Vite while developing, it works as well', async () => {
  const port = await freePort();
  const server = spawn(vite, ['--port', String(port), '--strictPort', '--host', '127.0.0.1'], {cwd: folder});
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const {context, page, complaints} = await openPage(browser);
  try {
    await new Promise((resolve, reject) => {
      let said = '';
      for (const stream of [server.stdout, server.stderr]) {
        stream.on('data', (chunk) => {
          said += chunk;
          if (/ready in/.test(said)) resolve();
        });
      }
      ended.then(() => reject(new Error(said)));
    });
    await page.goto(`http://127.0.0.1:${port}/`);
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    server.kill();
    await ended;
  }
});

test('the five minutes of docs/EMBED.md end with a page that works', async () => {
  const project = join(folder, 'five-minutes');
  mkdirSync(project, {recursive: true});
  cpSync(join(folder, 'catalogue.json'), join(project, 'catalogue.json'));
  for (const file of ['index.html', 'main.js']) writeFileSync(join(project, file), example(file));
  run(project, vite, 'build', '--logLevel', 'error');
  const server = await serve(join(project, 'dist'));
  const {context, page} = await openPage(browser);
  try {
    await page.goto(server.origin);
    await page.locator('#offers', {hasText: /^allowed$/}).waitFor();
    await page.getByRole('switch').first().click();
    await page.locator('#offers', {hasText: 'not allowed'}).waitFor();
  } finally {
    await context.close();
    await server.close();
  }
});

test('the React example of docs/EMBED.md renders on a server', () => {
  writeFileSync(join(folder, 'app.jsx'), example('app.jsx'));
  const entry = `import {createElement} from 'react'; import {renderToString} from 'react-dom/server';
    import {Choices} from './app.jsx'; console.log(renderToString(createElement(Choices)));`;
  writeFileSync(join(folder, 'server.js'), entry);
  run(folder, vite, 'build', '--ssr', 'server.js', '--outDir', 'server', '--logLevel', 'error');
  assert.match(run(folder, 'node', 'server/server.js'), /^<samtycke-panel .*<p>Utan skript: skriv till oss\.<\/p><\/samtycke-panel>\n$/);
});

test('a developer’s own test of a consent state runs under Vitest', () => {
  writeFileSync(join(folder, 'choices.test.js'), example('choices.test.js'));
  assert.match(run(folder, join(folder, 'node_modules/.bin/vitest'), 'run'), /Tests\s+1 passed/);
});
