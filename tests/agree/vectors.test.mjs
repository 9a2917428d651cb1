// Every vector, byte for byte, on three of the four sides. The fourth, the native door under
// AddressSanitizer and UBSan, is tests/door.
import assert from 'node:assert/strict';
import test from 'node:test';
import {askChromium} from './chromium.mjs';
import {sides} from './sides.mjs';
import {readVectors} from './vectors.mjs';

const vectors = readVectors();
const requests = vectors.map(({bytes}) => bytes);

function compare(answers) {
  assert.equal(answers.length, vectors.length);
  const wrong = vectors.flatMap(({name, answer}, index) =>
    answer.equals(answers[index]) ? [] : [`${name}\n    ${answers[index]}\n    and not\n    ${answer}`]);
  assert.equal(wrong.join('\n'), '');
  console.log(`${vectors.length} vectors`);
}

async function askFilter(side) {
  const filter = sides[side]();
  const answers = await filter.ask(requests);
  await filter.close();
  return answers;
}

test('[L29] the native core answers every vector as it is pinned', async () => compare(await askFilter('native')));

test('[L29] the WebAssembly core under Node answers every vector as it is pinned', async () => compare(await askFilter('webassembly')));

test('[L29] the WebAssembly core in Chromium answers every vector as it is pinned', async () => compare(await askChromium(requests)));

test('every call, and every code that a call can answer with, has a vector', async () => {
  const {calls, codes} = await import('./core-lists.mjs');
  const text = vectors.map(({bytes, answer}) => `${bytes}\n${answer}`).join('\n');
  assert.deepEqual(calls.filter((call) => !text.includes(`"call":"${call}"`)), []);
  // Codes that this core never answers with: of calls that are yet to come, or of the server alone.
  const elsewhere = ['guardian_required', 'msisdn_not_e164', 'stale', 'too_large'];
  const missing = codes.filter((code) => !text.includes(`"${code}"`));
  assert.deepEqual(missing.filter((code) => !elsewhere.includes(code)), []);
});
