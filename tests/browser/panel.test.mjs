// The panel as people meet it: by keyboard, by touch, small, large, dark, without motion; and as a
// page's script meets it.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser} from './chromium.mjs';
import {contrast} from './contrast.mjs';
import {openPanel} from './panel.mjs';

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

const open = (settings) => openPanel(browser, portal, people.anna, settings);

test('nothing in the page breaks its own content security policy', async () => {
  const {context, page, panel, complaints} = await open();
  await panel.clear();
  await panel.press(0);
  await panel.press(0);
  assert.deepEqual([await panel.breaches(), complaints], [[], []]);
  const policy = (await page.request.get(page.url())).headers()['content-security-policy'];
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'.*unsafe-eval'|\*/);
  await context.close();
});

test('every switch is a native one, named by its purpose alone, and described by text that is there [L139, L149, L150]', async () => {
  const {context, panel} = await open();
  await panel.clear();
  const look = () =>
    panel.host.evaluate(({shadowRoot: root}) =>
      [...root.querySelectorAll('[role=switch]')].map((input) => ({
        native: input.matches('input[type=checkbox]'),
        name: root.getElementById(input.getAttribute('aria-labelledby')).textContent,
        description: input
          .getAttribute('aria-describedby')
          .split(' ')
          .map((id) => root.getElementById(id))
          .filter((part) => !part.hidden && part.checkVisibility())
          .map((part) => part.textContent)
          .join(' '),
        label: input.labels[0].textContent,
        group: input.closest('fieldset').querySelector('legend').textContent,
      })),
    );
  const before = await look();
  for (const one of before) {
    assert.ok(one.native && one.name.length > 2 && one.group.length > 2);
    assert.ok(one.label.includes(one.name));
    assert.ok(one.description.length > 20, `${one.name} is not described`);
  }
  assert.match(before[0].description, /Uppgifter.*Hur långt tillbaka.*180 dagar.*Vad vi gör.*Lämnas ut till/s);
  await panel.press(0);
  assert.deepEqual((await look()).map(({name}) => name), before.map(({name}) => name));
  await panel.press(0);
  await context.close();
});

test('keys alone reach and move every switch and withdraw everything [L140]', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  const count = await panel.switches.count();
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement;
      if (!inner) return null;
      const box = inner.getBoundingClientRect();
      const hit = inner.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const seen = box.top >= 0 && box.bottom <= innerHeight && (hit === inner || inner.contains(hit));
      return {role: inner.getAttribute('role') ?? inner.localName, value: inner.value, seen, ring: getComputedStyle(inner).outlineWidth};
    });
  let reached = 0;
  for (let presses = 0; presses < 60 && reached < count; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused();
    if (now?.role !== 'switch') continue;
    assert.deepEqual([now.seen, now.ring], [true, '3px']);
    await page.keyboard.press(reached % 2 === 0 ? 'Space' : 'Enter');
    await panel.outcome();
    assert.equal(await panel.isOn(reached), true);
    reached += 1;
  }
  assert.equal(reached, count, 'in the order of the page, none left out');
  for (let presses = 0; presses < 10 && (await focused())?.value !== 'withdraw_all'; presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await panel.outcome();
  for (let index = 0; index < count; index += 1) assert.equal(await panel.isOn(index), false);
  assert.equal((await focused()).role, 'status', 'the button is gone, what it did has the focus');
  await page.keyboard.press('Tab');
  const history = await focused();
  assert.deepEqual([history.role, history.seen, history.ring], ['summary', true, '3px'], 'what was done before is one key away');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), null, 'the panel lets go');
  await context.close();
});

test('a press acts on release, and moving away first leaves everything as it was [L141]', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  const box = await panel.switches.first().boundingBox();
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.down();
  assert.equal(await panel.isOn(0), false);
  await page.mouse.move(box.x - 300, box.y + 250);
  await page.mouse.up();
  assert.equal(await panel.isOn(0), false);
  await page.locator('samtycke-panel .title').first().click();
  await panel.outcome();
  assert.equal(await panel.isOn(0), true, 'the whole line is the label');
  await panel.press(0);
  await context.close();
});

