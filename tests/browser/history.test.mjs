// A person's own history and receipts, one act away, and how long a yes lasts.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser} from './chromium.mjs';
import {drained, entries, openGranted, stopsOf} from './kept.mjs';
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

const day = new Intl.DateTimeFormat('sv', {dateStyle: 'long'});
const historyOf = (page) => page.locator('samtycke-panel .history');
const summaryOf = (page) => historyOf(page).locator('> summary');
const linesOf = (page) => historyOf(page).locator('.lines > li');

// What a press of the button leaves on the person's disk.
async function kept(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return {name: download.suggestedFilename(), value: JSON.parse(readFileSync(await download.path(), 'utf8'))};
}

// What the panel consists of, and what telling the history does.
const first = ['/static/samtycke-panel.wasm', '/static/samtycke-panel.js', '/static/text/words.json'];
const later = ['/static/samtycke-history.js', '/static/text/sv.json'];
// 50,310 before the rule about acts that went missing (docs/RECOVERY.md), which the page shares.
const firstSizeMax = 50_450;

test('nothing of it is fetched before somebody opens it, neither lines nor words nor script', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await panel.ready();
  assert.equal(await summaryOf(page).innerText(), 'Min historik');
  assert.deepEqual(asked.filter((path) => path.endsWith('/history')), []);
  assert.deepEqual([...first, ...later].filter((path) => asked.includes(path)), first);
  // As the server sends them: what a reload took out of a cache has no size there.
  const sizes = await page.evaluate(
    (names) => Promise.all(names.map(async (name) => Number((await fetch(name, {cache: 'no-store'})).headers.get('content-length')))),
    first,
  );
  const size = sizes.reduce((sum, one) => sum + one, 0);
  console.log(`${size} bytes of at most ${firstSizeMax} before the first press`);
  assert.ok(sizes.every((one) => one > 0) && size <= firstSizeMax);
  await summaryOf(page).click();
  await linesOf(page).first().waitFor();
  for (const path of ['/v1/consents/me/history', ...later]) assert.equal(asked.filter((one) => one === path).length, 1, path);
  await context.close();
});

test('opened without a network it says so, the switches go on, and it opens when the network is back [L46]', async () => {
  const {context, page, panel, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await context.setOffline(true);
  await summaryOf(page).click();
  await historyOf(page).getByText('Kunde inte hämtas just nu.').waitFor();
  assert.equal(await linesOf(page).count(), 0);
  await context.setOffline(false);
  await linesOf(page).first().waitFor();
  await summaryOf(page).click();
  await context.setOffline(true);
  await panel.press(0);
  assert.deepEqual([await panel.isOn(0), await panel.allows(purposes[0])], [false, false], 'a withdrawal counts at once');
  assert.deepEqual((await entries(page)).map(({purposes: [{purpose}]}) => purpose), purposes);
  await context.setOffline(false);
  await drained(page);
  assert.deepEqual(stopsOf(portal, 'sub-anna-bjork', before), purposes);
  await summaryOf(page).click();
  await linesOf(page).first().getByText('Återkallat').waitFor();
  assert.equal(await historyOf(page).getByText('Kunde inte hämtas just nu.').count(), 0);
  await context.close();
});

for (const lost of later) {
  test(`where ${lost} cannot be fetched that is said, and the switches stay`, async () => {
    const {context, page, panel} = await openGranted(browser, portal, people.anna, 0);
    await page.route(`**${lost}`, (route) => route.abort());
    await summaryOf(page).click();
    await historyOf(page).getByText('Kunde inte hämtas just nu.').waitFor();
    await panel.press(0);
    assert.equal(await panel.isOn(0), true);
    await panel.press(0);
    await page.unroute(`**${lost}`);
    await page.reload();
    await panel.ready();
    await summaryOf(page).click();
    await linesOf(page).first().waitFor();
    await context.close();
  });
}

test('it tells what was done, when, by which door and until when, and goes on while it is open', async () => {
  const {context, page, panel, complaints} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  const title = await page.locator('samtycke-panel .title').first().innerText();
  await panel.press(0);
  await summaryOf(page).click();
  const first = linesOf(page).first();
  await first.getByText(`Tillåtet: ${title} (på den här sidan).`).waitFor();
  assert.match(await first.locator('time').innerText(), new RegExp(`^${day.format(new Date())}`));
  assert.match(await first.locator('.term').innerText(), /^Som längst till \d+ \S+ 20\d\d\.$/);
  await panel.press(0);
  await first.getByText(`Återkallat: ${title}`).waitFor();
  assert.equal(await first.locator('.term').count(), 0);
  assert.match(await linesOf(page).last().innerText(), /Abonnemanget började \(ur kundsystemen\)/);
  assert.deepEqual(complaints, []);
  assert.deepEqual(await panel.breaches(), []);
  await context.close();
});

test('each own act has its receipt, to look at and to keep, and all of it is one file [L34]', async () => {
  const {context, page, panel, complaints} = await openPanel(browser, portal, people.karin);
  await panel.clear();
  await panel.press(0);
  await panel.press(0);
  await summaryOf(page).click();
  for (const [index, kind] of [[0, 'withdrawn'], [1, 'granted']]) {
    const receipt = linesOf(page).nth(index).locator('details');
    await receipt.locator('summary').click();
    await receipt.locator('pre').waitFor();
    const text = JSON.parse(await receipt.locator('pre').innerText());
    assert.equal(text.payload.events[0].event.kind, kind);
    const {name, value} = await kept(page, receipt.getByRole('button', {name: 'Ladda ned kvittensen'}));
    assert.equal(name, `receipt-${text.payload.submission_id}.json`);
    assert.deepEqual(value, text);
    assert.match(value.jws, /^[\w-]+\.\.[\w-]+$/);
  }
  // What the company or its systems did has none of the person's.
  assert.equal(await linesOf(page).last().locator('details').count(), 0);
  const {name, value} = await kept(page, historyOf(page).getByRole('button', {name: 'Ladda ned hela historiken'}));
  assert.equal(name, 'history-sub-karin-bjork.json');
  assert.equal(value.history.length, await linesOf(page).count());
  assert.deepEqual(complaints, []);
  assert.deepEqual(await panel.breaches(), []);
  await context.close();
});

test('a switch that is on says until when it lasts, and that a reminder comes [L58, L59]', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  const term = page.locator('samtycke-panel [part=term]').first();
  assert.equal(await term.isVisible(), false);
  await panel.press(0);
  const later = (years) => {
    const date = new Date();
    date.setUTCFullYear(date.getUTCFullYear() + years);
    return day.format(date);
  };
  assert.equal(await term.innerText(), `Gäller till ${later(2)}. Vi påminner dig ${later(1)}.`);
  const described = await panel.switches.first().getAttribute('aria-describedby');
  assert.ok(described.split(' ').includes(await term.getAttribute('id')), 'it is told with the switch');
  await panel.press(0);
  assert.equal(await term.isVisible(), false);
  await context.close();
});

