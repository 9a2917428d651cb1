// The calls about one record (`decide_record`), about what is due (`due`, `rights_clock`), about the
// past (`as_of`, `freshness`) and about proofs. First an answer with everything in place, then what
// takes it away, then what cannot be asked.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {absent, canonical, catalogue, error, event, granted, now, ok, open, state, stopped, without, withAt} from './world.mjs';

// The catalogue of the other chapters with what these calls need as well.
const [invoicing, disclosure, newsletter] = catalogue.information_purposes;
const sinks = (one) => (one.id === 'traffic-offers' ? {...one, sinks: ['campaigns', 'attic']} : one);
const keeping = {
  ...catalogue,
  catalogue: 'vectors-keeping',
  crime_retention_months: {telephony: 6, telephony_location: 2, internet: 10, internet_equipment_id: 6},
  stores: [...catalogue.stores, {id: 'warehouse', on_end: 'de_identify'}],
  purposes: catalogue.purposes.map(sinks),
  information_purposes: [
    {...invoicing, keeps: 'billing'}, disclosure, newsletter, {...invoicing, id: 'dispute', keeps: 'dispute'},
    {...invoicing, id: 'transmission', keeps: 'transmission'},
  ],
};
const load = (name, document, expect) => ({name, request: {call: 'catalogue', signed: true, catalogue: document}, expect});
const loading = [
  load('a time of retention is a number of months', withAt(keeping, 'crime_retention_months.internet', 'ten'), error('wrong_type', '/catalogue/crime_retention_months/internet')),
  load('one without the others is not enough', without(keeping, 'crime_retention_months.telephony'), error('missing_member', '/catalogue/crime_retention_months/telephony')),
  load('what ends is erased or de-identified', withAt(keeping, 'stores.0.on_end', 'shred'), error('bad_value', '/catalogue/stores/0/on_end')),
  load('a sweep takes an hour at least', withAt(keeping, 'policy.sweep_hours', 0), error('number_out_of_range', '/catalogue/policy/sweep_hours')),
  load('the catalogue with all of it', keeping, ok({catalogue: 'vectors-keeping'})),
];

const yes = (more = {}) => state({
  subject: {choices: [granted('traffic-offers')], ...more.subject}, person: more.person,
  subscriber: {gates: open('traffic-offers'), ...more.subscriber},
});
const said = (choice) => yes({subject: {choices: [stopped('traffic-offers', choice)]}});
const stored = {made_at: '2026-11-20T00:00:00.000Z', store: 'mediation', uses: ['traffic-offers']};
const ask = (name, record, expect, {given = yes(), at = now} = {}) => ({
  name, request: {call: 'decide_record', record, now: at, state: given}, expect,
});
const with_ = (more) => ({...stored, ...more});
const kept = (purposes, more = {}) => ok({action: 'keep', purposes, ...more});
const day = '2026-11-25T08:00:00.000Z';
const gone = (reason, more = {}) => ok({action: 'erase', reason, due: day, purposes: absent, ...more});
const offered = ['traffic-offers'];

