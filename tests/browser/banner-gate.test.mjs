// What waits for an answer: scripts, frames, pictures, links; before a yes, after it, and after it was
// taken back. The other origin tells what reached it.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import test, {after, afterEach, before} from 'node:test';
import {openBanner} from './banner.mjs';
import {nonce, Site} from './banner-site.mjs';
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

// Everything of each kind, in our own way, in cookieconsent's and in Klaro's.
const everything = [
  external('data-samtycke="cookie-statistics"', '/own.js'),
  external('data-category="analytics"', '/cc.js'),
  inline('data-category="analytics"', note('cc inline')),
  inline('data-category="cookie-statistics" data-type="module"', `${note('module')}; ran.push(typeof import.meta)`),
  external('data-type="application/javascript" data-name="matomo"', '/klaro.js'),
  inline('data-type="application/javascript" data-name="matomo"', note('klaro inline')),
  external('data-category="ads"', '/ads.js'),
  '<iframe title="film" data-name="video" data-src="{other}/film.html"></iframe>',
  '<img alt="" data-name="ads" data-src="{other}/pixel.svg">',
  '<img alt="" data-samtycke="cookie-marketing" data-srcset="{other}/small.svg 1x">',
  '<a id="link" href="/plain" data-category="ads" data-href="{other}/decorated">Länk</a>',
  '<link id="sheet" rel="stylesheet" type="text/plain" data-name="matomo" data-href="/page.css">',
  '<p id="stand-in" data-type="placeholder" data-name="video">Filmen visas om du tillåter Marknadsföring.</p>',
].join('');

const settle = (page) => page.waitForLoadState('networkidle');

test('before an answer, and after a no, nothing of it runs or is fetched, and no policy is broken [L108]', async () => {
  site.pages.set('/', everything);
  const {context, page, banner, complaints} = await open();
  await settle(page);
  await banner.press('refuse_all');
  await page.reload();
  await banner.ready();
  await settle(page);
  assert.deepEqual([site.requests, await banner.ran()], [[], []]);
  assert.equal(await page.locator('#link').getAttribute('href'), '/plain');
  assert.equal(await page.locator('#stand-in').isVisible(), true);
  assert.equal(await page.locator('#sheet').evaluate((link) => link.sheet), null);
  assert.deepEqual([await banner.breaches(), complaints], [[], []]);
  await context.close();
});

test('after a yes each runs once, in the order of the page, under nonces and Trusted Types [L6]', async () => {
  site.pages.set('/', everything);
  const {context, page, banner, complaints} = await open();
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('/ads.js') && ran.includes('module'));
  await settle(page);
  const ran = await banner.ran();
  // A module runs by its own rules; the others in the order they stand.
  assert.deepEqual(ran.filter((one) => !['module', 'object'].includes(one)), ['/own.js', '/cc.js', 'cc inline', '/klaro.js', 'klaro inline', '/ads.js']);
  assert.deepEqual(ran.filter((one) => one === 'object').length, 1, 'a module is one');
  assert.deepEqual(site.requests.toSorted(), ['/ads.js', '/cc.js', '/film.html', '/klaro.js', '/own.js', '/pixel.svg', '/small.svg']);
  assert.match(await page.locator('#link').getAttribute('href'), /\/decorated$/);
  assert.equal(await page.locator('#stand-in').isVisible(), false);
  assert.ok(await page.locator('#sheet').evaluate((link) => link.sheet !== null));
  assert.deepEqual([await banner.breaches(), complaints], [[], []]);
  await context.close();
});

test('a later page runs it at once, and again nothing twice', async () => {
  site.pages.set('/', everything);
  const {context, page, banner} = await open();
  await banner.choose('Statistik');
  await page.reload();
  await banner.ready();
  await page.waitForFunction(() => ran.includes('klaro inline'));
  await banner.host.evaluate((host) => {
    const place = host.parentNode;
    host.remove();
    place.prepend(host);
  });
  await page.evaluate(() => import('/static/samtycke-banner.js?again'));
  await settle(page);
  assert.deepEqual((await banner.ran()).filter((one) => !['module', 'object'].includes(one)), ['/own.js', '/cc.js', 'cc inline', '/klaro.js', 'klaro inline']);
  assert.equal(await banner.isShown(), false);
  await context.close();
});

test('only the answered category runs, and turning one more on runs only what was left', async () => {
  site.pages.set('/', everything);
  const {context, page, banner} = await open();
  await banner.choose('Statistik');
  await page.waitForFunction(() => ran.includes('klaro inline'));
  assert.ok(!site.requests.includes('/ads.js'));
  await banner.press('reopen');
  await page.getByRole('switch', {name: 'Marknadsföring'}).click();
  await banner.press('save');
  await page.waitForFunction(() => ran.includes('/ads.js'));
  const ran = await banner.ran();
  assert.equal(new Set(ran).size, ran.length, ran.join());
  await context.close();
});

test('what stands in the page waits for what is fetched before it', async () => {
  site.pages.set('/', external('data-category="analytics"', '/slow.js') + inline('data-category="analytics"', note('after')) + external('data-category="analytics"', '/last.js'));
  const {context, page, banner} = await open();
  await page.route('**/slow.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('/last.js'));
  assert.deepEqual(await banner.ran(), ['/slow.js', 'after', '/last.js']);
  await context.close();
});

test('a script that cannot be fetched holds up nothing', async () => {
  site.pages.set('/', external('data-category="analytics"', '/gone.js') + inline('data-category="analytics"', note('after')));
  const {context, page, banner} = await open();
  await page.route('**/gone.js', (route) => route.abort());
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('after'));
  await context.close();
});

