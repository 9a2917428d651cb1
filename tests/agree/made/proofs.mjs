// Proofs about a log: `check_inclusion`, `check_consistency`, `leaf`. Trees as RFC 6962 builds them.
import {createHash} from 'node:crypto';
import {lifeOf} from './states.mjs';

const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafHash = (bytes) => hash(Buffer.of(0), bytes);
const join = (left, right) => hash(Buffer.of(1), left, right);
// The largest power of two below `size`.
const split = (size) => 2 ** Math.ceil(Math.log2(size) - 1);

function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const at = split(leaves.length);
  return join(rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)));
}
function path(index, leaves) {
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at ? [...path(index, left), rootOf(right)] : [...path(index - at, right), rootOf(left)];
}
function growth(old, leaves, whole = true) {
  if (old === leaves.length) return whole ? [] : [rootOf(leaves)];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return old <= at ? [...growth(old, left, whole), rootOf(right)] : [...growth(old - at, right, false), rootOf(left)];
}

const leaves = Array.from({length: 20}, (_, index) => leafHash(Buffer.of(index)));
const text = (bytes) => bytes.toString('base64');
// One proof in four is bent: a hash, a place or a size is another.
function bent(random, asked) {
  if (!random.chance(25)) return asked;
  const kind = random.below(4);
  if (kind === 0 && asked.proof.length > 0) asked.proof[random.below(asked.proof.length)] = text(random.pick(leaves));
  else if (kind === 1) asked.proof = random.chance(50) ? asked.proof.slice(1) : [...asked.proof, text(random.pick(leaves))];
  else if (kind === 2) asked.size += random.pick([-1, 1, 2]);
  else asked.root = random.pick([text(random.pick(leaves)), 'c2FsdA==', '-'.repeat(44), asked.root.slice(0, 43)]);
  return asked;
}

export function inclusion(random) {
  const size = 1 + random.below(leaves.length);
  const index = random.below(size);
  const grown = leaves.slice(0, size);
  return bent(random, {
    call: 'check_inclusion', leaf_hash: text(leaves[index]), index, size, proof: path(index, grown).map(text), root: text(rootOf(grown)),
  });
}

export function consistency(random) {
  const size = 1 + random.below(leaves.length);
  const old = 1 + random.below(size);
  const grown = leaves.slice(0, size);
  return bent(random, {
    call: 'check_consistency', old_size: random.chance(96) ? old : 0, old_root: text(rootOf(leaves.slice(0, old))), size, root: text(rootOf(grown)),
    proof: growth(old, grown).map(text),
  });
}

export const leaf = (random) => ({call: 'leaf', event: random.pick(lifeOf(random)), salt: text(Buffer.alloc(random.chance(95) ? 32 : 31, random.below(256)))});
