// The call `decide_processing`: first an allow with everything in place, then each test of the order
// in core/decide.hpp alone, then who wins where two fail.
import {absent, error, event, granted, now, ok, olle, open, state, stopped, textDigest, without, withAt} from './world.mjs';

const everything = {purpose: 'traffic-offers', role: 'ecs-marketing', fields: ['usage-volume'], source_store: 'mediation'};
const yes = (more = {}) => state({
  subject: {choices: [granted('traffic-offers')], ...more.subject}, person: more.person,
  subscriber: {gates: open('traffic-offers'), ...more.subscriber},
});
const ask = (name, question, expect, {given = yes(), at = now} = {}) => ({
  name, request: {call: 'decide_processing', question, now: at, state: given}, expect,
});
const allow = (more = {}) => ok({decision: 'allow', reason: 'consent_given', basis: 'LEK 9:2', ...more});
const deny = (reason) => ok({decision: 'deny', reason, basis: absent, expires: absent, consent_id: absent});
const with_ = (more) => ({...everything, ...more});

const allowed = [
  ask('both said yes: allowed, for sixty seconds', everything, allow({expires: '2026-11-24T08:01:00.000Z', consent_id: 'sub-anna/2'})),
  ask('a question may name no field', without(everything, 'fields'), allow()),
  ask('or all of them', with_({fields: ['usage-volume', 'usage-time-band']}), allow()),
  ask('an offer of the class that the purpose is for', with_({offer_class: 'electronic-communications-service'}), allow()),
  ask('a record from within the consent', with_({record_time: '2026-11-01T00:00:00Z'}), allow()),
  ask('a yes on an old wording counts', everything, allow(), {given: yes({subject: {choices: [granted('traffic-offers', {text_version: 9})]}})}),
  ask('a purpose for the user alone needs no gate', {purpose: 'traffic-tips', role: 'customer-enquiry', source_store: 'mediation'}, allow({consent_id: 'sub-anna/2'}),
    {given: state({subject: {choices: [granted('traffic-tips')]}})}),
  ask("a sole trader's both yeses", everything, allow({consent_id: 'sub-olle/2'}),
    {given: olle({subject: {choices: [granted('traffic-offers')]}, subscriber: {gates: open('traffic-offers')}})}),
];

const about = [
  ask('an unknown purpose', with_({purpose: 'traffic-unheard'}), deny('unknown_purpose')),
  ask('a retired purpose', with_({purpose: 'traffic-old-profile'}), deny('unknown_purpose')),
  ask('a channel is not for data', with_({purpose: 'contact-sms'}), deny('unknown_purpose')),
  ask('nor is a category of cookies', with_({purpose: 'cookie-statistics'}), deny('unknown_purpose')),
  ask('a use outside 9:2 without a sign-off', with_({purpose: 'traffic-improve', role: 'traffic-management'}), deny('lek_gate_missing')),
  ask('an inactive purpose', with_({purpose: 'traffic-dormant'}), deny('purpose_inactive')),
  ask('a store that nobody named', without(everything, 'source_store'), deny('store_unknown')),
  ask('a store that is not there', with_({source_store: 'attic'}), deny('store_unknown')),
  ask('a state that could not be read', everything, deny('store_unreadable'), {given: {...yes(), readable: false}}),
  ask('the locked store', with_({source_store: 'crime-retention'}), deny('retention_store_locked')),
  ask('no role', without(everything, 'role'), deny('role_not_permitted')),
  ask('a role that is not there', with_({role: 'hr'}), deny('role_not_permitted')),
  ask('a role of another purpose', with_({role: 'billing'}), deny('role_not_permitted')),
  ask('a field of another purpose', with_({fields: ['usage-volume', 'quality-metric']}), deny('field_not_in_purpose')),
  ask('the place of a phone', with_({fields: ['cell-id']}), deny('field_not_in_purpose')),
  ask('what was said', with_({fields: ['usage-volume', 'communication-content']}), deny('content_not_allowed')),
  ask('where somebody surfed', with_({fields: ['visited-domain']}), deny('content_not_allowed')),
  ask('a special category', with_({fields: ['special-category']}), deny('special_category')),
  ask('an offer of another class', with_({offer_class: 'insurance'}), deny('purpose_mismatch')),
  ask('an offer for a purpose that is for none', {purpose: 'traffic-develop', role: 'value-added-service', source_store: 'mediation', offer_class: 'device'}, deny('purpose_mismatch')),
];

