// Acknowledged submissions a second, 64 connections: Samtycke (judged, durable, signed, in the log)
// beside c15t's back end and beside SQLite alone with one row a commit. The same disk, the same
// durability (WAL, synchronous=FULL), the same client, alternating.
//   tests/slow/submissions.sh [ROUNDS] [SECONDS]
import {execFile, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {once} from 'node:events';
import {promisify} from 'node:util';
import {freePort} from '../../../web/demo/stack.mjs';
import {Portal} from '../../tools/portal.mjs';
import {bothPartyPurposes} from '../../tools/questions.mjs';
import {connections, countedBodies, median, postScript, submissionScript, wrk} from '../wrk.mjs';

const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 10);
const bars = {c15t: 25, 'SQLite alone, a row a commit': 1};
const folder = mkdtempSync(join(tmpdir(), 'samtycke-submissions-'));
const here = import.meta.dirname;

async function startC15t(port) {
  mkdirSync(join(folder, 'c15t'));
  const child = spawn(process.execPath, [join(here, 'c15t.mjs'), join(folder, 'c15t'), port, 'example.com'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {...process.env, NODE_ENV: 'production'},
  });
  await once(child.stdout, 'data');
  return child;
}

/** A consent each: c15t names a record by its subject and its time. */
function c15tScript(from) {
  const body = {
    type: 'cookie_banner',
    subjectId: 'sub_3iYQxJ8M1nqLLpfT5zUQ2D',
    domain: 'example.com',
    preferences: {necessary: true, measurement: false, marketing: false},
    metadata: {},
  };
  const before = `${JSON.stringify(body).slice(0, -1)},"givenAt":`;
  return postScript(join(folder, 'c15t.lua'), {'Content-Type': 'application/json'}, countedBodies(before, '}', from));
}

const portal = await Portal.open();
const port = String(await freePort());
const c15t = await startC15t(port);
try {
  const anna = await portal.person('anna');
  const [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  const lua = join(folder, 'samtycke.lua');
  let givenAt = Date.parse('2026-01-01');
  const contenders = {
    Samtycke: () =>
      wrk(String(portal.url('/v1/consents/me')), seconds, submissionScript(lua, portal, anna, purpose)),
    c15t: () => wrk(`http://127.0.0.1:${port}/subjects`, seconds, c15tScript((givenAt += 1e8))),
    'SQLite alone, a row a commit': async () => {
      const words = [join(here, 'sqlite.mjs'), folder, seconds, 700];
      const {stdout} = await promisify(execFile)(process.execPath, words.map(String));
      return {perSecond: Number(stdout)};
    },
  };
  const figures = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) figures[name].push(await run());
  }
  const perSecond = (name) => median(figures[name].map((figure) => figure.perSecond));
  console.log(`${connections} connections, ${rounds} rounds of ${seconds} s, alternating; medians`);
  let missed = 0;
  for (const [name, list] of Object.entries(figures)) {
    const ratio = perSecond('Samtycke') / perSecond(name);
    const isMissed = ratio < (bars[name] ?? 0);
    missed += isMissed;
    const of = (key) => (list[0][key] === undefined ? '-' : median(list.map((figure) => figure[key])));
    console.log(
      `${name.padEnd(30)} ${perSecond(name).toFixed(0).padStart(7)} a second  p50 ${of('p50')} ms  p99 ${of('p99')} ms` +
        (bars[name] ? `  Samtycke ${ratio.toFixed(2)} times, at least ${bars[name]}${isMissed ? ': MISSED' : ''}` : ''),
    );
  }
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  c15t.kill();
  await portal.close();
  rmSync(folder, {recursive: true, force: true});
}
