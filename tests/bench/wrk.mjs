// wrk as the client of every contender alike: 64 connections, kept alive.
import {execFile} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {promisify} from 'node:util';

export const connections = 64;

/** What `seconds` of calls came to. Throws when one was answered with anything but a 2xx or 3xx. */
export async function wrk(url, seconds, script) {
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency'];
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

/** Writes a script for wrk: posts with these headers, and what `body` says in Lua. */
export function postScript(path, headers, body) {
  const lines = Object.entries(headers).map(([key, value]) => `wrk.headers["${key}"] = [[${value}]]`);
  writeFileSync(path, ['wrk.method = "POST"', ...lines, body].join('\n'));
  return path;
}

/** Lua: each body is `before`, a number that no body had before, and `after`. */
export function countedBodies(before, after, from = 0) {
  return `local n = ${from}
    request = function()
      n = n + 1
      return wrk.format(nil, nil, nil, [[${before}]] .. string.format('%d', n) .. [[${after}]])
    end`;
}

export const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/**
 * A script that hands in a person's withdrawals, each of them new: a stop is accepted whatever came
 * before it. Every script has ids that no other has.
 */
export function submissionScript(path, portal, person, purpose) {
  const {sequence, submission_id: id, ...rest} = person.submission(purpose, false);
  return postScript(
    path,
    {
      'Content-Type': 'application/json',
      Origin: portal.origin,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: `__Host-samtycke=${person.visitor.cookie('__Host-samtycke')}`,
    },
    countedBodies(`{"submission_id":"${randomUUID()}-`, `",${JSON.stringify(rest).slice(1)}`),
  );
}