const whom = [
  ask('nobody is known', everything, deny('no_identified_user'), {given: yes({subject: {person: undefined}, person: {id: undefined}})}),
  ask('no relation', everything, deny('no_identified_user'), {given: yes({subject: {begun: false}})}),
  ask('the state of another person proves nothing', everything, deny('store_unreadable'), {given: yes({person: {id: 'prs-bo'}})}),
  ask('restricted', everything, deny('restricted'), {given: yes({person: {restricted: true}})}),
  ask('objected to marketing as a whole', everything, deny('objected'), {given: yes({person: {objections: [{at: now}]}})}),
  ask('objected to this purpose', everything, deny('objected'), {given: yes({person: {objections: [{purpose: 'traffic-offers', at: now}]}})}),
  ask('an objection to another purpose is no matter here', everything, allow(), {given: yes({person: {objections: [{purpose: 'newsletter', at: now}]}})}),
  ask('an objection to marketing does not touch what is none', {purpose: 'traffic-tips', role: 'customer-enquiry', source_store: 'mediation'}, allow(),
    {given: state({subject: {choices: [granted('traffic-tips')]}, person: {objections: [{at: now}]}})}),
  ask('no gate', everything, deny('subscriber_gate_closed'), {given: yes({subscriber: {gates: []}})}),
  ask('a gate that was closed', everything, deny('subscriber_gate_closed'), {given: yes({subscriber: {gates: [{purpose: 'traffic-offers', open: false, at: now}]}})}),
  ask('the gate of another purpose', everything, deny('subscriber_gate_closed'), {given: yes({subscriber: {gates: open('traffic-develop')}})}),
  ask('the gate of another company', everything, deny('subscriber_gate_closed'), {given: yes({subscriber: {id: 'sbr-havsvik'}})}),
  ask('the gate is open and the user said nothing', everything, deny('user_consent_missing'), {given: yes({subject: {choices: []}})}),
  ask('neither said anything', everything, deny('subscriber_gate_closed'), {given: state()}),
  ask('the user said nothing where nobody else is asked', {purpose: 'traffic-tips', role: 'customer-enquiry', source_store: 'mediation'}, deny('no_decision'), {given: state()}),
  ask('the relation ended', everything, deny('relation_ended'), {given: yes({subject: {ended: true}})}),
  ask('refused', everything, deny('refused'), {given: yes({subject: {choices: [stopped('traffic-offers', 'refused')]}})}),
  ask('withdrawn', everything, deny('withdrawn'), {given: yes({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}})}),
  ask('noted as expired', everything, deny('expired'), {given: yes({subject: {choices: [stopped('traffic-offers', 'expired')]}})}),
  ask('a yes to an older processing', everything, deny('superseded_processing'), {given: yes({subject: {choices: [granted('traffic-offers', {processing_version: 7})]}})}),
];

const expiry = granted('traffic-offers', {at: '2026-11-24T08:00:00.000Z', since: '2026-11-24T08:00:00.000Z', until: '2028-11-24T08:00:00.000Z'});
const fresh = yes({subject: {choices: [expiry]}});
const times = [
  ask('a consent holds to its last millisecond, and so does the answer', everything, allow({expires: '2028-11-24T08:00:00.000Z'}), {given: fresh, at: '2028-11-24T07:59:59.999Z'}),
  ask('at its end it has expired', everything, deny('expired'), {given: fresh, at: '2028-11-24T08:00:00.000Z'}),
  ask('a policy that was shortened ends it sooner', everything, deny('expired'),
    {given: yes({subject: {choices: [granted('traffic-offers', {until: '2030-01-01T00:00:00.000Z'})]}}), at: '2028-06-01T00:00:00.000Z'}),
  ask('a policy that was lengthened does not', everything, deny('expired'),
    {given: yes({subject: {choices: [granted('traffic-offers', {until: '2027-06-01T00:00:00.000Z'})]}}), at: '2027-06-01T00:00:00.000Z'}),
];