test('turning off asks nothing, leads nowhere and takes as many presses as turning on [L37, L38, L147, D11, D26]', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  await panel.press(0);
  const before = await page.evaluate(() => [location.href, history.length]);
  await panel.press(0);
  assert.equal(await panel.isOn(0), false);
  assert.deepEqual(await page.evaluate(() => [location.href, history.length]), before);
  assert.equal(await page.locator('dialog, [role=dialog], [role=alertdialog], input:required').count(), 0);
  await context.close();
});

test('the status speaks once for each act and names what was withdrawn [L52, L148]', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  await panel.host.evaluate(({shadowRoot: root}) => {
    globalThis.spoken = [];
    const status = root.querySelector('[role=status]');
    new MutationObserver(() => status.textContent !== '' && spoken.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await panel.press(0);
  await panel.press(0);
  const spoken = await page.evaluate(() => spoken);
  const title = await page.locator('samtycke-panel .title').first().textContent();
  assert.equal(spoken.length, 2);
  assert.ok(spoken[1].includes(title) && /återkalla/i.test(spoken[1]));
  await context.close();
});

test('refuse and allow stand side by side, alike in kind and size, and withdraw all is no smaller [D8, D20]', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  await panel.press(0);
  const buttons = await page.locator('samtycke-panel .buttons button').evaluateAll((list) =>
    list.map((button) => {
      const {width, height, top} = button.getBoundingClientRect();
      const {color, backgroundColor, fontSize, fontWeight} = getComputedStyle(button);
      return {value: button.value, width, height, top, look: [color, backgroundColor, fontSize, fontWeight].join()};
    }),
  );
  assert.equal(buttons.at(-1).value, 'withdraw_all');
  for (const {width, height, top, look} of buttons) {
    assert.ok(Math.abs(width - buttons[0].width) <= buttons[0].width * 0.05);
    assert.deepEqual([height, top, look], [buttons[0].height, buttons[0].top, buttons[0].look]);
  }
  await panel.press(0);
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`text and switch stand out enough in ${colorScheme}, on and off [L143, L144, D9]`, async () => {
    const {context, page, panel} = await open({colorScheme, reducedMotion: 'reduce'});
    await panel.clear();
    await panel.press(0);
    await page.mouse.move(0, 0);
    const found = await panel.host.evaluate(({shadowRoot: root}) => {
      const paper = getComputedStyle(document.body).backgroundColor;
      const texts = [...root.querySelectorAll('.title, .word, .text, dt, dd, .notes p, h2')].map((part) => getComputedStyle(part).color);
      const [on, off] = [...root.querySelectorAll('[role=switch]')].map((input) => ({
        track: getComputedStyle(input).backgroundColor,
        border: getComputedStyle(input).borderColor,
        thumb: getComputedStyle(input, '::before').backgroundColor,
        thumbMoves: getComputedStyle(input, '::before').transitionDuration,
      }));
      return {paper, texts: [...new Set(texts)], on, off};
    });
    for (const colour of found.texts) assert.ok(contrast(colour, found.paper) >= 4.5, `${colour} on ${found.paper}`);
    for (const state of [found.on, found.off]) {
      assert.ok(contrast(state.border, found.paper) >= 3, `border ${state.border} on ${found.paper}`);
      assert.ok(contrast(state.thumb, state.track) >= 3, `thumb ${state.thumb} on ${state.track}`);
    }
    assert.ok(contrast(found.on.track, found.off.track) >= 3, 'on and off differ');
    assert.match(found.on.thumbMoves, /^0s$/, 'no motion where none is wanted');
    assert.deepEqual(await page.locator('samtycke-panel .word').allTextContents().then((words) => words.slice(0, 2)), ['På', 'Av']);
    await panel.press(0);
    await context.close();
  });
}

test('forced colours keep border, thumb and check mark [L155]', async () => {
  const {context, page, panel} = await open({forcedColors: 'active'});
  await panel.clear();
  await panel.press(0);
  const [on, off] = await panel.host.evaluate(({shadowRoot: root}) =>
    [...root.querySelectorAll('[role=switch]')].slice(0, 2).map((input) => ({
      border: getComputedStyle(input).borderWidth,
      track: getComputedStyle(input).backgroundColor,
      mark: getComputedStyle(input, '::after').content,
    })),
  );
  assert.deepEqual([on.border, off.border], ['2px', '2px']);
  assert.notEqual(on.track, off.track);
  assert.notEqual(on.mark, off.mark);
  await panel.press(0);
  await page.mouse.move(0, 0);
  await context.close();
});

test('at 320 pixels with wide text spacing nothing is lost and nothing scrolls sideways [L142, L146]', async () => {
  const {context, page, panel} = await open({viewport: {width: 320, height: 640}});
  await panel.host.evaluate((host) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }');
    for (const root of [document, host.shadowRoot]) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  const boxes = await page.locator('samtycke-panel label.line').evaluateAll((lines) =>
    lines.map((line) => {
      const {left, right, height} = line.getBoundingClientRect();
      const input = line.querySelector('input').getBoundingClientRect();
      return {left, right, height, width: input.width, inputHeight: input.height};
    }),
  );
  for (const {left, right, height, width, inputHeight} of boxes) {
    assert.ok(left >= 0 && right <= 320 && height >= 44 && width >= 44 && inputHeight >= 24);
  }
  await context.close();
});

test('the language follows the attribute, down to the words that are read out [L151]', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  await panel.press(0);
  await panel.host.evaluate((host) => (host.lang = 'en'));
  await page.locator('samtycke-panel .panel[lang=en]').waitFor();
  assert.deepEqual((await page.locator('samtycke-panel .word').allTextContents()).slice(0, 2), ['On', 'Off']);
  await panel.host.evaluate((host) => (host.lang = 'xx-nonsense'));
  await page.locator('samtycke-panel .panel[lang=sv]').waitFor();
  await panel.press(0);
  await context.close();
});

