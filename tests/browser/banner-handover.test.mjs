// The choice on its way to the server: what may come last, what is sent again, and to whom nothing is.
import assert from 'node:assert/strict';
import test, {after, afterEach, before} from 'node:test';
import {Banner, openBanner, stopClock} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage} from './chromium.mjs';

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

const open = (settings) => openBanner(browser, site, settings);

test('a yes still under way when its page is put aside does not come back over a later no [L46]', async () => {
  const cached = await openBrowser({ignoreDefaultArgs: ['--disable-back-forward-cache']});
  site.pages.set('/other', '<main></main>');
  let reply;
  site.firstReply = new Promise((resolve) => (reply = resolve));
  const {page, banner} = await openBanner(cached, site);
  await page.evaluate(() => (globalThis.same = true));
  await Promise.all([page.waitForRequest('**/v1/cookie-choice'), banner.press('allow_all')]);
  await banner.go('/other');
  await banner.press('reopen');
  const refused = page.waitForResponse((response) => response.url().endsWith('/cookie-choice') && !response.request().postData().includes('y.'));
  await Promise.all([refused, banner.press('refuse_all')]);
  reply();
  await page.waitForLoadState('networkidle');
  assert.ok(!(await banner.kept()).value.includes('y.'), (await banner.kept()).value);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => globalThis.same);
  await page.waitForFunction(() => !document.querySelector('samtycke-banner').allows('cookie-marketing'));
  assert.match((await banner.kept()).value, /^2\/n/);
  await cached.close();
});

test('a choice that did not arrive is handed over again when the page is looked at again [L60]', async () => {
  site.refuses = true;
  const {context, page, banner} = await open();
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.press('refuse_all')]);
  site.refuses = false;
  const again = page.waitForResponse('**/v1/cookie-choice');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await again;
  assert.match((await banner.kept()).value, /^2\/n/);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.waitForLoadState('networkidle');
  assert.equal(site.choices.length, 2, 'and no more once a server has set it');
  await context.close();
});

test('a server that never answers is waited for thirty seconds, and asked again when the page is looked at [L60]', async () => {
  let reply;
  site.firstReply = new Promise((resolve) => (reply = resolve));
  const {context, page, banner} = await open();
  const look = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await stopClock(page);
  const given = [];
  page.on('requestfailed', (request) => given.push(request.url()));
  await Promise.all([page.waitForRequest('**/v1/cookie-choice'), banner.press('refuse_all')]);
  await page.clock.runFor(29_999);
  await look();
  assert.deepEqual([given, site.choices.length], [[], 1], 'one that is under way is sent no second time');
  await Promise.all([page.waitForEvent('requestfailed'), page.clock.runFor(1)]);
  assert.match((await banner.kept()).value, /^1\/n/, 'the script’s own cookie holds meanwhile');
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), look()]);
  assert.match((await banner.kept()).value, /^2\/n/);
  reply();
  await context.close();
});

test('an older yes that another tab, which hears of nothing, has set over a no is put right when the page is looked at [L46]', async () => {
  let reply;
  site.firstReply = new Promise((resolve) => (reply = resolve));
  const {context, page: deaf} = await openPage(browser);
  await deaf.addInitScript(() => delete globalThis.BroadcastChannel);
  const there = new Banner(deaf, site);
  await there.go('/');
  const late = deaf.waitForResponse('**/v1/cookie-choice');
  await Promise.all([deaf.waitForRequest('**/v1/cookie-choice'), there.press('allow_all')]);
  const page = await context.newPage();
  const banner = new Banner(page, site);
  await banner.go('/');
  site.refuses = true;
  await banner.press('reopen');
  const refused = page.waitForResponse((response) => !response.request().postData()?.includes('y.') && response.url().endsWith('/cookie-choice'));
  await Promise.all([refused, banner.press('refuse_all')]);
  site.refuses = false;
  reply();
  await late;
  assert.ok((await banner.kept()).value.includes('y.'), 'the server’s cookie of the older yes');
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))]);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  assert.match((await banner.kept()).value, /^2\/n/);
  await context.close();
});

test('a verifier of another origin is handed nothing: its cookie would not be this site’s', async () => {
  site.policy = site.policy.replace("connect-src 'self'", `connect-src 'self' ${site.other}`);
  const {context, page, banner, complaints} = await open();
  await page.route(`${site.origin}/far`, async (route) => {
    const response = await route.fetch({url: `${site.origin}/`});
    await route.fulfill({response, body: (await response.text()).replace('endpoint="/v1"', `endpoint="${site.other}/v1"`)});
  });
  await banner.go('/far');
  await banner.press('refuse_all');
  await page.reload();
  await banner.ready();
  await page.waitForLoadState('networkidle');
  assert.equal(await banner.isShown(), false, 'the script’s own cookie holds');
  assert.deepEqual([site.requests, site.choices, complaints], [[], [], []]);
  await context.close();
});
