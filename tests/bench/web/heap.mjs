// What a thousand presses leave in the page's memory: the first switch on and off, each press answered
// before the next, and the heap after a collection before and after.
//   node tests/bench/web/heap.mjs
import {openBrowser} from '../../browser/chromium.mjs';
import {pages} from './samtycke.mjs';
import {Server} from './serve.mjs';

const warm = 100;
const presses = 1_000;

async function press(tab, count) {
  await tab.evaluate(async (count) => {
    const root = document.querySelector('samtycke-panel').shadowRoot;
    for (let index = 0; index < count; index += 1) {
      root.querySelector('[role=switch]').click();
      while (root.querySelector('[aria-busy]')) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }, count);
}

const [page] = await pages();
const browser = await openBrowser();
const server = await Server.open();
server.show(page);
const tab = await browser.newPage({locale: 'sv-SE'});
const session = await tab.context().newCDPSession(tab);
const used = async () => {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
};
await tab.goto(server.origin);
await tab.getByRole('switch').first().waitFor();
await press(tab, warm);
const before = await used();
await press(tab, presses);
const after = await used();
await browser.close();
await server.close();
const grown = (100 * (after - before)) / before;
console.log(`${presses} presses: ${before} bytes of heap before, ${after} after (${grown.toFixed(1)} %)`);
