// A receipt as its person meets it: checked by their own browser, as a page, as a PDF.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser} from './chromium.mjs';
import {openPanel} from './panel.mjs';

const folder = mkdtempSync(join(tmpdir(), 'samtycke-receipt-'));
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let portal;
let browser;
before(async () => {
  portal = await Portal.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await portal?.close();
  rmSync(folder, {recursive: true, force: true});
});

const historyOf = (page) => page.locator('samtycke-panel .history');
const linesOf = (page) => historyOf(page).locator('.lines > li');
const receiptOf = (page, index = 0) => linesOf(page).nth(index).locator('details');
const verdictOf = (page) => receiptOf(page).locator('.verdict');

// Somebody's page with a yes just given and the newest line's receipt open.
async function openReceipt(person, settings) {
  const opened = await openPanel(browser, portal, person, settings);
  await opened.panel.clear();
  await opened.panel.press(0);
  await historyOf(opened.page).locator('> summary').click();
  return opened;
}

async function open(page) {
  await receiptOf(page).locator('summary').click();
  await receiptOf(page).locator('pre').waitFor();
}

async function check(page, words = 'Kontrollera kvittensen') {
  await receiptOf(page).getByRole('button', {name: words}).click();
  await page.waitForFunction(() => document.querySelector('samtycke-panel').shadowRoot.querySelector('.verdict').dataset.told !== undefined);
  const lines = await receiptOf(page).locator('.checks li').evaluateAll((items) => items.map((item) => [item.dataset.result, item.textContent]));
  return {told: await verdictOf(page).getAttribute('data-told'), verdict: await verdictOf(page).innerText(), lines};
}

async function violations(page) {
  await page.evaluate(axe);
  const {violations: found} = await page.evaluate(() => globalThis.axe.run());
  return found.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
}

test('the browser itself proves a receipt, line by line, and fetches what that takes on the press alone', async () => {
  const {context, page, panel, complaints} = await openReceipt(people.anna);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  assert.deepEqual(asked.filter((path) => /proof|samtycke\.wasm|jwks/.test(path)), []);
  const {told, verdict, lines} = await check(page);
  assert.equal(told, 'proved', JSON.stringify(lines));
  assert.match(verdict, /^Bevisat\./);
  for (const path of ['/static/samtycke-proof.js', '/static/samtycke.wasm', '/static/text/proof-sv.json', '/.well-known/jwks.json', '/log/vkey']) {
    assert.ok(asked.includes(path), path);
  }
  const said = lines.filter(([result]) => result === 'ok').map(([, text]) => text).join('\n');
  for (const words of ['Kvittensen är undertecknad', 'står i loggen', 'Loggen själv har undertecknat', 'Orden i katalogen är de som visades', 'Tiderna stämmer']) {
    assert.ok(said.includes(words), `${words} in ${said}`);
  }
  assert.deepEqual(lines.filter(([result]) => result !== 'ok').map(([result]) => result), ['not_checked'], 'there are no witnesses');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(complaints, []);
  assert.deepEqual(await panel.breaches(), []);
  await context.close();
});

test('a changed receipt is not proved, and the line that failed is shown', async () => {
  const {context, page} = await openReceipt(people.anna);
  let good;
  await page.route('**/consents/me/receipts/*', async (route) => {
    const answer = await route.fetch();
    good = await answer.json();
    const changed = structuredClone(good);
    changed.payload.events[0].event.kind = 'refused';
    await route.fulfill({response: answer, json: changed});
  });
  await open(page);
  const {told, verdict, lines} = await check(page);
  assert.equal(told, 'failed');
  assert.match(verdict, /^Stämmer inte\./);
  assert.ok(lines.some(([result, text]) => result === 'wrong' && /Underskriften stämmer inte.*\/jws/.test(text)), JSON.stringify(lines));
  // The same module, asked about more ways to cheat.
  const prove = (receipt) =>
    page.evaluate(async (one) => {
      const {prove: ask} = await import('/static/samtycke-proof.js');
      const {told: verdict, lines: drawn} = await ask(one, new URL('/v1/', location).href, 'sv');
      return {told: verdict, wrong: drawn.flatMap((node) => [...node.querySelectorAll('[data-result=wrong]')]).map((line) => line.textContent).join('\n')};
    }, receipt);
  assert.deepEqual(await prove(good), {told: 'proved', wrong: ''});
  const other = (one) => (one === 'A' ? 'B' : 'A');
  for (const [change, sentence] of [
    [(receipt) => void (receipt.payload.events[0].salt = Buffer.alloc(32).toString('base64')), /är inte den som loggen håller/],
    [(receipt) => void (receipt.jws = receipt.jws.replace(/\.\.(.)/, (_, one) => `..${other(one)}`)), /Underskriften stämmer inte/],
    [(receipt) => void (receipt.log[0].proof = receipt.log[0].proof.replace(/(— \S+ \S{30})(.)/, (_, start, one) => start + other(one))), /Loggens underskrift .* stämmer inte/],
    [(receipt) => void (receipt.log[0].proof = receipt.log[0].proof.slice(0, 80)), /Beviset kan inte läsas/],
    [(receipt) => void (receipt.payload.issued_at = '2099-01-01T00:00:00.000Z'), /Tiderna går inte ihop/],
    [(receipt) => void delete receipt.payload, /ingen kvittens/],
  ]) {
    const changed = structuredClone(good);
    change(changed);
    const {told: result, wrong} = await prove(changed);
    assert.equal(result, 'failed');
    assert.match(wrong, sentence);
  }
  await context.close();
});