const record = (name, time, expect, more) => ask(name, with_({record_time: time}), expect, more);
const tips = (name, time, expect, choice = {}) =>
  ask(name, {purpose: 'traffic-tips', role: 'customer-enquiry', source_store: 'mediation', record_time: time}, expect,
    {given: state({subject: {choices: [granted('traffic-tips', {at: '2026-10-01T00:00:00.000Z', since: '2026-10-01T00:00:00.000Z', until: '2028-10-01T00:00:00.000Z', ...choice})]}})});
const records = [
  record('a record of the first moment', '2026-06-01T00:00:00.000Z', allow({expires: '2026-11-24T08:01:00.000Z'}), {at: '2026-11-24T08:00:00.000Z', given: yes()}),
  record('a record of the moment before', '2026-05-31T23:59:59.999Z', deny('outside_consent_interval')),
  record('a record of now', now, allow()),
  record('a record of the future', '2026-11-24T08:00:00.001Z', deny('outside_consent_interval')),
  record('a record one millisecond before its greatest age', '2026-06-01T00:00:00.000Z', allow({expires: '2026-11-28T00:00:00.000Z'}), {at: '2026-11-27T23:59:59.999Z'}),
  record('a record at its greatest age', '2026-06-01T00:00:00.000Z', deny('record_too_old'), {at: '2026-11-28T00:00:00.000Z'}),
  tips('a look-back reaches before the yes', '2026-09-01T00:00:00.000Z', allow()),
  tips('and not further', '2026-08-31T23:59:59.999Z', deny('outside_consent_interval')),
  tips('never past the last no', '2026-09-14T23:59:59.999Z', deny('outside_consent_interval'), {stopped_at: '2026-09-15T00:00:00.000Z'}),
  tips('but to the moment of it', '2026-09-15T00:00:00.000Z', allow(), {stopped_at: '2026-09-15T00:00:00.000Z'}),
];

const life = (kind, month, sequence, more = {}) =>
  event(kind, {
    subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: 'traffic-offers', at: `2026-${month}T00:00:00.000Z`, sequence,
    ...(kind === 'granted' && {until: `2028-${month}T00:00:00.000Z`, evidence: {processing_version: 1, text_version: 1, language: 'sv', text_digest: textDigest('traffic-offers')}}),
    ...more,
  });
