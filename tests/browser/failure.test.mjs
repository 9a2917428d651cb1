// What the page says and shows when something fails: never a yes that was not recorded, never a
// withdrawal taken back, and always words.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';
import {openPanel} from './panel.mjs';

let portal;
let browser;

before(async () => {
  portal = await Portal.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

for (const how of [500, 503, 'cut']) {
  test(`a yes that meets ${how} goes back to off and says so [L47]`, async () => {
    const {context, page, panel} = await openPanel(browser, portal, people.anna);
    await panel.clear();
    await panel.sending(how);
    const said = await panel.press(0);
    assert.equal(await panel.isOn(0), false);
    assert.ok(said.includes(await page.locator('samtycke-panel .title').first().textContent()));
    assert.equal((await panel.told()).at(-1).name, 'error');
    await panel.sending('answer');
    await page.reload();
    await panel.ready();
    assert.equal(await panel.isOn(0), false);
    await context.close();
  });

  test(`a withdrawal that meets ${how} stays off and is sent again by itself [L46, D27]`, async () => {
    const {context, page, panel} = await openPanel(browser, portal, people.anna);
    await panel.clear();
    await panel.press(0);
    const purpose = Object.entries((await panel.consent()).purposes).find(([, {on}]) => on)[0];
    await panel.sending(how);
    const waiting = await panel.press(0);
    assert.equal(await panel.isOn(0), false);
    assert.equal(await panel.allows(purpose), false);
    await panel.sending('answer');
    await page.waitForFunction(
      (before) => document.querySelector('samtycke-panel').shadowRoot.querySelector('[role=status]').textContent !== before,
      waiting,
    );
    assert.equal(await panel.isOn(0), false);
    await page.reload();
    await panel.ready();
    assert.equal(await panel.isOn(0), false);
    await context.close();
  });
}

test('offline a withdrawal counts here at once and arrives when the network is back [L46]', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  await panel.press(0);
  await context.setOffline(true);
  const waiting = await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  await context.setOffline(false);
  await page.waitForFunction(
    (before) => document.querySelector('samtycke-panel').shadowRoot.querySelector('[role=status]').textContent !== before,
    waiting,
  );
  await page.reload();
  await panel.ready();
  assert.equal(await panel.isOn(0), false);
  await context.close();
});

test('while nothing has answered, the thumb is where the person put it and the word says saving', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  let answer;
  const wait = new Promise((resolve) => (answer = resolve));
  await page.route('**/consents/me', async (route) => {
    await wait;
    await route.fallback();
  });
  const slider = panel.switches.first();
  await slider.click();
  assert.equal(await slider.isChecked(), true);
  assert.equal(await slider.getAttribute('aria-busy'), 'true');
  assert.equal(await page.locator('samtycke-panel .word').first().textContent(), 'Sparar…');
  assert.equal(Object.values((await panel.consent()).purposes).some(({allowed}) => allowed), false);
  answer();
  await panel.outcome();
  assert.equal(await slider.getAttribute('aria-busy'), null);
  await panel.press(0);
  await context.close();
});

test('a yes on an old state is refused in words, and the newest state is shown', async () => {
  const first = await openPanel(browser, portal, people.anna);
  await first.panel.clear();
  const second = await openPanel(browser, portal, people.anna);
  await first.panel.press(0);
  const said = await second.panel.press(1);
  assert.match(said, /\. .+\.$/, 'the reason stands beside what was not saved');
  assert.deepEqual([await second.panel.isOn(0), await second.panel.isOn(1)], [true, false]);
  await second.panel.press(1);
  assert.equal(await second.panel.isOn(1), true);
  await second.panel.clear();
  await first.context.close();
  await second.context.close();
});

test('a withdrawal on an old state counts', async () => {
  const first = await openPanel(browser, portal, people.anna);
  await first.panel.clear();
  await first.panel.press(0);
  const second = await openPanel(browser, portal, people.anna);
  await first.panel.press(1);
  await second.panel.press(0);
  assert.deepEqual([await second.panel.isOn(0), await second.panel.isOn(1)], [false, true]);
  await second.panel.clear();
  await first.context.close();
  await second.context.close();
});

test('a session that has ended says so and shows the way back in', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  await context.clearCookies();
  await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  assert.ok(await page.locator('#signed-out a[href^="/auth/login"]').isVisible());
  await context.close();
});

test('a module that is served as something else still works', async () => {
  const {context, page} = await openPage(browser);
  await page.route('**/samtycke-panel.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({response, headers: {...response.headers(), 'content-type': 'application/octet-stream'}});
  });
  await signIn(page, portal.origin, people.anna);
  await page.getByRole('switch').first().waitFor();
  await context.close();
});

for (const [what, address, answer] of [
  ['the module is not there', '**/samtycke-panel.wasm', {status: 404}],
  ['the module is damaged', '**/samtycke-panel.wasm', {status: 200, contentType: 'application/wasm', body: 'no module'}],
  ['the words are not there', '**/static/text/*.json', {status: 404}],
  ['the catalogue cannot be read', '**/v1/catalogues/*', {status: 200, contentType: 'application/json', body: '{}'}],
  ['the own state cannot be read', '**/v1/consents/me*', {status: 503, json: {code: 'unavailable'}}],
]) {
  test(`where ${what}, the form takes the place of the switches [L53]`, async () => {
    const {context, page} = await openPage(browser);
    await page.route(address, (route) => route.fulfill(answer));
    await signIn(page, portal.origin, people.anna);
    await page.locator('samtycke-panel .plain').waitFor({state: 'visible'});
    assert.equal(await page.getByRole('switch').count(), 0);
    const {consent, allowed} = await page.locator('samtycke-panel').evaluate((panel) => ({
      consent: panel.consent,
      allowed: panel.allows('anything'),
    }));
    assert.deepEqual([consent, allowed], [undefined, false]);
    await context.close();
  });
}
