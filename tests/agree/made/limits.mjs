// Texts at the limits of the reader (core/limits.hpp) and beyond them, as bytes.
const canonicalOf = (text) => Buffer.from(`{"call":"canonical","value":{"a":${text}}}`);
const list = (count, one) => `[${Array.from({length: count}, () => one).join(',')}]`;
const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
const members = (count) => `{${Array.from({length: count}, (_, index) => `"m${index}":0`).join(',')}}`;
const edge = (random) => random.pick([-1, 0, 1, 1]);

export function atLimit(random) {
  const kind = random.below(8);
  if (kind === 0) return canonicalOf(nested(10 + edge(random)));
  if (kind === 1) return canonicalOf(`"${'x'.repeat(8192 + edge(random))}"`);
  if (kind === 2) return canonicalOf(members(256 + edge(random)));
  if (kind === 3) return canonicalOf('{"b":1,"c":2,"b":1}');
  if (kind === 4) return canonicalOf(random.pick(['-0', '1.5', '1e2', '9007199254740992', '-9007199254740991', '18446744073709551616', '1e400', '01']));
  if (kind === 5) return Buffer.from(JSON.stringify({call: random.pick(['grant_everything', 'Judge', '', 7, 'decide_processing ', 'forget_me'])}));
  if (kind === 6) return canonicalOf(list(64 + edge(random), `"${random.pick(['å', '\\u0000', '\\ud83d\\ude00', '\u2028', '€'])}"`));
  return Buffer.concat([canonicalOf('"'), Buffer.from(random.pick(['c080', 'eda080', 'f4908080', 'ff', 'c3', 'e5e4f6']), 'hex')]);
}

// A text over the largest size that is read, or one whose answer would be. Each is a megabyte.
const size = 1 << 20;
const long = [edgeText(size + 1), edgeText(size), canonicalOf(list(19, `"${'\\u0001'.repeat(8192)}"`)), canonicalOf(list(125, `"${'\\\\'.repeat(4000)}"`))];
function edgeText(bytes) {
  const head = '{"call":"forget"';
  return Buffer.from(`${head}${' '.repeat(bytes - head.length - 1)}}`);
}
export const tooLarge = (random) => random.pick(long);
