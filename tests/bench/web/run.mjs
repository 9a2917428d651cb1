// The page's benchmark: panel and banner beside cookieconsent, Klaro, c15t and the floors, in Chromium,
// everybody from the same server, alternating, in three profiles of machine and network. How each is
// configured stands at the head of its file. Prints tables of medians, each with its spread.
//   npm ci --prefix tests/bench/web, then  node tests/bench/web/run.mjs [ROUNDS] [FILE]
// FILE keeps what was measured: a later run adds its rounds to those there, for a machine that others use.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {openBrowser} from '../../browser/chromium.mjs';
import {profiles, visit} from './measure.mjs';
import {Server} from './serve.mjs';

const [roundsText = '5', file] = process.argv.slice(2);
const rounds = Number(roundsText);
const sources = ['floors', 'samtycke', 'cookieconsent', 'klaro', 'c15t'];
const pages = (await Promise.all(sources.map(async (name) => (await import(`./${name}.mjs`)).pages()))).flat();
const browser = await openBrowser();
const server = await Server.open();
const found = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []; // {page, profile, …figures}

for (let round = 0; round < rounds; round += 1) {
  for (const [profile, settings] of Object.entries(profiles)) {
    for (const page of pages) found.push({page: page.name, profile, ...(await visit(browser, server, page, settings))});
  }
  console.error(`round ${round + 1} of ${rounds}`);
  if (file) writeFileSync(file, JSON.stringify(found));
}
await browser.close();
await server.close();

function median(list) {
  const sorted = list.toSorted((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

const all = (name, profile, what) =>
  found.filter((one) => one.page === name && one.profile === profile && one[what] !== undefined).map((one) => one[what]);
const short = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const spread = (list, tell = short) =>
  list.length === 0 ? '' : `${tell(median(list))} (${tell(Math.min(...list))} to ${tell(Math.max(...list))})`;

const [none, slow] = Object.keys(profiles);
const measures = {
  ...Object.fromEntries(Object.keys(profiles).map((profile) => [`pressable: ${profile}`, [profile, 'ready']])),
  [`longest task: ${slow}`]: [slow, 'longest'],
  [`press to frame: ${none}`]: [none, 'shown'],
  [`press to frame: ${slow}`]: [slow, 'shown'],
  [`the core's part of it: ${slow}`]: [slow, 'judged'],
};

const table = (heads, rows) => console.log(['', heads, heads.map(() => '---'), ...rows].map((cells) => cells && `| ${cells.join(' | ')} |`).join('\n'));

for (const kind of ['panel', 'banner']) {
  const shown = pages.filter((page) => page.kind === kind || page.kind === 'floor').map(({name}) => name);
  const peer = `cookieconsent, ${kind}`;
  const of = (name, what) => all(name, none, what);
  const shift = (name) => Math.max(...Object.keys(profiles).flatMap((profile) => all(name, profile, 'shift')));
  table(
    [`${of(peer, 'bytes').length} rounds`, 'brotli bytes', 'requests', 'layout shift', ...Object.keys(measures).map((what) => `${what}, ms`)],
    shown.map((name) => [
      name,
      median(of(name, 'bytes')).toFixed(0),
      median(of(name, 'requests')),
      shift(name).toFixed(3),
      ...Object.values(measures).map(([profile, what]) => spread(all(name, profile, what))),
    ]),
  );
  // Within one round, so that what disturbs the machine disturbs both.
  const ratios = (name, profile, what) => {
    const theirs = all(peer, profile, what);
    return all(name, profile, what).map((value, round) => value / theirs[round]).filter(Number.isFinite);
  };
  table(
    ['times cookieconsent', ...Object.keys(measures)],
    shown.map((name) => [name, ...Object.values(measures).map(([...of]) => spread(ratios(name, ...of), (ratio) => ratio.toFixed(2)))]),
  );
}
