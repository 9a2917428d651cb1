// The inputs of one seed, as one session from an empty core: the same seed gives the same bytes.
import {madeRequest, madeScene} from './made.mjs';
import {loadOf} from './made/catalogues.mjs';
import {atLimit, tooLarge} from './made/limits.mjs';
import {mutatedBytes, mutatedValue} from './mutated.mjs';
import {Random} from './random.mjs';
import {readVectors} from './vectors.mjs';

export const sessionSize = 10_000;
// At the beginning no catalogue is loaded, and few things can be asked.
const unloadedSize = 25;
// A mutated catalogue or a heap of events must not colour all that follows.
const resetEvery = 250;
const scenesInThousand = 8;

const vectors = readVectors().map(({bytes}) => bytes);
const vectorTexts = vectors.map(String).filter((text) => {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object';
  } catch {
    return false;
  }
});
// A catalogue has to be loaded again after each that was sent, which takes as long as thirty other inputs:
// of those among the vectors, only some are taken.
function vectorOf(random, list) {
  const found = random.pick(list);
  return found.includes('"call":"catalogue"') && random.chance(60) ? random.pick(list) : found;
}

const forget = Buffer.from('{"call":"forget"}');
const bytesOf = (value) => Buffer.from(JSON.stringify(value));

function one(random) {
  const kind = random.below(10_000);
  if (kind < 4) return tooLarge(random);
  if (kind < 100) return atLimit(random);
  if (kind < 6_900) return bytesOf(madeRequest(random));
  if (kind < 7_300) return vectorOf(random, vectors);
  if (kind < 8_400) return bytesOf(mutatedValue(JSON.stringify(madeRequest(random)), random));
  if (kind < 9_100) return bytesOf(mutatedValue(vectorOf(random, vectorTexts), random));
  if (kind < 9_700) return mutatedBytes(bytesOf(madeRequest(random)), random);
  return mutatedBytes(vectorOf(random, vectors), random);
}

// What has to be said after an input so that the next ones find what they expect.
function afterwards(input, load) {
  const lines = [];
  if (load && input.includes('"signed"') && input.includes('"catalogue"')) lines.push({bytes: load, own: false});
  if (input.includes('"events"') && input.includes('"call":"events"')) lines.push({bytes: forget, own: false});
  return lines;
}

function groupOf(random, size, load) {
  const lines = [...(load ? [{bytes: load, own: false}] : []), {bytes: forget, own: false}];
  for (let count = 0; count < size; ) {
    const scene = load && random.below(1000) < scenesInThousand ? madeScene(random, JSON.parse(load)).map(bytesOf) : [one(random)];
    for (const bytes of scene) lines.push({bytes, own: true});
    if (scene.length === 1) lines.push(...afterwards(scene[0], load));
    count += scene.length;
  }
  return lines;
}

// Groups of lines, each {bytes, own}: what is not `own` sets the scene and is no input. Each group but
// the first begins with a loaded catalogue and no events, whatever came before it.
export function* groupsOf(seed) {
  const random = new Random(seed);
  yield groupOf(random, unloadedSize);
  for (let count = unloadedSize; count < sessionSize; count += resetEvery) yield groupOf(random, resetEvery, Buffer.from(loadOf(random)));
}
