// Panel and banner look as they did when somebody last looked: kept pictures in tests/browser/pictures.
// To keep new ones, and then look at them:   SAMTYCKE_KEEP_PICTURES=1 node --test tests/browser/pictures.test.mjs
import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openPanel} from './panel.mjs';
import {compare, differing, differingMax, openDrawing, still, timeless} from './picture.mjs';

const looks = [
  {name: 'phone-light-sv', locale: 'sv-SE', colorScheme: 'light', viewport: {width: 360, height: 800}},
  {name: 'desk-dark-sv', locale: 'sv-SE', colorScheme: 'dark', viewport: {width: 1280, height: 900}},
  {name: 'desk-light-en', locale: 'en-GB', colorScheme: 'light', viewport: {width: 1280, height: 900}},
];

let portal;
let site;
let browser;

before(async () => {
  portal = await Portal.open();
  site = await Site.open();
  browser = await openDrawing();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await portal?.close();
});

const file = (name) => join(import.meta.dirname, 'pictures', `${name}.png`);

// One window of the panel, from its first group on.
async function pictureOf({page, panel}) {
  await page.reload();
  await panel.ready();
  await panel.host.locator('fieldset').first().evaluate((group) => group.scrollIntoView());
  await timeless(panel);
  return page.screenshot(still);
}

for (const {name, ...settings} of looks) {
  test(`the panel, with one switch on, looks as kept: ${name}`, async () => {
    const {context, page, panel} = await openPanel(browser, portal, people.anna, settings);
    await panel.clear();
    await panel.press(0);
    compare(file(`panel-${name}`), await pictureOf({page, panel}));
    await context.close();
  });

  test(`the banner, first layer and settings, looks as kept: ${name}`, async () => {
    const {context, page, banner} = await openBanner(browser, site, settings);
    await banner.root.waitFor();
    const picture = () => banner.root.screenshot(still);
    compare(file(`banner-${name}`), await picture());
    await banner.press('choose');
    await page.mouse.move(0, 0);
    compare(file(`banner-settings-${name}`), await picture());
    await context.close();
  });
}

test('one switch that is drawn off is a difference', async () => {
  const [{name, ...settings}] = looks;
  const {context, page, panel} = await openPanel(browser, portal, people.anna, settings);
  await panel.clear();
  const part = differing(file(`panel-${name}`), await pictureOf({page, panel}));
  assert.ok(part > differingMax, `only ${part}`);
  await context.close();
});
