// The first inputs of the fuzzers, from the vectors: node tests/fuzz/seeds.mjs FOLDER
// What it writes is merged into tests/fuzz/corpus by tests/slow/fuzz.sh.
import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {readVectors} from '../agree/vectors.mjs';

const folder = process.argv[2];
const put = (target, bytes) => {
  mkdirSync(join(folder, target), {recursive: true});
  const name = createHash('sha1').update(bytes).digest('hex');
  writeFileSync(join(folder, target, name), bytes);
};

for (const {bytes} of readVectors()) {
  put('door', Buffer.concat([Buffer.from('\n'), bytes]));
  put('canonical', bytes);
  let request;
  try {
    request = JSON.parse(bytes);
  } catch {
    continue;
  }
  if (request?.call === 'catalogue' && request.catalogue) put('catalogue', JSON.stringify(request.catalogue));
  if (request?.submission) put('submission', JSON.stringify(request.submission));
  if (request?.gates) put('submission', JSON.stringify(request.gates));
  if (Array.isArray(request?.events)) for (const event of request.events) put('event', JSON.stringify(event));
  if (request?.event) put('event', JSON.stringify(request.event));
}
