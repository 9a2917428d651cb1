// The log as a stranger would check it: a second reading of RFC 6962, C2SP signed-note, tlog-tiles and
// tlog-proof, written from those texts, that shares nothing with the code it is held against.
import assert from 'node:assert/strict';
import {createHash, createPublicKey, verify} from 'node:crypto';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

export function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  const left = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

// The root that a leaf at that place of a tree of that size leads to: the last hash belongs to the
// largest subtree (section 2.1.1, from the root down).
export function rootFrom(leaf, index, size, proof) {
  if (size === 1) {
    assert.equal(proof.length, 0, 'the proof is longer than its place demands');
    return leaf;
  }
  assert.ok(proof.length > 0, 'the proof is shorter than its place demands');
  const left = 2 ** Math.ceil(Math.log2(size) - 1);
  const sibling = proof.at(-1);
  return index < left
    ? nodeHash(rootFrom(leaf, index, left, proof.slice(0, -1)), sibling)
    : nodeHash(sibling, rootFrom(leaf, index - left, size - left, proof.slice(0, -1)));
}

const derPrefix = Buffer.from('302a300506032b6570032100', 'hex'); // an Ed25519 point as SubjectPublicKeyInfo
const publicKey = (point) => createPublicKey({key: Buffer.concat([derPrefix, point]), format: 'der', type: 'spki'});

// A head whose signature by this key holds.
export function openCheckpoint(note, vkey) {
  const [name, id, encoded] = vkey.trim().split(/\+(.{8})\+(.*)/s);
  const key = Buffer.from(encoded, 'base64');
  assert.equal(sha256(`${name}\n`, key).subarray(0, 4).toString('hex'), id);
  assert.equal(key[0], 1);
  const [text, lines] = note.split(/(?<=\n)\n(?=— )/);
  const ours = lines.trim().split('\n').map((line) => line.split(' ')).find(([, by]) => by === name);
  const blob = Buffer.from(ours[2], 'base64');
  assert.equal(blob.subarray(0, 4).toString('hex'), id);
  assert.ok(verify(null, Buffer.from(text), publicKey(key.subarray(1)), blob.subarray(4)), 'the signature does not hold');
  const [origin, size, root] = text.split('\n');
  return {origin, size: Number(size), root: Buffer.from(root, 'base64')};
}

export function openProof(text, vkey) {
  const end = text.indexOf('\n\n');
  const [kind, index, ...hashes] = text.slice(0, end).split('\n');
  assert.equal(kind, 'c2sp.org/tlog-proof@v1');
  return {
    index: Number(index.replace('index ', '')),
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint: openCheckpoint(text.slice(end + 2), vkey),
  };
}

// The entries of a whole log, read as a monitor reads them. `get` gives the bytes of a path.
export async function readEntries(get, size) {
  const entries = [];
  for (let number = 0; number * 256 < size; number += 1) {
    const width = Math.min(256, size - number * 256);
    const groups = `${number}`.padStart(Math.ceil(`${number}`.length / 3) * 3, '0').match(/.{3}/g);
    const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
    const bundle = await get(`/log/tile/entries/${name}${width < 256 ? `.p/${width}` : ''}`);
    for (let at = 0; at < bundle.length; ) {
      const length = bundle.readUInt16BE(at);
      entries.push(bundle.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return entries;
}
