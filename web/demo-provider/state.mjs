// Secrets and keys: made at the first start, mode 0600, the same ever after. None is in the repository.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const clientIds = ['mitt-foretag', 'offer-engine', 'customer-systems', 'privacy-office', 'samtycke-console'];

export function secretPath(folder, clientId) {
  if (!clientIds.includes(clientId)) throw new Error(`no client of that name; there are: ${clientIds.join(', ')}`);
  return join(folder, `${clientId}.secret`);
}

// Reads the file, or makes it. Written whole under another name first, then linked: two starts at
// once end with one secret, and a cut start leaves none that is half.
function once(path, make) {
  try {
    return readPrivate(path);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, make(), { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readPrivate(path);
}

function readPrivate(path) {
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} must be readable by its owner only`);
  return readFileSync(path, 'utf8').trim();
}

export function readSecret(folder, clientId) {
  return readPrivate(secretPath(folder, clientId));
}

export function loadState(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = () => `${randomBytes(32).toString('base64url')}\n`;
  const key = () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return `${JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' })}\n`;
  };
  return {
    secrets: Object.fromEntries(clientIds.map((id) => [id, once(secretPath(folder, id), secret)])),
    cookieKey: once(join(folder, 'cookie.secret'), secret),
    jwk: JSON.parse(once(join(folder, 'signing-key.jwk'), key)),
  };
}
