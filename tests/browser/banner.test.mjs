// The banner as people meet it: what it asks, how it looks, how it is answered, and how to come back.
import assert from 'node:assert/strict';
import test, {after, afterEach, before} from 'node:test';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser, openPage} from './chromium.mjs';
import {contrast} from './contrast.mjs';

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

test('a stranger is asked once, in the first layer, and nothing is on or stored [L2, L108, L112, D24]', async () => {
  const {context, page, banner, complaints} = await open();
  assert.equal(await banner.isShown(), true);
  const text = await banner.root.innerText();
  for (const words of ['Inställningar', 'Statistik', 'Marknadsföring', 'ändra dig när som helst']) assert.ok(text.includes(words), words);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  await banner.press('choose');
  assert.equal(await banner.switches.count(), 3);
  for (const one of await banner.switches.all()) assert.equal(await one.isChecked(), false);
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  assert.deepEqual([await banner.breaches(), complaints], [[], []]);
  await context.close();
});

for (const width of [1280, 360]) {
  test(`at ${width} pixels the three answers are buttons of one kind and size, in one order, and the page is not covered [L110, L111, D8, D16, D20, D28]`, async () => {
    const {context, page, banner} = await open({viewport: {width, height: 640}});
    const buttons = await banner.root.locator('.buttons button').evaluateAll((list) =>
      list.map((button) => {
        const {width, height, top, left, bottom} = button.getBoundingClientRect();
        const {color, backgroundColor, borderColor, fontSize, fontWeight} = getComputedStyle(button);
        return {words: button.textContent, value: button.value, width, height, top, left, bottom, look: [color, backgroundColor, borderColor, fontSize, fontWeight].join()};
      }),
    );
    assert.deepEqual(buttons.map(({words}) => words), ['Avvisa alla', 'Tillåt alla', 'Välj själv']);
    for (const {width, height, look, bottom} of buttons) {
      assert.deepEqual([Math.round(width), height, look], [Math.round(buttons[0].width), buttons[0].height, buttons[0].look]);
      assert.ok(height >= 44 && bottom <= 640);
    }
    const axis = width === 1280 ? 'left' : 'top';
    assert.ok(buttons[0][axis] < buttons[1][axis] && buttons[1][axis] < buttons[2][axis]);
    assert.equal(new Set(buttons.map((button) => button[axis === 'left' ? 'top' : 'left'])).size, 1);
    const box = await banner.root.boundingBox();
    assert.ok(box.y >= 640 * 0.25, `the page has ${box.y} pixels left`);
    assert.equal(Math.round(box.y + box.height), 640);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await context.close();
  });
}

test('refusing takes one press, is kept as long as a yes, and is not asked about again [L60, L110, D1, D11, D22]', async () => {
  const {context, page, banner} = await open();
  await banner.press('refuse_all');
  assert.equal(await banner.isShown(), false);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  const refused = await banner.kept();
  await page.reload();
  await banner.ready();
  assert.equal(await banner.isShown(), false);
  await context.clearCookies();
  await page.reload();
  await banner.ready();
  await banner.press('allow_all');
  assert.ok(Math.abs((await banner.kept()).expires - refused.expires) < 120, 'yes and no last alike');
  assert.deepEqual(await banner.allowed(), ['cookie-necessary', 'cookie-preferences', 'cookie-statistics', 'cookie-marketing']);
  await context.close();
});

test('one cookie is kept, without an id of anybody [L109]', async () => {
  const texts = [];
  for (let visitor = 0; visitor < 2; visitor += 1) {
    const {context, page, banner} = await open();
    await page.clock.setFixedTime('2026-11-24T08:00:00Z');
    await banner.choose('Statistik');
    const [cookie, ...others] = await context.cookies();
    assert.deepEqual(others, []);
    assert.deepEqual([cookie.name, cookie.path, cookie.sameSite, cookie.httpOnly], ['samtycke_choice', '/', 'Lax', false]);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
    texts.push(site.choices.at(-1));
    await context.close();
  }
  assert.equal(texts[0], '1/n.1.1795507200.cookie-preferences/y.1.1795507200.cookie-statistics/n.1.1795507200.cookie-marketing');
  assert.equal(texts[0], texts[1], 'two people who answer alike look alike');
});

