// `accept`, `apply`, `identifier` and `gates`: what administrators and customer systems do.
import {event, gatekeeper, state, systems, user} from '../cases/world.mjs';
import {stateOf} from './states.mjs';
import {base, day, gated, near, purposes, strangers, time} from './world.mjs';

const doors = ['page', 'form', 'gates', 'customer-service', 'sms', 'mail-link', 'letter', 'import', 'provisioning'];
const roles = ['user', 'subscriber', 'company-admin', 'guardian', 'customer-service', 'import', 'provisioning'];

function gateAct(random, now) {
  const purpose = random.pick(random.chance(85) ? gated : [...purposes, ...strangers]);
  const act = {kind: random.pick(['gate_opened', 'gate_opened', 'gate_closed']), subscriber: random.chance(97) ? 'sbr-bjork' : 'sbr-havsvik', purpose};
  const actor = gatekeeper(random.chance(8) ? random.pick([{person: 'prs-bo'}, {door: random.pick(doors)}, {person: undefined}]) : {});
  return {call: 'accept', act, actor, now, state: state({subscriber: {gates: random.chance(30) ? [{purpose: 'traffic-offers', open: true, at: time(base)}] : []}})};
}

// What customer systems know: relations, names, mandates of administrators and of guardians.
const known = [
  ['relation_begun', {subject: 'sub-new', person: 'prs-new', subscriber: 'sbr-bjork'}],
  ['relation_begun', {subject: 'sub-new', subscriber: 'sbr-bjork', subscriber_kind: 'company'}],
  ['relation_begun', {subject: 'sub-child', person: 'prs-child', subscriber: 'sbr-olle', subscriber_kind: 'sole-trader', age_13_at: '2030-05-06T00:00:00Z'}],
  ['relation_ended', {subject: 'sub-anna'}],
  ['identifier_linked', {subject: 'sub-anna', link: 'lnk-1', identifier_kind: 'msisdn'}],
  ['identifier_unlinked', {subject: 'sub-anna', link: 'lnk-1'}],
  ['mandate_given', {person: 'prs-maria', subscriber: 'sbr-bjork'}],
  ['mandate_ended', {person: 'prs-karin', subscriber: 'sbr-bjork'}],
  ['mandate_given', {person: 'prs-sara', subject: 'sub-anna'}],
  ['mandate_ended', {person: 'prs-sara', subject: 'sub-anna'}],
  ['mandate_given', {person: 'prs-anna', subject: 'sub-anna'}],
];
const nobody = state({subject: {id: undefined, person: undefined, subscriber: undefined, begun: false, sequence: 0}, person: {id: undefined, sequence: 0}});

function knownAct(random, now) {
  const [kind, members] = random.pick(known);
  const act = {kind, ...members};
  if (random.chance(30)) act.from = near(random, base);
  if (random.chance(20)) act.until = near(random, base + 365 * day);
  if (random.chance(3)) act.note = random.pick(['hello', '191212121212']);
  if (random.chance(4)) delete act[random.pick(Object.keys(act))];
  const begins = kind === 'relation_begun' && random.chance(85);
  const actor = random.chance(90) ? systems() : random.pick([systems({role: 'user'}), gatekeeper(), gatekeeper({person: 'prs-bo'})]);
  return {call: 'accept', act, actor, now, state: begins ? nobody : stateOf(random)};
}

// Any act by any door in any role: mostly a refusal, and of stops mostly not.
function anyAct(random, now) {
  const act = {
    kind: random.pick(['granted', 'refused', 'withdrawn', 'objection', 'objection_lifted', 'restricted', 'unrestricted', 'expired', 'erased']),
    purpose: random.pick(purposes), subject: 'sub-anna',
  };
  const person = random.pick(['prs-anna', 'prs-anna', 'prs-sara', 'prs-karin']);
  return {call: 'accept', act, actor: user(person, {door: random.pick(doors), role: random.pick(roles)}), now, state: stateOf(random)};
}

export function accept(random) {
  const now = random.chance(90) ? time(base) : near(random, Date.parse('2027-01-01T00:00:00Z'));
  const kind = random.below(100);
  if (kind < 45) return gateAct(random, now);
  return kind < 80 ? knownAct(random, now) : anyAct(random, now);
}

export function apply(random) {
  const kind = random.pick(['granted', 'withdrawn', 'restricted', 'objection', 'gate_opened', 'mandate_given', 'relation_ended', 'expired', 'reminded']);
  const more = {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: random.pick(purposes), at: near(random, base), sequence: 1 + random.below(9)};
  if (kind === 'granted') Object.assign(more, {until: near(random, base + 700 * day), evidence: {processing_version: 1 + random.below(2), text_version: 1}});
  if (random.chance(10)) delete more[random.pick(['subject', 'person', 'subscriber'])];
  return {call: 'apply', event: event(kind, more), state: stateOf(random)};
}

const numbers = ['+46701740605', '+4670174060', '0701740605', '+0701740605', '+467017406051234', '46701740605', '+46 70 174 06 05', '+1'];
const customers = ['kund-1042', '191212121212', '19121212-1212', '1212121212', '121212+1212', '8112189876', '811218-9876', 'K 1', ''];
export function identifier(random) {
  const kind = random.pick(['msisdn', 'customer-number', 'msisdn', 'customer-number', 'imsi']);
  return {call: 'identifier', identifier: {kind, value: random.pick(kind === 'customer-number' ? customers : numbers)}};
}

export const gates = (random) => ({call: 'gates', language: random.pick(['sv', 'sv', 'en', 'fi']), state: stateOf(random)});