const held = [
  ask('a gate vetoes use, not collection: behind a closed one the yes still keeps', stored, kept(offered, {reason: 'consent_given'}), {given: yes({subscriber: {gates: []}})}),
  ask('a yes keeps a record, until its greatest age', stored, kept(offered, {reason: 'consent_given', due: '2027-05-19T00:00:00.000Z'})),
  ask('or until the yes ends, when that is sooner', with_({made_at: '2028-03-01T00:00:00.000Z'}),
    kept(offered, {due: '2028-06-01T00:00:00.000Z'}), {at: '2028-05-31T23:59:59.999Z'}),
  ask('an unpaid bill keeps it as well', with_({billing: {}}), kept(['invoicing', 'traffic-offers'], {reason: 'consent_given'})),
  ask('and keeps it for billing alone after a withdrawal', with_({billing: {}}), kept(['invoicing'], {reason: 'no_consent_needed', due: absent}), {given: said('withdrawn')}),
  ask('a bill that was paid can still be objected to', {...without(stored, 'uses'), billing: {paid_at: '2026-11-01T00:00:00.000Z', objection_until: '2026-12-01T00:00:00.000Z'}},
    kept(['invoicing'], {due: '2026-12-01T00:00:00.000Z'})),
  ask('a dispute keeps it while it runs', {...without(stored, 'uses'), billing: {paid_at: '2026-11-01T00:00:00.000Z', disputed: true}}, kept(['dispute'], {due: absent})),
  ask('a bill paid tomorrow is unpaid today', {...without(stored, 'uses'), billing: {paid_at: day}}, kept(['invoicing'])),
  ask('a message on its way', {...without(stored, 'uses'), delivered: false}, kept(['transmission'], {reason: 'no_consent_needed'})),
  ask('a restriction stops use and not storage', stored, kept(absent, {reason: 'restricted', due: absent}), {given: yes({person: {restricted: true}})}),
  ask('an order to preserve keeps it for no purpose', with_({hold: true}), kept(absent, {reason: 'no_consent_needed', due: absent}), {given: said('withdrawn')}),
  ask('what cannot be read is not erased', stored, kept(absent, {reason: 'store_unreadable', due: absent}), {given: {...yes(), readable: false}}),
  ask('nor what is of another person', stored, kept(absent, {reason: 'store_unreadable'}), {given: yes({person: {id: 'prs-bo'}})}),
];
const ended = [
  ask('no use, no record', without(stored, 'uses'), gone('no_decision')),
  ask('withdrawn', stored, gone('withdrawn'), {given: said('withdrawn')}),
  ask('refused', stored, gone('refused'), {given: said('refused')}),
  ask('expired', stored, gone('expired'), {given: said('expired')}),
  ask('nobody said anything', stored, gone('user_consent_missing'), {given: yes({subject: {choices: []}})}),
  ask('nobody said anything behind a closed gate', stored, gone('user_consent_missing'), {given: yes({subject: {choices: []}, subscriber: {gates: []}})}),
  ask('withdrawn behind a closed gate', stored, gone('withdrawn'), {given: yes({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}, subscriber: {gates: []}})}),
  ask('the relation ended', stored, gone('relation_ended'), {given: yes({subject: {ended: true}})}),
  ask('objected to marketing', stored, gone('objected'), {given: yes({person: {objections: [{at: now}]}})}),
  ask('a SIM in a pool', stored, gone('no_identified_user'), {given: yes({subject: {person: undefined}, person: {id: undefined}})}),
  ask('another processing', stored, gone('superseded_processing'), {given: yes({subject: {choices: [granted('traffic-offers', {processing_version: 7})]}})}),
  ask('at its greatest age', with_({made_at: '2026-06-02T00:00:00.000Z'}), gone('record_too_old', {due: '2026-11-30T00:00:00.000Z'}), {at: '2026-11-29T00:00:00.000Z'}),
  ask('a millisecond younger', with_({made_at: '2026-06-02T00:00:00.001Z'}), kept(offered), {at: '2026-11-29T00:00:00.000Z'}),
  ask('from before the yes', with_({made_at: '2026-05-31T23:59:59.999Z'}), gone('outside_consent_interval')),
  ask('from its first moment', with_({made_at: '2026-06-01T00:00:00.000Z'}), kept(offered)),
  ask('from the future', with_({made_at: '2026-11-24T08:00:00.001Z'}), gone('outside_consent_interval')),
  ask('the yes ended', with_({made_at: '2028-05-01T00:00:00.000Z'}), gone('expired', {due: '2028-06-02T00:00:00.000Z'}), {at: '2028-06-01T00:00:00.000Z'}),
  ask('a bill that is paid keeps nothing', {...without(stored, 'uses'), billing: {paid_at: now}}, gone('no_decision')),
  ask('nor one whose time for objections is over', {...without(stored, 'uses'), billing: {paid_at: now, objection_until: now}}, gone('no_decision')),
  ask('a retired purpose keeps nothing', with_({uses: ['traffic-old-profile']}), gone('unknown_purpose')),
  ask('a dormant one neither', with_({uses: ['traffic-dormant']}), gone('purpose_inactive')),
  ask('nor one without its sign-off', with_({uses: ['traffic-improve']}), gone('lek_gate_missing')),
  ask('the reason is that of the last use', with_({uses: ['traffic-dormant', 'traffic-offers']}), gone('withdrawn'), {given: said('withdrawn')}),
  ask('the last use that holds is enough', with_({uses: ['traffic-dormant', 'traffic-offers']}), kept(offered)),
  ask('a store may de-identify', with_({store: 'warehouse'}), ok({action: 'de_identify', reason: 'withdrawn', due: day}), {given: said('withdrawn')}),
];
const locked = {made_at: '2026-08-31T00:00:00.000Z', store: 'crime-retention', category: 'telephony'};
const under = (reason, due, more) => ok({action: more ?? 'keep', reason, due, purposes: absent});
const retained = ([category, end, before]) => [
  ask(`retained ${category}, a millisecond before its end`, {...locked, category}, under('retention_store_locked', end), {at: before}),
  ask(`retained ${category}, at its end`, {...locked, category}, under('record_too_old', end, 'erase'), {at: end}),
];
const retention = [
  ...[
    ['telephony', '2027-02-28T00:00:00.000Z', '2027-02-27T23:59:59.999Z'],
    ['telephony_location', '2026-10-31T00:00:00.000Z', '2026-10-30T23:59:59.999Z'],
    ['internet', '2027-06-30T00:00:00.000Z', '2027-06-29T23:59:59.999Z'],
    ['internet_equipment_id', '2027-02-28T00:00:00.000Z', '2027-02-27T23:59:59.999Z'],
  ].flatMap(retained),
  ask('an order holds it past its end', {...locked, hold: true}, under('retention_store_locked', '2027-02-28T00:00:00.000Z'), {at: '2027-03-01T00:00:00.000Z'}),
  ask('no yes keeps it longer', {...locked, uses: offered}, under('record_too_old', '2027-02-28T00:00:00.000Z', 'erase'), {at: '2027-03-01T00:00:00.000Z'}),
  ask('a locked record needs its category', without(locked, 'category'), error('missing_member', '/record/category')),
  ask('one that is there', {...locked, category: 'telegraphy'}, error('bad_value', '/record/category')),
];
const strange = [
  ask('a store that is not there', with_({store: 'attic'}), error('store_unknown', '/record/store')),
  ask('a use that never was', with_({uses: ['traffic-offers', 'traffic-unheard']}), error('unknown_purpose', '/record/uses/1')),
  ask('a use that no consent allows', with_({uses: ['invoicing']}), error('purpose_mismatch', '/record/uses/0')),
  ask('a channel is no use', with_({uses: ['contact-sms']}), error('purpose_mismatch', '/record/uses/0')),
  ask('no store', without(stored, 'store'), error('missing_member', '/record/store')),
  ask('no time', without(stored, 'made_at'), error('missing_member', '/record/made_at')),
  ask('no more than is asked for', with_({number: '+46700000000'}), error('unknown_member', '/record/number')),
  ask('nor of the bill', with_({billing: {paid: true}}), error('unknown_member', '/record/billing/paid')),
  ask('a hold is yes or no', with_({hold: 'court'}), error('wrong_type', '/record/hold')),
  ask('64 uses at most', with_({uses: Array.from({length: 65}, () => 'traffic-offers')}), error('too_many', '/record/uses')),
];
export const records = [...loading, ...held, ...ended, ...retention, ...strange];

