// A page that is left open for a day, and one whose switch is moved all day long.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBanner} from './banner.mjs';
import {Site} from './banner-site.mjs';
import {openBrowser} from './chromium.mjs';
import {openPanel} from './panel.mjs';

let portal;
let site;
let browser;

before(async () => {
  portal = await Portal.open();
  site = await Site.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await portal?.close();
});

// What can be seen of an element, and what it says to the page's script.
const lookOf = (host) =>
  host.evaluate((element) => ({
    markup: element.shadowRoot.innerHTML,
    on: [...element.shadowRoot.querySelectorAll('[role=switch]')].map(({checked}) => checked),
    consent: JSON.stringify(element.consent),
  }));

// Lets a day pass on the page's clock, each of its timers in its place; returns what it asked for meanwhile.
async function dayPasses(page) {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.runFor('24:00:00');
  return asked;
}

test('a panel that is left open for a day changes nothing, asks nothing and tells nothing', async () => {
  const {context, page, panel, complaints} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  await page.clock.install();
  await page.reload();
  await panel.ready();
  await panel.press(0);
  const told = await panel.told();
  const before = await lookOf(panel.host);
  assert.ok(before.on[0]);
  assert.deepEqual(await dayPasses(page), []);
  assert.deepEqual(await lookOf(panel.host), before);
  assert.deepEqual(await panel.told(), told);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a banner that nobody answers is the same after a day, and nothing has run [L2, L108]', async () => {
  const {context, page, banner} = await openBanner(browser, site);
  await page.clock.install();
  await banner.go('/');
  await banner.root.waitFor();
  const before = await lookOf(banner.host);
  assert.deepEqual(await dayPasses(page), []);
  assert.deepEqual(await lookOf(banner.host), before);
  assert.deepEqual([site.requests, await banner.ran()], [[], []]);
  assert.deepEqual(await banner.allowed(), ['cookie-necessary']);
  assert.equal(await banner.kept(), undefined);
  await context.close();
});

// The bytes of what script made and something still holds. Not counted: what the engine compiled (it goes
// on to compile what is hot) and what it keeps for the developer tools that count here.
async function bytesOf(devtools) {
  const chunks = [];
  const take = ({chunk}) => chunks.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', take);
  await devtools.send('HeapProfiler.takeHeapSnapshot');
  devtools.off('HeapProfiler.addHeapSnapshotChunk', take);
  const {snapshot: {meta}, nodes} = JSON.parse(chunks.join(''));
  const [type, size] = ['type', 'self_size'].map((name) => meta.node_fields.indexOf(name));
  const engine = ['hidden', 'code', 'native', 'synthetic', 'object shape'].map((name) => meta.node_types[type].indexOf(name));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    if (!engine.includes(nodes[at + type])) bytes += nodes[at + size];
  }
  return bytes;
}

// What the page holds once all that can go has gone, and what was noted for the tests.
async function held(page, devtools) {
  // Each call is given ten seconds: that clock runs on behind its answer.
  await page.waitForTimeout(11_000);
  await page.evaluate(() => {
    told.length = 0;
    performance.clearResourceTimings();
  });
  await devtools.send('HeapProfiler.collectGarbage');
  const {metrics} = await devtools.send('Performance.getMetrics');
  const of = (wanted) => metrics.find(({name}) => name === wanted).value;
  return {bytes: await bytesOf(devtools), nodes: of('Nodes'), listeners: of('JSEventListeners')};
}

// Each move is sent to the verifier and shown with its answer, as by hand.
async function move(panel, times) {
  await panel.host.evaluate(async ({shadowRoot: root}, count) => {
    for (let time = 0; time < count; time += 1) {
      const saved = new Promise((resolve) => addEventListener('samtycke-saved', resolve, {once: true}));
      root.querySelector('[role=switch]').click();
      await saved;
    }
  }, times);
}

test('after 1,000 toggles the page holds what it held before them', async (t) => {
  const {context, page, panel, complaints} = await openPanel(browser, portal, people.anna);
  await panel.clear();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await move(panel, 100);
  const before = await held(page, devtools);
  await move(panel, 1_000);
  const now = await held(page, devtools);
  t.diagnostic(`${JSON.stringify(before)} became ${JSON.stringify(now)}`);
  assert.equal(now.nodes, before.nodes);
  assert.equal(now.listeners, before.listeners);
  // Less than four bytes a toggle: not one number of them is kept.
  assert.ok(now.bytes - before.bytes < 4_000, `${before.bytes} bytes became ${now.bytes}`);
  assert.deepEqual([await panel.breaches(), complaints], [[], []]);
  await context.close();
});
