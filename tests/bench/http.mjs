// Decisions and submissions a second over HTTP, beside nginx that answers 200 at once, by the same
// client, alternating. Usage: node tests/bench/http.mjs [ROUNDS] [SECONDS]
import {execFile, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';
import {freePort} from '../../web/demo/stack.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 5);
const connections = 64;
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

async function wrk(url, script) {
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency'];
  if (script) words.push('-s', script);
  const {stdout} = await promisify(execFile)('wrk', [...words, url]);
  const number = (pattern) => Number(stdout.match(pattern)?.[1] ?? Number.NaN);
  const refused = number(/Non-2xx or 3xx responses: (\d+)/);
  if (refused > 0) throw new Error(`${url}: ${refused} answers were refused`);
  const milliseconds = (pattern) => {
    const [, value, unit] = stdout.match(pattern) ?? [];
    return Number(value) * {us: 0.001, ms: 1, s: 1000}[unit];
  };
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50: milliseconds(/50%\s+([\d.]+)(us|ms|s)/),
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/),
  };
}

function script(name, headers, body) {
  const path = join(folder, `${name}.lua`);
  const lines = Object.entries(headers).map(([key, value]) => `wrk.headers["${key}"] = [[${value}]]`);
  writeFileSync(path, ['wrk.method = "POST"', ...lines, body].join('\n'));
  return path;
}

const portal = await Portal.open();
const nginxPort = await freePort();
const nginx = await startNginx(nginxPort);
try {
  const anna = await portal.person('anna');
  const [purpose] = anna.openPurposes(bothPartyPurposes(anna.catalogue));
  if ((await anna.set(purpose, true)).status !== 201) throw new Error('the grant was not recorded');
  const question = JSON.stringify(questionAbout(anna.catalogue, purpose, anna.subject));
  const decisions = script(
    'decisions',
    {'Content-Type': 'application/json', Authorization: `Bearer ${portal.decider}`},
    `wrk.body = [[${question}]]`,
  );
  // Each submission is a new one, and a stop, so that it is accepted whatever came before it.
  const {sequence, submission_id: id, ...rest} = anna.submission(purpose, false);
  const before = JSON.stringify(rest).slice(1);
  const submissions = () => script(
    'submissions',
    {
      'Content-Type': 'application/json',
      Origin: portal.origin,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: `__Host-samtycke=${anna.visitor.cookie('__Host-samtycke')}`,
    },
    `local n = 0
     request = function()
       n = n + 1
       return wrk.format(nil, nil, nil, string.format('{"submission_id":"${randomUUID()}-%d",', n) .. [[${before}]])
     end`,
  );
  const contenders = {
    'nginx return 200': () => wrk(`http://127.0.0.1:${nginxPort}/`),
    'POST /v1/decisions': () => wrk(String(portal.url('/v1/decisions')), decisions),
    // Every round writes a script of its own, with ids that no round before it used.
    'POST /v1/consents/me': () => wrk(String(portal.url('/v1/consents/me')), submissions()),
  };
  const figures = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) figures[name].push(await run());
  }
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
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
