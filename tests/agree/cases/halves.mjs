// The calls `plan` and `prepare`: the bytes of docs/EVALUATE.md, put together here by hand.
import {codes} from '../core-lists.mjs';
import {catalogue, digest, error, granted, now, ok, open, state, stopped} from './world.mjs';

// FNV-1a over the catalogue's digest and the purpose.
function binding(purpose) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(digest(catalogue) + purpose)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

const day = 86_400_000;
function planBytes(purpose, {reason, permit = 0, maxAge = 0, beforeStore = 0, offer = 0, marketing = 0}) {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32LE(binding(purpose), 0);
  bytes.writeUInt32LE(permit, 4);
  bytes.writeBigInt64LE(BigInt(maxAge), 8);
  Buffer.from([codes.indexOf(reason), beforeStore, offer, marketing]).copy(bytes, 16);
  return bytes.toString('hex');
}
function entryBytes(purpose, {reason, flags = 0, sequence = 0, from = 0, end = 0}) {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32LE(binding(purpose), 0);
  bytes[4] = codes.indexOf(reason);
  bytes[5] = flags;
  bytes.writeBigUInt64LE(BigInt(sequence), 8);
  bytes.writeBigInt64LE(BigInt(from), 16);
  bytes.writeBigInt64LE(BigInt(end), 24);
  return bytes.toString('hex');
}

const offers = {purpose: 'traffic-offers', role: 'ecs-marketing', source_store: 'mediation', fields: ['usage-volume']};
const plan = (name, more, expected) => {
  const question = {...offers, ...more};
  return {name, request: {call: 'plan', question}, expect: ok({plan: planBytes(question.purpose, expected)})};
};
const permit = 60_000;
const plans = [
  plan('the person decides', {}, {reason: 'consent_given', permit, maxAge: 180 * day}),
  plan('the record is no part of it', {record_time: now}, {reason: 'consent_given', permit, maxAge: 180 * day}),
  plan('an offer of another class is denied behind a restriction', {offer_class: 'insurance'}, {reason: 'consent_given', permit, maxAge: 180 * day, offer: 1}),
  plan('a role that may not', {role: 'billing'}, {reason: 'role_not_permitted'}),
  plan('a field that may not', {fields: ['visited-domain']}, {reason: 'content_not_allowed'}),
  plan('the locked store', {source_store: 'crime-retention'}, {reason: 'retention_store_locked'}),
  plan('a store that nobody knows comes before an unreadable state', {source_store: 'attic'}, {reason: 'store_unknown', beforeStore: 1}),
  plan('so does a purpose that nobody knows', {purpose: 'traffic-unheard'}, {reason: 'unknown_purpose', beforeStore: 1}),
  plan('and one without its sign-off', {purpose: 'traffic-improve', role: 'traffic-management'}, {reason: 'lek_gate_missing', beforeStore: 1}),
  plan('information needs no consent', {purpose: 'invoicing', role: 'billing', fields: []}, {reason: 'no_consent_needed', permit}),
  plan('of information that is marketing an objection is asked', {purpose: 'newsletter', fields: []}, {reason: 'no_consent_needed', permit, marketing: 1}),
  {name: 'a plan needs a question', request: {call: 'plan'}, expect: error('missing_member', '/question')},
];

const prepare = (name, purpose, given, expected) => ({
  name, request: {call: 'prepare', purpose, state: given}, expect: ok({entry: entryBytes(purpose, expected)}),
});
const yes = (more = {}) => state({subject: {choices: [granted('traffic-offers')], ...more.subject}, person: more.person, subscriber: {gates: open('traffic-offers'), ...more.subscriber}});
const running = {reason: 'consent_given', sequence: granted('traffic-offers').sequence, from: Date.parse(granted('traffic-offers').since), end: Date.parse(granted('traffic-offers').until)};
const entries = [
  prepare('a yes that runs, from its first day to its end', 'traffic-offers', yes(), running),
  prepare('behind a closed gate', 'traffic-offers', yes({subscriber: {gates: []}}), {reason: 'subscriber_gate_closed'}),
  prepare('withdrawn', 'traffic-offers', yes({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}}), {reason: 'withdrawn'}),
  prepare('restricted', 'traffic-offers', yes({person: {restricted: true}}), {reason: 'restricted', flags: 4}),
  prepare('objected', 'traffic-offers', yes({person: {objections: [{at: now}]}}), {reason: 'objected', flags: 8}),
  prepare('a state that cannot be read', 'traffic-offers', {...yes(), readable: false}, {reason: 'store_unreadable', flags: 1}),
  prepare('a state of another person', 'traffic-offers', yes({person: {id: 'prs-bo'}}), {reason: 'store_unreadable', flags: 2}),
  prepare('nobody said anything', 'traffic-offers', yes({subject: {choices: []}}), {reason: 'user_consent_missing'}),
  prepare('a purpose that nobody knows', 'traffic-unheard', yes(), {reason: 'store_unreadable', flags: 1}),
  {name: 'an entry needs a purpose', request: {call: 'prepare', state: yes()}, expect: error('missing_member', '/purpose')},
];

export const halves = [...plans, ...entries];
