// Every example of docs/EVALUATE.md, byte for byte on both cores, as one session.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {calls, codes} from './core-lists.mjs';
import {root, sides} from './sides.mjs';

const text = readFileSync(join(root, 'docs/EVALUATE.md'), 'utf8');
const blocks = [...text.matchAll(/^```json (request|answer)\n([\s\S]*?)^```$/gm)].map(([, kind, body]) => ({kind, lines: body.split('\n').slice(0, -1)}));
const requests = blocks.filter(({kind}) => kind === 'request').flatMap(({lines}) => lines);
const answers = blocks.filter(({kind}) => kind === 'answer').flatMap(({lines}) => lines);

test('every block of requests is followed by one of as many answers', () => {
  assert.ok(blocks.length >= 2 * calls.length, `${blocks.length} blocks`);
  for (let i = 0; i < blocks.length; i += 2) {
    assert.deepEqual([blocks[i].kind, blocks[i + 1]?.kind], ['request', 'answer'], blocks[i].lines[0]);
    assert.equal(blocks[i].lines.length, blocks[i + 1].lines.length, blocks[i].lines[0]);
  }
});

for (const side of Object.keys(sides)) {
  test(`the ${side} core answers every example as the page says`, async () => {
    const filter = sides[side]();
    const given = await filter.ask(requests.map((line) => Buffer.from(line)));
    await filter.close();
    for (const [i, answer] of given.entries()) assert.equal(String(answer), answers[i], requests[i]);
  });
}

test('every call has a heading and an example', () => {
  const used = new Set(requests.flatMap((line) => line.match(/^\{"call":"([a-z_]+)"/)?.[1] ?? []));
  assert.deepEqual(calls.filter((call) => !used.has(call)), []);
  assert.deepEqual(calls.filter((call) => !text.includes(`\n### \`${call}\`\n`)), []);
});

test('every code is in the list, in its place, and nothing else is', () => {
  const section = text.match(/^## Codes\n([\s\S]*?)^## /m)[1].split('\n').filter((line) => line.startsWith('|')).join('\n');
  // In the order of the core: a code's place is how a chunk names it.
  assert.deepEqual([...section.matchAll(/`([a-z_0-9]+)`/g)].map(([, code]) => code), [...codes]);
});

test('every kind of event, role and door is named', () => {
  const names = readFileSync(join(root, 'core/names.hpp'), 'utf8');
  for (const list of ['event_kind_names', 'role_names', 'door_names', 'subscriber_kind_names', 'identifier_kind_names']) {
    const words = [...names.match(new RegExp(`${list}\\[\\] = \\{([^}]*)\\}`))[1].matchAll(/"([a-z_-]+)"/g)].map(([, word]) => word);
    assert.ok(words.length >= 2, list);
    assert.deepEqual(words.filter((word) => !text.includes(`\`${word}\``)), [], list);
  }
});

test('the limits are the ones of the core', () => {
  const limits = readFileSync(join(root, 'core/limits.hpp'), 'utf8');
  const section = text.match(/^## Limits\n([\s\S]*)/m)[1];
  const found = [...limits.matchAll(/constexpr std::size_t ([a-z0-9_]+) =\s*([^;]+);/g)];
  assert.ok(found.length >= 10);
  for (const [, name, value] of found) {
    const [, base, shift] = value.match(/^([0-9']+)u?(?:\s*<<\s*([0-9]+))?$/);
    const number = Number(base.replaceAll("'", '')) * 2 ** Number(shift ?? 0);
    assert.ok(section.includes(number.toLocaleString('en')), `${name} = ${number}`);
  }
});
