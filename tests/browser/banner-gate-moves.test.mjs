// Pages that move, copy, keep and replace what waits, and scripts that never end: the answer still
// reaches all of it.
import assert from 'node:assert/strict';
import http from 'node:http';
import test, {after, afterEach, before} from 'node:test';
import {openBanner, stopClock} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser} from './chromium.mjs';

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
afterEach(() => site.reset());

const open = (settings) => openBanner(browser, site, settings);
const inline = (attributes, text) => `<script type="text/plain" nonce="{nonce}" ${attributes}>${text}</script>`;
const external = (attributes, path) => `<script type="text/plain" nonce="{nonce}" ${attributes} data-src="{other}${path}"></script>`;
const note = (what) => `ran.push('${what}')`;
const frame = '<iframe title="film" data-name="video" data-src="{other}/film.html"></iframe>';
const settle = (page) => page.waitForLoadState('networkidle');
const hasRun = (page, what) => page.waitForFunction((what) => ran.includes(what), what, {timeout: 30_000});
const keepPage = (page) => page.evaluate(() => addEventListener('samtycke-reload', (event) => event.preventDefault()));
// What a router brings: the page's template, in its body.
const bring = (page) => page.evaluate(() => document.body.append(document.importNode(document.querySelector('template').content, true)));

async function refuse(banner) {
  await banner.press('reopen');
  await banner.press('refuse_all');
}

test('a banner that a router replaces leaves to the next what it opened and ran, and a no ends all of it [L115]', async () => {
  site.pages.set('/', `<template>${frame}${inline('data-category="analytics"', note('route'))}</template>`);
  const {context, page, banner} = await open();
  await keepPage(page);
  await banner.press('allow_all');
  await page.evaluate(() => {
    const old = document.querySelector('samtycke-banner');
    const next = old.cloneNode();
    old.remove();
    document.body.prepend(next, document.importNode(document.querySelector('template').content, true));
  });
  await banner.ready();
  await hasRun(page, 'route');
  await page.waitForFunction(() => frames.length === 1 && document.querySelector('iframe').src !== '');
  await settle(page);
  site.requests.length = 0;
  await refuse(banner);
  await settle(page);
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.deepEqual([site.requests, await banner.ran()], [[], ['route']]);
  const reloads = (await banner.told()).filter(({name}) => name === 'reload');
  assert.deepEqual(reloads.map(({categories}) => categories), [['cookie-statistics']]);
  await context.close();
});

test('a banner that is out of the page lets nothing run, and goes on when it is back', async () => {
  site.pages.set('/', `<template>${frame}${inline('data-category="analytics"', note('later'))}</template>`);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await page.evaluate(() => (globalThis.kept = document.querySelector('samtycke-banner')).remove());
  await bring(page);
  await settle(page);
  assert.deepEqual([site.requests, await banner.ran()], [[], []]);
  await page.evaluate(() => document.body.prepend(globalThis.kept));
  await hasRun(page, 'later');
  await page.waitForFunction(() => document.querySelector('iframe').src !== '');
  await context.close();
});

test('a frame that was out of the page at the no comes back without its address [L115]', async () => {
  site.pages.set('/', frame);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await settle(page);
  await page.evaluate(() => (globalThis.kept = document.querySelector('iframe')).remove());
  site.requests.length = 0;
  await refuse(banner);
  await page.evaluate(() => document.body.append(globalThis.kept));
  await settle(page);
  assert.deepEqual([site.requests, await page.locator('iframe').getAttribute('src')], [[], null]);
  await context.close();
});

test('copies of what was opened are shut too, whether they came before the no or after it [L115]', async () => {
  site.pages.set('/', '<img alt="" data-name="video" data-src="{other}/pixel.svg"><a href="/shop" data-name="Nyckelring" data-href="/shop">Nyckelring</a>');
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await settle(page);
  await page.evaluate(() => {
    const image = document.querySelector('img');
    globalThis.later = image.cloneNode();
    document.body.append(image.cloneNode());
  });
  await refuse(banner);
  await page.evaluate(() => document.body.append(globalThis.later));
  await settle(page);
  assert.deepEqual(await page.locator('img').evaluateAll((images) => images.map((image) => image.getAttribute('src'))), [null, null, null]);
  assert.equal(await page.locator('a[data-name]').getAttribute('href'), '/shop', 'a name that is none of ours is left alone');
  await context.close();
});

