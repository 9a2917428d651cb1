// axe-core finds nothing in any state of the panel, the banner and the portal's pages, in Swedish and
// in English, light and dark. What it cannot see stands in beyond-axe.test.mjs.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {findings} from './axe.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';
import {openPanel} from './panel.mjs';
import {withoutWorker, wordsOf} from './kept.mjs';
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

const still = {reducedMotion: 'reduce', ...withoutWorker};
const languages = ['sv', 'en'];

async function assertClean(page, where) {
  assert.deepEqual(await findings(page), [], where);
}

// Both languages of what an element shows, and back to the first.
async function assertCleanInBoth(page, element, inner, where) {
  for (const language of ['en', 'sv']) {
    await page.locator(element).evaluate((host, lang) => (host.lang = lang), language);
    await page.locator(`${element} ${inner}[lang=${language}]`).waitFor({state: 'attached'});
    await assertClean(page, `${where}, ${language}`);
  }
}

test('axe sees what is wrong in a shadow root under this policy', async () => {
  const {context, page} = await openPanel(browser, portal, people.anna, still);
  await page.locator('samtycke-panel').evaluate(({shadowRoot: root}) => {
    root.querySelector('[role=switch]').removeAttribute('aria-labelledby');
    root.querySelector('.text').style.color = 'rgb(200 200 200)';
    root.querySelector('.word').remove();
    root.querySelector('.title').remove();
  });
  const rules = (await findings(page)).map((line) => line.split(' ')[0]);
  assert.ok(rules.includes('color-contrast') && rules.some((rule) => /label|name/.test(rule)), rules.join());
  await context.close();
});

test('axe finds nothing in the panel, whatever it shows [L139, L144, L149, L150, L151]', async (t) => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna, still);
  const clean = (where) => assertCleanInBoth(page, 'samtycke-panel', '.panel', where);
  await panel.clear();
  await t.test('at first sight, with a gate that is closed', async () => {
    await page.locator('samtycke-panel .note:visible').first().waitFor();
    await clean('first sight');
  });
  await t.test('with something on', async () => {
    await panel.press(0);
    await panel.press(1);
    await clean('on');
  });
  await t.test('with its history and a receipt open', async () => {
    await page.locator('samtycke-panel .history > summary').click();
    await page.locator('samtycke-panel .lines summary').first().click();
    await page.locator('samtycke-panel pre').first().waitFor();
    await clean('history');
    await page.locator('samtycke-panel .history > summary').click();
  });
  await t.test('as a summary', async () => {
    await panel.host.evaluate((host) => host.setAttribute('mode', 'summary'));
    await page.locator('samtycke-panel div.line').first().waitFor();
    await clean('summary');
    await panel.host.evaluate((host) => host.removeAttribute('mode'));
    await panel.ready();
  });
  await t.test('while it is saving', async () => {
    let answer;
    const wait = new Promise((resolve) => (answer = resolve));
    await page.route('**/consents/me', (route) => wait.then(() => route.fallback()));
    await panel.switches.nth(2).click();
    await assertClean(page, 'saving');
    answer();
    await panel.outcome();
  });
  await t.test('with a yes that was not saved', async () => {
    await panel.sending(500);
    await panel.press(3);
    await page.locator('samtycke-panel [part=trouble]:visible').waitFor();
    await clean('not saved');
  });
  await t.test('with a withdrawal that waits', async () => {
    await panel.press(0);
    await clean('waiting');
    await panel.sending('answer');
  });
  await t.test('with a session that has ended', async () => {
    await context.clearCookies();
    await panel.press(1);
    await page.locator('#signed-out').waitFor();
    await assertClean(page, 'signed out');
  });
  await context.close();
});

test('axe finds nothing where a person of two companies chooses [L144, L149]', async () => {
  const {context, page} = await openPage(browser, still);
  await signIn(page, portal.origin, people.erik);
  await page.getByRole('radio').first().waitFor();
  await assertClean(page, 'neither chosen');
  await page.getByRole('radio').first().check();
  await page.getByRole('switch').first().waitFor();
  await assertCleanInBoth(page, 'samtycke-panel', '.panel', 'one chosen');
  await context.close();
});

test('axe finds nothing in the form that stands for the switches, nor in its answer [L144, L149]', async () => {
  const anna = await portal.person('anna');
  const {purposes} = anna.catalogue;
  for (const {id} of purposes.slice(0, 2)) await anna.set(id, true);
  const {context, page} = await openPage(browser, still);
  await page.route('**/static/samtycke-panel.js', (route) => route.abort());
  await signIn(page, portal.origin, people.anna);
  for (const language of languages) {
    await page.goto(`${portal.origin}${panelPath}?lang=${language}`);
    await page.locator('.plain form').first().waitFor();
    await assertClean(page, `form, ${language}`);
  }
  await page.locator('.plain form button').first().click();
  await page.locator('.done').waitFor();
  await assertClean(page, 'its answer');
  await page.unroute('**/static/samtycke-panel.js');
  await page.route('**/samtycke-panel.wasm', (route) => route.fulfill({status: 404}));
  for (const language of languages) {
    await page.goto(`${portal.origin}${panelPath}?lang=${language}`);
    await page.getByText(wordsOf(language).trouble_form).waitFor();
    await assertClean(page, `form with its reason, ${language}`);
  }
  await context.close();
});

test('axe finds nothing in the banner, asking, with its settings and gone [L139, L144, L149, L150, L151]', async () => {
  const {context, page, banner} = await openBanner(browser, site, still);
  const clean = (where) => assertCleanInBoth(page, 'samtycke-banner', '.banner', where);
  await clean('asking');
  await banner.press('choose');
  await clean('settings, all off');
  await banner.switches.first().click();
  await clean('settings, one on');
  await banner.press('save');
  await banner.button('reopen').waitFor();
  await clean('answered');
  await context.close();
});

const orderOf = (person) => pages.filter(({isOpen}) => person || isOpen).map(({path}) => path);

for (const [who, person, more] of [
  ['somebody', people.karin, ['/nowhere']],
  ['nobody', undefined, ['/offers', '/auth/login?return_to=/']],
]) {
  test(`axe finds nothing in any page of the portal with ${who} signed in [L144, L149, L151]`, async (t) => {
    const {context, page} = await openPage(browser, still);
    if (person) await signIn(page, portal.origin, person, '/');
    for (const path of [...orderOf(person), ...more]) {
      await t.test(path, async () => {
        for (const language of languages) {
          await page.goto(`${portal.origin}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
          if (path === panelPath && person) await page.getByRole('switch').first().waitFor();
          if (path === '/ask') await page.locator('main form button').click();
          if (!path.startsWith('/auth')) assert.equal(await page.locator('html').getAttribute('lang'), language);
          await assertClean(page, `${path}, ${language}`);
        }
      });
    }
    await context.close();
  });
}
