// The fewest lines, and of the last one the fewest members, on which the sides still differ.
import {sides} from './sides.mjs';

async function differs(lines) {
  const answers = await Promise.all(Object.values(sides).map(async (open) => {
    const side = open();
    const given = await side.ask(lines.map((line) => Buffer.from(line, 'latin1')));
    await side.close().catch(() => {});
    return given.at(-1);
  }));
  return !answers[0].equals(answers[1]);
}
// A side that ends without an answer differs from one that answers.
const stillDiffers = (lines) => differs(lines).catch(() => true);

async function fewerLines(lines) {
  let kept = lines;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at + size < kept.length; ) {
      const less = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await stillDiffers(less)) kept = less;
      else at += size;
    }
  }
  return kept;
}

const placesOf = (value, path = []) =>
  value === null || typeof value !== 'object' ? [] : Object.keys(value).flatMap((name) => [[...path, name], ...placesOf(value[name], [...path, name])]);
function withoutPlace(text, path) {
  const copy = JSON.parse(text);
  const holder = path.slice(0, -1).reduce((inner, name) => inner[name], copy);
  if (Array.isArray(holder)) holder.splice(Number(path.at(-1)), 1);
  else delete holder[path.at(-1)];
  return JSON.stringify(copy);
}

async function fewerMembers(lines) {
  let last = lines.at(-1);
  const before = lines.slice(0, -1);
  try {
    for (let index = 0; index < placesOf(JSON.parse(last)).length; ) {
      const less = withoutPlace(last, placesOf(JSON.parse(last))[index]);
      if (await stillDiffers([...before, less])) last = less;
      else index += 1;
    }
  } catch {
    // Not JSON: it stays as it is.
  }
  return [...before, last];
}

// Lines as latin1 text of their bytes, the last of which is answered differently.
export async function shrunk(lines) {
  if (!(await stillDiffers(lines))) return lines;
  return fewerMembers(await fewerLines(lines));
}