test('a copy of an open frame that comes after the no is fetched by nobody, however it comes [L115]', async () => {
  site.policy = site.policy.replace("require-trusted-types-for 'script'; ", '');
  site.pages.set('/', `<main>${frame}</main><p></p>`);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await settle(page);
  assert.deepEqual(site.requests, ['/film.html']);
  await page.evaluate(() => {
    const place = document.querySelector('main');
    globalThis.copies = [place.cloneNode(true), document.importNode(place, true)];
    globalThis.text = place.innerHTML;
  });
  await refuse(banner);
  site.requests.length = 0;
  await page.evaluate(() => {
    document.body.append(...globalThis.copies);
    document.querySelector('p').innerHTML = globalThis.text;
  });
  await page.waitForFunction(() => [...document.querySelectorAll('iframe')].every((one) => !one.hasAttribute('src')));
  await settle(page);
  assert.deepEqual(await page.locator('iframe').evaluateAll((all) => all.map((one) => one.getAttribute('loading'))), [null, null, null, null]);
  // Whatever was on its way has arrived when this has.
  await page.evaluate(() => fetch('/page.css').then((answer) => answer.text()));
  assert.deepEqual(site.requests, []);
  await banner.press('reopen');
  await banner.press('allow_all');
  await page.waitForFunction(() => [...document.querySelectorAll('iframe')].every((one) => one.contentDocument === null));
  await context.close();
});

test('a frame out of sight is fetched with the yes, and again when it is moved, unless the page says lazy', async () => {
  const hidden = frame.replace('title', 'hidden title');
  site.pages.set('/', `${hidden}<section hidden>${frame.replace('film.html', 'lazy.html').replace('title', 'loading="lazy" title')}</section><main></main>`);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await page.waitForFunction(() => document.querySelector('iframe[hidden]').contentDocument === null);
  await page.evaluate(() => document.querySelector('main').append(document.querySelector('iframe[hidden]'), document.querySelector('iframe[hidden]').cloneNode()));
  await page.waitForFunction(() => [...document.querySelectorAll('iframe[hidden]')].every((one) => one.contentDocument === null));
  await settle(page);
  assert.deepEqual(site.requests, ['/film.html', '/film.html', '/film.html']);
  await refuse(banner);
  await page.waitForFunction(() => [...document.querySelectorAll('iframe')].every((one) => !one.hasAttribute('src')));
  assert.equal(await page.locator('section iframe').getAttribute('loading'), 'lazy');
  await context.close();
});

test('a frame that a framework holds stays where it put it, through a yes and a no', async () => {
  site.pages.set('/', `<main>${frame}</main>`);
  const {context, page, banner} = await open();
  await page.evaluate(() => (globalThis.held = [...document.querySelector('main').childNodes]));
  await banner.press('allow_all');
  await settle(page);
  await refuse(banner);
  await page.waitForFunction(() => frames[0].location.href === 'about:blank');
  await page.evaluate(() => {
    const place = document.querySelector('main');
    for (const node of globalThis.held) place.removeChild(node);
  });
  await context.close();
});

test('a waiting script that writes into the document leaves the page whole', async () => {
  // Where Trusted Types are required, the browser itself keeps it from writing.
  site.policy = site.policy.replace("require-trusted-types-for 'script'; ", '');
  site.pages.set('/', `<main><h1>Sidan</h1></main>${inline('data-samtycke="cookie-marketing"', "document.write('<img>'); document.writeln('<p>'); ran.push('wrote')")}`);
  const {context, page, banner} = await open();
  await page.evaluate(() => (globalThis.same = true));
  await banner.press('allow_all');
  await page.waitForTimeout(0);
  await settle(page);
  assert.equal(await page.locator('main h1').count(), 1);
  assert.equal(await banner.host.count(), 1);
  assert.deepEqual(await banner.ran(), ['wrote']);
  assert.equal(await page.evaluate(() => Object.hasOwn(document, 'write') || Object.hasOwn(document, 'writeln')), false, 'others may');
  await context.close();
});

test('what never runs holds up nothing: a script for old browsers, and one of no type', async () => {
  site.pages.set('/', external('nomodule data-category="analytics"', '/old.js') + external('data-type="text/template" data-category="analytics"', '/none.js') + inline('data-category="analytics"', note('after')));
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await hasRun(page, 'after');
  assert.deepEqual(await banner.ran(), ['after']);
  await context.close();
});

test('a server that never answers is waited for ten seconds', async () => {
  site.pages.set('/', external('data-category="analytics"', '/hangs.js') + inline('data-category="analytics"', note('after')));
  const {context, page, banner} = await open();
  await page.route('**/hangs.js', () => {});
  await stopClock(page);
  await Promise.all([page.waitForRequest('**/hangs.js'), banner.press('allow_all')]);
  await page.clock.runFor(9_999);
  assert.deepEqual(await banner.ran(), []);
  await page.clock.runFor(1);
  assert.deepEqual(await banner.ran(), ['after']);
  await context.close();
});

// One second of silence.
function silence() {
  const wave = Buffer.alloc(44 + 8_000, 0x80);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(wave.length - 8, 4);
  wave.write('WAVEfmt ', 8);
  [16, 8_000, 8_000].forEach((value, index) => wave.writeUInt32LE(value, [16, 24, 28][index]));
  [1, 1, 1, 8].forEach((value, index) => wave.writeUInt16LE(value, [20, 22, 32, 34][index]));
  wave.write('data', 36);
  wave.writeUInt32LE(8_000, 40);
  return wave;
}

