// What the browser keeps of the answer and for how long, what is taken away with it, who else hears of
// it, and what Google is told.
import assert from 'node:assert/strict';
import test, {after, afterEach, before} from 'node:test';
import {openBanner} from './banner.mjs';
import {nonce, Site} from './banner-site.mjs';
import {openBrowser} from './chromium.mjs';

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

test('the answer is handed to the server, whose cookie lasts; a page that finds it so asks no more of it', async () => {
  const {context, page, banner} = await open();
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.choose('Statistik')]);
  assert.equal(site.choices.length, 1);
  const {value} = await banner.kept();
  assert.equal(value, `2${site.choices[0].slice(1)}`);
  await page.reload();
  await banner.ready();
  assert.deepEqual(await banner.allowed(), ['cookie-necessary', 'cookie-statistics']);
  assert.equal(site.choices.length, 1);
  await context.close();
});

test('where the server cannot, the script’s own cookie holds, and the next page tries again', async () => {
  site.refuses = true;
  const {context, page, banner} = await open();
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.choose('Statistik')]);
  const {value, expires} = await banner.kept();
  assert.equal(value, site.choices[0]);
  // Six months; Chromium allows 400 days. Safari would keep it for seven.
  assert.ok(expires - Date.now() / 1000 > 180 * 86_400);
  site.refuses = false;
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), page.reload()]);
  assert.match((await banner.kept()).value, /^2/);
  await context.close();
});

test('a page without a verifier asks nobody', async () => {
  const {context, page, banner} = await open();
  await page.route(`${site.origin}/alone`, async (route) => {
    const response = await route.fetch({url: `${site.origin}/`});
    await route.fulfill({response, body: (await response.text()).replace('endpoint="/v1"', '')});
  });
  await banner.go('/alone');
  await banner.press('refuse_all');
  await page.waitForLoadState('networkidle');
  assert.deepEqual(site.choices, []);
  assert.match((await banner.kept()).value, /^1/);
  await context.close();
});

test('a newer answer is never overwritten by the server’s reply to an older one [L46]', async () => {
  let reply;
  site.firstReply = new Promise((resolve) => (reply = resolve));
  const {context, page, banner} = await open();
  const asked = (kept) => page.waitForRequest((request) => request.url().endsWith('/cookie-choice') && request.postData().includes(kept));
  await Promise.all([asked('/y.'), banner.press('allow_all')]);
  await banner.press('reopen');
  const called = page.waitForEvent('requestfailed');
  await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.press('refuse_all')]);
  assert.match((await called).postData(), /\/y\./, 'the older one is called back');
  reply();
  await page.waitForLoadState('networkidle');
  assert.equal(site.choices.length, 2);
  assert.ok(!(await banner.kept()).value.includes('y.'), (await banner.kept()).value);
  await context.close();
});

test('a kept text that was tampered with says nothing, and nothing runs by it [L108]', async () => {
  const {context, page, banner} = await open();
  for (const value of ['1', 'granted', '2/y.1.1795507200.cookie-statistics/y', '2/y.9.1700000000.cookie-statistics', `2/${'y.1.1795507200.a/'.repeat(180)}`]) {
    await context.addCookies([{name: 'samtycke_choice', value, url: site.origin}]);
    await page.reload();
    await banner.ready();
    assert.deepEqual(await banner.allowed(), ['cookie-necessary'], value);
    assert.equal(await banner.isShown(), true);
  }
  await context.close();
});

test('after six months it asks again, and until it is answered the answer is no [L60]', async () => {
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  const {value} = await banner.kept();
  const old = value.replaceAll(/\.(\d{10})\./g, (_, seconds) => `.${Number(seconds) - 190 * 86_400}.`);
  await context.addCookies([{name: 'samtycke_choice', value: old, url: site.origin}]);
  await page.reload();
  await banner.ready();
  assert.equal(await banner.isShown(), true);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  await context.close();
});

test('a new category is asked about, and is not taken for refused or granted [L54]', async () => {
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  const both = (sv, en) => ({sv, en});
  site.document.cookie_categories.push({id: 'cookie-films', consent: true, title: both('Filmer', 'Films'), text: both('Visar filmer.', 'Shows films.')});
  await page.reload();
  await banner.ready();
  assert.equal(await banner.isShown(), true);
  assert.ok(!(await banner.allowed()).includes('cookie-films'));
  assert.ok((await banner.allowed()).includes('cookie-statistics'));
  await context.close();
});

test('the browser’s signal is a no to marketing that nobody asks about; only its own switch says otherwise [L107]', async () => {
  const {context, page, banner} = await open();
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true}));
  await page.reload();
  await banner.ready();
  assert.match(await banner.root.innerText(), /Global Privacy Control.*Marknadsföring/s);
  await banner.press('allow_all');
  assert.deepEqual(await banner.allowed(), ['cookie-necessary', 'cookie-preferences', 'cookie-statistics']);
  await page.reload();
  await banner.ready();
  assert.equal(await banner.isShown(), false);
  await banner.press('reopen');
  await page.getByRole('switch', {name: 'Marknadsföring'}).click();
  await banner.press('save');
  assert.ok((await banner.allowed()).includes('cookie-marketing'));
  await context.close();
});

