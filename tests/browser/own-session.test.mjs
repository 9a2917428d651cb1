// A page with a session of its own, on another site than the verifier's: it hands over access tokens of
// the provider's, and no cookie. In a plain browser, and in one that keeps nothing, as web views may.
import assert from 'node:assert/strict';
import http from 'node:http';
import test, {after, before} from 'node:test';
import {freePort} from '../../web/demo/stack.mjs';
import {Portal} from '../tools/portal.mjs';
import {Tokens} from '../tools/tokens.mjs';
import {openBrowser, openPage} from './chromium.mjs';
import {Panel} from './panel.mjs';

let portal;
let browser;
let site;
let other;

// A site of somebody else's. Who is signed in there is whoever the test says.
class Site {
  person = 'anna';
  fails = false;
  asked = 0;

  async open(port, verifier, tokens) {
    this.origin = `http://localhost:${port}`;
    const policy = [
      "default-src 'none'", `script-src 'self' ${verifier} 'wasm-unsafe-eval'`, "style-src 'self'", `connect-src 'self' ${verifier}`,
      "img-src 'self'", "require-trusted-types-for 'script'", 'trusted-types samtycke', "base-uri 'none'",
    ].join('; ');
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title><link rel="icon" href="/icon">
      <samtycke-panel endpoint="${verifier}/v1"><p id="instead">Write to us.</p></samtycke-panel>
      <script type="module" src="${verifier}/static/samtycke-panel.js"></script><script type="module" src="/page.js"></script></html>`;
    const script = `globalThis.breaches = [];
      globalThis.told = [];
      addEventListener('securitypolicyviolation', (event) => breaches.push(event.violatedDirective + ' ' + event.blockedURI));
      addEventListener('samtycke-error', ({code, status}) => told.push({code, status}));
      document.querySelector('samtycke-panel').getAccessToken = async () => {
        const answer = await fetch('/token');
        if (!answer.ok) throw new Error('signed out');
        return answer.text();
      };`;
    this.server = http.createServer((request, response) => {
      const send = (type, body) => response.writeHead(200, {'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store'}).end(body);
      if (request.url === '/token') {
        this.asked += 1;
        if (this.fails) response.writeHead(401).end();
        else send('text/plain', tokens.person(this.person));
      } else if (request.url === '/page.js') send('text/javascript', script);
      else if (request.url === '/icon') send('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
      else send('text/html; charset=utf-8', page);
    });
    await new Promise((resolve) => this.server.listen(port, 'localhost', resolve));
    return this;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

before(async () => {
  const [port, unnamed] = [await freePort(), await freePort()];
  portal = await Portal.open({extra: {page_origins: [`http://localhost:${port}`]}});
  const tokens = await Tokens.of(portal.stack);
  site = await new Site().open(port, portal.origin, tokens);
  other = await new Site().open(unnamed, portal.origin, tokens);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await other?.close();
  await portal?.close();
});

// A browser that keeps nothing: every place to keep something throws.
function forgetful() {
  for (const [owner, name] of [[globalThis, 'sessionStorage'], [globalThis, 'localStorage'], [globalThis, 'indexedDB'], [Document.prototype, 'cookie']]) {
    const refuse = () => {
      throw new DOMException('nothing is kept here', 'SecurityError');
    };
    Object.defineProperty(owner, name, {get: refuse, set: refuse, configurable: true});
  }
  LockManager.prototype.request = () => Promise.reject(new DOMException('no lock is given here', 'SecurityError'));
}

async function visit(where, {person = 'anna', init} = {}) {
  where.person = person;
  where.fails = false;
  const opened = await openPage(browser, {locale: 'en-GB'});
  const cookies = [];
  opened.page.on('request', async (request) => {
    const {cookie} = await request.allHeaders().catch(() => ({}));
    if (cookie) cookies.push(request.url());
  });
  if (init) await opened.page.addInitScript(init);
  await opened.page.goto(where.origin);
  return {...opened, panel: new Panel(opened.page), cookies};
}

const last = () => JSON.parse(portal.events().at(-1).text);

