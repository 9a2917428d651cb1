// A receipt is verified by who has none of our code: a page of Python with `cryptography`, and a script of
// openssl, jq, sha256sum and base64. docs/EVIDENCE.md quotes both.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {Filled} from './filled.mjs';

let filled;
before(() => { filled = new Filled(60); });
after(() => filled.close());

const run = (script, receipt) => spawnSync(join(import.meta.dirname, script), [receipt, filled.path('jwks.json'), filled.path('log.vkey')], {encoding: 'utf8'});
const names = ['receipt-0-0', 'receipt-0-1', 'receipt-3-0', 'receipt-9-0-cosigned'];
const falsehoods = [
  ['a signature', (copy) => { copy.jws = `${copy.jws.slice(0, -8)}AAAAAAAA`; }],
  ['a submission', ({payload}) => { payload.submission_id = 'sbm-other'; }],
  ['a choice', ({payload}) => { payload.events[0].event.kind = 'granted'; payload.events[0].event.purpose = 'other'; }],
  ['a proof', ({log}) => { log[0].proof = log[0].proof.replace(/\n(.)(.{43})\n/, (_, first, rest) => `\n${first === 'A' ? 'B' : 'A'}${rest}\n`); }],
  ['a head', ({log}) => { log[0].proof = log[0].proof.replace(/\/log\n(\d+)\n/, (_, size) => `/log\n${Number(size) + 1}\n`); }],
];

for (const script of ['stranger.py', 'by-hand.sh']) {
  test(`${script} verifies what was given`, () => {
    for (const name of names) {
      const {status, stdout, stderr} = run(script, filled.path(`${name}.json`));
      assert.equal(status, 0, `${name}: ${stderr}`);
      assert.match(stdout, /^signed by the verifier\n/);
    }
  });

  test(`${script} refuses what was changed`, () => {
    for (const [what, change] of falsehoods) {
      const copy = filled.json('receipt-0-1.json');
      change(copy);
      writeFileSync(filled.path('false.json'), JSON.stringify(copy));
      assert.notEqual(run(script, filled.path('false.json')).status, 0, what);
    }
  });
}

test('docs/EVIDENCE.md quotes both as they are', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/EVIDENCE.md'), 'utf8');
  for (const script of ['stranger.py', 'by-hand.sh']) assert.ok(page.includes(readFileSync(join(import.meta.dirname, script), 'utf8')), script);
});
