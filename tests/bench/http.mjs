// Decisions and submissions a second over HTTP, beside nginx that answers 200 at once, by the same
// client, alternating. Usage: node tests/bench/http.mjs [ROUNDS] [SECONDS]
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {freePort} from '../../web/demo/stack.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';
import {connections, median, postScript, submissionScript, wrk} from './wrk.mjs';

const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'samtycke-bench-'));

// nginx as its documentation recommends for a static answer: a worker a core, keep-alive without an
// end, no log. The verifier runs its own default of threads.
async function startNginx(port) {
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `worker_processes auto; daemon off; pid ${folder}/nginx.pid; error_log /dev/null;
     events { worker_connections 4096; }
     http { access_log off; keepalive_requests 100000000; keepalive_timeout 300s; tcp_nodelay on;
       server { listen 127.0.0.1:${port} reuseport; location / { return 200 "ok"; } } }`,
  );
  const child = spawn('nginx', ['-c', config, '-p', folder], {stdio: 'ignore'});
  await pause(500);
  return child;
}

const call = (url, script) => wrk(url, seconds, script);

const portal = await Portal.open();
const nginxPort = await freePort();
const nginx = await startNginx(nginxPort);
try {
  const anna = await portal.person('anna');
  const [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  if ((await anna.set(purpose, true)).status !== 201) throw new Error('the grant was not recorded');
  const question = JSON.stringify(questionAbout(anna.catalogue, purpose, anna.subject));
  const decisions = postScript(
    join(folder, 'decisions.lua'),
    {'Content-Type': 'application/json', Authorization: `Bearer ${portal.decider}`},
    `wrk.body = [[${question}]]`,
  );
  const submissions = () => submissionScript(join(folder, 'submissions.lua'), portal, anna, purpose);
  const contenders = {
    'nginx return 200': () => call(`http://127.0.0.1:${nginxPort}/`),
    'POST /v1/decisions': () => call(String(portal.url('/v1/decisions')), decisions),
    // Every round writes a script of its own, with ids that no round before it used.
    'POST /v1/consents/me': () => call(String(portal.url('/v1/consents/me')), submissions()),
  };
  const figures = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) figures[name].push(await run());
  }
  const floor = median(figures['nginx return 200'].map((figure) => figure.perSecond));
  console.log(`${connections} connections, ${rounds} rounds of ${seconds} s, alternating; medians`);
  for (const [name, list] of Object.entries(figures)) {
    const of = (key) => median(list.map((figure) => figure[key]));
    console.log(
      `${name.padEnd(22)} ${of('perSecond').toFixed(0).padStart(8)} a second  ` +
        `${(of('perSecond') / floor).toFixed(3)} of nginx  p50 ${of('p50')} ms  p99 ${of('p99')} ms`,
    );
  }
} finally {
  nginx.kill();
  await portal.close();
  rmSync(folder, {recursive: true, force: true});
}
