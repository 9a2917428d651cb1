// Every page of the portal as people meet it: in two languages, light and dark, small and large, by
// keyboard and without script.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';
import {contrast} from './contrast.mjs';
import {pages, panelPath} from './stand.mjs';

let portal;
let browser;

before(async () => {
  portal = await Portal.open();
  await portal.stack.writeHeader();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

// What a page did that its content security policy forbids, over all pages of a context.
async function open(settings = {}) {
  const opened = await openPage(browser, settings);
  const breaches = [];
  await opened.context.exposeFunction('tellBreach', (text) => breaches.push(text));
  await opened.context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => tellBreach(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return {...opened, breaches};
}

const settled = async (page, path) => {
  if (path !== panelPath || (await page.locator('samtycke-panel').count()) === 0) return;
  // A person with several companies first says which.
  await page.getByRole('switch').or(page.getByRole('radio')).first().waitFor();
};

test('where it is known which company it is about, the head of the page asks for the switches, and nothing asks again', async () => {
  for (const [person, isAskedByHead] of [[people.anna, true], [people.erik, false]]) {
    const {context, page, complaints} = await open();
    await signIn(page, portal.origin, person, '/');
    const asked = [];
    page.on('request', (request) => request.url().includes('/v1/consents/me') && asked.push(request.resourceType()));
    await page.goto(portal.origin + panelPath);
    await settled(page, panelPath);
    // A preload is no fetch of a script's.
    assert.deepEqual(asked, [isAskedByHead ? 'other' : 'fetch']);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('every page fits every width in both languages and both themes, without a complaint or a breach', async () => {
  for (const [locale, colorScheme] of [['sv-SE', 'light'], ['en-GB', 'dark'], ['sv-SE', 'dark'], ['en-GB', 'light']]) {
    const {context, page, complaints, breaches} = await open({locale, colorScheme});
    await signIn(page, portal.origin, people.erik, '/');
    for (const {path} of pages) {
      await page.goto(portal.origin + path);
      await settled(page, path);
      assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2), path);
      assert.equal(await page.locator('h1').count(), 1, path);
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({width, height: 800});
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} wider than ${width} in ${locale}`);
      }
      const {ink, paper} = await page.evaluate(() => {
        const {color, backgroundColor} = getComputedStyle(document.body);
        return {ink: color, paper: backgroundColor};
      });
      assert.ok(contrast(ink, paper) > 12, `${path} in ${colorScheme}: ${ink} on ${paper}`);
    }
    assert.deepEqual([complaints, breaches], [[], []], `${locale} ${colorScheme}`);
    await context.close();
  }
});

test('whoever is not signed in sees what is for everybody, and is asked to sign in for the rest', async () => {
  const {context, page, complaints, breaches} = await open();
  for (const {path, isOpen} of pages) {
    await page.goto(portal.origin + path);
    const wayIn = page.locator(`main a[href="/auth/login?return_to=${path}"]`);
    if (!isOpen) assert.equal(await wayIn.count(), 1, path);
    else if (path !== '/') assert.ok((await page.locator('main').innerText()).length > 200, path);
  }
  await page.goto(`${portal.origin}/offers`);
  await page.locator('samtycke-banner button[value=refuse_all]').click();
  await page.locator('main a[href^="/auth/login"]').click();
  await page.locator('input[name=login]:visible').fill(people.anna.login);
  await page.locator('input[name=password]:visible').fill(people.anna.password);
  await page.locator('#submit').click();
  await page.waitForURL(`${portal.origin}/offers`);
  assert.deepEqual([complaints, breaches], [[], []]);
  await context.close();
});

test('the switches are one act away from every page', async () => {
  const {context, page} = await open({javaScriptEnabled: false});
  await signIn(page, portal.origin, people.anna, '/');
  for (const {path} of pages) {
    await page.goto(portal.origin + path);
    const way = page.locator(`nav a[href="${panelPath}"]`);
    assert.equal(await way.count(), 1, path);
    assert.ok(await way.isVisible(), path);
  }
  await context.close();
});

test('the keyboard reaches every link, button, field and summary of a page, and shows where it is', async () => {
  const {context, page} = await open();
  await signIn(page, portal.origin, people.karin, '/');
  for (const {path} of pages.filter(({path}) => path !== panelPath)) {
    await page.goto(portal.origin + path);
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden])')];
      const seen = all.filter((one) => one.checkVisibility());
      seen.forEach((one, index) => { one.dataset.test = index; });
      return seen.length;
    });
    const reached = new Set();
    for (let step = 0; step < wanted + 12 && reached.size < wanted; step += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const {activeElement: one} = document;
        if (!one?.dataset.test) return {};
        const style = getComputedStyle(one);
        return {index: one.dataset.test, ring: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2};
      });
      if (at.index === undefined) continue;
      assert.ok(at.ring, `${path}: ${at.index} shows no focus`);
      reached.add(at.index);
    }
    assert.equal(reached.size, wanted, path);
  }
  await context.close();
});

test('the language that was chosen stays over the pages, and ends with the visit [L108]', async () => {
  const {context, page} = await open();
  await page.goto(`${portal.origin}/developers`);
  await page.locator('samtycke-banner button[value=refuse_all]').click();
  await page.locator('header a[hreflang=en]').click();
  for (const path of ['/developers', '/cookies', '/privacy', '/']) {
    await page.goto(portal.origin + path);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en', path);
  }
  const kept = (await context.cookies()).find(({name}) => name === 'samtycke-language');
  assert.equal(kept.expires, -1);
  await context.close();
});

test('statistics wait for a yes, and what they stored goes with the no [L108]', async () => {
  const {context, page, complaints, breaches} = await open();
  const stored = () => page.evaluate(() => sessionStorage.getItem('mitt-foretag-visits'));
  await page.goto(`${portal.origin}/cookies`);
  await page.locator('samtycke-banner button[value=allow_all]').waitFor();
  assert.equal(await stored(), null);
  await page.locator('samtycke-banner button[value=allow_all]').click();
  await page.locator('#visits').waitFor();
  assert.equal(await stored(), '1');
  await page.locator('[data-samtycke-open]').click();
  await page.locator('samtycke-banner button[value=refuse_all]').click();
  await page.waitForFunction(() => sessionStorage.getItem('mitt-foretag-visits') === null);
  // The reload that ends the script may cut the call short before the verifier has it (the page after
  // it sends it again) or before the page has its answer (the browser has its cookie all the same).
  await page.waitForFunction(() => /samtycke_choice=2[^;]*\/n\.\d+\.\d+\.cookie-statistics/.test(document.cookie));
  const others = complaints.filter((one) => !one.endsWith('/v1/cookie-choice net::ERR_ABORTED'));
  assert.deepEqual([others, breaches], [[], []]);
  await context.close();
});
