// Pages that move, copy, keep and replace what waits, and scripts that never end: the answer still
// reaches all of it.
import assert from 'node:assert/strict';
import test, {after, afterEach, before} from 'node:test';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
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
const inline = (attributes, text) => `<script type="text/plain" nonce="{nonce}" ${attributes}>${text}</script>`;
const external = (attributes, path) => `<script type="text/plain" nonce="{nonce}" ${attributes} data-src="{other}${path}"></script>`;
const note = (what) => `ran.push('${what}')`;
const frame = '<iframe title="film" data-name="video" data-src="{other}/film.html"></iframe>';
const settle = (page) => page.waitForLoadState('networkidle');
const hasRun = (page, what) => page.waitForFunction((what) => ran.includes(what), what, {timeout: 30_000});
const keepPage = (page) => page.evaluate(() => addEventListener('samtycke-reload', (event) => event.preventDefault()));
// What a router brings: the page's template, in its body.
const bring = (page) => page.evaluate(() => document.body.append(document.importNode(document.querySelector('template').content, true)));

async function refuse(banner) {
  await banner.press('reopen');
  await banner.press('refuse_all');
}

test('a banner that a router replaces leaves to the next what it opened and ran, and a no ends all of it [L115]', async () => {
  site.pages.set('/', `<template>${frame}${inline('data-category="analytics"', note('route'))}</template>`);
  const {context, page, banner} = await open();
  await keepPage(page);
  await banner.press('allow_all');
  await page.evaluate(() => {
    const old = document.querySelector('samtycke-banner');
    const next = old.cloneNode();
    old.remove();
    document.body.prepend(next, document.importNode(document.querySelector('template').content, true));
  });
  await banner.ready();
  await hasRun(page, 'route');
  await page.waitForFunction(() => frames.length === 1 && document.querySelector('iframe').src !== '');
  await settle(page);
  site.requests.length = 0;
  await refuse(banner);
  await settle(page);
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.deepEqual([site.requests, await banner.ran()], [[], ['route']]);
  const reloads = (await banner.told()).filter(({name}) => name === 'reload');
  assert.deepEqual(reloads.map(({categories}) => categories), [['cookie-statistics']]);
  await context.close();
});

test('a banner that is out of the page lets nothing run, and goes on when it is back', async () => {
  site.pages.set('/', `<template>${frame}${inline('data-category="analytics"', note('later'))}</template>`);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await page.evaluate(() => (globalThis.kept = document.querySelector('samtycke-banner')).remove());
  await bring(page);
  await settle(page);
  assert.deepEqual([site.requests, await banner.ran()], [[], []]);
  await page.evaluate(() => document.body.prepend(globalThis.kept));
  await hasRun(page, 'later');
  await page.waitForFunction(() => document.querySelector('iframe').src !== '');
  await context.close();
});
