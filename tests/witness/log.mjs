// A log of a test's own, by RFC 6962 and the C2SP texts alone: shares no code with what it tests.
import {createHash, createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const node = (left, right) => sha256([1], left, right);

export const originHash = (origin) => sha256(origin).toString('hex');

function splitOf(size) {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

function root(leaves) {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0];
  const left = splitOf(leaves.length);
  return node(root(leaves.slice(0, left)), root(leaves.slice(left)));
}

function grown(leaves, oldSize, whole = true) {
  if (oldSize === leaves.length) return whole ? [] : [root(leaves)];
  const left = splitOf(leaves.length);
  return oldSize <= left
    ? [...grown(leaves.slice(0, left), oldSize, whole), root(leaves.slice(left))]
    : [...grown(leaves.slice(left), oldSize - left, false), root(leaves.slice(0, left))];
}

function keyId(name, type, point) {
  return sha256(name, '\n', [type], point).subarray(0, 4);
}

export class MadeLog {
  #leaves = [];
  #key;

  constructor(origin, key = generateKeyPairSync('ed25519')) {
    this.origin = origin;
    this.#key = key;
    this.point = Buffer.from(key.publicKey.export({format: 'jwk'}).x, 'base64url');
    this.vkey = `${origin}+${keyId(origin, 1, this.point).toString('hex')}+${Buffer.from([1, ...this.point]).toString('base64')}`;
  }

  // Another history under the same key, alike so far.
  fork() {
    const other = new MadeLog(this.origin, this.#key);
    other.#leaves = [...this.#leaves];
    return other;
  }

  get size() {
    return this.#leaves.length;
  }

  grow(count, word = 'entry') {
    for (let i = 0; i < count; i += 1) this.#leaves.push(sha256([0], `${word} ${this.size}`));
    return this;
  }

  text(size = this.size) {
    return `${this.origin}\n${size}\n${root(this.#leaves.slice(0, size)).toString('base64')}\n`;
  }

  checkpoint(size = this.size) {
    const text = this.text(size);
    const blob = Buffer.concat([keyId(this.origin, 1, this.point), sign(null, Buffer.from(text), this.#key.privateKey)]);
    return `${text}\n— ${this.origin} ${blob.toString('base64')}\n`;
  }

  request(oldSize, size = this.size) {
    const proof = oldSize === 0 ? [] : grown(this.#leaves.slice(0, size), oldSize);
    return `old ${oldSize}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${this.checkpoint(size)}`;
  }
}

// Whether a line holds as the cosignature of that witness on that text; then its time, else null.
export function cosignedAt(vkey, text, line) {
  const [name, , key] = vkey.split(/\+(.{8})\+/);
  const blob = Buffer.from(line.trimEnd().split(' ')[2], 'base64');
  const point = Buffer.from(key, 'base64').subarray(1);
  if (!line.startsWith(`— ${name} `) || !blob.subarray(0, 4).equals(keyId(name, 4, point))) return null;
  const time = blob.readBigUInt64BE(4);
  const jwk = {kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url')};
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  return verify(null, message, createPublicKey({key: jwk, format: 'jwk'}), blob.subarray(12)) ? Number(time) : null;
}