test('a script learns what is so, and is never told yes by a wish', async () => {
  const {context, page, panel} = await open();
  await panel.clear();
  const [purpose] = Object.keys((await panel.consent()).purposes);
  const names = await page.locator('samtycke-panel .title').allTextContents();
  assert.ok(names.length > 0 && purpose);
  await panel.press(0);
  const on = Object.entries((await panel.consent()).purposes).filter(([, one]) => one.on);
  assert.equal(on.length, 1);
  assert.deepEqual([await panel.allows(on[0][0]), await panel.allows('toString'), await panel.allows('')], [true, false, false]);
  assert.equal(await panel.host.evaluate((host) => Object.isFrozen(host.consent) && Object.isFrozen(host.consent.purposes)), true);
  const told = await panel.told();
  assert.deepEqual([...new Set(told.map(({name}) => name))], ['ready', 'change', 'saved']);
  assert.deepEqual(told.at(-1).receipt, ['jws', 'log', 'payload']);
  await panel.press(0);
  await context.close();
});

test('garbage in the attributes falls back, and a second load of the script is no error', async () => {
  const {context, page, panel, complaints} = await open();
  await panel.host.evaluate((host) => {
    host.setAttribute('endpoint', 'javascript:alert(1)');
    host.setAttribute('mode', 'nonsense');
    host.setAttribute('catalogue', ' ');
  });
  await panel.ready();
  assert.deepEqual(await panel.host.evaluate((host) => [host.endpoint.pathname, host.mode]), ['/v1', 'switches']);
  await page.evaluate(() => import('/static/samtycke-panel.js?again'));
  await panel.host.evaluate((host) => host.setAttribute('mode', 'summary'));
  await page.locator('samtycke-panel div.line').first().waitFor();
  assert.equal(await panel.switches.count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a company chosen in this tab that is not this person’s is forgotten, so that it is asked about once', async () => {
  const {context, page, panel} = await open();
  await page.evaluate(() => sessionStorage.setItem('samtycke-subject', 'sub-nobody'));
  await page.reload();
  await panel.ready();
  assert.equal(await page.evaluate(() => sessionStorage.getItem('samtycke-subject')), null);
  await context.close();
});
