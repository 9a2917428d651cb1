// What is due and what was: `due`, `evidence_end`, `history`, `rights_clock`, and questions about a life, told at once or in lines.
import {stateOf, lifeOf} from './states.mjs';
import {question} from './uses.mjs';
import {base, day, near, time} from './world.mjs';

export function due(random) {
  const now = near(random, base + random.pick([-150, 0, 0, 300, 700]) * day);
  const call = random.chance(80) ? 'due' : 'evidence_end';
  return random.chance(40) ? {call, now, state: stateOf(random)} : {call, now, subject: 'sub-anna', events: lifeOf(random)};
}

export function history(random) {
  const now = near(random, base + random.pick([-150, -60, 0, 300, 700]) * day);
  return {call: 'history', now, language: random.pick(['sv', 'sv', 'en']), subject: random.chance(95) ? 'sub-anna' : 'sub-bo', events: lifeOf(random)};
}

const received = ['2026-11-24T08:00:00.000Z', '2027-01-31T09:00:00.000Z', '2028-01-31T09:00:00.000Z', '2026-08-31T23:59:59.999Z', '2028-02-29T12:00:00.000Z'];
export function rightsClock(random) {
  const at = random.pick(received);
  const later = (days) => near(random, Date.parse(at) + random.pick(days) * day);
  return {call: 'rights_clock', received_at: at, now: random.chance(90) ? later([20, 28, 29, 40, 59]) : near(random, Date.parse(at)), ...(random.chance(60) && {extended_at: later([1, 10, 10, 28, 29, 31])})};
}

function asked(random, of) {
  const now = near(random, base + random.pick([0, 0, 0, 300]) * day);
  const past = random.chance(50) ? {as_of: near(random, base - random.below(210) * day)} : {};
  const kind = random.below(10);
  if (kind < 3) return {call: 'state', ...of, ...past};
  if (kind < 7) return {call: 'decide_processing', ...of, ...past, now, question: random.chance(70) ? {purpose: 'traffic-offers', role: 'ecs-marketing', fields: ['usage-volume'], source_store: 'mediation'} : question(random)};
  if (kind < 8) return {call: 'decide_prompt', ...of, ...past, now, purpose: 'traffic-offers'};
  if (kind < 9) return {call: 'decide_contact', ...of, ...past, now, contact: {channel: 'contact-sms', content: 'marketing'}};
  return {call: 'state', subscriber: 'sbr-bjork', events: of.events, ...past};
}

export const life = (random) => asked(random, {subject: 'sub-anna', events: lifeOf(random)});

// The same told first: what was told stands beside each later line until it is forgotten.
export function told(random) {
  const questions = Array.from({length: 2 + random.below(3)}, () => asked(random, {subject: 'sub-anna', ...(random.chance(20) && {events: lifeOf(random).slice(1, 3)})}));
  return [{call: 'events', events: lifeOf(random)}, ...questions, {call: 'forget'}];
}
