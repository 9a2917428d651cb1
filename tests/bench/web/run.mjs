// The page's benchmark: panel and banner beside cookieconsent, Klaro, c15t and the floors, in Chromium,
// everybody from the same server, alternating, in three profiles of machine and network. How each is
// configured stands at the head of its file. Prints tables of medians, each with its spread.
//   node tests/bench/web/run.mjs [ROUNDS]
import {openBrowser} from '../../browser/chromium.mjs';
import {heapOf} from './heap.mjs';
import {profiles, visit} from './measure.mjs';
import {Server} from './serve.mjs';

const rounds = Math.max(Number(process.argv[2] ?? 5), 1);
const sources = ['floors', 'samtycke', 'cookieconsent', 'klaro', 'c15t'];
const pages = (await Promise.all(sources.map(async (name) => (await import(`./${name}.mjs`)).pages()))).flat();
const browser = await openBrowser();
const server = await Server.open();
const found = []; // {page, profile, …figures}

for (let round = 0; round < rounds; round += 1) {
  for (const [profile, settings] of Object.entries(profiles)) {
    for (const page of pages) found.push({page, profile, ...(await visit(browser, server, page, settings))});
  }
  console.error(`round ${round + 1} of ${rounds}`);
}
const heap = await heapOf(browser, server, pages.find(({verifier}) => verifier));
await browser.close();
await server.close();

const median = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];
const all = (page, profile, what) =>
  found.filter((one) => one.page === page && (!profile || one.profile === profile) && one[what] !== undefined).map((one) => one[what]);
const short = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const spread = (list) => (list.length === 0 ? '' : `${short(median(list))} (${short(Math.min(...list))} to ${short(Math.max(...list))})`);

for (const kind of ['panel', 'banner']) {
  const [none, slow, slowest] = Object.keys(profiles);
  const judged = kind === 'panel';
  const heads = ['', 'brotli bytes', 'requests', ...[none, slow, slowest].map((name) => `pressable, ms: ${name}`), `longest task, ms: ${slow}`, 'shift'];
  if (judged) heads.push(`press to frame, ms: ${none}`, slow, `core's part, ms: ${slow}`);
  console.log(`\n| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}`);
  for (const page of pages.filter((one) => one.kind === kind || one.kind === 'floor')) {
    const cells = [page.name, median(all(page, none, 'bytes')), median(all(page, none, 'requests'))];
    for (const profile of [none, slow, slowest]) cells.push(spread(all(page, profile, 'ready')));
    cells.push(spread(all(page, slow, 'longest')), Math.max(...all(page, undefined, 'shift')).toFixed(3));
    if (judged) cells.push(spread(all(page, none, 'shown')), spread(all(page, slow, 'shown')), spread(all(page, slow, 'judged')));
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const grown = (100 * (heap.after - heap.before)) / heap.before;
console.log(`\n1,000 presses of our first switch: ${heap.before} bytes of heap before, ${heap.after} after (${grown.toFixed(1)} %).`);
