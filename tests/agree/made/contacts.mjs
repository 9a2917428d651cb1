// Decisions about people: `decide_contact`, `decide_prompt`, `decide_cookie`, `decide_sum`.
import {event} from '../cases/world.mjs';
import {grantEvent, stateWithYes} from './states.mjs';
import {base, channels, day, near, purposes, strangers, time} from './world.mjs';

const facts = ['to_person', 'own_similar', 'opt_out_at_collection', 'opt_out_in_message'];
const hours = ['T07:59', 'T08:00', 'T12:00', 'T15:59', 'T16:00', 'T20:00', 'T10:30', 'T14:00'];
const dates = ['2026-11-24', '2026-11-27', '2026-11-28', '2026-12-24', '2026-12-23', '2026-11-24', '2026-11-24'];

export function contact(random) {
  const asked = {channel: random.pick(random.chance(70) ? channels.slice(0, 3) : [...channels, ...strangers]), content: random.chance(92) ? 'marketing' : 'service'};
  if (random.chance(10)) asked.recipient = random.pick(['natural-person', 'legal-person']);
  if (random.chance(12)) asked.purpose = random.pick(random.chance(75) ? ['traffic-offers'] : [...purposes, ...strangers]);
  if (random.chance(asked.channel === 'contact-phone' ? 70 : 12)) asked.number = random.pick(['work', 'private']);
  if (random.chance(12)) asked.about = random.pick(['business', 'private']);
  if (random.chance(asked.number === 'work' ? 90 : 4)) asked.local_time = random.pick(dates) + random.pick(hours);
  if (random.chance(asked.channel === 'contact-phone' ? 85 : 5)) asked.nix = {checked_at: near(random, base - random.pick([0, 3, 20, 31]) * day), listed: random.chance(10)};
  if (random.chance(12)) asked.sale = Object.fromEntries(facts.filter(() => random.chance(93)).map((fact) => [fact, random.chance(95)]));
  const given = stateWithYes(random, asked.channel, 88);
  if (random.chance(2)) given.person.objections = [{purpose: asked.channel, at: time(base - day)}];
  return {call: 'decide_contact', contact: asked, now: time(base), state: given};
}

export function prompt(random) {
  const purpose = random.pick(random.chance(88) ? [...purposes, 'contact-push'] : [...strangers, 'contact-fax']);
  return {call: 'decide_prompt', purpose, now: random.chance(60) ? time(base) : near(random, base + 154 * day), state: stateWithYes(random, purpose, 20)};
}

export function cookie(random) {
  const asked = {call: 'decide_cookie', category: random.chance(95) ? random.pick(['cookie-needed', 'cookie-statistics', 'cookie-adverts']) : 'contact-sms', now: near(random, base)};
  if (random.chance(75)) asked.choice = {choice: random.pick(['granted', 'granted', 'refused']), at: near(random, base - random.pick([0, 90, 184]) * day), version: 1 + random.below(2)};
  if (random.chance(30)) asked.gpc = random.chance(50);
  return asked;
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
const subset = (random, percent) => letters.filter(() => random.chance(percent)).map((letter) => `sub-${letter}`);
function crowd(random) {
  const events = [event('gate_opened', {subscriber: 'sbr-bjork', purpose: 'traffic-offers', door: 'gates'})];
  for (const letter of letters) {
    const person = random.chance(90) ? `prs-${letter}` : 'prs-a';
    if (random.chance(96)) events.push(event('relation_begun', {subject: `sub-${letter}`, person, subscriber: random.chance(95) ? 'sbr-bjork' : 'sbr-other', door: 'provisioning'}));
    if (random.chance(92)) events.push(grantEvent(base - random.below(200) * day, {subject: `sub-${letter}`, person: `prs-${letter}`, sequence: 2}));
    if (random.chance(6)) events.push(event(random.pick(['withdrawn', 'objection', 'restricted']), {subject: `sub-${letter}`, person, purpose: 'traffic-offers', sequence: 3, at: near(random, base)}));
  }
  return events;
}
export function sum(random) {
  const asked = {call: 'decide_sum', purpose: random.chance(95) ? 'traffic-offers' : random.pick([...purposes, ...strangers]), now: time(base), subjects: subset(random, 75)};
  if (random.chance(25)) asked.answered = Array.from({length: 1 + random.below(2)}, () => subset(random, random.pick([20, 75])));
  return {...asked, events: crowd(random)};
}