test('films and sounds begin with the yes and end with the no, also by a source inside [L115]', async () => {
  site.policy += `; media-src ${site.other}`;
  site.pages.set('/', '<video data-name="video" data-src="{other}/film.wav"></video><audio><source data-name="video" data-src="{other}/sound.wav"></audio>');
  const {context, page, banner} = await open();
  await page.route('**/*.wav', (route) => route.fulfill({contentType: 'audio/wav', body: silence()}));
  await banner.press('allow_all');
  const media = page.locator('video, audio');
  await page.waitForFunction(() => [...document.querySelectorAll('video, audio')].every(({readyState}) => readyState > 0), undefined, {timeout: 30_000});
  await refuse(banner);
  await page.waitForFunction(() => [...document.querySelectorAll('video, audio')].every(({readyState}) => readyState === 0), undefined, {timeout: 30_000});
  // NETWORK_EMPTY, NETWORK_NO_SOURCE
  assert.deepEqual(await media.evaluateAll((all) => all.map(({networkState}) => [0, 3].includes(networkState))), [true, true]);
  await context.close();
});

test('a script that a framework holds stays where it put it, through a yes and a no', async () => {
  site.pages.set('/', `<main>${inline('data-category="analytics"', note('once'))}</main>`);
  const {context, page, banner} = await open();
  await keepPage(page);
  await page.evaluate(() => (globalThis.held = [...document.querySelector('main').childNodes]));
  await banner.press('allow_all');
  await hasRun(page, 'once');
  await settle(page);
  await refuse(banner);
  await page.evaluate(() => {
    const place = document.querySelector('main');
    for (const node of globalThis.held) place.removeChild(node);
  });
  await context.close();
});

test('a script that ran stands on and runs no second time, nor does a copy of it', async () => {
  site.pages.set('/', `<main>${inline('data-category="analytics"', note('once'))}</main>`);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await hasRun(page, 'once');
  await page.evaluate(() => {
    const place = document.querySelector('main');
    place.after(place.cloneNode(true));
    place.append(place.querySelector('script[type="text/plain"]'));
  });
  await settle(page);
  assert.deepEqual(await banner.ran(), ['once']);
  await context.close();
});

test('what is for a service that is off does not run with the yes, but with the no', async () => {
  site.pages.set('/', inline('data-category="analytics" data-service="!ga"', note('off')));
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await settle(page);
  assert.deepEqual(await banner.ran(), []);
  await refuse(banner);
  await hasRun(page, 'off');
  await context.close();
});

test('what is for a no runs with the act that takes away: not in a later page, and not dropped while it waits', async () => {
  site.pages.set('/', `${external('data-category="!analytics"', '/slow.js')}${inline('data-category="!analytics"', note('after'))}<template>${inline('data-category="!analytics"', note('later'))}</template>`);
  const {context, page, banner} = await open();
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  await page.route('**/slow.js', async (route) => {
    await answered;
    await route.continue();
  });
  await banner.press('allow_all');
  await Promise.all([page.waitForRequest('**/slow.js'), refuse(banner)]);
  await refuse(banner);
  await bring(page);
  answer();
  await hasRun(page, 'after');
  await settle(page);
  assert.deepEqual(await banner.ran(), ['/slow.js', 'after']);
  await context.close();
});

test('the reload waits for what is fetched for a no, and not for ever', async () => {
  site.pages.set('/', inline('data-category="analytics"', note('on')) + external('data-category="!analytics"', '/off.js'));
  const {context, page, banner} = await open();
  await page.route('**/off.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.fulfill({contentType: 'text/javascript', body: "sessionStorage.setItem('off', 'ran')"});
  });
  const takeBack = async () => {
    await hasRun(page, 'on');
    await Promise.all([page.waitForEvent('load'), refuse(banner)]);
    await banner.ready();
  };
  await banner.press('allow_all');
  await takeBack();
  assert.equal(await page.evaluate(() => sessionStorage.getItem('off')), 'ran');
  await page.unroute('**/off.js');
  await page.route('**/off.js', () => {});
  await banner.press('reopen');
  await banner.press('allow_all');
  await takeBack();
  await context.close();
});

test('a script that is still being read waits for its end, where the banner does not wait for the page', async (t) => {
  site.pages.set('/', inline('data-category="analytics"', `${note('first')};/* half */${note('second')}`));
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  let goOn;
  const goesOn = new Promise((resolve) => (goOn = resolve));
  // The same site, on another port of the same host: cookies know no ports.
  const server = http.createServer(async ({url}, response) => {
    const answer = await fetch(site.origin + url);
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'text/plain');
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (url !== '/') return response.end(bytes);
    const [begin, end] = bytes.toString().replace('type="module"', 'type="module" async').split('/* half */');
    response.write(begin);
    await goesOn;
    response.end(end);
  });
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${server.address().port}/`, {waitUntil: 'commit'});
  await banner.ready();
  await page.waitForFunction(() => document.querySelector('script[data-category]')?.text.includes('first'));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  assert.deepEqual(await banner.ran(), []);
  goOn();
  await hasRun(page, 'second');
  assert.deepEqual(await banner.ran(), ['first', 'second']);
  await context.close();
});
