// Decisions about data: `decide_processing`, its halves, `decide_record`, `check_permit`, `subject_at`.
import {purpose} from '../cases/world.mjs';
import {lifeOf, stateOf, stateWithYes} from './states.mjs';
import {base, day, near, purposes, time, wide} from './world.mjs';

const mostly = wide.purposes.filter((one) => one.active && one.id !== 'traffic-improve');
const all = [...wide.purposes, ...wide.information_purposes, ...wide.channels, {id: 'traffic-unheard', roles: ['billing']}, {id: 'traffic-old-profile', roles: ['billing']}];
const strangeFields = ['cell-id', 'visited-domain', 'special-category', 'communication-content', 'quality-metric'];

export function question(random) {
  const one = random.pick(random.chance(80) ? mostly : all);
  const fields = (one.data_types ?? []).filter(() => random.chance(60));
  const role = random.chance(95) && one.roles ? one.roles[0] : random.pick(wide.roles);
  const asked = {purpose: one.id, role, fields, source_store: random.chance(93) ? 'mediation' : random.pick(['crime-retention', 'attic', 'warehouse'])};
  if (random.chance(4)) asked.fields.push(random.pick(strangeFields));
  if (random.chance(25)) asked.record_time = near(random, base - random.below(60) * day);
  if (random.chance(2)) asked.record_time = near(random, base - 400 * day);
  if (random.chance(5)) asked.offer_class = random.pick(['electronic-communications-service', 'device']);
  return asked;
}

function freshness(random) {
  const made = {position: random.below(9)};
  if (random.chance(50)) made.at_least = random.below(9);
  if (random.chance(50)) made.age_ms = random.below(6000);
  if (random.chance(50)) made.max_age_ms = 5000;
  return made;
}

export function decide(random) {
  const asked = question(random);
  const now = random.chance(90) ? time(base) : near(random, base + random.below(800) * day);
  const given = purpose(asked.purpose) ? stateWithYes(random, asked.purpose) : stateOf(random);
  return {call: 'decide_processing', question: asked, now, state: given, ...(random.chance(6) && {freshness: freshness(random)})};
}

export const plan = (random) => ({call: 'plan', question: question(random)});
export function prepare(random) {
  const id = random.pick([...purposes, 'newsletter', 'invoicing', 'traffic-unheard']);
  return random.chance(70) ? {call: 'prepare', purpose: id, state: stateWithYes(random, id)} : {call: 'prepare', purpose: 'traffic-offers', subject: 'sub-anna', events: lifeOf(random)};
}

function billing(random) {
  const made = {};
  if (random.chance(70)) made.paid_at = near(random, base - random.below(40) * day);
  if (random.chance(60)) made.objection_until = near(random, base + random.pick([-10, 0, 10]) * day);
  if (random.chance(20)) made.disputed = random.chance(80);
  return made;
}
export function record(random) {
  const store = random.pick(['mediation', 'mediation', 'mediation', 'warehouse', 'crime-retention', 'attic']);
  const made = {made_at: near(random, base - random.below(260) * day), store};
  if (random.chance(85)) made.uses = [random.chance(92) ? random.pick(purposes.slice(0, 3)) : random.pick(all).id];
  if (store === 'crime-retention' && random.chance(90)) made.category = random.pick(['telephony', 'telephony_location', 'internet', 'internet_equipment_id']);
  if (random.chance(20)) made.billing = billing(random);
  if (random.chance(5)) made.hold = true;
  if (random.chance(5)) made.delivered = random.chance(50);
  const id = made.uses?.[0] ?? 'traffic-offers';
  return {call: 'decide_record', record: made, now: random.chance(80) ? time(base) : near(random, base + random.below(400) * day), state: stateWithYes(random, id)};
}

export function permit(random) {
  const subject = random.pick(['sub-anna', 'sub-olle']);
  const id = random.pick(random.chance(85) ? mostly : all).id;
  const issued = base - random.below(90) * 1000;
  return {
    call: 'check_permit', permit: {purpose: id, subject, issued_at: time(issued)}, now: random.chance(70) ? time(base) : near(random, issued + 60_000),
    question: {purpose: random.chance(92) ? id : 'traffic-tips', subject: random.chance(95) ? subject : 'sub-bo'},
  };
}

export function subjectAt(random) {
  const links = Array.from({length: random.below(4)}, () => {
    const from = base - random.below(20) * day;
    return {subject: random.pick(['sub-anna', 'sub-anna', 'sub-bo']), from: time(from), ...(random.chance(60) && {until: time(from + random.below(15) * day)})};
  });
  return {call: 'subject_at', links, at: near(random, base - random.below(10) * day)};
}
