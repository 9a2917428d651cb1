// A request with something wrong: a member, a value or a byte.
const strange = [
  null, true, false, 0, 1, -1, 2 ** 53 - 1, 2 ** 53, 1.5, '', '*', 'x', 'å', '\u0000', '😀', 'sub-anna', 'prs-anna', 'traffic-offers', 'granted', 'user',
  'page', '2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00Z', '2026-02-30T00:00:00Z', '19121212-1212', 191212121212, [], {}, [[]], [{}], ['x'],
  'x'.repeat(65), 'x'.repeat(201),
];
// A copy each time: what is put into one request and changed there must not reach the next, nor hold itself.
const anyStrange = (random) => structuredClone(random.pick(strange));
const tokens = ['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\ud800', '-0', '1e9', '1.0', '0x1', 'null', '\ufeff', '9007199254740992', '\t', ' ', '\r'];

// Every place in a value: its holder and its name there.
function places(value, found = []) {
  if (value === null || typeof value !== 'object') return found;
  for (const name of Object.keys(value)) {
    found.push({holder: value, name});
    places(value[name], found);
  }
  return found;
}

function nudge(value, random) {
  if (typeof value === 'number') return value + random.pick([-1, 1, 2]);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return anyStrange(random);
  const time = /^\d{4}-/.test(value) ? Date.parse(value) : NaN;
  if (!Number.isNaN(time) && time > 0 && time < 2 ** 47) return new Date(time + random.pick([-1, 1, 1000, -86_400_000, 86_400_000])).toISOString();
  const at = random.below(value.length + 1);
  return value.slice(0, at) + random.pick(['', 'a', 'å', '-', '0', 'Z']) + value.slice(at + random.below(2));
}

// A request (as its JSON text) as a value, with one to three of its members moved, changed, added or gone.
export function mutatedValue(text, random) {
  const copy = JSON.parse(text);
  for (let count = 1 + random.below(3); count > 0; --count) {
    const all = places(copy);
    if (all.length === 0) return copy;
    const {holder, name} = random.pick(all);
    const kind = random.below(10);
    if (kind < 4) holder[name] = nudge(holder[name], random);
    else if (kind < 6) holder[name] = anyStrange(random);
    else if (kind < 7 && Array.isArray(holder)) holder.splice(Number(name), 1);
    else if (kind < 7) delete holder[name];
    else if (kind < 8) {
      const other = random.pick(all);
      holder[name] = structuredClone(other.holder[other.name]);
    } else if (kind < 9 && Array.isArray(holder)) holder.push(structuredClone(holder[name]));
    else if (!Array.isArray(holder)) holder[random.pick(['extra', 'ip', `${name}x`, 'a/b~c', '19121212-1212'])] = anyStrange(random);
  }
  return copy;
}

// Bytes with one to four of them changed; never with a line feed.
export function mutatedBytes(bytes, random) {
  let out = Buffer.from(bytes);
  for (let count = 1 + random.below(4); count > 0; --count) {
    const at = random.below(out.length + 1);
    const kind = random.below(7);
    if (kind === 0 && at < out.length) out[at] ^= 1 << random.below(8);
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + random.below(4))]);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), Buffer.from([random.below(256)]), out.subarray(at)]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), Buffer.from(random.pick(tokens)), out.subarray(at)]);
    else if (kind === 4) out = out.subarray(0, at);
    else if (kind === 5) out = Buffer.concat([out.subarray(0, at), out.subarray(random.below(out.length + 1))]);
    else out = Buffer.concat([out, out.subarray(at)]);
  }
  for (let at = out.indexOf(10); at >= 0; at = out.indexOf(10, at)) out[at] = 32;
  return out.subarray(0, 65_536);
}
