// The vector file. Its lines belong together and in their order: one session, from an empty one.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

export const vectorFile = join(import.meta.dirname, '../vectors/evaluate/vectors.jsonl');

// A request is an object (sent as its compact JSON), a text (sent as it is), or `request_hex`: bytes
// that no text can hold.
export function requestBytes({request, request_hex}) {
  if (request_hex !== undefined) return Buffer.from(request_hex, 'hex');
  return Buffer.from(typeof request === 'string' ? request : JSON.stringify(request));
}

export function readVectors(path = vectorFile) {
  const vectors = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({name, answer, ...request}) => ({name, bytes: requestBytes(request), answer: Buffer.from(answer)}));
  if (vectors.length < 300) throw new Error(`${path} holds ${vectors.length} vectors; it only grows`);
  return vectors;
}
