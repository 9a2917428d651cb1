// What a browser keeps of withdrawals, what the verifier's log holds of them, and the same person's or
// another's next page in the same browser profile.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {signIn} from './chromium.mjs';
import {openPanel, Panel} from './panel.mjs';

const texts = join(import.meta.dirname, '../../core/text');
export const wordsOf = (language) => JSON.parse(readFileSync(join(texts, `${language}.json`), 'utf8')).words;

// A worker of the page goes past what a test does to the page's network: most tests have none.
export const withoutWorker = {serviceWorkers: 'block'};

// The switches of a person from a clean start, with as many turned on as asked for.
export async function openGranted(browser, portal, person, count, settings = withoutWorker) {
  const opened = await openPanel(browser, portal, person, settings);
  await opened.panel.clear();
  for (let index = 0; index < count; index += 1) await opened.panel.press(index);
  const purposes = Object.entries((await opened.panel.consent()).purposes)
    .filter(([, {on}]) => on)
    .map(([purpose]) => purpose);
  return {...opened, address: opened.page.url(), purposes, before: portal.events().length};
}

export async function openTab(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  const panel = new Panel(page);
  await panel.ready();
  return {page, panel};
}

// Through the portal's own button, and in again as somebody, perhaps somebody else.
export async function signOut(page) {
  await page.locator('form[action="/auth/logout"] button').click();
  await page.locator('a[href^="/auth/login"]').first().waitFor();
}

export async function signInAgain(page, portal, person, address) {
  await signIn(page, portal.origin, person);
  if (page.url() !== address) await page.goto(address);
  const panel = new Panel(page);
  await panel.ready();
  return panel;
}

// What lies in IndexedDB. Asks first whether there is anything, so that looking makes nothing.
export function entries(page) {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({name}) => name);
    if (!names.includes('samtycke')) return [];
    const answerOf = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await answerOf(indexedDB.open('samtycke'));
    const list = await answerOf(database.transaction('outbox').objectStore('outbox').getAll());
    database.close();
    return list;
  });
}

export async function drained(page) {
  for (;;) {
    if ((await entries(page)).length === 0) return;
    await page.waitForTimeout(50);
  }
}

// The purposes that the log's stops name, in its order, from an event on.
export function stopsOf(portal, subject, from = 0) {
  return portal
    .events()
    .slice(from)
    .map(({text}) => JSON.parse(text))
    .filter((event) => event.subject === subject && ['withdrawn', 'refused'].includes(event.kind))
    .map(({purpose}) => purpose);
}

// What sending a choice meets, in every tab: 'answer', a status, 'cut' (it never arrives), 'deaf' (it
// arrives and its answer is lost), 'silence', or [status, content type, text].
export async function sending(context, how) {
  const path = /\/v1\/consents\/me(\?|$)/;
  await context.unroute(path);
  if (how === 'answer') return;
  await context.route(path, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    if (how === 'silence') return undefined;
    if (how === 'cut') return route.abort();
    if (how === 'deaf') {
      await route.fetch();
      return route.abort();
    }
    const [status, contentType, body] = Array.isArray(how) ? how : [how, 'application/json', '{"code":"unavailable"}'];
    return route.fulfill({status, contentType, body});
  });
}

// The bodies of what any page of the context sends from now on.
export function sentBy(context) {
  const bodies = [];
  context.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/consents/me')) bodies.push(request.postData());
  });
  return bodies;
}