const life = (kind, at, sequence, more = {}) => event(kind, {
  subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: 'traffic-offers', at, sequence,
  ...(kind === 'granted' && {until: `${Number(at.slice(0, 4)) + 2}${at.slice(4)}`, evidence: {processing_version: 1, text_version: 1}}), ...more,
});
const from = '2026-01-31T10:00:00.000Z';
const begun = life('relation_begun', '2026-01-01T00:00:00.000Z', 1, {purpose: undefined, door: 'provisioning', subscriber_kind: 'company'});
const gate = event('gate_opened', {subscriber: 'sbr-bjork', purpose: 'traffic-offers', door: 'gates', at: '2026-01-02T00:00:00.000Z'});
const told = life('reminded', '2026-01-10T00:00:00.000Z', 2, {purpose: undefined});
const grant = life('granted', from, 3);
const lists = (name, events, expect, at = '2026-02-01T00:00:00.000Z', more = {}) => ({
  name, request: {call: 'due', subject: 'sub-anna', events: [begun, gate, ...events], now: at, ...more}, expect: ok({due: expect}),
});
const one = (kind, at, more = {}) => ({kind, at, purpose: 'traffic-offers', ...more});
const notice = {kind: 'notice', at: '2026-01-31T00:00:00.000Z', purpose: absent};
const erased = (at) => [one('erase', at, {sink: 'attic'}), one('erase', at, {sink: 'campaigns'})];
const reminder = one('reminder', '2027-01-31T10:00:00.000Z');
const expiry = one('expiry', '2028-01-31T10:00:00.000Z');
const tasks = [
  lists('who was named by a company is told', [], [notice]),
  lists('once', [told], []),
  lists('a reminder of a purpose is no such notice', [life('reminded', '2026-01-10T00:00:00.000Z', 2)], [notice]),
  lists('a sole trader gave the data', [], [], undefined, {events: [{...begun, subscriber_kind: 'sole-trader'}]}),
  lists('in a pool nobody is there to be told', [], [], undefined, {events: [without(begun, 'person')]}),
  lists('a yes is reminded of and ends', [told, grant], [reminder, expiry]),
  lists('a reminder is due until it is done', [told, grant], [reminder, expiry], '2027-06-01T00:00:00.000Z'),
  lists('and then in a year again, when the yes lasts so long', [told, grant, life('reminded', '2026-12-01T00:00:00.000Z', 4)],
    [one('reminder', '2027-12-01T00:00:00.000Z'), expiry], '2027-06-01T00:00:00.000Z'),
  lists('not when that would be its end', [told, grant, life('reminded', '2027-01-31T10:00:00.000Z', 4)], [expiry], '2027-06-01T00:00:00.000Z'),
  lists('a withdrawal is erased in each sink, and its evidence in five years', [told, grant, life('withdrawn', '2026-02-01T00:00:00.000Z', 4)],
    [...erased('2026-02-01T00:00:00.000Z'), one('evidence_end', '2031-02-01T00:00:00.000Z')]),
  lists('an end too', [told, grant], [...erased('2028-01-31T10:00:00.000Z'), expiry, one('evidence_end', '2033-01-31T10:00:00.000Z')], '2028-01-31T10:00:00.000Z'),
  lists('not a millisecond before', [told, grant], [reminder, expiry], '2028-01-31T09:59:59.999Z'),
  lists('and the end of the relation', [told, grant, life('relation_ended', '2026-03-01T00:00:00.000Z', 4, {purpose: undefined})],
    [...erased('2026-03-01T00:00:00.000Z'), one('evidence_end', '2031-03-01T00:00:00.000Z')], '2026-03-01T00:00:00.000Z'),
  lists('a channel has nothing to erase', [told, life('refused', '2028-02-29T00:00:00.000Z', 3, {purpose: 'contact-sms'})],
    [{kind: 'evidence_end', purpose: 'contact-sms', at: '2033-02-28T00:00:00.000Z'}], '2028-03-01T00:00:00.000Z'),
  {name: 'of a state alone no beginning is known', request: {call: 'due', now, state: yes()}, expect: ok({due: [one('reminder', '2027-06-01T00:00:00.000Z'), one('expiry', '2028-06-01T00:00:00.000Z')]})},
  {name: 'what is due is due at a time', request: {call: 'due', state: yes()}, expect: error('missing_member', '/now')},
];
const over = (name, events, evidence_end, more = {}) => ({
  name: `evidence: ${name}`, request: {call: 'evidence_end', subject: 'sub-anna', events: [begun, told, ...events], now: '2034-01-01T00:00:00.000Z', ...more},
  expect: ok({evidence_end}),
});
const relationEnd = (at) => life('relation_ended', at, 5, {purpose: undefined});
const evidence = [
  over('a relation that runs has none', [grant], absent),
  over('five years after it ended', [relationEnd('2026-03-01T00:00:00.000Z')], '2031-03-01T00:00:00.000Z'),
  over('and after its consents, the last of them', [grant, relationEnd('2026-03-01T00:00:00.000Z'), life('withdrawn', '2026-04-01T00:00:00.000Z', 6)], '2031-04-01T00:00:00.000Z'),
  over('of somebody else nothing is known', [relationEnd('2026-03-01T00:00:00.000Z')], absent, {subject: 'sub-bo'}),
  {name: 'evidence: ends at a time', request: {call: 'evidence_end', state: yes()}, expect: error('missing_member', '/now')},
  {name: 'evidence: not of what nobody knows the end of', request: {call: 'evidence_end', now, state: yes({subject: {ended: true}})}, expect: ok({evidence_end: absent})},
];
const clock = (name, received_at, at, expect, extended_at) => ({
  name, request: {call: 'rights_clock', received_at, now: at, ...(extended_at && {extended_at})}, expect,
});
const january = '2027-01-31T09:00:00.000Z';
const clocks = [
  clock('a month, the day clamped', january, january, ok({due: '2027-02-28T09:00:00.000Z'})),
  clock('in a leap year', '2028-01-31T09:00:00.000Z', '2028-03-01T00:00:00.000Z', ok({due: '2028-02-29T09:00:00.000Z'})),
  clock('three when extended', january, '2027-02-28T08:59:59.999Z', ok({due: '2027-04-30T09:00:00.000Z'}), '2027-02-28T08:59:59.999Z'),
  clock('but not at the end of the first', january, '2027-03-04T09:00:00.000Z', error('bad_value', '/extended_at'), '2027-02-28T09:00:00.000Z'),
  clock('nor on day 32', january, '2027-03-04T09:00:00.000Z', error('bad_value', '/extended_at'), '2027-03-04T09:00:00.000Z'),
  clock('nor before it was received', january, '2027-02-04T09:00:00.000Z', error('bad_value', '/extended_at'), '2027-01-31T08:59:59.999Z'),
  clock('nor in the future', january, '2027-02-04T09:00:00.000Z', error('bad_value', '/extended_at'), '2027-02-04T09:00:00.001Z'),
  clock('nothing is received in the future', january, '2027-01-31T08:59:59.999Z', error('bad_value', '/received_at')),
];
export const due = [...tasks, ...evidence, ...clocks];

