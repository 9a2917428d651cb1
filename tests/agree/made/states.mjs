// States, and the events that lead to one.
import {event, olle, state, stopped} from '../cases/world.mjs';
import {base, channels, day, gated, near, purposes, sorted, time, yes} from './world.mjs';

export function choice(random, id) {
  if (!random.chance(75)) return stopped(id, random.pick(['refused', 'withdrawn', 'expired']), {at: near(random, base - 30 * day)});
  const at = base - random.below(600) * day;
  const versions = random.chance(10) ? {processing_version: 1 + random.below(3)} : {};
  const stop = random.chance(20) ? {stopped_at: time(at - random.below(40) * day)} : {};
  const since = time(at - random.below(30) * day);
  return yes(id, {at: time(at), since, until: time(at + 730 * day), sequence: 1 + random.below(4), ...versions, ...stop});
}

// A child of twelve, or one who turns thirteen about now, and who may act for it.
function childhood(random) {
  const from = time(base - 300 * day);
  return {
    age_13_at: near(random, base + random.pick([0, 0, 200, -200]) * day),
    guardians: random.chance(85) ? [{person: 'prs-sara', from, until: near(random, base + random.pick([0, 900]) * day)}] : [],
  };
}

const objection = (random) => (random.chance(50) ? {at: time(base - day)} : {purpose: random.pick([...purposes, ...channels]), at: time(base - day)});

export function stateOf(random) {
  const choices = purposes.filter(() => random.chance(40)).map((id) => choice(random, id));
  const gates = gated.filter(() => random.chance(90)).map((id) => ({purpose: id, open: random.chance(92), at: time(base - 90 * day)}));
  const of = random.chance(20) ? olle : state;
  const made = of({
    subject: {choices: sorted(choices), ended: random.chance(3), begun: !random.chance(2), sequence: 4 + random.below(3), ...(random.chance(6) && childhood(random))},
    person: {objections: random.chance(8) ? [objection(random)] : [], restricted: random.chance(5)},
    subscriber: {gates: sorted(gates)},
  });
  if (random.chance(2)) delete made.subject.person;
  if (random.chance(1)) made.readable = false;
  if (random.chance(1)) made.person.id = 'prs-bo';
  return made;
}

// A state in which somebody said yes to `id` more often than chance alone would have it.
export function stateWithYes(random, id, percent = 72) {
  const made = stateOf(random);
  if (random.chance(percent) && !made.subject.choices.some((one) => one.purpose === id)) {
    made.subject.choices = sorted([...made.subject.choices, choice(random, id)]);
  }
  return made;
}

const kinds = [
  'granted', 'granted', 'granted', 'withdrawn', 'refused', 'expired', 'reminded', 'gate_opened', 'gate_opened', 'gate_closed', 'objection', 'objection_lifted',
  'restricted', 'unrestricted', 'relation_ended', 'mandate_given', 'mandate_ended', 'identifier_linked', 'corrected', 'erased', 'propagated',
];
const parties = {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork'};

export function grantEvent(at, more = {}) {
  return event('granted', {...parties, purpose: 'traffic-offers', at: time(at), until: time(at + 730 * day), evidence: {processing_version: 1, text_version: 1}, ...more});
}

// One life from its beginning: mostly a plain yes behind an open gate, then whatever happens.
export function lifeOf(random) {
  const at = (count) => base - (200 - count * 7) * day;
  const beginning = {...parties, door: 'provisioning', at: time(at(0)), ...(random.chance(50) && {subscriber_kind: random.pick(['company', 'sole-trader'])})};
  const events = [event('relation_begun', random.chance(95) ? beginning : {...beginning, person: undefined})];
  if (random.chance(70)) {
    events.push(event('gate_opened', {subscriber: 'sbr-bjork', purpose: 'traffic-offers', door: 'gates', at: time(at(1))}), grantEvent(at(1), {sequence: 2}));
  }
  for (let count = 2 + random.below(3); count < 4 + random.below(10); count += 1 + random.below(3)) {
    const kind = random.pick(kinds);
    const more = {...parties, purpose: random.pick(gated), at: time(at(count)), sequence: count + 1};
    if (random.chance(5)) delete more.subscriber;
    events.push(kind === 'granted' ? grantEvent(at(count), {...more, evidence: {processing_version: 1 + random.below(2), text_version: 1}}) : event(kind, more));
  }
  return events;
}
