// What a person said holds also where the module, the storage or the channel between tabs fails.
import assert from 'node:assert/strict';
import test, {after, afterEach, before} from 'node:test';
import {Banner, openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage} from './chromium.mjs';
import {wordsOf} from './kept.mjs';
import {trapLater} from './trap.mjs';

let site;
let browser;
before(async () => {
  site = await Site.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(() => site.reset());

const words = wordsOf('sv');
const frame = '<iframe title="film" data-category="ads" data-src="{other}/film"></iframe>';
const script = `<script type="text/plain" nonce="{nonce}" data-category="analytics">ran.push('on')</script>`;

// A page on which everything was allowed, and whose module traps from when `trap` is set.
async function openAllowed(body) {
  site.pages.set('/', `<main>${body}</main>`);
  const opened = await openBanner(browser, site);
  const {page, banner} = opened;
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.press('allow_all')]);
  await page.addInitScript(trapLater);
  await page.reload();
  await banner.ready();
  assert.ok((await banner.kept()).value.includes('y.'));
  await page.evaluate(() => (globalThis.trap = true));
  return opened;
}

const errors = async (banner) => (await banner.told()).filter(({name}) => name === 'error').map(({code}) => code);

test('a trap at the press of refuse loses no withdrawal: nothing goes on, no yes is kept, and it is told [L46, L53]', async () => {
  const {context, page, banner, complaints} = await openAllowed(frame);
  assert.match(await page.locator('iframe').getAttribute('src'), /film/);
  await banner.press('reopen');
  await banner.press('refuse_all');
  await page.waitForFunction(() => told.some(({name}) => name === 'error'));
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.equal(await banner.kept(), undefined);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  assert.deepEqual(await errors(banner), ['module']);
  assert.equal(await page.locator('samtycke-banner [role=status]').textContent(), words.trouble_module);
  assert.equal(await banner.isShown(), false);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  assert.deepEqual(await errors(banner), ['module', 'module'], 'told again, and thrown at nobody');
  assert.deepEqual(complaints.filter((one) => one.startsWith('error:')), []);
  await context.close();
});

test('a trap at the press of refuse reloads a page on which a script ran, and that page asks anew [L46, L115]', async () => {
  const {context, page, banner} = await openAllowed(script);
  assert.deepEqual(await banner.ran(), ['on']);
  await banner.press('reopen');
  await Promise.all([page.waitForEvent('load'), banner.press('refuse_all')]);
  await banner.ready();
  assert.deepEqual(await banner.ran(), []);
  assert.equal(await banner.isShown(), true);
  assert.equal(await banner.kept(), undefined);
  await context.close();
});

test('a trap at the press of allow allows nothing, and does not say that it is saved [L1]', async () => {
  site.pages.set('/', `<main>${frame}</main>`);
  const {context, page} = await openPage(browser);
  const banner = new Banner(page, site);
  await page.addInitScript(trapLater);
  await banner.go('/');
  await page.evaluate(() => (globalThis.trap = true));
  await banner.press('allow_all');
  assert.deepEqual(await errors(banner), ['module']);
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.equal(await page.locator('samtycke-banner [role=status]').textContent(), words.trouble_module);
  assert.equal(await banner.kept(), undefined);
  await context.close();
});

test('a trap when another tab has refused stops what runs here [L46, L115]', async () => {
  const {context, page, banner} = await openAllowed(frame);
  const other = await context.newPage();
  const there = new Banner(other, site);
  await there.go('/');
  await there.press('reopen');
  await there.press('refuse_all');
  await page.waitForFunction(() => told.some(({name}) => name === 'error'));
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.ok(!(await banner.kept()).value.includes('y.'), 'the no of the other tab stays');
  await context.close();
});

test('where storage is denied the question still comes, Escape leaves it, and the page’s link opens the settings [D1, D28]', async () => {
  site.pages.set('/', '<main><a href="/privacy" data-samtycke-open>Kakor</a></main>');
  const {context, page, complaints} = await openPage(browser);
  const banner = new Banner(page, site);
  await page.addInitScript(() => {
    const deny = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    globalThis.BroadcastChannel = deny;
    Object.defineProperty(globalThis, 'sessionStorage', {get: deny});
  });
  await banner.go('/');
  assert.equal(await banner.isShown(), true);
  await page.keyboard.press('Escape');
  assert.equal(await banner.isShown(), false);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  assert.equal(await banner.isShown(), false, 'nor does it come again on this page');
  await page.locator('main a').click();
  assert.equal(await banner.isShown(), true);
  await banner.press('allow_all');
  assert.ok((await banner.allowed()).includes('cookie-statistics'));
  assert.deepEqual(complaints, []);
  await context.close();
});

test('where the core fails the page’s link leads where it says', async () => {
  site.pages.set('/', '<main><a href="/privacy" data-samtycke-open>Kakor</a></main>');
  site.pages.set('/privacy', '<main></main>');
  const {context, page} = await openPage(browser);
  await page.addInitScript(trapLater);
  // The first call loads the catalogue; the question to the core is the second.
  await page.addInitScript(() => {
    let calls = 0;
    Object.defineProperty(globalThis, 'trap', {get: () => (calls += 1) > 1});
  });
  await page.goto(site.origin);
  await page.waitForFunction(() => globalThis.told.some(({name}) => name === 'error'));
  await page.locator('main a').click();
  await page.waitForURL('**/privacy');
  await context.close();
});
