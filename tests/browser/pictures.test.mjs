// Panel and banner look as they did when somebody last looked: kept pictures in tests/browser/pictures.
// To keep new ones, and then look at them:   SAMTYCKE_KEEP_PICTURES=1 node --test tests/browser/pictures.test.mjs
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser} from './chromium.mjs';
import {openPanel} from './panel.mjs';

const folder = join(import.meta.dirname, 'pictures');
const seen = join(import.meta.dirname, '../../build/pictures');
const keeps = process.env.SAMTYCKE_KEEP_PICTURES === '1';
// Another release of the browser rounds a corner otherwise; a colour, a word or a line that moved is more.
const differingMax = 0.002;
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
  browser = await openBrowser({env: {...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf')}});
});
after(async () => {
  await browser?.close();
  await site?.close();
  await portal?.close();
});

// What part of the picture is not as kept; all of it where it has another size.
function differing(kept, taken) {
  const [one, other] = [kept, taken].map((bytes) => PNG.sync.read(bytes));
  if (one.width !== other.width || one.height !== other.height) return 1;
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, {threshold: 0.1}) / (one.width * one.height);
}

const kept = (name) => readFileSync(join(folder, `${name}.png`));

function compare(name, taken) {
  const file = join(folder, `${name}.png`);
  if (keeps) writeFileSync(file, taken);
  assert.ok(existsSync(file), `no kept picture ${file}`);
  mkdirSync(seen, {recursive: true});
  writeFileSync(join(seen, `${name}.png`), taken);
  const part = differing(kept(name), taken);
  assert.ok(part <= differingMax, `${name}: ${(100 * part).toFixed(2)} % of it is not as kept; see build/pictures/${name}.png`);
}

// One window of the panel from its first group on. Until when a yes lasts is another day each day.
async function pictureOf({page, panel}) {
  await page.reload();
  await panel.ready();
  await panel.host.locator('fieldset').first().evaluate((group) => group.scrollIntoView());
  await panel.host.locator('.term').evaluateAll((terms) => terms.forEach((term) => (term.textContent = '…')));
  return page.screenshot({animations: 'disabled', caret: 'hide'});
}

for (const {name, ...settings} of looks) {
  test(`the panel, with one switch on, looks as kept: ${name}`, async () => {
    const {context, page, panel} = await openPanel(browser, portal, people.anna, settings);
    await panel.clear();
    await panel.press(0);
    compare(`panel-${name}`, await pictureOf({page, panel}));
    await context.close();
  });

  test(`the banner, first layer and settings, looks as kept: ${name}`, async () => {
    const {context, page, banner} = await openBanner(browser, site, settings);
    await banner.root.waitFor();
    const picture = () => banner.root.screenshot({animations: 'disabled', caret: 'hide'});
    compare(`banner-${name}`, await picture());
    await banner.press('choose');
    await page.mouse.move(0, 0);
    compare(`banner-settings-${name}`, await picture());
    await context.close();
  });
}

test('one switch that is drawn off is a difference', async () => {
  const [{name, ...settings}] = looks;
  const {context, page, panel} = await openPanel(browser, portal, people.anna, settings);
  await panel.clear();
  const part = differing(kept(`panel-${name}`), await pictureOf({page, panel}));
  assert.ok(part > differingMax, `only ${part}`);
  await context.close();
});