test('taking back deletes what the category stored here, by its names, and nothing else [L115]', async () => {
  site.pages.set('/deep/page', '<main></main>');
  const {context, page, banner} = await open({path: '/deep/page'});
  await banner.press('allow_all');
  await page.evaluate(async () => {
    document.cookie = '_count_1=a; Path=/';
    document.cookie = '_count_2=a; Path=/deep';
    document.cookie = '_count_3=a; Path=/deep/page';
    document.cookie = '_ad=a; Path=/';
    document.cookie = 'session=a; Path=/';
    document.cookie = 'visitors=a; Path=/';
    localStorage.setItem('visits', '1');
    localStorage.setItem('_count', '1');
    localStorage.setItem('basket', '1');
    sessionStorage.setItem('visits', '1');
    await new Promise((resolve) => (indexedDB.open('_count_db').onsuccess = ({target}) => resolve(target.result.close())));
    await caches.open('_count_cache');
    await caches.open('offline');
  });
  await banner.press('reopen');
  await page.getByRole('switch', {name: 'Statistik'}).click();
  await banner.press('save');
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await page.waitForFunction(async () => (await caches.keys()).join() === 'offline', undefined, {timeout: 20_000});
  const names = (await context.cookies([site.origin, `${site.origin}/deep/page`])).map(({name}) => name).toSorted();
  assert.deepEqual(names, ['_ad', 'samtycke_choice', 'session', 'visitors']);
  assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [['basket'], []]);
  await context.close();
});

test('two tabs are in step: an answer in one closes the question in the other and runs there what waited', async () => {
  site.pages.set('/', `<main></main><script type="text/plain" nonce="{nonce}" data-category="analytics">ran.push('on')</script>`);
  const {context, page, banner} = await open();
  const other = await context.newPage();
  await other.goto(site.origin);
  await other.locator('samtycke-banner .banner').waitFor({state: 'visible'});
  await banner.press('allow_all');
  await other.locator('samtycke-banner .banner').waitFor({state: 'hidden'});
  await other.waitForFunction(() => ran.includes('on'));
  await page.bringToFront();
  await banner.press('reopen');
  await Promise.all([other.waitForEvent('load'), banner.press('refuse_all')]);
  await other.waitForFunction(() => document.querySelector('samtycke-banner')?.consent !== undefined);
  assert.deepEqual(await other.evaluate(() => [ran, document.querySelector('samtycke-banner').allows('cookie-statistics')]), [[], false]);
  await context.close();
});

test('a page that comes back from the cache of pages knows what was answered meanwhile', async () => {
  const cached = await openBrowser({ignoreDefaultArgs: ['--disable-back-forward-cache']});
  site.pages.set('/', '<main><img alt="" data-category="ads" data-src="{other}/pixel.svg"></main>');
  site.pages.set('/other', '<main></main>');
  const {page, banner} = await openBanner(cached, site);
  await page.evaluate(() => (globalThis.same = true));
  await banner.go('/other');
  await banner.press('allow_all');
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => globalThis.same);
  await page.waitForFunction(() => document.querySelector('samtycke-banner').allows('cookie-marketing'));
  assert.equal(await banner.isShown(), false);
  assert.match(await page.locator('img').getAttribute('src'), /pixel/);
  await cached.close();
});

const granted = (layer) => layer.filter(([command, what]) => command === 'consent' && what === 'update').map(([, , state]) => Object.keys(state).filter((type) => state[type] === 'granted').toSorted());

test('Google is told no to everything before anything runs, and then what was answered', async () => {
  site.pages.set('/', `<script nonce="${nonce}">(globalThis.dataLayer ??= []).push(['js'])</script>`);
  const {context, page, banner} = await open();
  const before = await banner.dataLayer();
  assert.deepEqual(before[0].slice(0, 2), ['consent', 'default']);
  assert.deepEqual(before[0][2], {
    ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', analytics_storage: 'denied',
    functionality_storage: 'denied', personalization_storage: 'denied', security_storage: 'denied', wait_for_update: 500,
  });
  assert.deepEqual(before[1], ['js']);
  assert.equal(await page.evaluate(() => Object.prototype.toString.call(dataLayer[0])), '[object Arguments]');
  assert.deepEqual(granted(before), [[]]);
  await banner.choose('Statistik');
  assert.deepEqual(granted(await banner.dataLayer()).at(-1), ['analytics_storage']);
  await page.reload();
  await banner.ready();
  assert.deepEqual((await banner.dataLayer()).map(([, what]) => what), ['default', undefined, 'update']);
  assert.deepEqual(granted(await banner.dataLayer()), [['analytics_storage']]);
  await banner.press('reopen');
  await banner.press('allow_all');
  assert.deepEqual(granted(await banner.dataLayer()).at(-1), ['ad_personalization', 'ad_storage', 'ad_user_data', 'analytics_storage', 'functionality_storage', 'personalization_storage']);
  await banner.press('reopen');
  await banner.press('refuse_all');
  assert.deepEqual(granted(await banner.dataLayer()).at(-1), []);
  await context.close();
});

test('a script of the page is told what is allowed, and can grant nothing', async () => {
  const {context, banner} = await open();
  const found = await banner.host.evaluate((host) => ({
    frozen: Object.isFrozen(host.consent) && Object.isFrozen(host.consent.categories),
    allows: ['cookie-statistics', 'cookie-necessary', 'toString', ''].map((id) => host.allows(id)),
  }));
  assert.deepEqual(found, {frozen: true, allows: [false, true, false, false]});
  await banner.choose('Statistik');
  assert.deepEqual((await banner.told()).map(({name, layer}) => layer ?? name), ['first', 'ready', 'first', 'settings', 'settings', 'change']);
  await context.close();
});