const question = {purpose: 'traffic-offers', role: 'ecs-marketing', fields: ['usage-volume'], source_store: 'mediation'};
const lived = [begun, gate, told, grant, life('withdrawn', '2026-06-01T00:00:00.000Z', 4)];
const past = (name, as_of, reason) => ({
  name, request: {call: 'decide_processing', subject: 'sub-anna', events: lived, now: '2026-07-01T00:00:00.000Z', as_of, question}, expect: ok({reason}),
});
const fresh = (name, freshness, expect, asked = question) => ({
  name, request: {call: 'decide_processing', state: yes(), now, question: asked, freshness}, expect,
});
const answered = ok({decision: 'allow', reason: 'consent_given'});
const stale = ok({decision: 'deny', reason: 'stale', basis: absent, expires: absent});
export const times = [
  past('a millisecond before the yes', '2026-01-31T09:59:59.999Z', 'user_consent_missing'),
  past('at the yes', from, 'consent_given'),
  past('a millisecond before the no', '2026-05-31T23:59:59.999Z', 'consent_given'),
  past('at the no', '2026-06-01T00:00:00.000Z', 'withdrawn'),
  past('before the gate', '2026-01-01T00:00:00.000Z', 'subscriber_gate_closed'),
  past('before everything', '2025-12-31T23:59:59.999Z', 'no_identified_user'),
  {name: 'the state of then', request: {call: 'state', subject: 'sub-anna', events: lived, as_of: '2026-01-01T00:00:00.000Z'}, expect: ok({subject: {sequence: 1, choices: []}, subscriber: {gates: []}})},
  {name: 'a given state is of its own time', request: {call: 'state', state: yes(), as_of: from}, expect: error('unknown_member', '/as_of')},
  {name: 'so it is for a decision', request: {call: 'decide_processing', state: yes(), now, question, as_of: from}, expect: error('unknown_member', '/as_of')},
  {name: 'then is a time', request: {call: 'state', subject: 'sub-anna', as_of: 'then'}, expect: error('bad_time', '/as_of')},
  {name: 'what is accepted is accepted now', request: {call: 'apply', subject: 'sub-anna', event: grant, as_of: from}, expect: error('unknown_member', '/as_of')},
  fresh('read up to the position that is known', {position: 7, at_least: 7}, answered),
  fresh('not so far', {position: 6, at_least: 7}, stale),
  fresh('farther', {position: 8, at_least: 7}, answered),
  fresh('as old as it may be', {position: 7, age_ms: 5000, max_age_ms: 5000}, answered),
  fresh('a millisecond older', {position: 7, age_ms: 5001, max_age_ms: 5000}, stale),
  fresh('of an unknown age', {position: 7, max_age_ms: 5000}, stale),
  fresh('no greatest age', {position: 7, age_ms: 86400000}, answered),
  fresh('stale before the store', {position: 6, at_least: 7}, stale, {...question, source_store: 'attic'}),
  fresh('an unknown purpose before stale', {position: 6, at_least: 7}, ok({reason: 'unknown_purpose'}), {...question, purpose: 'traffic-unheard'}),
  fresh('a dormant one too', {position: 6, at_least: 7}, ok({reason: 'purpose_inactive'}), {...question, purpose: 'traffic-dormant'}),
  fresh('a position must be said', {at_least: 7}, error('missing_member', '/freshness/position')),
  fresh('and is a number', {position: '7'}, error('wrong_type', '/freshness/position')),
];

