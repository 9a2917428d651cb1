// Whatever fails, the person is told in words, nothing flips back to on, and the form still withdraws.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser} from './chromium.mjs';
import {drained, entries, openGranted, sending, signInAgain, stopsOf, withoutWorker, wordsOf} from './kept.mjs';
import {trapLater} from './trap.mjs';

const anna = 'sub-anna-bjork';
const words = wordsOf('sv');
const english = wordsOf('en');
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

const troubleOf = (page) => page.locator('samtycke-panel [part=trouble]');

// Time limits that are over at once; the page's own stay readable in `limits`.
function hurry() {
  globalThis.limits = [];
  const {timeout} = AbortSignal;
  AbortSignal.timeout = (ms) => {
    limits.push(ms);
    return timeout.call(AbortSignal, Math.min(ms, 1500));
  };
}

for (const [what, how, said] of [
  ['the server cannot be reached', 'cut', words.trouble_network],
  ['the server is broken', 500, words.trouble_server],
  ['too much is asked of the server', 429, words.trouble_server],
  ['a page of the network answers', [200, 'text/html', '<h1>Welcome</h1>'], words.trouble_wrong_server],
  ['JSON of another server answers', [200, 'application/json', '{"hello":"world"}'], words.trouble_wrong_server],
  ['a proxy refuses', [403, 'text/html', '<h1>Forbidden</h1>'], words.trouble_refused],
]) {
  test(`${what}: it says so, stays off, and says no more of it once it has arrived [L46, D27, L153]`, async () => {
    const {context, page, panel, purposes, before} = await openGranted(browser, portal, people.anna, 1);
    await sending(context, how);
    await panel.press(0);
    assert.equal(await panel.isOn(0), false);
    assert.equal(await panel.allows(purposes[0]), false);
    assert.equal(await troubleOf(page).textContent(), said);
    assert.equal(await troubleOf(page).getAttribute('role'), 'alert');
    await sending(context, 'answer');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await drained(page);
    await troubleOf(page).waitFor({state: 'hidden'});
    assert.deepEqual(stopsOf(portal, anna, before), purposes);
    await context.close();
  });
}

test('a server that never answers is given ten seconds, and then it is said in words [L46, D27]', async () => {
  const {context, page, panel, before} = await openGranted(browser, portal, people.anna, 1);
  await page.addInitScript(hurry);
  await page.reload();
  await panel.ready();
  await sending(context, 'silence');
  await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  assert.equal(await troubleOf(page).textContent(), words.trouble_timeout);
  assert.ok((await page.evaluate(() => limits)).includes(10_000));
  await sending(context, 'answer');
  await drained(page);
  assert.equal(stopsOf(portal, anna, before).length, 1);
  await context.close();
});

test('a yes that meets silence is off again, and says so [L47]', async () => {
  const {context, page, panel} = await openGranted(browser, portal, people.anna, 0);
  await page.addInitScript(hurry);
  await page.reload();
  await panel.ready();
  await sending(context, 'silence');
  await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  assert.equal(await troubleOf(page).textContent(), words.trouble_timeout);
  assert.deepEqual(await entries(page), [], 'a yes is never kept');
  await context.close();
});

test('an ended session: it says so, keeps the withdrawal and sends it after the next sign-in [L46, D27]', async () => {
  const {context, page, panel, address, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await context.clearCookies();
  await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  assert.equal(await troubleOf(page).textContent(), words.trouble_signed_out);
  await signInAgain(page, portal, people.anna, address);
  await drained(page);
  assert.deepEqual(stopsOf(portal, anna, before), purposes);
  await context.close();
});

// The first form of the page's own that withdraws, pressed.
async function withdrawByForm(page, before) {
  await page.locator('samtycke-panel .plain').waitFor({state: 'visible'});
  assert.equal(await page.getByRole('switch').count(), 0);
  await page.locator('form[action="/v1/stops"] button').first().click();
  await page.waitForURL('**/v1/stops');
  assert.equal(stopsOf(portal, anna, before).length, 1);
}

// What a page that may not run WebAssembly is served with.
async function forbidWebAssembly(context) {
  await context.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document' || route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch({maxRedirects: 0});
    const headers = {...response.headers()};
    const policy = headers['content-security-policy'];
    if (policy) headers['content-security-policy'] = policy.replace(/ 'wasm-unsafe-eval'/, '');
    return route.fulfill({response, headers});
  });
}

const html = {status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>'};
for (const [what, spoil, said] of [
  ['a policy that forbids WebAssembly', forbidWebAssembly, words.trouble_module],
  ['a module that is not there', (context) => context.route('**/samtycke-panel.wasm', (route) => route.fulfill({status: 404})), words.trouble_module],
  ['an own state that is a page of the network', (context) => context.route('**/v1/consents/me', (route) => route.fulfill(html)), words.trouble_wrong_server],
  ['an own state that the server cannot read', (context) => context.route('**/v1/consents/me', (route) => route.fulfill({status: 503, json: {}})), words.trouble_server],
  ['a catalogue that is a page of the network', (context) => context.route('**/v1/catalogues/*', (route) => route.fulfill(html)), words.trouble_wrong_server],
  [
    'a catalogue of another name',
    (context) =>
      context.route('**/v1/catalogues/*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({response, json: {...(await response.json()), catalogue: 'another'}});
      }),
    words.trouble_wrong_server,
  ],
]) {
  test(`${what}: the form takes over, says why, and withdraws [L53, L153]`, async () => {
    const {context, page, before} = await openGranted(browser, portal, people.anna, 1);
    await spoil(context);
    await page.reload();
    const trouble = troubleOf(page);
    await trouble.waitFor({state: 'visible'});
    assert.equal(await trouble.textContent(), `${said} ${words.trouble_form}`);
    await withdrawByForm(page, before);
    await context.close();
  });
}

test('a trap in the module: nothing is allowed any more, the form takes over, says why, and withdraws [L53, D27]', async () => {
  const {context, page, panel, purposes, before} = await openGranted(browser, portal, people.anna, 1);
  await page.addInitScript(trapLater);
  await page.reload();
  await panel.ready();
  assert.equal(await panel.allows(purposes[0]), true);
  await page.evaluate(() => (globalThis.trap = true));
  await panel.switches.first().click();
  await troubleOf(page).waitFor({state: 'visible'});
  assert.equal(await troubleOf(page).textContent(), `${words.trouble_module} ${words.trouble_form}`);
  assert.equal(await panel.allows(purposes[0]), false);
  await withdrawByForm(page, before);
  await context.close();
});

test('in English the words are English', async () => {
  const {context, page, panel} = await openGranted(browser, portal, people.anna, 1, {...withoutWorker, locale: 'en-GB'});
  await sending(context, 503);
  await panel.press(0);
  assert.equal(await troubleOf(page).textContent(), english.trouble_server);
  await sending(context, 'answer');
  await drained(page);
  await context.close();
});