const begun = life('relation_begun', '01-01', 1, {purpose: undefined, door: 'provisioning'});
const opened = event('gate_opened', {subscriber: 'sbr-bjork', purpose: 'traffic-offers', door: 'gates', at: '2026-01-02T00:00:00.000Z'});
const lived = (name, events, time, expect, at = now) => ({
  name, request: {call: 'decide_processing', subject: 'sub-anna', events: [begun, opened, ...events], now: at, question: time ? with_({record_time: time}) : everything}, expect,
});
const interval = [life('granted', '07-01', 2), life('withdrawn', '08-01', 3), life('granted', '10-01', 4)];
const lives = [
  lived('a record from between a withdrawal and a new yes', interval, '2026-08-10T00:00:00Z', deny('outside_consent_interval')),
  lived('a record from before the break is out for good', interval, '2026-07-10T00:00:00Z', deny('outside_consent_interval')),
  lived('a record from after the new yes', interval, '2026-10-10T00:00:00Z', allow({consent_id: 'sub-anna/4'})),
  lived('an unbroken renewal keeps the older record', [life('granted', '07-01', 2), life('granted', '10-01', 3)], '2026-07-10T00:00:00Z', allow({consent_id: 'sub-anna/3'})),
  lived('a refusal breaks it', [life('granted', '07-01', 2), life('refused', '08-01', 3), life('granted', '10-01', 4)], '2026-07-10T00:00:00Z', deny('outside_consent_interval')),
  lived('a withdrawal counts at the next question', [life('granted', '07-01', 2), life('withdrawn', '08-01', 3)], undefined, deny('withdrawn')),
  lived('a question about the millisecond before it', [life('granted', '07-01', 2)], undefined, allow(), '2026-07-31T23:59:59.999Z'),
  lived('a gate that is closed and opened again leaves the yes as it was',
    [life('granted', '07-01', 2), {...opened, kind: 'gate_closed', at: '2026-08-01T00:00:00.000Z', sequence: 2}, {...opened, at: '2026-09-01T00:00:00.000Z', sequence: 3}],
    '2026-08-10T00:00:00Z', allow()),
  lived('an objection that was lifted is one no more',
    [life('granted', '07-01', 2), event('objection', {person: 'prs-anna', at: '2026-08-01T00:00:00.000Z'}), event('objection_lifted', {person: 'prs-anna', at: '2026-09-01T00:00:00.000Z', sequence: 2})],
    undefined, allow()),
  lived('a new yes lifts no objection', [event('objection', {person: 'prs-anna', at: '2026-06-01T00:00:00.000Z'}), life('granted', '07-01', 2)], undefined, deny('objected')),
  lived('the number moved: for its new user nothing was ever said', [life('granted', '07-01', 2, {subject: 'sub-bo'})], undefined, deny('user_consent_missing')),
];

const informed = {purpose: 'invoicing', role: 'billing', source_store: 'mediation'};
const no = {decision: 'allow', reason: 'no_consent_needed', consent_id: absent};
const letters = {purpose: 'newsletter', role: 'ecs-marketing', source_store: 'mediation'};
const information = [
  ask('what the law allows needs no consent', informed, ok({...no, basis: 'LEK 9:2 st. 1', expires: '2026-11-24T08:01:00.000Z'}), {given: state()}),
  ask('not even from nobody', informed, ok(no), {given: state({subject: {person: undefined, begun: false}, person: {id: undefined}})}),
  ask('after every refusal', informed, ok(no), {given: yes({subject: {choices: [stopped('traffic-offers', 'refused')]}})}),
  ask('under a restriction', informed, ok(no), {given: yes({person: {restricted: true}})}),
  ask('after an objection', informed, ok(no), {given: yes({person: {objections: [{at: now}]}})}),
  ask('after the relation ended', informed, ok(no), {given: yes({subject: {ended: true}})}),
  ask('but not for every role', {...informed, role: 'ecs-marketing'}, deny('role_not_permitted')),
  ask('nor from the locked store', {...informed, source_store: 'crime-retention'}, deny('retention_store_locked')),
  ask('which opens for what it is kept for', {purpose: 'disclosure', role: 'traffic-management', source_store: 'crime-retention'}, ok({...no, basis: 'LEK 9:33'})),
  ask('a list of fields binds an information purpose', {purpose: 'disclosure', role: 'traffic-management', source_store: 'mediation', fields: ['quality-metric']}, deny('field_not_in_purpose')),
  ask('one without a list takes any', {...informed, fields: ['quality-metric', 'cell-id']}, ok(no)),
  ask('but never what was said', {...informed, fields: ['communication-content']}, deny('content_not_allowed')),
  ask('letters without a consent', letters, ok({...no, basis: 'GDPR 6(1)(f)'})),
  ask('letters after an objection to marketing', letters, deny('objected'), {given: yes({person: {objections: [{at: now}]}})}),
  ask('letters after an objection to them', letters, deny('objected'), {given: yes({person: {objections: [{purpose: 'newsletter', at: now}]}})}),
  ask('letters under a restriction', letters, ok(no), {given: yes({person: {restricted: true}})}),
];

