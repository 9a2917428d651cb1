// The privacy officer's console as it is worked in: from the sign-in to the evidence of a case, with the
// keyboard, in both languages, light and dark, on a wide screen and a narrow one.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {DatabaseSync} from 'node:sqlite';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {findings} from './axe.mjs';
import {openBrowser, openPage} from './chromium.mjs';

let portal;
let browser;
let opened;
let anna;
before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
  const [first, second] = anna.switches();
  await anna.set(first, true);
  await anna.set(second, true);
  await anna.set(first, false);
  tellFigures(anna.catalogue.purposes.map(({id}) => id));
  browser = await openBrowser();
  opened = await openPage(browser, {reducedMotion: 'reduce'});
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const dayMs = 86_400_000;
const told = [[170, 0], [180, 20], [190, 60], [200, 50]];

// Nobody has been here for long enough to be told of: a few days' figures as they would have been kept.
function tellFigures(purposes) {
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  const database = new DatabaseSync(portal.stack.path('samtycke.db'));
  database.exec('PRAGMA busy_timeout = 10000');
  const put = database.prepare('INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)');
  for (const [number, purpose] of purposes.entries()) {
    for (const [day, [asked, yes]] of told.entries()) {
      const counts = number === 1 ? [0, 0] : [asked, yes];
      put.run(purpose, today - (told.length - 1 - day) * dayMs, ...counts, ...counts);
    }
  }
  database.close();
}

const at = (path) => `${portal.origin}${path}`;
const isWhole = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

async function openCase(page, reason = 'Ärende 4711') {
  await page.goto(at('/console/search'));
  await page.locator('select[name=by]').selectOption('msisdn');
  await page.locator('[name=value]').fill('+46701740605');
  await page.locator('[name=reason]').fill(reason);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console\/cases\/\d+$/);
  return new URL(page.url()).pathname;
}

test('an officer signs in through the staff’s own door, and comes to the page that was asked for', async () => {
  const {page} = opened;
  await page.goto(at('/console/search'));
  await page.locator('main a.button').click();
  assert.equal(await page.locator('[data-person=anna]').count(), 0, 'customers are offered at the staff’s door');
  await page.locator('[data-person=disa]').click();
  await page.waitForURL(at('/console/search'));
  assert.ok((await page.locator('header').innerText()).includes(people.disa.name));
});

test('a search that is wrong says what is, and where', async () => {
  const {page} = opened;
  await page.locator('select[name=by]').selectOption('msisdn');
  await page.locator('[name=value]').fill('0701740605');
  await page.locator('[name=reason]').fill('Ärende 4711');
  await page.keyboard.press('Enter');
  await page.locator('#problem').waitFor();
  const wrong = page.locator('[aria-invalid=true]');
  assert.equal(await wrong.count(), 1);
  assert.equal(await wrong.getAttribute('name'), 'value');
  assert.equal(await wrong.inputValue(), '0701740605');
});

test('the officer reads the words as they were shown, and what was answered before and after', async () => {
  const {page} = opened;
  const path = await openCase(page);
  const withdrawn = page.locator('tbody tr').first();
  await withdrawn.locator('summary').focus();
  await page.keyboard.press('Enter');
  const {title, text} = anna.catalogue.purposes.find(({id}) => id === anna.switches()[0]);
  const shown = await withdrawn.locator('details').innerText();
  assert.ok(shown.includes(title.sv) && shown.includes(text.sv), shown);
  await page.locator('main form button').click();
  await page.locator('.verdict-cell').first().waitFor();
  const decisions = await page.locator('.verdict-cell').evaluateAll((cells) => cells.map(({dataset}) => dataset.decision));
  assert.deepEqual(decisions.slice(0, 2), ['deny', 'allow']);
  await page.goto(at(`${path}/answers?at=2026-01-01T00:00`));
  assert.equal(await page.locator('[data-decision=allow]').count(), 0);
});

test('the evidence is at hand as a PDF and as a table with the same events', async () => {
  const {page, context} = opened;
  const path = await openCase(page);
  const rows = await page.locator('tbody tr').count();
  const pdf = await context.request.get(at(await page.locator('a[href*=evidence]').first().getAttribute('href')));
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  const csv = await (await context.request.get(at(`${path}/evidence.csv`))).text();
  assert.equal(csv.split('\r\n').filter((line) => line.startsWith('event,')).length, rows);
});

test('each of those looks is in the list of who has looked', async () => {
  const {page} = opened;
  await page.goto(at('/console/looks?lang=sv'));
  const rows = await page.locator('tbody tr').allInnerTexts();
  for (const what of ['Sökning', 'Historik', 'Svar vid en tidpunkt', 'Bevis']) {
    assert.ok(rows.some((row) => row.includes(what) && row.includes(people.disa.name) && row.includes('Ärende 4711')), what);
  }
});

test('a chart says what the table under it does, and of too few there is none [L69, L87]', async () => {
  const {page} = opened;
  await page.goto(at('/console/figures?lang=sv'));
  const first = page.locator('.figure-of').first();
  await first.locator('svg').waitFor();
  await first.locator('summary').click();
  const cells = await first.locator('tbody tr').evaluateAll((rows) => rows.map(({cells}) => [cells[2].innerText, cells[1].innerText]));
  assert.deepEqual(cells, told.map(([asked, yes]) => [`${asked}`, yes === 0 ? 'färre än tio' : `${yes}`]));
  // A step for each figure after the first, and the line ends where the last one stands.
  const line = await first.locator('path.yes').getAttribute('d');
  assert.equal(line.match(/[LHV]/g).length, 2 * (told.length - 1), line);
  const few = page.locator('.figure-of').nth(1);
  assert.equal(await few.locator('svg, table').count(), 0);
  assert.match(await few.innerText(), /För få/);
});

test('axe finds nothing in any page, in both languages and both themes, and on a narrow screen none is wider than it [L144, L149, L151]', async (t) => {
  const {page} = opened;
  const path = await openCase(page);
  for (const place of ['/console', '/console/search', path, `${path}/answers`, '/console/looks', '/console/log', '/console/figures', '/console/cases/0']) {
    await t.test(place.replace(/\d+/, 'N'), async () => {
      for (const language of ['sv', 'en']) {
        await page.goto(at(`${place}?lang=${language}`));
        await page.locator('details').evaluateAll((all) => all.slice(0, 3).forEach((one) => (one.open = true)));
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.deepEqual(await findings(page), [], `${place}, ${language}`);
      }
      await page.setViewportSize({width: 360, height: 900});
      assert.ok(await isWhole(page), `${place} is wider than 360 px`);
      await page.setViewportSize({width: 1280, height: 900});
    });
  }
});

test('after all of it nothing was refused by the page’s policy', () => {
  const unexpected = opened.complaints.filter((one) => !/status of 40[14]/.test(one));
  assert.deepEqual(unexpected, []);
});
