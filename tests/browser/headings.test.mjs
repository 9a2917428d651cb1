// That headings lead through a page in their order, and that a purpose is described once and alike.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser} from './chromium.mjs';
import {openPanel} from './panel.mjs';

let portal;
let site;
let browser;
before(async () => {
  portal = await Portal.open();
  site = await Site.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await portal?.close();
});

// The levels of all headings that are shown, as a reader meets them, those of the elements included.
const levels = (page) =>
  page.evaluate(() => {
    const found = [];
    const walk = (node) => {
      const inner = node.shadowRoot ?? (node.localName === 'slot' ? {children: node.assignedElements()} : node);
      const level = /^h([1-6])$/.exec(node.localName)?.[1];
      if (level && node.checkVisibility()) found.push(Number(level));
      for (const child of inner.children) walk(child);
    };
    walk(document.body);
    return found;
  });

function assertInOrder(found) {
  assert.equal(found[0], 1, `the first heading is of level ${found[0]}`);
  assert.equal(found.filter((level) => level === 1).length, 1, `levels ${found}`);
  for (const [index, level] of found.entries()) {
    assert.ok(index === 0 || level <= found[index - 1] + 1, `a level is left out: ${found}`);
  }
}

// Title and text of each purpose, as the panel describes it.
const described = (panel) =>
  panel.page.locator('samtycke-panel .purpose').evaluateAll((rows) =>
    rows.map((row) => [row.querySelector('.title').textContent, row.querySelector('.text').textContent]));

for (const language of ['sv', 'en']) {
  test(`in ${language} the headings keep their order, and a purpose is described once and alike in switches and summary [D14]`, async () => {
    const {context, page, panel} = await openPanel(browser, portal, people.anna);
    await page.evaluate((lang) => document.querySelector('samtycke-panel').setAttribute('lang', lang), language);
    await page.waitForFunction((lang) => document.querySelector('samtycke-panel').consent?.language === lang, language);
    assertInOrder(await levels(page));
    const rows = await described(panel);
    assert.ok(rows.length >= 7);
    assert.equal(new Set(rows.map(([title]) => title)).size, rows.length);
    assert.ok(rows.every(([, text]) => text.length > 0));
    await page.evaluate(() => document.querySelector('samtycke-panel').setAttribute('mode', 'summary'));
    await page.locator('samtycke-panel .purpose').first().waitFor();
    assert.equal(await page.getByRole('switch').count(), 0);
    assert.deepEqual(await described(panel), rows);
    await context.close();
  });
}

test('the form without script names what is on by the title of its switch [D14]', async () => {
  const scripted = await openPanel(browser, portal, people.anna);
  await scripted.panel.clear();
  await scripted.panel.press(0);
  const [[title]] = await described(scripted.panel);
  const {context, page} = await openPanel(browser, portal, people.anna, {javaScriptEnabled: false});
  assert.deepEqual(await page.locator('form[action="/v1/stops"] legend').allTextContents(), [title]);
  await scripted.panel.clear();
  await scripted.context.close();
  await context.close();
});

test('the banner has one heading, below the page’s in rank, in the first layer and in the settings [D14]', async () => {
  const {context, page, banner} = await openBanner(browser, site);
  // It stands before the page's own, so that the keyboard meets it first.
  assert.deepEqual(await levels(page), [2, 1]);
  await banner.press('choose');
  assert.deepEqual(await levels(page), [2, 1]);
  await context.close();
});