test('choosing saves exactly what is shown [L6, D12]', async () => {
  const {context, banner} = await open();
  await banner.choose('Statistik');
  assert.deepEqual(await banner.allowed(), ['cookie-necessary', 'cookie-statistics']);
  assert.equal(await banner.isShown(), false);
  await context.close();
});

test('Escape is no answer: nothing is granted, nothing asked again in this session, and the page is there [L4, D1, D28]', async () => {
  const {context, page, banner} = await open();
  await banner.press('choose');
  await page.getByRole('switch', {name: 'Statistik'}).click();
  await page.keyboard.press('Escape');
  assert.equal(await banner.button('choose').isVisible(), true, 'from the settings back to the question');
  await page.keyboard.press('Escape');
  assert.equal(await banner.isShown(), false);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  assert.deepEqual(await context.cookies(), []);
  await page.reload();
  await banner.ready();
  assert.equal(await banner.isShown(), false);
  assert.deepEqual(site.choices, []);
  const later = await context.newPage();
  await later.goto(site.origin);
  await later.locator('samtycke-banner .banner').waitFor({state: 'visible'});
  await context.close();
});

test('Escape in a field of the page is the page’s own', async () => {
  site.pages.set('/', '<main><input id="field"></main>');
  const {context, page, banner} = await open();
  await page.locator('#field').focus();
  await page.keyboard.press('Escape');
  assert.equal(await banner.isShown(), true);
  await context.close();
});

test('the way back is always there, leads to the same switches, and takes back in two presses [L37, D2, D11, D26]', async () => {
  const {context, page, banner} = await open();
  await banner.press('allow_all');
  await banner.press('reopen');
  for (const one of await banner.switches.all()) assert.equal(await one.isChecked(), true);
  assert.deepEqual(await banner.root.locator('.buttons button').allTextContents(), ['Avvisa alla', 'Tillåt alla', 'Spara val']);
  await banner.press('refuse_all');
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  assert.equal(await banner.isShown(), false, 'and asks nothing more');
  const said = await page.locator('samtycke-banner [role=status]').textContent();
  assert.match(said, /Återkallat: .*Statistik/);
  assert.equal(await banner.host.evaluate(({shadowRoot}) => shadowRoot.activeElement?.value), 'reopen', 'the focus is where it came from');
  await context.close();
});

test('a page’s own link opens the settings, ours or cookieconsent’s, also inside a shadow root, and gets the focus back', async () => {
  site.pages.set('/', '<main><a href="/privacy" data-samtycke-open>Kakor</a><button data-cc="show-preferencesModal"><b>Cookies</b></button><div id="host"></div></main>');
  const {context, page, banner} = await open();
  await banner.press('refuse_all');
  assert.equal(await banner.button('reopen').isVisible(), false, 'ours is not needed');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/privacy';
    link.dataset.samtyckeOpen = '';
    link.textContent = 'I skugga';
    document.querySelector('#host').attachShadow({mode: 'open'}).append(link);
  });
  for (const text of ['Kakor', 'Cookies', 'I skugga']) {
    await page.locator('main').getByText(text, {exact: true}).click();
    assert.equal(await banner.isShown(), true, text);
    assert.equal(await page.evaluate(() => document.querySelector('samtycke-banner').shadowRoot.activeElement?.id), 'heading');
    await page.keyboard.press('Escape');
    assert.equal(await banner.isShown(), false);
  }
  assert.equal(new URL(page.url()).pathname, '/');
  const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
  assert.equal(focused, 'I skugga');
  await context.close();
});

