// What axe cannot see, and panel.test.mjs, banner.test.mjs and portal.test.mjs do not look at: every
// stop of the keyboard, every target, grown text and no motion, in every state and on every page.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';
import {contrast} from './contrast.mjs';
import {withoutWorker} from './kept.mjs';
import {openPanel} from './panel.mjs';
import {putProbe, walk} from './probe.mjs';
import {pages, panelPath} from './stand.mjs';

let portal;
let site;
let browser;
before(async () => {
  portal = await Portal.open();
  await portal.stack.writeHeader();
  site = await Site.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await portal?.close();
});

const settings = {reducedMotion: 'reduce', ...withoutWorker};
const wide = {width: 1280, height: 900};
const narrow = {width: 320, height: 640};
// What is left of a wide window where everything is twice as large.
const half = {width: 640, height: 640};

const grow = (page, size) => page.evaluate((text) => (document.documentElement.style.fontSize = text), size);

// Spaces out all text as somebody who reads with difficulty does, and back.
const space = (page, isWanted) =>
  page.evaluate((isOn) => {
    globalThis.spacing ??= new CSSStyleSheet();
    spacing.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }');
    for (const root of [document, ...probe.every().flatMap(({shadowRoot}) => shadowRoot ?? [])]) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => sheet !== spacing), ...(isOn ? [spacing] : [])];
    }
  }, isWanted);

// Everything at once, so that one run tells all there is to mend.
async function wrongIn(page) {
  const found = [];
  const note = (what, list) => found.push(...list.map((line) => `${what}: ${line}`));
  const lost = () => page.evaluate(() => probe.lost());
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size);
    note(`keys at ${size.width}`, await walk(page));
    note(`target at ${size.width}`, await page.evaluate(() => probe.small(44)));
    note(`as it is at ${size.width}`, await lost());
    await space(page, true);
    note(`spaced at ${size.width}`, await lost());
    await space(page, false);
  }
  await grow(page, '200%');
  for (const size of [wide, half]) {
    await page.setViewportSize(size);
    note(`doubled at ${size.width}`, await lost());
  }
  await grow(page, '');
  note('motion', await page.evaluate(() => probe.moving()));
  await page.setViewportSize(wide);
  return found;
}

const assertAll = async (page, where) => assert.deepEqual(await wrongIn(page), [], where);

test('the panel: every stop of the keyboard in the order of the eye and shown whole, every target 44 pixels, no text lost when it grows, no motion [L140, L142, L145, L146, L152]', async (t) => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna, settings);
  await panel.clear();
  await putProbe({context, page});
  await t.test('at first sight', () => assertAll(page, 'first sight'));
  await t.test('with something on, and its status in sight', async () => {
    await panel.press(0);
    await assertAll(page, 'on');
    await page.emulateMedia({reducedMotion: 'no-preference'});
    assert.ok((await page.evaluate(() => probe.moving())).length > 0, 'the thumb moves where motion is welcome');
    await page.emulateMedia({reducedMotion: 'reduce'});
  });
  await t.test('with its history and a receipt open', async () => {
    await page.locator('samtycke-panel .history > summary').click();
    await page.locator('samtycke-panel .lines summary').first().click();
    await page.locator('samtycke-panel pre').first().waitFor();
    await assertAll(page, 'history');
    await page.locator('samtycke-panel .history > summary').click();
  });
  await t.test('with a withdrawal that waits', async () => {
    await panel.sending(500);
    await panel.press(0);
    await page.locator('samtycke-panel [part=trouble]:visible').waitFor();
    await assertAll(page, 'waiting');
    await panel.sending('answer');
  });
  await context.close();
});

test('the question which company, and the form without the panel, are as easy [L140, L142, L145, L146]', async () => {
  const chosen = await openPage(browser, settings);
  await signIn(chosen.page, portal.origin, people.erik);
  await chosen.page.getByRole('radio').first().waitFor();
  await putProbe(chosen);
  await assertAll(chosen.page, 'chooser');
  await chosen.context.close();
  const olle = await portal.person('olle');
  for (const {id} of olle.catalogue.purposes.slice(0, 3)) await olle.set(id, true);
  const plain = await openPage(browser, settings);
  await plain.page.route('**/static/samtycke-panel.js', (route) => route.abort());
  await signIn(plain.page, portal.origin, people.olle);
  await plain.page.locator('.plain form').first().waitFor();
  await putProbe(plain);
  await assertAll(plain.page, 'form');
  await plain.context.close();
});