const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (bytes) => hash(Buffer.of(0), bytes);
const tree = JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors/tlog-merkle-proofs/ct-reference-tree.json'), 'utf8'));
const base64 = (hex) => Buffer.from(hex, 'hex').toString('base64');
const leaves = tree.leaf_hashes_hex.map(base64);
const root = (size) => base64(tree.roots_hex[size]);
const included = (name, {index, size, proof_hex}, proved, more = {}) => ({
  name, request: {call: 'check_inclusion', leaf_hash: leaves[index], index, size, proof: proof_hex.map(base64), root: root(size), ...more}, expect: proved === true || proved === false ? ok({proved}) : proved,
});
const grown = (name, {old, new: size, proof_hex}, proved, more = {}) => ({
  name, request: {call: 'check_consistency', old_size: old, old_root: root(old), size, root: root(size), proof: proof_hex.map(base64), ...more}, expect: proved === true || proved === false ? ok({proved}) : proved,
});
const sample = tree.inclusion.find(({index, size}) => index === 5 && size === 7);
const growth = tree.consistency.find((found) => found.old === 3 && found.new === 7);
const zeros = Buffer.alloc(32).toString('base64');
const salted = life('refused', from, 2);
const salt = Buffer.alloc(32, 7);
export const proofs = [
  ...tree.inclusion.map((found) => included(`leaf ${found.index} of ${found.size}`, found, true)),
  ...tree.inclusion.map((found) => included(`another leaf than ${found.index} of ${found.size}`, found, false, {leaf_hash: zeros})),
  ...tree.consistency.map((found) => grown(`from ${found.old} to ${found.new}`, found, true)),
  ...tree.consistency.map((found) => grown(`from ${found.old} to another ${found.new}`, found, false, {root: zeros})),
  included('another place', sample, false, {index: 4}),
  included('another size', sample, false, {size: 6}),
  included('outside the tree', sample, false, {index: 7}),
  included('an empty tree', sample, false, {index: 0, size: 0, proof: []}),
  included('a proof cut short', sample, false, {proof: sample.proof_hex.slice(1).map(base64)}),
  included('a proof with more', sample, false, {proof: [...sample.proof_hex.map(base64), zeros]}),
  grown('an empty tree to begin with', growth, false, {old_size: 0, proof: []}),
  grown('a tree that shrank', growth, false, {old_size: 8}),
  grown('the older root is another', growth, false, {old_root: zeros}),
  included('a hash has 32 bytes', sample, error('bad_value', '/leaf_hash'), {leaf_hash: 'ZG9uJ3QgY2FyZSAx'}),
  included('as base64', sample, error('bad_value', '/root'), {root: '-'.repeat(43) + '='}),
  included('every one', sample, error('bad_value', '/proof/0'), {proof: [root(7).slice(0, 43)]}),
  included('not a number', sample, error('wrong_type', '/proof/0'), {proof: [7]}),
  included('64 at most', sample, error('too_many', '/proof'), {proof: Array.from({length: 65}, () => zeros)}),
  included('a place is a number', sample, error('wrong_type', '/index'), {index: '5'}),
  included('from 0 on', sample, error('number_out_of_range', '/index'), {index: -1}),
  grown('the roots are both needed', growth, error('missing_member', '/old_root'), {old_root: undefined}),
  {name: 'what the log holds of an event', request: {call: 'leaf', event: salted, salt: salt.toString('base64')}, expect: ok({leaf_hash: leafOf(Buffer.concat([salt, Buffer.from(canonical(JSON.parse(JSON.stringify(salted))))])).toString('base64')})},
  {name: 'with another salt it is another', request: {call: 'leaf', event: salted, salt: zeros}, expect: ok({leaf_hash: leafOf(Buffer.concat([Buffer.alloc(32), Buffer.from(canonical(JSON.parse(JSON.stringify(salted))))])).toString('base64')})},
  {name: 'a salt has 32 bytes', request: {call: 'leaf', event: salted, salt: 'c2FsdA=='}, expect: error('bad_value', '/salt')},
  {name: 'no salt, no leaf', request: {call: 'leaf', event: salted}, expect: error('missing_member', '/salt')},
  {name: 'an event is read as strictly as ever', request: {call: 'leaf', event: {...salted, number: 1}, salt: zeros}, expect: error('unknown_member', '/event/number')},
];
