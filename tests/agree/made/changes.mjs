// `judge`: what a page, a form, customer service, a guardian, an import or an administrator sends.
import {gatekeeper, purpose, submission, user} from '../cases/world.mjs';
import {stateOf} from './states.mjs';
import {base, day, digestOf, gated, near, purposes, strangers, time} from './world.mjs';

const personal = ['objection', 'objection_lifted', 'restricted', 'unrestricted'];
const methods = ['scroll', 'timeout', 'default', 'nod', 'dismiss', 'bulk-admin', 'contract-acceptance'];

function change(random) {
  const id = random.chance(97) ? random.pick(purposes.slice(0, random.chance(90) ? 5 : 7)) : random.pick(strangers);
  const choice = random.pick(random.chance(82) ? ['granted', 'granted', 'granted', 'withdrawn', 'refused'] : personal);
  const known = purpose(id);
  const made = {
    purpose: id, choice, method: random.pick(['switch', 'switch', 'button']), processing_version: known?.processing_version ?? 1,
    text_version: known?.text_version ?? 1, text_digest: digestOf(known ? id : 'traffic-offers'), roles: ['user'],
  };
  if (random.chance(10)) made.roles = ['subscriber', 'user'];
  if (random.chance(3)) made.method = random.pick(methods);
  if (random.chance(3)) made.text_version = 1 + random.below(3);
  if (random.chance(3)) made.processing_version = 1 + random.below(3);
  if (random.chance(2)) made.text_digest = digestOf(random.pick(purposes.slice(0, 3)));
  if (random.chance(2)) made.note = random.pick(['hello', '19121212-1212', 121212]);
  if (random.chance(4)) delete made[random.pick(Object.keys(made))];
  return made;
}

const others = [
  {person: 'prs-bo'}, {person: 'prs-karin', role: 'company-admin'}, {door: 'form'}, {role: 'customer-service', door: 'customer-service'},
  {role: 'import', door: 'import'}, {door: 'sms'}, {door: 'mail-link'}, {door: 'letter'}, {session: undefined}, {person: 'prs-sara', role: 'guardian'},
  {role: 'provisioning', door: 'provisioning'}, {role: 'subscriber'},
];

function actorFor(random, given) {
  const actor = user(given.subject.person ?? 'prs-anna');
  if (given.subject.age_13_at && random.chance(60)) return {...actor, person: 'prs-sara', role: 'guardian'};
  return random.chance(8) ? {...actor, ...random.pick(others)} : actor;
}

export function judge(random) {
  const given = stateOf(random);
  const changes = Array.from({length: random.pick([1, 1, 1, 2, 3])}, () => change(random));
  const english = random.chance(15);
  if (english) {
    for (const one of changes) if (purpose(one.purpose)?.title.en && one.text_digest) one.text_digest = digestOf(one.purpose, 'en');
  }
  const sent = submission(changes, {
    subject: given.subject.id, sequence: given.subject.sequence, language: english ? 'en' : 'sv', decided_at: near(random, base),
    notice_shown_at: near(random, base - 60_000),
  });
  if (random.chance(3)) sent.sequence += random.pick([-1, 1]);
  if (random.chance(2)) sent.catalogue_version = '2026-11-23.1';
  if (random.chance(1)) sent.language = 'fi';
  if (random.chance(4)) delete sent[random.pick(Object.keys(sent))];
  return {call: 'judge', submission: sent, actor: actorFor(random, given), now: time(base), state: given};
}

export function judgeGates(random) {
  const changes = Array.from({length: 1 + random.below(2)}, () => ({
    purpose: random.pick(random.chance(90) ? gated : [...purposes, ...strangers]), gate: random.pick(['open', 'open', 'closed']),
  }));
  const gates = {subscriber: 'sbr-bjork', submission_id: 'req-1', changes};
  if (random.chance(5)) gates.ip = '192.0.2.1';
  if (random.chance(5)) delete gates[random.pick(Object.keys(gates))];
  const given = stateOf(random);
  given.subscriber.mandates = [{person: 'prs-karin', from: time(base - 300 * day), until: near(random, base + random.pick([0, 30, 30]) * day)}];
  return {call: 'judge', gates, actor: gatekeeper(random.chance(8) ? random.pick([{person: 'prs-bo'}, {door: 'page'}, {person: undefined}]) : {}), now: time(base), state: given};
}