test('by keyboard and in English, on a telephone, nothing is wider than the page', async () => {
  const {context, page, panel, complaints} = await openPanel(browser, portal, people.anna, {locale: 'en-GB', viewport: {width: 320, height: 800}});
  await panel.clear();
  await panel.press(0);
  await summaryOf(page).focus();
  await page.keyboard.press('Enter');
  await linesOf(page).first().getByText('Allowed:').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await linesOf(page).first().locator('pre').waitFor();
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(width <= room, `${width} in ${room}`);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('where it cannot be read that is said, and the switches stay', async () => {
  const {context, page, panel} = await openPanel(browser, portal, people.anna);
  await page.route('**/consents/me/history*', (route) => route.fulfill({status: 503, json: {code: 'store_unreadable'}}));
  await summaryOf(page).click();
  await historyOf(page).getByText('Kunde inte hämtas just nu.').waitFor();
  assert.equal(await linesOf(page).count(), 0);
  assert.ok((await panel.switches.count()) > 0);
  await page.unroute('**/consents/me/history*');
  await summaryOf(page).click();
  await summaryOf(page).click();
  await linesOf(page).first().waitFor();
  await context.close();
});

test('of several relations the button says which one it is for, and the history is of that one alone [L51]', async () => {
  const {context, page} = await openPanel(browser, portal, people.erik, {chooses: 'Björk'});
  const button = page.locator('samtycke-panel button[value=withdraw_all]');
  const choose = async (name) => {
    await page.getByRole('radio', {name}).check();
    await page.getByRole('switch').first().waitFor();
  };
  await page.getByRole('switch').first().click();
  await button.waitFor();
  assert.equal(await button.innerText(), 'Återkalla allt för Björk & Co AB');
  await summaryOf(page).click();
  await linesOf(page).first().getByText('Tillåtet').waitFor();
  await choose('Havsvik');
  await button.waitFor({state: 'detached'});
  assert.equal(await historyOf(page).getAttribute('open'), null, 'closed again: it was another’s');
  await summaryOf(page).click();
  await linesOf(page).first().waitFor();
  assert.equal(await linesOf(page).filter({hasText: 'Tillåtet'}).count(), 0);
  await choose('Björk');
  await button.waitFor();
  await button.click();
  await button.waitFor({state: 'detached'});
  await context.close();
});
