// Where the focus is after an answer.
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

test('an answer by keys, on a page with its own way back, leaves the focus where the question stood [L140, L145]', async () => {
  site.pages.set('/', '<main><a id="first" href="/x">Först</a><a href="/privacy" data-samtycke-open>Kakor</a></main>');
  const {context, page, banner} = await openBanner(browser, site);
  await banner.button('refuse_all').focus();
  await page.keyboard.press('Enter');
  assert.equal(await banner.isShown(), false);
  assert.equal(await banner.host.evaluate(({shadowRoot}) => shadowRoot.activeElement?.role), 'status');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'first');
  await context.close();
});
