// A page whose banner is out of it, on a route that has none: what the banner let run is still there, so a no
// in another tab reaches it all the same.
import assert from 'node:assert/strict';
import test, {after, afterEach, before} from 'node:test';
import {Banner, openBanner} from './banner.mjs';
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

const inline = (attributes, text) => `<script type="text/plain" nonce="{nonce}" ${attributes}>${text}</script>`;
const note = (what) => `ran.push('${what}')`;
const frame = '<iframe title="film" data-name="video" data-src="{other}/film.html"></iframe>';
const route = `<template>${frame}${inline('data-category="analytics"', note('later'))}<img alt="" data-name="ads" data-src="{other}/pixel.svg"></template>`;
const hasRun = (page, what) => page.waitForFunction((what) => ran.includes(what), what, {timeout: 30_000});
const keepPage = (page) => page.evaluate(() => addEventListener('samtycke-reload', (event) => event.preventDefault()));
const takeOut = (page) => page.evaluate(() => (globalThis.away = document.querySelector('samtycke-banner')).remove());
const putBack = (page) => page.evaluate(() => document.body.prepend(globalThis.away));
const bring = (page) => page.evaluate(() => document.body.append(document.importNode(document.querySelector('template').content, true)));
const reloadsOf = async (banner) => (await banner.told()).filter(({name}) => name === 'reload').map(({categories}) => categories);

// A page that said yes to everything, and a second tab beside it.
async function openTwo(attributes = {}) {
  const {context, page} = await openPage(browser);
  // How many channels to other tabs are open.
  await page.addInitScript((isDeaf) => {
    globalThis.channels = 0;
    const {BroadcastChannel} = globalThis;
    globalThis.BroadcastChannel = class extends BroadcastChannel {
      constructor(name) {
        super(name);
        globalThis.channels += 1;
      }
      close() {
        super.close();
        globalThis.channels -= 1;
      }
    };
    if (isDeaf) delete globalThis.BroadcastChannel;
  }, attributes.isDeaf === true);
  const banner = new Banner(page, site);
  await banner.go('/');
  const second = await context.newPage();
  const other = new Banner(second, site);
  return {context, page, banner, other};
}

// In the other tab, once it knows the first answer.
async function answer(other, press) {
  await other.go('/');
  await other.press('reopen');
  await other.press(press);
}

test('a no in another tab ends a script by a reload, though the banner has left this page [L115]', async () => {
  site.pages.set('/', inline('data-category="analytics"', note('on')));
  const {context, page, banner, other} = await openTwo();
  await banner.press('allow_all');
  await hasRun(page, 'on');
  await takeOut(page);
  await Promise.all([page.waitForEvent('load'), answer(other, 'refuse_all')]);
  await banner.ready();
  assert.deepEqual([await banner.ran(), await banner.allowed()], [[], ['cookie-necessary']]);
  await context.close();
});

test('a page that ends its script itself is told once, and all the rest stops where it stands [L115]', async () => {
  site.pages.set('/', `${frame}${inline('data-category="analytics"', note('on'))}${inline('data-category="!analytics"', note('off'))}<p data-type="placeholder" data-name="video">Filmen</p>`);
  const {context, page, banner, other} = await openTwo();
  await keepPage(page);
  await banner.press('allow_all');
  await hasRun(page, 'on');
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    document.cookie = '_count_1=a; Path=/';
    localStorage.setItem('visits', '1');
    localStorage.setItem('basket', '1');
    globalThis.copy = document.querySelector('iframe').cloneNode();
  });
  await takeOut(page);
  await answer(other, 'refuse_all');
  await hasRun(page, 'off');
  await page.waitForFunction(() => frames[0].location.href === 'about:blank');
  await page.waitForFunction(() => !document.cookie.includes('_count_1') && localStorage.getItem('visits') === null);
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.equal(await page.locator('p[data-type]').isVisible(), true);
  assert.equal(await page.evaluate(() => localStorage.getItem('basket')), '1');
  assert.deepEqual(await reloadsOf(banner), [['cookie-statistics']]);
  const [, what, state] = (await banner.dataLayer()).at(-1);
  assert.deepEqual([what, Object.values(state).includes('granted')], ['update', false]);
  await page.evaluate(() => document.body.append(globalThis.copy));
  await page.waitForFunction(() => document.querySelectorAll('iframe')[1]?.getAttribute('src') === null);
  assert.equal(await page.evaluate(() => globalThis.away.allows('cookie-statistics')), false, 'whoever holds the banner knows too');
  await context.close();
});

