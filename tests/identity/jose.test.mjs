// Our signatures before another library: what we sign holds there, what it signs holds here.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {calculateJwkThumbprint, CompactSign, compactVerify, exportJWK, flattenedVerify, generateKeyPair, importJWK} from 'jose';

const stand = process.env.IDENTITY_STAND;
assert.ok(stand, 'IDENTITY_STAND names the program that signs');
const folder = mkdtempSync(join(tmpdir(), 'samtycke-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const published = JSON.parse(readFileSync(new URL('../vectors/jose-ed25519/vectors.json', import.meta.url)));
const receipt = readFileSync(new URL('../vectors/jose-ed25519/receipt.jcs', import.meta.url));

function run(words, input) {
  const {status, stdout} = spawnSync(stand, words, {input});
  return {status, lines: stdout.toString().trim().split('\n')};
}
const sign = (payload) => {
  const {status, lines} = run(['sign', join(folder, 'key.pem')], payload);
  assert.equal(status, 0);
  return {jwk: JSON.parse(lines[0]), compact: lines[1], detached: lines[2]};
};
const verify = (jwk, jws, payload) => run(['verify', JSON.stringify(jwk), jws], payload).status;

const payloads = [Buffer.from('{"a":1}'), Buffer.from(''), Buffer.from('åäö'), Buffer.from([0, 255, 10, 0]), receipt];

test('what we sign holds in jose, compact and detached, under the key’s thumbprint', async () => {
  for (const payload of payloads) {
    const {jwk, compact, detached} = sign(payload);
    const key = await importJWK(jwk, 'Ed25519');
    const read = await compactVerify(compact, key, {algorithms: ['Ed25519']});
    assert.deepEqual(Buffer.from(read.payload), payload);
    assert.deepEqual(read.protectedHeader, {alg: 'Ed25519', kid: await calculateJwkThumbprint(jwk)});
    const [header, nothing, signature] = detached.split('.');
    assert.equal(nothing, '');
    await flattenedVerify({protected: header, payload: payload.toString('base64url'), signature}, key);
  }
});

test('what jose signs holds here', async () => {
  for (const alg of ['Ed25519', 'EdDSA']) {
    const {privateKey, publicKey} = await generateKeyPair(alg, {extractable: true});
    const jwk = await exportJWK(publicKey);
    for (const payload of payloads) {
      const jws = await new CompactSign(payload).setProtectedHeader({alg}).sign(privateKey);
      assert.equal(verify(jwk, jws, payload), 0);
      const [header, , signature] = jws.split('.');
      assert.equal(verify(jwk, `${header}..${signature}`, payload), 0);
      assert.equal(verify(jwk, jws, Buffer.concat([payload, Buffer.from('x')])), 1);
      assert.equal(verify(published.private_jwk, jws, payload), 1);
    }
  }
});

test('the published receipt holds here and there', async () => {
  const {d, ...jwk} = published.private_jwk;
  assert.ok(d);
  for (const alg of ['EdDSA', 'Ed25519']) {
    const detached = published.receipt[`detached_${alg}`];
    assert.equal(verify(jwk, detached, receipt), 0);
    const [header, , signature] = detached.split('.');
    await flattenedVerify(
      {protected: header, payload: receipt.toString('base64url'), signature},
      await importJWK(jwk, alg),
    );
  }
});
