// What a screen reader is given, read through Chromium's accessibility tree: names, descriptions,
// states, landmarks, and the words of the live regions.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';
import {withoutWorker, wordsOf} from './kept.mjs';
import {openPanel} from './panel.mjs';
import {pages} from './stand.mjs';
import {treeOf, withRole} from './tree.mjs';

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

test('the tree has each switch by its title alone, on or off, with its facts, in a group with a name [L139, L149, L150]', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna, withoutWorker);
  await panel.clear();
  const titles = await page.locator('samtycke-panel label.line .title').allTextContents();
  const before = withRole(await treeOf(page), 'switch');
  assert.deepEqual(before.map(({name}) => name), titles);
  await panel.press(0);
  const nodes = await treeOf(page);
  const now = withRole(nodes, 'switch');
  assert.deepEqual(now.map(({name}) => name), titles);
  assert.deepEqual(before.map(({checked}) => checked), titles.map(() => 'false'));
  assert.deepEqual(now.map(({checked}) => checked), titles.map((_, index) => String(index === 0)));
  for (const {name, description} of now) assert.ok(description.length > 20, `${name}: ${description}`);
  const note = await page.locator('samtycke-panel .note:visible').first().textContent();
  assert.ok(now.some(({description}) => description.includes(note)), 'a closed gate is read out with its switch');
  const groups = await page.locator('samtycke-panel .group legend').allTextContents();
  const named = withRole(nodes, 'group').map(({name}) => name);
  for (const group of groups) assert.ok(named.includes(group), group);
  await panel.press(0);
  await context.close();
});

test('the status and the alert say in the tree what is seen, in words [L148, L153]', async () => {
  const words = wordsOf('sv');
  const {context, page, panel} = await openPanel(browser, portal, people.anna, withoutWorker);
  await panel.clear();
  const title = await page.locator('samtycke-panel .title').first().textContent();
  const spoken = async (role) => withRole(await treeOf(page), role).map(({text}) => text).filter(Boolean);
  const on = await panel.press(0);
  assert.ok(on.includes(title));
  assert.deepEqual(await spoken('status'), [on]);
  assert.deepEqual(await spoken('alert'), []);
  await panel.sending(500);
  const waiting = await panel.press(0);
  await page.locator('samtycke-panel [part=trouble]:visible').waitFor();
  assert.ok(waiting.includes(title) && waiting !== on);
  assert.deepEqual(await spoken('status'), [waiting]);
  assert.deepEqual(await spoken('alert'), [words.trouble_server]);
  await panel.sending('answer');
  await context.close();
});

test('the banner is a region with a name, its switches are told with what they store, its outcome is announced [L113, L139, L148, L149]', async () => {
  const {context, page, banner} = await openBanner(browser, site);
  const region = async () => withRole(await treeOf(page), 'region').map(({name}) => name);
  const heading = () => banner.root.locator('#heading').textContent();
  assert.deepEqual(await region(), [await heading()]);
  await banner.press('choose');
  assert.deepEqual(await region(), [await heading()]);
  await page.getByRole('switch', {name: 'Statistik'}).click();
  const switches = withRole(await treeOf(page), 'switch');
  assert.deepEqual(switches.map(({name, checked}) => [name, checked]), [['Inställningar', 'false'], ['Statistik', 'true'], ['Marknadsföring', 'false']]);
  assert.match(switches[1].description, /_count\*.*13 månader/);
  await banner.press('save');
  await banner.press('reopen');
  await banner.press('refuse_all');
  const said = withRole(await treeOf(page), 'status').map(({text}) => text);
  assert.equal(said.length, 1);
  assert.match(said[0], /Återkallat: .*Statistik/);
  await context.close();
});

test('every page has its landmarks once, every control a name of its own, and the same ways in the same order [L154]', async () => {
  const {context, page} = await openPage(browser, withoutWorker);
  await signIn(page, portal.origin, people.karin, '/');
  const ways = new Set();
  for (const {path} of pages) {
    await page.goto(portal.origin + path);
    for (const width of [1280, 320]) {
      await page.setViewportSize({width, height: 900});
      const nodes = await treeOf(page);
      for (const role of ['banner', 'navigation', 'main', 'contentinfo']) assert.equal(withRole(nodes, role).length, 1, `${path}: ${role}`);
      assert.notEqual(withRole(nodes, 'navigation')[0].name, '', path);
      const controls = withRole(nodes, 'link', 'button', 'switch', 'radio', 'combobox', 'textbox');
      for (const {role, name} of controls) assert.notEqual(name.trim(), '', `${path}: a ${role} without a name`);
      const buttons = withRole(nodes, 'button').map(({name}) => name);
      assert.deepEqual(buttons, [...new Set(buttons)], `${path}: two buttons of one name`);
    }
    ways.add((await page.locator('nav a').allTextContents()).join());
  }
  assert.equal(ways.size, 1, [...ways].join('\n'));
  await context.close();
});
