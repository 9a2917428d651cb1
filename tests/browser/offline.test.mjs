// A withdrawal outlives the network, the tab and the session, arrives once and in order, and is
// nobody's business but its person's.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser} from './chromium.mjs';
import {drained, entries, openGranted, openTab, sending, sentBy, signInAgain, signOut, stopsOf, wordsOf} from './kept.mjs';

const anna = 'sub-anna-bjork';
const words = wordsOf('sv');
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

test('a withdrawal without a network outlives its tab and arrives once, in order, at the next visit [L46]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 2);
  await context.setOffline(true);
  await panel.press(1);
  await panel.press(0);
  assert.deepEqual([await panel.isOn(0), await panel.isOn(1)], [false, false]);
  await page.close();
  assert.deepEqual(stopsOf(portal, anna, before), []);
  await context.setOffline(false);
  const next = await openTab(context, address);
  assert.deepEqual([await next.panel.isOn(0), await next.panel.isOn(1)], [false, false], 'off before anything has arrived');
  await drained(next.page);
  assert.deepEqual(stopsOf(portal, anna, before), [purposes[1], purposes[0]]);
  await next.page.reload();
  await next.panel.ready();
  assert.deepEqual([await next.panel.isOn(0), await next.panel.isOn(1)], [false, false]);
  await context.close();
});

test('what is kept is off, not allowed and told as waiting in every later page until it arrives [L46, D27]', async () => {
  const {context, page, panel, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await sending(context, 500);
  await panel.press(0);
  for (let visit = 0; visit < 2; visit += 1) {
    await page.reload();
    await panel.ready();
    const said = await panel.outcome();
    assert.equal(await panel.isOn(0), false);
    assert.equal(await panel.allows(purposes[0]), false);
    assert.equal(said, words.status_withdrawal_waiting.replace('{purposes}', await panel.host.locator('.title').first().textContent()));
  }
  await sending(context, 'answer');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await drained(page);
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  await context.close();
});

test('the answer is lost and the tab closed: the verifier has it once all the same [L46]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await sending(context, 'deaf');
  await panel.press(0);
  await page.close();
  await sending(context, 'answer');
  const next = await openTab(context, address);
  await drained(next.page);
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  assert.equal(await next.panel.isOn(0), false);
  await context.close();
});

test('a tab that is closed in the moment of the press has withdrawn [L46]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await panel.switches.first().click();
  await page.close();
  const next = await openTab(context, address);
  await drained(next.page);
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  assert.equal(await next.panel.isOn(0), false);
  await context.close();
});

test('the next person at the computer sees and sends nothing of it; a sign-out keeps it [L46]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await sending(context, 503);
  await panel.press(0);
  await signOut(page);
  await sending(context, 'answer');
  const sent = sentBy(context);
  const karins = await signInAgain(page, portal, people.karin, address);
  const {subject, purposes: shown} = await karins.consent();
  assert.notEqual(subject, anna);
  assert.deepEqual(Object.values(shown).filter(({phase}) => phase !== 'settled'), []);
  assert.equal(await karins.status.textContent(), '');
  assert.equal(await page.locator('samtycke-panel [part=trouble]').isVisible(), false);
  await karins.press(0);
  await karins.press(0);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.reload();
  await karins.ready();
  assert.equal(sent.length, 2);
  assert.deepEqual(sent.filter((body) => body.includes(anna)), [], 'nothing of hers left in this session');
  assert.deepEqual((await entries(page)).map((entry) => entry.subject), [anna]);
  assert.deepEqual(stopsOf(portal, anna, before), []);

  await signOut(page);
  const annas = await signInAgain(page, portal, people.anna, address);
  await drained(page);
  assert.equal(await annas.isOn(0), false);
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  await context.close();
});

test('a page left open from an earlier session gives nothing away to the next person [L46]', async () => {
  const {context, panel, address, page, before} = await openGranted(browser, portal, people.anna, 1);
  await context.clearCookies();
  const other = await context.newPage();
  await signInAgain(other, portal, people.karin, address);
  await panel.switches.first().click();
  await page.waitForFunction((mine) => {
    const {consent} = document.querySelector('samtycke-panel');
    return consent !== undefined && consent.subject !== mine;
  }, anna);
  assert.equal(await panel.status.textContent(), '');
  assert.deepEqual(stopsOf(portal, anna, before), []);
  assert.equal((await entries(page)).length, 1);
  await context.clearCookies();
  await signInAgain(other, portal, people.anna, address);
  await drained(other);
  assert.equal(stopsOf(portal, anna, before).length, 1);
  await context.close();
});

test('two tabs deliver what each kept once, in the order of the presses [L46]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 3);
  const second = await openTab(context, address);
  await sending(context, 'cut');
  await second.panel.press(2);
  await panel.press(0);
  await second.panel.press(1);
  await sending(context, 'answer');
  for (const tab of [page, second.page]) await tab.evaluate(() => dispatchEvent(new Event('online')));
  await drained(page);
  assert.deepEqual(stopsOf(portal, anna, before), [purposes[2], purposes[0], purposes[1]]);
  for (const tab of [{page, panel}, second]) {
    await tab.page.reload();
    await tab.panel.ready();
    assert.deepEqual(await Promise.all([0, 1, 2].map((index) => tab.panel.isOn(index))), [false, false, false]);
  }
  await context.close();
});

test('a yes in one tab does not overtake what another could not send [L47]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await sending(context, 'cut');
  await panel.press(0);
  await page.close();
  const next = await openTab(context, address);
  await next.panel.switches.first().click();
  await next.panel.outcome();
  assert.equal(await next.panel.isOn(0), false);
  await sending(context, 'answer');
  await next.panel.switches.first().click();
  await next.page.waitForFunction((id) => document.querySelector('samtycke-panel').allows(id), purposes[0]);
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  await context.close();
});

for (const [what, spoil] of [
  ['refuses to keep anything', () => (IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); })],
  ['has no place to keep anything', () => Object.defineProperty(globalThis, 'indexedDB', {value: undefined})],
  ['grants no lock', () => (LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError')))],
  ['fails to write', () => (IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); })],
]) {
  test(`where the browser ${what}, a withdrawal counts at once and is sent again from memory [L46, D27]`, async () => {
    const {context, page, panel, purposes, before} = await openGranted(browser, portal, people.anna, 1);
    await page.addInitScript(spoil);
    await page.reload();
    await panel.ready();
    await sending(context, 500);
    await panel.press(0);
    assert.deepEqual([await panel.isOn(0), await panel.allows(purposes[0])], [false, false]);
    await sending(context, 'answer');
    await page.waitForFunction((text) => {
      const status = document.querySelector('samtycke-panel').shadowRoot.querySelector('[role=status]');
      return status.textContent.startsWith(text);
    }, words.status_withdrawn.split('{')[0]);
    assert.deepEqual(stopsOf(portal, anna, before), purposes);
    await context.close();
  });
}

test('after the tab was closed the worker delivers, once the browser says so [L46]', async () => {
  const {context, page, panel, purposes, before} = await openGranted(browser, portal, people.anna, 1, {});
  await page.evaluate(async () => {
    const [{active, installing, waiting}] = await navigator.serviceWorker.getRegistrations();
    const worker = active ?? installing ?? waiting;
    if (worker.state !== 'activated') await new Promise((done) => worker.addEventListener('statechange', () => worker.state === 'activated' && done()));
  });
  await panel.sending('cut');
  await panel.press(0);
  await page.close();
  const end = Date.now() + 60_000;
  while (stopsOf(portal, anna, before).length === 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  await context.close();
});
