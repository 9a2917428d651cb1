// The banner beside the real verifier: its catalogue, its cookie, and nothing in its log.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {Banner} from './banner.mjs';
import {openBrowser, openPage} from './chromium.mjs';

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

const html = (catalogue) =>
  '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Startsidan</title>' +
  `<script type="module" src="/static/samtycke-banner.js"></script><body><samtycke-banner catalogue="${catalogue}"></samtycke-banner></body></html>`;

test('the verifier gives the catalogue and sets the choice as a cookie of months; its log knows nothing of it [L60, L109, L117]', async () => {
  const {catalogue} = await portal.person('anna');
  const events = portal.events().length;
  const {context, page, complaints} = await openPage(browser);
  await page.route(`${portal.origin}/start`, (route) => route.fulfill({contentType: 'text/html', body: html(catalogue.catalogue)}));
  const banner = new Banner(page, portal);
  await banner.go('/start');
  const [answer] = await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.choose('Statistik')]);
  assert.equal(answer.status(), 200);
  const {value, expires} = await banner.kept();
  assert.match(value, /^2\/n\.1\.\d+\.cookie-preferences\/y\.1\.\d+\.cookie-statistics\/n\.1\.\d+\.cookie-marketing$/);
  const days = (expires - Date.now() / 1000) / 86_400;
  assert.ok(days > 180 && days < 185, `${days} days`);
  await page.reload();
  await banner.ready();
  assert.equal(await banner.isShown(), false);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary', 'cookie-statistics']);
  assert.deepEqual(complaints, []);
  assert.equal(portal.events().length, events);
  await context.close();
});

test('a browser whose clock is fast has its yes and its no set too [L60, R7]', async () => {
  const {catalogue} = await portal.person('anna');
  for (const [press, set] of [['allow_all', /^2\/y/], ['refuse_all', /^2\/n/]]) {
    const {context, page} = await openPage(browser);
    await page.route(`${portal.origin}/start`, (route) => route.fulfill({contentType: 'text/html', body: html(catalogue.catalogue)}));
    await page.clock.install({time: Date.now() + 60_000});
    const banner = new Banner(page, portal);
    await banner.go('/start');
    const [answer] = await Promise.all([page.waitForResponse('**/v1/cookie-choice'), banner.press(press)]);
    assert.equal(answer.status(), 200);
    assert.match((await banner.kept()).value, set);
    await context.close();
  }
});

test('a page of another origin cannot have it set', async () => {
  const answer = await portal.send('POST', '/v1/cookie-choice', {
    headers: {origin: 'https://elsewhere.example', 'content-type': 'application/json'},
    body: JSON.stringify({kept: '1/y.1.1795507200.cookie-statistics'}),
  });
  assert.equal(answer.status, 403);
  assert.equal(answer.headers['set-cookie'], undefined);
});
