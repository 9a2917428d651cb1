// One visit of a page in a new, empty profile of the browser, and what it cost.
import {switchCount} from './pages.mjs';

export const profiles = {
  none: {rate: 1},
  'CPU÷4': {rate: 4},
  'CPU÷4, slow 4G': {rate: 4, network: {offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750}},
};

// In the page, before anything of it runs: looks at each frame whether what is to be pressed is there,
// and keeps what the browser tells about tasks, shifts and the core's own time.
function watch({host, switches, buttons, count}) {
  const seen = (globalThis.seen = {longest: 0, shift: 0, judged: []});
  const root = () => (host ? document.querySelector(host)?.shadowRoot : document);
  const all = () => [...(root()?.querySelectorAll(switches ?? buttons) ?? [])];
  const middle = (element) => {
    const {x, y, width, height} = element.getBoundingClientRect();
    return {x: x + width / 2, y: y + height / 2, width, height};
  };
  const isPressable = (element) => {
    const {x, y} = middle(element);
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) hit = hit.shadowRoot.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || element.closest('label')?.contains(hit) || hit.closest('label')?.control === element);
  };
  const isThere = () => {
    const list = all();
    return list.length >= count && list.every((one) => middle(one).width > 0) && isPressable(list[0]);
  };
  globalThis.first = () => middle(all()[0]);
  const look = () => (isThere() ? (seen.ready = performance.now()) : requestAnimationFrame(look));
  if (switches ?? buttons) requestAnimationFrame(look);

  const told = (type, heard) => new PerformanceObserver((list) => list.getEntries().forEach(heard)).observe({type, buffered: true});
  told('longtask', ({duration}) => (seen.longest = Math.max(seen.longest, duration)));
  told('layout-shift', ({value, hadRecentInput}) => (seen.shift += hadRecentInput ? 0 : value));

  // From the press to the end of the first frame that shows another state.
  const state = () => all().map((one) => [one.checked, ...['aria-checked', 'aria-busy'].map((name) => one.getAttribute(name))]).join();
  const {port1, port2} = new MessageChannel();
  let begun;
  port1.onmessage = () => (seen.shown = performance.now() - begun);
  addEventListener('pointerdown', () => (globalThis.before = state()), true);
  addEventListener('click', ({timeStamp}) => {
    begun = timeStamp;
    const wait = () => (state() === globalThis.before ? requestAnimationFrame(wait) : port2.postMessage(0));
    requestAnimationFrame(wait);
  }, true);

  const {instantiateStreaming} = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const {instance, module} = await instantiateStreaming.apply(WebAssembly, given);
    const {samtycke_evaluate: evaluate} = instance.exports;
    const timed = (size) => {
      const from = performance.now();
      const end = evaluate(size);
      seen.judged.push(performance.now() - from);
      return end;
    };
    return {module, instance: {exports: {...instance.exports, samtycke_evaluate: timed}}};
  };
}

const restMs = 300; // fades end, late requests begin

export async function visit(browser, server, page, {rate, network}) {
  server.show(page);
  const context = await browser.newContext({locale: 'sv-SE', viewport: {width: 1280, height: 900}});
  try {
    const tab = await context.newPage();
    tab.setDefaultTimeout(60_000);
    const session = await context.newCDPSession(tab);
    await session.send('Network.enable');
    if (network) await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', {rate});
    const {host, switches, buttons, count = switches ? switchCount : buttons ? 2 : 0} = page;
    await tab.addInitScript(watch, {host, switches, buttons, count});
    await tab.goto(server.origin, {waitUntil: 'load'});
    if (count > 0) await tab.waitForFunction(() => seen.ready !== undefined);
    await tab.waitForTimeout(restMs);
    const {ready, longest, shift} = await tab.evaluate(() => seen);
    const figures = {bytes: server.bytes, requests: server.requests, ready, longest, shift};
    if (!switches) return figures;
    return {...figures, ...(await press(tab))};
  } finally {
    await context.close();
  }
}

async function press(tab) {
  const {x, y} = await tab.evaluate(() => {
    seen.judged = [];
    return first();
  });
  await tab.mouse.click(x, y);
  await tab.waitForFunction(() => seen.shown !== undefined);
  return tab.evaluate(() => ({shown: seen.shown, judged: seen.judged[0]}));
}
