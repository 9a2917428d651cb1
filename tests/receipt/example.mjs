// The worked example of docs/EVIDENCE.md: the receipt of one withdrawal, without its context.
//
//   node tests/receipt/example.mjs             writes it into the page
//   node tests/receipt/example.mjs --check     says whether it is what would be written
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../agree/sides.mjs';
import {session} from './made.mjs';

const page = join(root, 'docs/EVIDENCE.md');
const block = /(<!-- made by tests\/receipt\/example\.mjs -->\n```json\n)[\s\S]*?(\n```)/;

export async function example() {
  const told = await session();
  const events = await told.choose({'contact-sms': 'withdrawn'}, '2026-12-01T08:00:00.000Z', 'en');
  const {'@context': context, ...rest} = await told.receipt(events);
  await told.close();
  return JSON.stringify({'@context': {ns: context.ns, cat: context.cat, notice: context.notice, '…': '…'}, ...rest}, null, 1);
}

export async function written() {
  const text = readFileSync(page, 'utf8');
  const made = await example();
  return {text, wanted: text.replace(block, (_, before, after) => before + made + after)};
}

if (process.argv[1] === import.meta.filename) {
  const {text, wanted} = await written();
  if (process.argv[2] === '--check') process.exitCode = text === wanted ? 0 : 1;
  else writeFileSync(page, wanted);
}