test('a page of another site shows the switches, saves, and tells the history, without any cookie', async () => {
  const {context, page, panel, complaints, cookies} = await visit(site);
  await panel.ready();
  await panel.clear();
  await panel.press(0);
  assert.equal(await panel.isOn(0), true);
  assert.deepEqual([last().kind, last().actor], ['granted', 'prs-anna']);
  await page.locator('samtycke-panel .history > summary').click();
  const first = page.locator('samtycke-panel .lines > li').first();
  await first.getByText('Allowed:').waitFor();
  await first.locator('summary').click();
  await first.locator('pre').waitFor();
  await panel.press(0);
  assert.equal(last().kind, 'withdrawn');
  assert.deepEqual(cookies, []);
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await panel.breaches(), []);
  // Before its page's script ran the panel had no token: that it asked in vain is all there is.
  assert.deepEqual(complaints.filter((line) => !line.includes('401')), []);
  await context.close();
});

test('a browser that keeps nothing, as in an app, loses nothing of it', async () => {
  const {context, page, panel, cookies} = await visit(site, {person: 'erik', init: forgetful});
  await page.getByRole('radio', {name: 'Havsvik'}).check();
  await panel.ready();
  await panel.press(0);
  assert.deepEqual([last().kind, last().subject], ['granted', 'sub-erik-havsvik']);
  await panel.press(0);
  assert.deepEqual([last().kind, last().subject], ['withdrawn', 'sub-erik-havsvik']);
  assert.deepEqual(cookies, []);
  assert.deepEqual(await panel.breaches(), []);
  await context.close();
});

test('a withdrawal while no token can be had is kept and sent when there is one again [L46]', async () => {
  const {context, page, panel} = await visit(site);
  await panel.ready();
  await panel.clear();
  await panel.press(0);
  site.fails = true;
  const events = portal.events().length;
  await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  assert.equal(portal.events().length, events);
  assert.equal((await page.evaluate(() => told)).at(-1).code, 'token');
  site.fails = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.waitForFunction(() => document.querySelector('samtycke-panel').shadowRoot.querySelector('[data-phase=failed]') === null);
  assert.equal(last().kind, 'withdrawn');
  await context.close();
});

test('where the page has no token what it put into the element is shown, and the switches once it has', async () => {
  site.fails = true;
  const opened = await openPage(browser, {locale: 'en-GB'});
  await opened.page.goto(site.origin);
  await opened.page.waitForFunction(() => globalThis.told?.some(({code}) => code === 'token'));
  await opened.page.locator('#instead').waitFor({state: 'visible'});
  site.fails = false;
  await opened.page.evaluate(() => {
    const panel = document.querySelector('samtycke-panel');
    panel.getAccessToken = () => fetch('/token').then((answer) => answer.text());
  });
  await new Panel(opened.page).ready();
  assert.equal(await opened.page.locator('#instead').isVisible(), false);
  await opened.context.close();
});

test('what a page set before the element was one is taken over', async () => {
  const {context, page} = await visit(site);
  await new Panel(page).ready();
  const kept = await page.evaluate(async () => {
    const panel = document.createElement('div').appendChild(document.createElement('samtycke-panel'));
    Object.defineProperty(panel, 'getAccessToken', {value: () => 'early', configurable: true, writable: true});
    document.body.append(panel);
    return [Object.hasOwn(panel, 'getAccessToken'), await panel.getAccessToken()];
  });
  assert.deepEqual(kept, [false, 'early']);
  await context.close();
});

test('a token is asked for anew before each call', async () => {
  const {context, panel} = await visit(site);
  await panel.ready();
  const before = site.asked;
  await panel.clear();
  const asked = site.asked;
  await panel.press(0);
  assert.equal(site.asked, asked + 1);
  assert.ok(asked >= before);
  await panel.press(0);
  await context.close();
});

test('a page that the operator has not named gets nothing', async () => {
  const events = portal.events().length;
  const {context, page, panel} = await visit(other);
  await page.waitForFunction(() => globalThis.told?.length > 0);
  await page.locator('#instead').waitFor({state: 'visible'});
  assert.equal(await panel.switches.count(), 0);
  assert.equal(portal.events().length, events);
  await context.close();
});
