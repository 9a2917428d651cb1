// The three themes of docs/EMBED.md are what their pictures show, and can be read.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {findings} from './axe.mjs';
import {openPanel} from './panel.mjs';
import {compare, openDrawing, still, timeless} from './picture.mjs';

const margin = 24;
const docs = join(import.meta.dirname, '../../docs');
const themes = [
  ...readFileSync(join(docs, 'EMBED.md'), 'utf8').matchAll(/!\[[^\]]+\]\((theme-[a-z]+)\.png\)\n\n```css\n([^`]+)```/g),
].map(([, name, sheet]) => ({name, sheet}));

let portal;
let browser;

before(async () => {
  portal = await Portal.open();
  browser = await openDrawing();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

test('there are three', () => assert.equal(themes.length, 3));

for (const {name, sheet} of themes) {
  test(`${name} looks like its picture, and every text and switch stands out in it [L144]`, async () => {
    // The portal's policy takes no sheet from a test.
    const settings = {bypassCSP: true, colorScheme: 'light', locale: 'en-GB', viewport: {width: 1280, height: 900}};
    const {context, page, panel} = await openPanel(browser, portal, people.anna, settings);
    await panel.clear();
    await panel.press(0);
    await page.reload();
    await panel.ready();
    await page.addStyleTag({content: sheet});
    await timeless(panel);
    await panel.host.evaluate((host) => host.scrollIntoView());
    const {x, y, width} = await panel.host.boundingBox();
    const clip = {x: x - margin, y: y - margin, width: width + 2 * margin, height: 600};
    compare(join(docs, `${name}.png`), await page.screenshot({...still, clip}));
    assert.deepEqual(await findings(page), []);
    await context.close();
  });
}
