// Receipts as a verifier gives them, written a second time from the formats' own texts, with keys that
// are always the same: to be verified, and to be falsified.
import {createHash, createPrivateKey, createPublicKey, sign} from 'node:crypto';
import {leafHash, sha256} from './tree.mjs';

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

// RFC 8785 for text and whole numbers.
export const canonical = (value) => JSON.stringify(value, (_, one) =>
  one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.keys(one).sort().map((name) => [name, one[name]])) : one);

// An Ed25519 key from a letter.
export function keyOf(letter) {
  const secret = createPrivateKey({key: Buffer.concat([pkcs8, Buffer.alloc(32, letter)]), format: 'der', type: 'pkcs8'});
  const {x} = createPublicKey(secret).export({format: 'jwk'});
  const kid = base64url(createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest());
  return {secret, point: Buffer.from(x, 'base64url'), kid, jwk: {kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'Ed25519', use: 'sig'}};
}

export function detached(payload, key, header = {alg: 'Ed25519', kid: key.kid}) {
  const first = base64url(JSON.stringify(header));
  return `${first}..${base64url(sign(null, Buffer.from(`${first}.${base64url(canonical(payload))}`), key.secret))}`;
}

export const noteKeyId = (name, type, key) => sha256(`${name}\n`, Buffer.of(type), key.point).subarray(0, 4);
export const vkeyOf = (name, type, key) => `${name}+${noteKeyId(name, type, key).toString('hex')}+${base64(Buffer.concat([Buffer.of(type), key.point]))}`;

const line = (name, type, key, signature) => `— ${name} ${base64(Buffer.concat([noteKeyId(name, type, key), signature]))}\n`;
export function signedHead({origin, size, root}, key) {
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  return `${text}\n${line(origin, 1, key, sign(null, Buffer.from(text), key.secret))}`;
}
// One more line: a witness of that name has seen the head.
export function cosigned(note, name, key, seconds = 1_795_507_200) {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  return note + line(name, 4, key, Buffer.concat([time, sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), key.secret)]));
}

const node = (left, right) => sha256(Buffer.of(1), left, right);
const half = (count) => 2 ** Math.ceil(Math.log2(count) - 1);
const rootOf = (leaves) => (leaves.length === 1 ? leaves[0] : node(rootOf(leaves.slice(0, half(leaves.length))), rootOf(leaves.slice(half(leaves.length)))));
function pathTo(index, leaves) {
  if (leaves.length === 1) return [];
  const at = half(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at ? [...pathTo(index, left), rootOf(right)] : [...pathTo(index - at, right), rootOf(left)];
}

export const proofText = (index, hashes, note) => `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.map((hash) => `${base64(hash)}\n`).join('')}\n${note}`;

export const origin = 'own.example/log';
export const keys = {receipt: keyOf('r'), log: keyOf('l'), one: keyOf('1'), two: keyOf('2'), other: keyOf('x')};
export const keySet = {keys: [keys.receipt.jwk]};
export const logKey = vkeyOf(origin, 1, keys.log);
export const policy = (quorum = 'all') => `log ${logKey}\nwitness one ${vkeyOf('one.example', 4, keys.one)}\nwitness two ${vkeyOf('two.example', 4, keys.two)}\ngroup some ${quorum} one two\nquorum some\n`;

// A receipt of these events, in a log where others stand before and behind them.
export function receiptOf(events, {payload: more = {}, before = 2, behind = 1, witnesses = []} = {}) {
  const entries = [
    ...Array.from({length: before}, (_, i) => sha256(`before ${i}`)),
    ...events.map((event, i) => sha256(Buffer.alloc(32, i + 1), canonical(event))),
    ...Array.from({length: behind}, (_, i) => sha256(`behind ${i}`)),
  ];
  const leaves = entries.map(leafHash);
  const head = signedHead({origin, size: leaves.length, root: rootOf(leaves)}, keys.log);
  const note = witnesses.reduce((text, name) => cosigned(text, `${name}.example`, keys[name]), head);
  const payload = {
    verifier: 'https://own.example', issued_at: '2026-11-24T08:00:01.000Z', submission_id: 'sbm-1', ...more,
    events: events.map((event, i) => ({position: before + i, event, salt: base64(Buffer.alloc(32, i + 1))})),
  };
  return {
    payload,
    jws: detached(payload, keys.receipt),
    log: events.map((_, i) => ({position: before + i, proof: proofText(before + i, pathTo(before + i, leaves), note)})),
  };
}