test('under a policy of hashes the same words run, and others do not', async () => {
  const good = note('hashed');
  const hash = createHash('sha256').update(good).digest('base64');
  site.policy = site.policy.replace(`'nonce-${nonce}'`, `'sha256-${hash}'`);
  site.pages.set('/', `<script type="text/plain" data-category="analytics">${good}</script><script type="text/plain" data-category="analytics">${note('other')}</script>`);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('hashed') && breaches.length > 0);
  assert.deepEqual(await banner.ran(), ['hashed']);
  await context.close();
});

test('a script without the page’s nonce, or with an address that is none, does not run', async () => {
  site.pages.set('/', `<script type="text/plain" data-category="analytics">${note('no nonce')}</script>` +
    inline('data-category="analytics" data-src="javascript:ran.push(1)"', '') +
    inline('data-category="analytics" data-src="data:text/javascript,ran.push(2)"', '') +
    '<iframe title="x" data-category="analytics" data-src="javascript:ran.push(3)"></iframe>' + inline('data-category="analytics"', note('good')));
  site.attributes = `nonce="${nonce}"`;
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('good'));
  assert.deepEqual(await banner.ran(), ['good']);
  assert.deepEqual(await banner.breaches(), [], 'it is not even tried');
  await context.close();
});

test('a name that leads nowhere never runs, and is told', async () => {
  site.pages.set('/', inline('data-category="toString"', note('odd')) + inline('data-name="nobody"', note('nobody')) + inline('data-category=""', note('empty')));
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await settle(page);
  assert.deepEqual(await banner.ran(), []);
  const told = (await banner.told()).filter(({name}) => name === 'error').map(({code, about}) => `${code} ${about}`);
  assert.deepEqual(told, ['unknown_name toString', 'unknown_name nobody', 'unknown_name ']);
  await context.close();
});

test('in a page of routes what comes later waits too, runs once each time it comes, also in shadow', async () => {
  const {context, page, banner} = await open();
  const add = (what, inShadow = false) =>
    page.evaluate(([what, inShadow, nonce]) => {
      document.querySelector('.route')?.remove();
      const route = document.createElement('section');
      route.className = 'route';
      const script = document.createElement('script');
      script.type = 'text/plain';
      script.nonce = nonce;
      script.dataset.category = 'analytics';
      // Inert words: a policy of Trusted Types minds only what runs.
      script.append(document.createTextNode(`ran.push('${what}')`));
      const root = inShadow ? route.attachShadow({mode: 'open'}) : route;
      root.append(script);
      document.body.append(route);
      history.pushState(null, '', `/${what}`);
      if (inShadow) document.querySelector('samtycke-banner').watch(root);
    }, [what, inShadow, nonce]);
  await add('one');
  assert.deepEqual(await banner.ran(), []);
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.length === 1);
  await add('two');
  await page.waitForFunction(() => ran.length === 2);
  await add('three', true);
  await page.waitForFunction(() => ran.length === 3);
  await page.goBack();
  assert.deepEqual(await banner.ran(), ['one', 'two', 'three']);
  assert.equal(await banner.isShown(), false);
  await context.close();
});

test('taking it back stops the frames, pictures and links where they stand, without a reload [L115]', async () => {
  site.pages.set('/', '<iframe title="film" data-name="video" data-src="{other}/film.html"></iframe><img alt="" data-name="video" data-src="{other}/pixel.svg"><a id="link" href="/plain" data-category="ads" data-href="{other}/decorated">Länk</a>');
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await settle(page);
  assert.equal(page.frames().length, 2);
  await page.evaluate(() => (globalThis.same = true));
  await banner.press('reopen');
  await banner.press('refuse_all');
  assert.equal(await page.locator('iframe').getAttribute('src'), null);
  assert.equal(await page.locator('img').getAttribute('src'), null);
  assert.equal(await page.locator('#link').getAttribute('href'), '/plain');
  await page.waitForFunction(() => frames[0].location.href === 'about:blank');
  assert.equal(await page.evaluate(() => globalThis.same), true);
  await banner.press('reopen');
  await banner.press('allow_all');
  await page.waitForFunction(() => document.querySelector('iframe').src !== '');
  await context.close();
});

test('a script that runs on is ended by one reload, and after it nothing is fetched [L115]', async () => {
  site.pages.set('/', everything);
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('/ads.js'));
  await settle(page);
  await page.evaluate(() => (globalThis.same = true));
  site.requests.length = 0;
  await banner.press('reopen');
  await Promise.all([page.waitForEvent('load'), banner.press('refuse_all')]);
  await banner.ready();
  await settle(page);
  assert.equal(await page.evaluate(() => globalThis.same), undefined);
  assert.deepEqual([site.requests, await banner.ran(), await banner.isShown()], [[], [], false]);
  await page.evaluate(() => (globalThis.same = true));
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => globalThis.same), true, 'once');
  await context.close();
});

test('a page that ends its script itself is not reloaded, and what is for a no runs [L115]', async () => {
  site.pages.set('/', inline('data-category="analytics"', note('on')) + inline('data-category="!analytics"', note('off')));
  const {context, page, banner} = await open();
  await page.evaluate(() => {
    globalThis.same = true;
    addEventListener('samtycke-reload', (event) => event.preventDefault());
  });
  await banner.press('allow_all');
  await page.waitForFunction(() => ran.includes('on'));
  await banner.press('reopen');
  await banner.press('refuse_all');
  await page.waitForFunction(() => ran.includes('off'));
  assert.equal(await page.evaluate(() => globalThis.same), true);
  const reload = (await banner.told()).filter(({name}) => name === 'reload');
  assert.deepEqual(reload.map(({categories}) => categories), [['cookie-statistics']]);
  await banner.press('reopen');
  await banner.press('allow_all');
  assert.deepEqual(await banner.ran(), ['on', 'off'], 'what still runs is not begun again');
  await context.close();
});
