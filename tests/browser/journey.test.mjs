// What the README promises, done by a person in a browser: sign in, move a slider, reload; and ask
// as a back end does, by the very line that the page shows.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';

const root = join(import.meta.dirname, '../..');
const picture =
  process.env.SAMTYCKE_SCREENSHOT ?? join(process.env.SAMTYCKE_BUILD ?? join(root, 'build'), 'check/mitt-foretag.png');
let portal;
let browser;

before(async () => {
  portal = await Portal.open();
  await portal.stack.writeHeader();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

// The line that the page for it shows, run by a shell.
async function askAsShown(page) {
  const shown = await page.context().newPage();
  await shown.goto(`${portal.origin}/ask`);
  const line = await shown.locator('#ask-line').textContent();
  await shown.close();
  const {decision, reason} = JSON.parse(execFileSync('bash', ['-c', line], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}));
  return {decision, reason};
}

async function questionsTitle(page) {
  const shown = await page.context().newPage();
  await shown.goto(`${portal.origin}/ask`);
  const title = await shown.locator('main q').textContent();
  await shown.close();
  return title;
}

// Moves the switch of that title and waits until the page says what became of it.
async function move(page, title, on) {
  const slider = page.getByRole('switch', {name: title});
  await slider.setChecked(on);
  await page.locator('samtycke-panel [role=status]:not(:empty)').first().waitFor();
  await page.waitForFunction(() => {
    const root = document.querySelector('samtycke-panel').shadowRoot;
    return root.querySelector('[aria-busy=true]') === null && root.querySelector('[role=status]').textContent !== '';
  });
  assert.equal(await slider.isChecked(), on);
  return page.locator('samtycke-panel').evaluate((panel) => panel.shadowRoot.querySelector('[role=status]').textContent);
}

test('one slider, one verifier, one set of rules', async () => {
  const {context, page, complaints} = await openPage(browser);
  await signIn(page, portal.origin, people.anna);
  assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
  assert.match(await page.title(), /Mitt Företag/);

  const title = await questionsTitle(page);
  const slider = page.getByRole('switch', {name: title});
  await slider.waitFor();
  const switches = page.getByRole('switch');
  for (let index = 0; index < (await switches.count()); index += 1) {
    assert.equal(await switches.nth(index).isChecked(), false, 'something is on before anybody turned it on');
  }
  assert.equal((await askAsShown(page)).decision, 'deny');

  const saved = await move(page, title, true);
  assert.ok(saved.length > 3);
  assert.deepEqual(await askAsShown(page), {decision: 'allow', reason: 'consent_given'});
  mkdirSync(dirname(picture), {recursive: true});
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({path: picture});

  await page.reload();
  await slider.waitFor();
  assert.equal(await slider.isChecked(), true, 'after a reload it is still there');

  const withdrawn = await move(page, title, false);
  assert.notEqual(withdrawn, saved);
  assert.deepEqual(await askAsShown(page), {decision: 'deny', reason: 'withdrawn'});
  await page.reload();
  await slider.waitFor();
  assert.equal(await slider.isChecked(), false);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the same by keyboard, in English, on a telephone', async () => {
  const {context, page, complaints} = await openPage(browser, {locale: 'en-GB', viewport: {width: 390, height: 844}});
  await signIn(page, portal.origin, people.karin);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  const slider = page.getByRole('switch').first();
  await slider.focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('samtycke-panel').shadowRoot.querySelector('[role=status]').textContent !== '');
  assert.equal(await slider.isChecked(), true);
  const {scrollWidth, clientWidth} = await page.evaluate(() => {
    const {scrollWidth, clientWidth} = document.documentElement;
    return {scrollWidth, clientWidth};
  });
  assert.ok(scrollWidth <= clientWidth, 'the page is wider than the telephone');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a person with two companies sees each by name and chooses', async () => {
  const {context, page, complaints} = await openPage(browser);
  await signIn(page, portal.origin, people.erik);
  const companies = page.getByRole('radio');
  await companies.first().waitFor();
  assert.equal(await companies.count(), 2);
  assert.equal(await page.getByRole('switch').count(), 0, 'no choice before it is known for whom');
  await page.getByRole('radio', {name: 'Havsvik'}).check();
  await page.getByRole('switch').first().waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('without script the page withdraws by its form, and says what was withdrawn [L53]', async () => {
  const anna = await portal.person('anna');
  const [purpose] = anna.openPurposes(anna.switches());
  assert.equal((await anna.set(purpose, true)).status, 201);
  const title = anna.catalogue.purposes.find(({id}) => id === purpose).title.sv;

  const {context, page} = await openPage(browser, {javaScriptEnabled: false});
  await signIn(page, portal.origin, people.anna);
  const form = page.locator('form[action="/v1/stops"]', {hasText: title});
  await form.getByRole('button').click();
  assert.match(await page.locator('main').innerText(), new RegExp(title));
  await anna.reload();
  assert.equal(anna.isOn(purpose), false);
  await context.close();
});

test('where WebAssembly is forbidden the form is shown instead of the switches [L53]', async () => {
  const {context, page} = await openPage(browser);
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch({maxRedirects: 0});
    const headers = {...response.headers()};
    const policy = headers['content-security-policy'];
    if (policy) headers['content-security-policy'] = policy.replace(/ 'wasm-unsafe-eval'/, '');
    return route.fulfill({response, headers});
  });
  await signIn(page, portal.origin, people.anna);
  // A page that one is redirected to is not intercepted; a reloaded one is.
  await page.reload();
  await page.locator('samtycke-panel .plain').waitFor({state: 'visible'});
  assert.equal(await page.getByRole('switch').count(), 0);
  await context.close();
});

test('a choice that cannot be saved never looks saved [L47]', async () => {
  const {context, page} = await openPage(browser);
  await signIn(page, portal.origin, people.anna);
  const slider = page.getByRole('switch').first();
  await slider.waitFor();
  await page.route('**/v1/consents/me*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await slider.click();
  await page.waitForFunction(() => {
    const status = document.querySelector('samtycke-panel').shadowRoot.querySelector('[role=status]');
    return status.textContent !== '';
  });
  assert.equal(await slider.isChecked(), false);
  await context.close();
});
