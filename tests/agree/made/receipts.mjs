// Receipts of what happened in a life: `receipt`. Some claim a text, a version or a catalogue that is another.
import {lifeOf} from './states.mjs';
import {base, digestOf, near, purposes, time} from './world.mjs';

const origins = ['https://own.example', 'https://own.example', 'http://127.0.0.1:8080', 'https://own.example/', 'own.example'];
const salt = (random) => Buffer.alloc(random.chance(97) ? 32 : 31, random.below(256)).toString('base64');

function evidence(random, purpose) {
  if (random.chance(15)) return undefined;
  const language = random.pick(['sv', 'sv', 'en', 'fi']);
  return {
    catalogue: random.chance(90) ? 'vectors' : 'other', catalogue_version: random.chance(90) ? '2026-11-24.1' : '2026-01-01.1', language,
    processing_version: random.pick([1, 1, 2]), text_version: 1, method: 'switch',
    text_digest: purposes.includes(purpose) && random.chance(85) ? digestOf(purpose, language === 'fi' ? 'sv' : language) : random.pick(['sha256:0', '']),
  };
}

export function receipt(random) {
  const events = lifeOf(random).slice(0, 1 + random.below(4)).map((event, index) => ({
    position: random.below(1_000) + index, event: event.purpose ? {...event, evidence: evidence(random, event.purpose)} : event,
    ...(random.chance(70) && {salt: salt(random)}), ...(random.chance(20) && {renewed: true}),
  }));
  return {call: 'receipt', origin: random.pick(origins), issued_at: random.chance(95) ? near(random, base) : time(base), submission_id: 'sbm-1', events};
}