// Two faults at once: the one that stands first in the order is the answer.
const worst = state({
  subject: {ended: true, choices: [stopped('traffic-offers', 'withdrawn')]}, person: {restricted: true, objections: [{at: now}]},
});
const order = [
  ask('the purpose before the store', with_({purpose: 'traffic-unheard', source_store: 'attic'}), deny('unknown_purpose')),
  ask('inactive before the store', with_({purpose: 'traffic-dormant', source_store: 'attic'}), deny('purpose_inactive')),
  ask('the store before the role', with_({source_store: 'attic', role: 'hr'}), deny('store_unknown')),
  ask('unreadable before locked', with_({source_store: 'crime-retention'}), deny('store_unreadable'), {given: {...yes(), readable: false}}),
  ask('the lock before the role', with_({source_store: 'crime-retention', role: 'hr'}), deny('retention_store_locked')),
  ask('the role before the fields', with_({role: 'hr', fields: ['special-category']}), deny('role_not_permitted')),
  ask('the worst field, wherever it stands', with_({fields: ['cell-id', 'communication-content', 'special-category']}), deny('special_category')),
  ask('fields before the restriction', with_({fields: ['cell-id']}), deny('field_not_in_purpose'), {given: worst}),
  ask('the restriction before the class of the offer', with_({offer_class: 'insurance'}), deny('restricted'), {given: worst}),
  ask('the class of the offer before the objection', with_({offer_class: 'insurance'}), deny('purpose_mismatch'), {given: withAt(worst, 'person.restricted', false)}),
  ask('the objection before the gate', everything, deny('objected'), {given: withAt(worst, 'person.restricted', false)}),
  ask('nobody before the gate', everything, deny('no_identified_user'), {given: state({subject: {begun: false}})}),
  ask('the gate before the end of the relation', everything, deny('subscriber_gate_closed'), {given: state({subject: {ended: true}})}),
  ask("the end of the relation before the user's choice", everything, deny('relation_ended'), {given: yes({subject: {ended: true, choices: [stopped('traffic-offers', 'withdrawn')]}})}),
  ask('the processing version before the end', everything, deny('superseded_processing'),
    {given: yes({subject: {choices: [granted('traffic-offers', {processing_version: 7, until: '2026-01-01T00:00:00.000Z'})]}})}),
  ask('the end before the record', with_({record_time: '2020-01-01T00:00:00Z'}), deny('expired'), {at: '2030-01-01T00:00:00.000Z'}),
  ask('the interval before the age', with_({record_time: '2020-01-01T00:00:00Z'}), deny('outside_consent_interval')),
];

const shapes = [
  ask('a question names a purpose', without(everything, 'purpose'), error('missing_member', '/question/purpose')),
  ask('one', with_({purpose: ['traffic-offers']}), error('wrong_type', '/question/purpose')),
  ask('not all of them', with_({purpose: '*'}), error('bad_id', '/question/purpose')),
  ask('fields are a list', with_({fields: 'usage-volume'}), error('wrong_type', '/question/fields')),
  ask('of ids', with_({fields: ['usage-volume', 'USAGE']}), error('bad_id', '/question/fields/1')),
  ask('64 at most', with_({fields: Array.from({length: 65}, () => 'usage-volume')}), error('too_many', '/question/fields')),
  ask('a question holds no other members', with_({subject: 'sub-anna'}), error('unknown_member', '/question/subject')),
  ask('a record is of a time', with_({record_time: 'yesterday'}), error('bad_time', '/question/record_time')),
  {name: 'a question must be there', request: {call: 'decide_processing', now, state: state()}, expect: error('missing_member', '/question')},
  {name: 'and when it is asked', request: {call: 'decide_processing', question: everything, state: state()}, expect: error('missing_member', '/now')},
  ask('the last moment that can be written', informed, ok({...no, expires: '9999-12-31T23:59:59.999Z'}), {given: state(), at: '9999-12-31T23:59:59.999Z'}),
];

export const decisions = [...allowed, ...about, ...whom, ...times, ...records, ...lives, ...information, ...order, ...shapes];