test('outside of the page it hears a yes and lets nothing pass, until it is back', async () => {
  site.pages.set('/', `${route}<p data-type="placeholder" data-name="video">Filmen</p>`);
  const {context, page, banner, other} = await openTwo();
  await banner.choose('Inställningar');
  await takeOut(page);
  await bring(page);
  await answer(other, 'allow_all');
  await page.waitForFunction(() => globalThis.away.allows('cookie-marketing'));
  await bring(page);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await banner.ran(), []);
  assert.deepEqual(await page.locator('iframe, img').evaluateAll((all) => all.map((one) => one.getAttribute('src'))), [null, null, null, null]);
  assert.equal(await page.locator('p[data-type]').isVisible(), true);
  await putBack(page);
  await hasRun(page, 'later');
  await page.waitForFunction(() => [...document.querySelectorAll('iframe, img')].every((one) => one.getAttribute('src') !== null));
  assert.equal(await page.locator('p[data-type]').isVisible(), false);
  await context.close();
});

test('one banner after another: a single one of them hears, and tells once [L115]', async () => {
  site.pages.set('/', inline('data-category="analytics"', note('on')));
  const {context, page, banner, other} = await openTwo();
  await keepPage(page);
  await banner.press('allow_all');
  await hasRun(page, 'on');
  for (const _ of [1, 2]) {
    await page.evaluate(() => {
      const old = document.querySelector('samtycke-banner');
      const next = old.cloneNode();
      old.remove();
      document.body.prepend(next);
    });
    await banner.ready();
  }
  assert.equal(await page.evaluate(() => channels), 1);
  await takeOut(page);
  assert.equal(await page.evaluate(() => channels), 1);
  await answer(other, 'refuse_all');
  await page.waitForFunction(() => told.some(({name}) => name === 'reload'));
  await page.waitForFunction(() => !globalThis.away.allows('cookie-statistics'));
  assert.deepEqual(await reloadsOf(banner), [['cookie-statistics']]);
  await context.close();
});

test('where nothing was allowed, or another banner is there, the one that leaves hears of nothing more', async () => {
  const {context, page, banner} = await openTwo();
  await banner.press('refuse_all');
  await takeOut(page);
  assert.equal(await page.evaluate(() => channels), 0);
  await putBack(page);
  assert.equal(await page.evaluate(() => channels), 1);
  await banner.press('reopen');
  await banner.press('allow_all');
  await page.evaluate(async () => {
    const next = document.querySelector('samtycke-banner').cloneNode();
    const ready = new Promise((resolve) => next.addEventListener('samtycke-ready', resolve));
    document.body.append(next);
    await ready;
  });
  await page.waitForFunction(() => channels === 2);
  await takeOut(page);
  assert.equal(await page.evaluate(() => channels), 1);
  await context.close();
});

test('outside of the page it keeps no page from being put aside, and looks when the page is looked at [L115]', async () => {
  site.pages.set('/', inline('data-category="analytics"', note('on')));
  const {context, page, banner, other} = await openTwo();
  await keepPage(page);
  await banner.press('allow_all');
  await hasRun(page, 'on');
  await takeOut(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true})));
  assert.equal(await page.evaluate(() => channels), 0);
  await answer(other, 'refuse_all');
  await other.page.waitForLoadState('networkidle');
  assert.deepEqual(await reloadsOf(banner), []);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})));
  assert.equal(await page.evaluate(() => channels), 1);
  assert.deepEqual(await reloadsOf(banner), [['cookie-statistics']]);
  await context.close();
});

test('a banner that comes after a no that nobody here heard of ends what the last one ran [L115]', async () => {
  site.pages.set('/', inline('data-category="analytics"', note('on')));
  const {context, page, banner, other} = await openTwo({isDeaf: true});
  await banner.press('allow_all');
  await hasRun(page, 'on');
  await takeOut(page);
  await answer(other, 'refuse_all');
  await Promise.all([page.waitForEvent('load'), page.evaluate(() => document.body.prepend(globalThis.away.cloneNode()))]);
  await banner.ready();
  assert.deepEqual(await banner.ran(), []);
  await context.close();
});

test('a banner that is moved about runs nothing twice and ends nothing', async () => {
  site.pages.set('/', `${frame}${inline('data-category="analytics"', note('on'))}`);
  const {context, page, banner} = await openBanner(browser, site);
  await banner.press('allow_all');
  await hasRun(page, 'on');
  await page.evaluate(() => {
    const moved = document.querySelector('samtycke-banner');
    for (let times = 0; times < 3; times += 1) document.body.append(moved);
  });
  assert.deepEqual([await banner.ran(), await reloadsOf(banner)], [['on'], []]);
  assert.match(await page.locator('iframe').getAttribute('src'), /film/);
  await context.close();
});
