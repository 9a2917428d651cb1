// The package on a plain static page: no bundler, an import map, a strict content security policy; and
// a verifier of `samtycke/testing` behind a test's own server.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {openBrowser, openPage} from '../browser/chromium.mjs';
import {demoCatalogue} from '../web/judge.mjs';
import {example, installAlone} from './install.mjs';
import {serve} from './serve.mjs';

const folder = installAlone();
const {createVerifier} = await import(createRequire(join(folder, 'here.js')).resolve('samtycke/testing'));
const catalogue = demoCatalogue();
const [first] = catalogue.purposes.map(({id}) => id);
let browser;
let verifier;
let server;

before(async () => {
  const html = example('plain.html').replace('<title>', '<link rel="icon" href="data:,"><title>');
  rmSync(join(folder, 'page'), {recursive: true, force: true});
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), html);
  writeFileSync(join(folder, 'page/page.js'), example('page.js'));
  cpSync(join(folder, 'node_modules/samtycke'), join(folder, 'page/samtycke'), {recursive: true});
  const [, map] = /<script type="importmap">(.*?)<\/script>/s.exec(html);
  verifier = await createVerifier({catalogue, choices: {[first]: 'granted'}, language: 'en'});
  server = await serve(join(folder, 'page'), {
    answer: (url, request) => (url.pathname.startsWith('/v1/') ? verifier.fetch(url, request) : undefined),
    scripts: `'sha256-${createHash('sha256').update(map).digest('base64')}'`,
  });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test('the panel works from the package’s folder as it lies', async () => {
  const {context, page, complaints} = await openPage(browser);
  await page.goto(server.origin);
  await page.getByRole('switch').first().waitFor();
  assert.equal(await page.getByRole('switch').first().isChecked(), true);
  assert.equal(await page.locator('samtycke-panel h2').first().textContent(), catalogue.groups[0].label.en);
  await page.getByRole('switch').first().click();
  await page.waitForFunction((id) => !document.querySelector('samtycke-panel').allows(id), first);
  await page.waitForFunction(() => !document.querySelector('samtycke-panel').shadowRoot.querySelector('[aria-busy=true]'));
  assert.deepEqual(verifier.submitted.flatMap(({submission}) => submission.changes).map(({choice}) => choice), ['withdrawn']);
  assert.equal(await page.title(), 'Saved');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the core opens there too, from its own file', async () => {
  const {context, page, complaints} = await openPage(browser);
  await page.goto(server.origin);
  const loaded = await page.evaluate(async (text) => {
    const {openCore} = await import('samtycke');
    return (await openCore()).load(text, true);
  }, JSON.stringify(catalogue));
  assert.equal(loaded.catalogue, catalogue.catalogue);
  assert.deepEqual(complaints, []);
  await context.close();
});