test('a browser that cannot read the signatures says so and proves nothing, nor does one that believes every signature', async () => {
  for (const instead of ['importKey', 'verify']) {
    const {context, page} = await openReceipt(people.anna);
    await page.evaluate((name) => {
      crypto.subtle[name] = async () => {
        if (name === 'verify') return true;
        throw new DOMException('Unrecognized name.', 'NotSupportedError');
      };
    }, instead);
    await open(page);
    const {told, verdict, lines} = await check(page);
    assert.deepEqual([told, lines], ['unable', []], instead);
    assert.match(verdict, /^Inte kontrollerat\..*programmet samtycke/);
    await context.close();
  }
});

test('where keys, words or the core cannot be fetched nothing is proved, and a second press can', async () => {
  const {context, page} = await openReceipt(people.anna);
  await open(page);
  for (const lost of ['**/.well-known/jwks.json', '**/log/vkey', '**/static/samtycke.wasm']) {
    await page.route(lost, (route) => route.abort());
    const {told, verdict, lines} = await check(page);
    assert.deepEqual([told, lines], ['unable', []], lost);
    assert.match(verdict, /^Inte kontrollerat\. Nycklarna/);
    await page.unroute(lost);
  }
  assert.equal((await check(page)).told, 'proved');
  await context.close();
});

test('by keyboard and in English, on a telephone, and nothing is wider than the page', async () => {
  const {context, page} = await openReceipt(people.anna, {locale: 'en-GB', viewport: {width: 360, height: 800}});
  await receiptOf(page).locator('summary').focus();
  await page.keyboard.press('Enter');
  await receiptOf(page).locator('pre').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await receiptOf(page).getByRole('button', {name: 'Check the receipt'}).evaluate((button) => button.matches(':focus-visible')), true);
  await page.keyboard.press('Enter');
  await receiptOf(page).locator('.verdict[data-told=proved]').waitFor();
  assert.match(await verdictOf(page).innerText(), /^Proved\./);
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(width <= room, `${width} in ${room}`);
  await context.close();
});

test('it opens as a page that reads without us: what, to whom, when, on which words, and where to complain', async () => {
  const {context, page} = await openReceipt(people.anna);
  await open(page);
  const {payload} = JSON.parse(await receiptOf(page).locator('pre').innerText());
  const [sheet] = await Promise.all([context.waitForEvent('page'), receiptOf(page).getByRole('link', {name: 'Visa kvittensen'}).click()]);
  await sheet.waitForLoadState();
  const text = await sheet.locator('body').innerText();
  const {shown} = payload['dpv:hasNotice'][0];
  for (const words of [
    'Kvittens', 'Ja. Du tillåter det.', shown.title, shown.text, 'Nordtelefon Företag', 'dataskydd@nordtelefon.example', 'svensk tid',
    'Integritetsskyddsmyndigheten (IMY)', 'Post- och telestyrelsen (PTS)', payload.submission_id, payload.events[0].event.evidence.text_digest,
    ...shown.facts.data_types,
  ]) assert.ok(text.includes(words), `${words} in ${text}`);
  assert.equal(await sheet.locator('html').getAttribute('lang'), 'sv');
  for (const colorScheme of ['light', 'dark']) {
    await sheet.emulateMedia({colorScheme});
    assert.deepEqual(await violations(sheet), []);
  }
  await sheet.setViewportSize({width: 360, height: 800});
  const [width, room] = await sheet.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(width <= room, `${width} in ${room}`);
  await context.close();
});

test('its PDF says the same, with å, ä and ö, tagged and in its language, and carries the signed receipt', async () => {
  const {context, page} = await openReceipt(people.anna);
  await open(page);
  const receipt = JSON.parse(await receiptOf(page).locator('pre').innerText());
  const [download] = await Promise.all([page.waitForEvent('download'), receiptOf(page).getByRole('link', {name: 'PDF'}).click()]);
  assert.equal(download.suggestedFilename(), `receipt-${receipt.payload.submission_id}.pdf`);
  const file = join(folder, 'receipt.pdf');
  writeFileSync(file, readFileSync(await download.path()));
  const run = (program, ...words) => execFileSync(program, words, {encoding: 'utf8', maxBuffer: 1 << 26});
  const text = run('pdftotext', file, '-').replace(/\s+/g, ' ');
  const {shown} = receipt.payload['dpv:hasNotice'][0];
  for (const words of ['Ja. Du tillåter det.', shown.title, shown.text, 'Nordtelefon Företag', 'Integritetsskyddsmyndigheten', receipt.payload.submission_id]) {
    assert.ok(text.includes(words), `${words} in ${text}`);
  }
  assert.match(run('pdfinfo', file), /Tagged: +yes/);
  const [, name] = run('qpdf', '--list-attachments', file).match(/^(\S+) ->/);
  assert.deepEqual(JSON.parse(run('qpdf', `--show-attachment=${name}`, file)), receipt);
  await context.close();
});
