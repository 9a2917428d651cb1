// The delivery in a service worker, here in a page, where a test can see what it asks.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage} from './chromium.mjs';

let site;
let browser;
before(async () => {
  site = await Site.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

// Keeps one entry for each verifier and lets the browser say that the network is back.
async function syncFor(verifiers) {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open('samtycke', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('outbox', {keyPath: 'key', autoIncrement: true});
    request.onsuccess = () => resolve(request.result);
  });
  const store = database.transaction('outbox', 'readwrite').objectStore('outbox');
  for (const verifier of verifiers) {
    store.add({verifier, subject: 'sub', submission_id: 'one', body: '{}', purposes: [], kept_at: '2026-11-24T08:00:00.000Z'});
  }
  await import('/static/samtycke-sync.js');
  let done;
  dispatchEvent(Object.assign(new Event('sync'), {tag: 'samtycke-outbox', waitUntil: (promise) => (done = promise)}));
  return done.then(() => 'done', () => 'to be tried again');
}

test('a verifier that cannot be reached keeps back only what is for itself [L46]', async () => {
  const {context, page} = await openPage(browser);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.route('**/dead/v1/**', (route) => route.abort());
  await page.goto(site.origin);
  const verifiers = ['dead', 'alive'].map((folder) => `${site.origin}/${folder}/v1`);
  assert.equal(await page.evaluate(syncFor, verifiers), 'to be tried again');
  for (const folder of ['dead', 'alive']) assert.ok(asked.includes(`/${folder}/v1/consents/me`), folder);
  await context.close();
});