test('keys alone answer and choose, in the order of the eye, each with a ring; no focus is taken before [L140, L145]', async () => {
  const {context, page, banner} = await open();
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement;
      if (!inner) return null;
      const {top, bottom} = inner.getBoundingClientRect();
      return {what: inner.value ?? inner.localName, ring: getComputedStyle(inner).outlineWidth, seen: top >= 0 && bottom <= innerHeight};
    });
  const order = [];
  for (let presses = 0; presses < 4; presses += 1) {
    await page.keyboard.press('Tab');
    order.push(await focused());
  }
  assert.deepEqual(order.map(({what}) => what), [undefined, 'refuse_all', 'allow_all', 'choose'].map((what) => what ?? 'a'));
  for (const {ring, seen} of order) assert.deepEqual([ring, seen], ['3px', true]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal((await focused()).what, 'close');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 12 && (await focused())?.what !== 'save'; presses += 1) {
    await page.keyboard.press('Tab');
    assert.equal((await focused()).seen, true);
  }
  await page.keyboard.press('Enter');
  assert.deepEqual(await banner.allowed(), ['cookie-necessary', 'cookie-preferences', 'cookie-statistics']);
  await context.close();
});

test('every switch is native, named by its title and described by what it stores [L113, L139, L149, L150]', async () => {
  const {context, banner} = await open();
  await banner.press('choose');
  const found = await banner.host.evaluate(({shadowRoot: root}) =>
    [...root.querySelectorAll('[role=switch]')].map((input) => ({
      native: input.matches('input[type=checkbox]'),
      name: root.getElementById(input.getAttribute('aria-labelledby')).textContent,
      label: input.labels[0].textContent,
      description: input.getAttribute('aria-describedby').split(' ').map((id) => root.getElementById(id).textContent).join(' '),
      height: input.closest('label').getBoundingClientRect().height,
    })),
  );
  for (const one of found) assert.ok(one.native && one.label.includes(one.name) && one.height >= 44);
  assert.match(found[1].description, /Räknar besök.*_count\*.*13 månader.*ingen annan/);
  assert.match(found[2].description, /_ad.*andra får tillgång/);
  await context.close();
});

test('after a no every page is as it was: there is no wall [L116, D23]', async () => {
  site.pages.set('/other', '<main><h1>Annan</h1></main>');
  const {context, page, banner} = await open();
  await banner.press('refuse_all');
  for (const path of ['/', '/other']) {
    await banner.go(path);
    assert.equal(await page.locator('h1').isVisible(), true);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflow), 'visible');
  }
  await context.close();
});

test('while it asks, the page can be scrolled to its end and used [L145, D28]', async () => {
  site.pages.set('/', `<main>${'<p>Rad</p>'.repeat(60)}<a id="last" href="#x">Sist</a></main>`);
  const {context, page, banner} = await open();
  await page.locator('#last').focus();
  const {bottom, top} = await page.locator('#last').evaluate((link) => link.getBoundingClientRect());
  const box = await banner.root.boundingBox();
  assert.ok(top > 0 && bottom <= box.y, `${bottom} is behind ${box.y}`);
  await banner.press('refuse_all');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).paddingBottom), '0px');
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`words and buttons stand out enough in ${colorScheme}, without motion where none is wanted [L111, L144, L152]`, async () => {
    const {context, page, banner} = await open({colorScheme, reducedMotion: 'reduce'});
    await page.mouse.move(0, 0);
    const paper = await banner.root.evaluate((root) => getComputedStyle(root).backgroundColor);
    for (const selector of ['.lead', 'h2', 'li', 'a', '.buttons button']) {
      const color = await banner.root.locator(selector).first().evaluate((node) => getComputedStyle(node).color);
      assert.ok(contrast(color, paper) >= 4.5, `${selector} ${color} on ${paper}`);
    }
    await banner.press('choose');
    const off = await banner.switches.first().evaluate((input) => ({
      border: getComputedStyle(input).borderColor,
      motion: getComputedStyle(input, '::before').transitionDuration,
    }));
    assert.ok(contrast(off.border, paper) >= 3);
    assert.equal(off.motion, '0s');
    await context.close();
  });
}