test('the banner: the same, asking, with its settings and answered [L140, L142, L145, L146, L152]', async (t) => {
  const {context, page, banner} = await openBanner(browser, site, settings);
  await putProbe({context, page});
  await t.test('asking', () => assertAll(page, 'asking'));
  await t.test('its settings', async () => {
    await banner.press('choose');
    await banner.switches.first().click();
    await assertAll(page, 'settings');
  });
  await t.test('answered', async () => {
    await banner.press('save');
    await banner.button('reopen').waitFor();
    await assertAll(page, 'answered');
  });
  await context.close();
});

for (const [who, person] of [['somebody', people.karin], ['nobody', undefined]]) {
  test(`every page of the portal with ${who} signed in: the same [L140, L142, L145, L146, L152]`, async (t) => {
    const {context, page} = await openPage(browser, settings);
    await putProbe({context, page});
    if (person) await signIn(page, portal.origin, person, '/');
    for (const {path} of pages.filter(({path, isOpen}) => (person ? path !== panelPath : isOpen))) {
      await t.test(path, async () => {
        await page.goto(portal.origin + path);
        if (path === '/ask') await page.locator('main form button').click();
        if ((await page.locator('samtycke-banner').count()) > 0 && !person) await page.locator('samtycke-banner .banner').waitFor();
        await assertAll(page, path);
      });
    }
    await context.close();
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`a switch stands out on and off, also under the pointer and with the focus, in ${colorScheme} [L144]`, async () => {
    const {context, page, panel} = await openPanel(browser, portal, people.anna, {...settings, colorScheme});
    await panel.clear();
    await panel.press(0);
    await putProbe({context, page});
    const {context: other, page: sitePage, banner} = await openBanner(browser, site, {...settings, colorScheme});
    await banner.press('choose');
    await banner.switches.first().click();
    await putProbe({context: other, page: sitePage});
    for (const [at, switches, paperOf] of [[page, panel.switches, 'body'], [sitePage, banner.switches, 'samtycke-banner .banner']]) {
      const paper = await at.locator(paperOf).evaluate((one) => getComputedStyle(one).backgroundColor);
      for (const index of [0, 1]) {
        const one = switches.nth(index);
        await one.focus();
        await at.keyboard.press('Tab');
        await at.keyboard.press('Shift+Tab');
        await one.hover();
        const look = await one.evaluate((input) => ({
          border: getComputedStyle(input).borderTopColor,
          track: getComputedStyle(input).backgroundColor,
          thumb: getComputedStyle(input, '::before').backgroundColor,
          ring: probe.ringOf(input),
          isHovered: input.matches(':hover'),
        }));
        assert.ok(look.isHovered && look.ring.isDrawn);
        for (const [what, a, b] of [['border', look.border, paper], ['thumb', look.thumb, look.track], ['focus', look.ring.color, paper]]) {
          assert.ok(contrast(a, b) >= 3, `${paperOf}, ${index === 0 ? 'on' : 'off'}: ${what} ${a} on ${b}`);
        }
      }
    }
    await context.close();
    await other.close();
  });
}

test('forced colours leave every control an edge or a line, the focus a ring, and each state of a switch apart [L144, L145, L155]', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna, {...settings, forcedColors: 'active'});
  await panel.clear();
  await panel.press(0);
  await putProbe({context, page});
  const found = await page.evaluate(() => {
    const canvas = getComputedStyle(document.body).backgroundColor;
    const look = (one) => {
      const {borderTopWidth: edge, borderTopColor: color, textDecorationLine: line} = getComputedStyle(one);
      return {what: probe.named(one), edge: Number.parseFloat(edge), color, line};
    };
    const [on, off] = probe.every().filter((one) => one.matches('[role=switch]')).map((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one, '::before').backgroundColor]);
    return {canvas, on, off, buttons: probe.controls().filter((one) => one.matches('button:not(.link), select, [role=switch]')).map(look)};
  });
  assert.ok(found.buttons.length > 4);
  for (const {what, edge, color} of found.buttons) assert.ok(edge >= 1 && contrast(color, found.canvas) >= 3, `${what}: ${color} on ${found.canvas}`);
  for (const [track, thumb] of [found.on, found.off]) assert.ok(contrast(track, thumb) >= 3, `${thumb} on ${track}`);
  assert.ok(contrast(found.on[0], found.off[0]) >= 3, `${found.on[0]} and ${found.off[0]}`);
  assert.deepEqual(await walk(page), []);
  const ring = await panel.switches.first().evaluate((input) => {
    input.focus();
    return probe.ringOf(input).color;
  });
  assert.ok(contrast(ring, found.canvas) >= 3, `${ring} on ${found.canvas}`);
  await context.close();
});