test('forced colours keep its edge, its buttons and its switches [L155]', async () => {
  const {context, banner} = await open({forcedColors: 'active'});
  const edge = await banner.root.evaluate((root) => getComputedStyle(root).borderTopWidth);
  assert.equal(edge, '2px');
  await banner.press('choose');
  await banner.switches.first().click();
  const looks = await banner.switches.evaluateAll((list) =>
    list.slice(0, 2).map((input) => [getComputedStyle(input).borderWidth, getComputedStyle(input).backgroundColor, getComputedStyle(input, '::after').content]),
  );
  assert.equal(looks[0][0], '2px');
  assert.notDeepEqual(looks[0].slice(1), looks[1].slice(1));
  await context.close();
});

test('at 320 pixels with wide text spacing everything can be reached and nothing scrolls sideways [L142, L146]', async () => {
  const {context, page, banner} = await open({viewport: {width: 320, height: 480}});
  await banner.host.evaluate((host) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }');
    host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, sheet];
  });
  for (const layer of ['first', 'settings']) {
    const box = await banner.root.boundingBox();
    assert.ok(box.y >= 480 * 0.19, `${layer}: ${box.y}`);
    for (const button of await banner.root.locator('.buttons button').all()) {
      await button.scrollIntoViewIfNeeded();
      const {x, y, width, height} = await button.boundingBox();
      assert.ok(x >= 0 && x + width <= 320 && y + height <= 480);
    }
    assert.equal(await banner.root.evaluate((root) => root.scrollWidth <= root.clientWidth), true);
    if (layer === 'first') await banner.press('choose');
  }
  await banner.switches.last().click();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await context.close();
});

test('the language is the page’s, follows it, and keeps what was moved [L12, L151, D17]', async () => {
  const {context, page, banner} = await open();
  await banner.press('choose');
  await page.getByRole('switch', {name: 'Statistik'}).click();
  await banner.host.evaluate((host) => (host.lang = 'en'));
  await page.locator('samtycke-banner .banner[lang=en]').waitFor();
  assert.deepEqual(await banner.root.locator('.buttons button').allTextContents(), ['Reject all', 'Allow all', 'Save choices']);
  assert.equal(await page.getByRole('switch', {name: 'Statistics'}).isChecked(), true);
  await context.close();
});

test('the words of the catalogue’s note take the place of ours', async () => {
  site.document.cookie_note = {sv: 'Vi frågar om Inställningar, Statistik och Marknadsföring.', en: 'We ask.'};
  const {context, banner} = await open();
  assert.match(await banner.root.innerText(), /Vi frågar om Inställningar/);
  await context.close();
});

test('without script nothing waits for an answer, nothing runs, and the page says so', async () => {
  site.pages.set('/', '<main><h1>Sidan</h1></main><script type="text/plain" data-category="analytics" data-src="{other}/a.js"></script><img alt="" data-category="ads" data-src="{other}/a.svg">');
  const {context, page} = await openPage(browser, {javaScriptEnabled: false});
  await page.goto(site.origin);
  assert.match(await page.locator('body').innerText(), /Sidan/);
  assert.match(await page.locator('body').innerText(), /Utan script sparas inga kakor/);
  assert.deepEqual(site.requests, []);
  await context.close();
});

for (const [what, address, answer] of [
  ['the module is not there', '**/samtycke-banner.wasm', {status: 404}],
  ['the module is damaged', '**/samtycke-banner.wasm', {status: 200, contentType: 'application/wasm', body: 'no module'}],
  ['the catalogue cannot be read', '**/catalogue.json', {status: 200, contentType: 'application/json', body: '{}'}],
  ['the words are not there', '**/text/words.json', {status: 404}],
]) {
  test(`where ${what}, nothing runs, nobody is asked, and the page is told [L1]`, async () => {
    site.pages.set('/', '<main></main><script type="text/plain" data-category="analytics" data-src="{other}/a.js"></script>');
    const {context, page} = await openPage(browser);
    await page.route(address, (route) => route.fulfill(answer));
    await page.goto(site.origin);
    await page.waitForFunction(() => globalThis.told.some(({name}) => name === 'error'));
    assert.equal(await page.locator('samtycke-banner .banner').isVisible(), false);
    assert.deepEqual(site.requests, []);
    assert.equal(await page.locator('samtycke-banner').evaluate((host) => host.allows('cookie-necessary')), false);
    await context.close();
  });
}
