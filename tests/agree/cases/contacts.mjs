// The calls `decide_contact` and `decide_prompt`, on a catalogue with channels of every kind: first
// what is allowed, then each test of the order in core/contact.hpp alone, then who wins.
import {absent, catalogue, error, event, granted, now, ok, olle, open, state, stopped, without, withAt} from './world.mjs';

const channel = (id, more) => ({...catalogue.channels[0], id, ...more});
export const reached = {
  ...catalogue,
  catalogue: 'vectors-contact',
  policy: {...catalogue.policy, office_hours_from: 8, office_hours_until: 16, nix_check_months: 1, non_business_dates: ['2026-12-24', '2027-01-06']},
  channels: [
    channel('contact-sms', {soft_opt_in: true}), channel('contact-push'),
    channel('contact-phone', {rule: 'opt-out', legal_basis: 'MFL 21 §', call: true}),
    channel('contact-robot', {call: true}), channel('contact-post', {rule: 'opt-out', legal_basis: 'MFL 21 §', processing_version: 2}),
    channel('contact-fax', {active: false}),
  ],
};

const said = (id, more = {}) => granted('contact-sms', {purpose: id, text_digest: undefined, ...more});
const choices = (...list) => state({subject: {choices: list.sort((a, b) => (a.purpose < b.purpose ? -1 : 1))}});
const yes = choices(said('contact-sms'), said('contact-phone'));
const sms = {channel: 'contact-sms', content: 'marketing'};
const ask = (name, contact, expect, {given = yes, at = now} = {}) => ({
  name, request: {call: 'decide_contact', contact, now: at, state: given}, expect,
});
const allow = (more = {}) => ok({decision: 'allow', reason: 'consent_given', basis: 'MFL 19 §', ...more});
const free = (more = {}) => ok({decision: 'allow', reason: 'no_consent_needed', consent_id: absent, ...more});
const deny = (reason) => ok({decision: 'deny', reason, basis: absent, expires: absent, consent_id: absent});

const loaded = [
  {name: 'a catalogue with channels', request: {call: 'catalogue', signed: true, catalogue: reached}, expect: ok({catalogue: 'vectors-contact'})},
  ...[
    ['a channel rings or does not', withAt(reached, 'channels.2.call', 'yes'), error('wrong_type', '/catalogue/channels/2/call')],
    ['a sale stands in for a yes or does not', withAt(reached, 'channels.0.soft_opt_in', 1), error('wrong_type', '/catalogue/channels/0/soft_opt_in')],
    ['an office opens at an hour of the day', withAt(reached, 'policy.office_hours_from', 24), error('number_out_of_range', '/catalogue/policy/office_hours_from')],
    ['and closes at one', withAt(reached, 'policy.office_hours_until', 25), error('number_out_of_range', '/catalogue/policy/office_hours_until')],
    ['a look-up holds a month at least', withAt(reached, 'policy.nix_check_months', 0), error('number_out_of_range', '/catalogue/policy/nix_check_months')],
    ['a holiday is a date', withAt(reached, 'policy.non_business_dates.1', '2027-02-29'), error('bad_time', '/catalogue/policy/non_business_dates/1')],
  ].map(([name, document, expect]) => ({name, request: {call: 'catalogue', signed: true, catalogue: document}, expect})),
];

const allowed = [
  ask('a yes to the channel allows it', sms, allow({expires: '2026-11-24T08:01:00.000Z', consent_id: 'sub-anna/2'})),
  ask('to its last millisecond', sms, allow({expires: '2028-06-01T00:00:00.000Z'}), {at: '2028-05-31T23:59:59.999Z'}),
  ask('and no longer', sms, deny('channel_not_consented'), {at: '2028-06-01T00:00:00.000Z'}),
  ask('silence', sms, deny('channel_not_consented'), {given: state()}),
  ask('another channel', {...sms, channel: 'contact-push'}, deny('channel_not_consented')),
  ask('refused', sms, deny('channel_not_consented'), {given: choices(stopped('contact-sms', 'refused'))}),
  ask('withdrawn', sms, deny('channel_not_consented'), {given: choices(stopped('contact-sms', 'withdrawn'))}),
  ask('an older processing', {...sms, channel: 'contact-post'}, deny('channel_not_consented'), {given: choices(said('contact-post'))}),
  ask('this processing', {...sms, channel: 'contact-post'}, allow({basis: 'MFL 21 §'}), {given: choices(said('contact-post', {processing_version: 2}))}),
  ask('no such channel', {...sms, channel: 'contact-pigeon'}, deny('unknown_purpose')),
  ask('a purpose is no channel', {...sms, channel: 'traffic-offers'}, deny('unknown_purpose')),
  ask('a channel out of force', {...sms, channel: 'contact-fax'}, deny('purpose_inactive')),
];

const stops = [
  ask('restricted', sms, deny('restricted'), {given: withAt(yes, 'person.restricted', true)}),
  ask('an objection to all marketing', sms, deny('objected'), {given: withAt(yes, 'person.objections', [{at: now}])}),
  ask('an objection to this channel', sms, deny('channel_objected'), {given: withAt(yes, 'person.objections', [{purpose: 'contact-sms', at: now}])}),
  ask('an objection to another', sms, allow(), {given: withAt(yes, 'person.objections', [{purpose: 'contact-phone', at: now}])}),
  ask('nobody', sms, deny('no_identified_user'), {given: state({subject: {person: undefined, begun: false}, person: {id: undefined}})}),
  ask('the relation ended', sms, deny('relation_ended'), {given: withAt(yes, 'subject.ended', true)}),
  ask('another person', sms, deny('store_unreadable'), {given: withAt(yes, 'person.id', 'prs-bo')}),
  ask('unreadable', sms, deny('store_unreadable'), {given: {...yes, readable: false}}),
  ask('a service message passes them', {...sms, content: 'service'}, free({basis: absent, expires: '2026-11-24T08:01:00.000Z'}),
    {given: state({person: {restricted: true, objections: [{at: now}]}, subject: {ended: true}})}),
  ask('but not an unreadable state', {...sms, content: 'service'}, deny('store_unreadable'), {given: {...yes, readable: false}}),
];

const company = {...sms, recipient: 'legal-person'};
const companies = [
  ask("a company's own address", company, free({basis: 'MFL 20 §'}), {given: state()}),
  ask('by post', {...company, channel: 'contact-post'}, free({basis: 'MFL 21 §'}), {given: state()}),
  ask('after an objection on it', company, deny('channel_objected'), {given: state({person: {objections: [{purpose: 'contact-sms', at: now}]}})}),
  ask('with the data of its users', {...company, purpose: 'traffic-offers'}, deny('subscriber_gate_closed'), {given: state()}),
  ask("a company's number at night", {...company, channel: 'contact-phone', number: 'work', local_time: '2026-11-24T20:00'}, deny('outside_office_hours'), {given: state()}),
  ask("a company's number by day", {...company, channel: 'contact-phone', number: 'work', local_time: '2026-11-24T10:00'}, free({basis: 'MFL 21 §'}), {given: state()}),
];

const phone = {channel: 'contact-phone', content: 'marketing'};
const work = (name, local_time, expect, more = {}) => ask(name, {...phone, number: 'work', local_time, ...more}, expect);
const home = (name, checked_at, expect, {at = now, ...more} = {}) =>
  ask(name, {...phone, number: 'private', nix: {checked_at, listed: false}, ...more}, expect, {at});
const called = allow({basis: 'MFL 21 §'});
const calls = [
  work('the first minute of office hours', '2026-11-24T08:00', called),
  work('the minute before', '2026-11-24T07:59', deny('outside_office_hours')),
  work('the last minute', '2026-11-24T15:59', called),
  work('the minute after', '2026-11-24T16:00', deny('outside_office_hours')),
  work('a Friday', '2026-11-27T12:00', called),
  work('a Saturday', '2026-11-28T12:00', deny('outside_office_hours')),
  work('a Sunday', '2026-11-29T12:00', deny('outside_office_hours')),
  work('a Monday', '2026-11-30T12:00', called),
  work('a holiday', '2026-12-24T12:00', deny('outside_office_hours')),
  work('the day before one', '2026-12-23T12:00', called),
  work('no clock', undefined, deny('outside_office_hours')),
  work('private life', '2026-11-24T12:00', deny('private_marketing_to_work_number'), {about: 'private'}),
  work('private life by text message', '2026-11-24T12:00', deny('private_marketing_to_work_number'), {about: 'private', channel: 'contact-sms'}),
  work('a text message at night', '2026-11-24T20:00', deny('outside_office_hours'), {channel: 'contact-sms'}),
  work('a robot calls where a person may', '2026-11-24T12:00', deny('channel_not_consented'), {channel: 'contact-robot'}),
  home('looked up now', now, called),
  home('looked up in a moment', '2026-11-24T08:00:00.001Z', deny('nix_listed')),
  home('looked up a month ago', '2026-10-24T08:00:00.000Z', deny('nix_listed')),
  home('a millisecond less', '2026-10-24T08:00:00.001Z', called),
  home('a look-up of 31 January holds', '2027-01-31T00:00:00.000Z', called, {at: '2027-02-27T23:59:59.999Z'}),
  home('to 28 February', '2027-01-31T00:00:00.000Z', deny('nix_listed'), {at: '2027-02-28T00:00:00.000Z'}),
  home('listed', now, deny('nix_listed'), {nix: {checked_at: now, listed: true}}),
  home('never looked up', now, deny('nix_listed'), {nix: undefined}),
  home('a number that nobody described', now, called, {number: undefined}),
  ask('nor looked up', phone, deny('nix_listed')),
  home('private life at home', now, called, {about: 'private'}),
  home('a text message at home needs no look-up', now, allow(), {channel: 'contact-sms', nix: undefined}),
];

const facts = {to_person: true, own_similar: true, opt_out_at_collection: true, opt_out_in_message: true};
const sold = {...sms, sale: facts};
const olles = (...list) => olle({subject: {choices: list}});
const sales = [
  ask('a sale to a sole trader', sold, free({basis: 'MFL 19 § 2 st', expires: '2026-11-24T08:01:00.000Z'}), {given: olle()}),
  ...Object.keys(facts).flatMap((fact) => [
    ask(`a sale without ${fact}`, {...sms, sale: {...facts, [fact]: false}}, deny('soft_opt_in_unavailable'), {given: olle()}),
    ask(`a sale that does not say ${fact}`, {...sms, sale: without(facts, fact)}, deny('soft_opt_in_unavailable'), {given: olle()}),
  ]),
  ask('a sale to a company', sold, deny('soft_opt_in_unavailable'), {given: state()}),
  ask('a sale that nobody claims', sms, deny('channel_not_consented'), {given: olle()}),
  ask('a sale is for mail and text messages', {...sold, channel: 'contact-push'}, deny('channel_not_consented'), {given: olle()}),
  ask('a sale after a no', sold, deny('channel_not_consented'), {given: olles(stopped('contact-sms', 'refused'))}),
  ask('a sale after a withdrawal', sold, deny('channel_not_consented'), {given: olles(stopped('contact-sms', 'withdrawn'))}),
  ask('a sale after a yes that expired', sold, free({basis: 'MFL 19 § 2 st'}), {given: olles(stopped('contact-sms', 'expired'))}),
  ask('a sale beside a yes', sold, allow({consent_id: 'sub-olle/2'}), {given: olles(said('contact-sms'))}),
  ask('a sale after an objection', sold, deny('channel_objected'), {given: olle({person: {objections: [{purpose: 'contact-sms', at: now}]}})}),
  ask('a sale opens no data', {...sold, purpose: 'traffic-offers'}, deny('subscriber_gate_closed'), {given: olle()}),
];

const personal = {...sms, purpose: 'traffic-offers'};
const both = withAt(choices(said('contact-sms'), granted('traffic-offers', {until: '2026-11-24T08:00:30.000Z'})), 'subscriber.gates', open('traffic-offers'));
const purposes = [
  ask('the channel and the data', personal, allow({basis: 'MFL 19 §', expires: '2026-11-24T08:00:30.000Z', consent_id: 'sub-anna/2'}), {given: both}),
  ask('the channel without the data', personal, deny('user_consent_missing'), {given: withAt(both, 'subject.choices', [said('contact-sms')])}),
  ask('the data without the channel', personal, deny('channel_not_consented'), {given: withAt(both, 'subject.choices', [granted('traffic-offers')])}),
  ask('the data withdrawn', personal, deny('withdrawn'), {given: withAt(both, 'subject.choices.1', stopped('traffic-offers', 'withdrawn'))}),
  ask('the data expired', personal, deny('expired'), {given: both, at: '2026-11-24T08:00:30.000Z'}),
  ask('the gate closed', personal, deny('subscriber_gate_closed'), {given: withAt(both, 'subscriber.gates', [])}),
  ask('an objection to the data', personal, deny('objected'), {given: withAt(both, 'person.objections', [{purpose: 'traffic-offers', at: now}])}),
  ask('an unheard purpose', {...sms, purpose: 'traffic-unheard'}, deny('unknown_purpose')),
  ask('a purpose that is no marketing', {...sms, purpose: 'traffic-tips'}, deny('purpose_mismatch')),
  ask('a channel as a purpose', {...sms, purpose: 'contact-push'}, deny('purpose_mismatch')),
  ask('information as a purpose', {...sms, purpose: 'newsletter'}, deny('purpose_mismatch')),
];

const shapes = [
  ask('a contact names its channel', without(sms, 'channel'), error('missing_member', '/contact/channel')),
  ask('and its content', without(sms, 'content'), error('missing_member', '/contact/content')),
  ask('of which there are two', {...sms, content: 'news'}, error('bad_value', '/contact/content')),
  ask('to two kinds of recipients', {...sms, recipient: 'robot'}, error('bad_value', '/contact/recipient')),
  ask('on two kinds of numbers', {...sms, number: 'secret'}, error('bad_value', '/contact/number')),
  ask('about two kinds of things', {...sms, about: 'sports'}, error('bad_value', '/contact/about')),
  ask('a wall clock has no offset', {...sms, local_time: '2026-11-24T14:30+01:00'}, error('bad_time', '/contact/local_time')),
  ask('nor seconds', {...sms, local_time: '2026-11-24T14:30:00'}, error('bad_time', '/contact/local_time')),
  ask('a look-up says when', {...sms, nix: {listed: false}}, error('missing_member', '/contact/nix/checked_at')),
  ask('and what it found', {...sms, nix: {checked_at: now}}, error('missing_member', '/contact/nix/listed')),
  ask('a sale has four facts', {...sms, sale: {...facts, discount: true}}, error('unknown_member', '/contact/sale/discount')),
  ask('a contact holds no number', {...sms, msisdn: '+46700000000'}, error('unknown_member', '/contact/msisdn')),
];

export const contacts = [...loaded, ...allowed, ...stops, ...companies, ...calls, ...sales, ...purposes, ...shapes];

const prompt = (name, purpose, prompted, reason, {given = state(), at = now} = {}) => ({
  name, request: {call: 'decide_prompt', purpose, now: at, state: given}, expect: ok({prompt: prompted, reason}),
});
const gated = (more = {}) => state({subscriber: {gates: open('traffic-develop', 'traffic-offers')}, ...more});
const after = (...list) => gated({subject: {choices: list}});
const no = (kind, more = {}) => after(stopped('traffic-offers', kind, more));
export const prompts = [
  prompt('nothing was ever said', 'traffic-offers', true, 'no_decision', {given: gated()}),
  prompt('nor about a channel', 'contact-sms', true, 'no_decision'),
  prompt('a yes runs', 'traffic-offers', false, 'consent_given', {given: after(granted('traffic-offers'))}),
  prompt('a yes has ended', 'traffic-offers', true, 'expired', {given: after(granted('traffic-offers')), at: '2028-06-01T00:00:00.000Z'}),
  prompt('a yes was noted as expired', 'traffic-offers', true, 'expired', {given: no('expired')}),
  prompt('a yes to an older processing', 'traffic-develop', true, 'superseded_processing', {given: after(granted('traffic-develop', {processing_version: 1}))}),
  prompt('a no is younger than six months', 'traffic-offers', false, 'refused', {given: no('refused'), at: '2026-12-31T23:59:59.999Z'}),
  prompt('a no is six months old', 'traffic-offers', true, 'refused', {given: no('refused'), at: '2027-01-01T00:00:00.000Z'}),
  prompt('a withdrawal is younger', 'traffic-offers', false, 'withdrawn', {given: no('withdrawn'), at: '2026-12-31T23:59:59.999Z'}),
  prompt('a withdrawal is six months old', 'traffic-offers', true, 'withdrawn', {given: no('withdrawn'), at: '2027-01-01T00:00:00.000Z'}),
  prompt('six months from 31 August end on 28 February', 'traffic-offers', false, 'refused',
    {given: no('refused', {at: '2026-08-31T00:00:00.000Z'}), at: '2027-02-27T23:59:59.999Z'}),
  prompt('at its first moment', 'traffic-offers', true, 'refused', {given: no('refused', {at: '2026-08-31T00:00:00.000Z'}), at: '2027-02-28T00:00:00.000Z'}),
  prompt('a no to an older processing', 'traffic-develop', true, 'refused', {given: after(stopped('traffic-develop', 'refused', {processing_version: 1}))}),
  prompt('a no to this one', 'traffic-develop', false, 'refused', {given: after(stopped('traffic-develop', 'refused', {processing_version: 2}))}),
  prompt('a no to nobody knows which', 'traffic-develop', false, 'refused', {given: after(stopped('traffic-develop', 'refused'))}),
  prompt('no gate', 'traffic-offers', false, 'subscriber_gate_closed'),
  prompt('no gate is needed', 'traffic-tips', true, 'no_decision'),
  prompt('while restricted', 'traffic-offers', false, 'restricted', {given: gated({person: {restricted: true}})}),
  prompt('after an objection', 'traffic-offers', false, 'objected', {given: gated({person: {objections: [{at: now}]}})}),
  prompt('about what is no marketing, after one', 'traffic-develop', true, 'no_decision', {given: gated({person: {objections: [{at: now}]}})}),
  prompt('about a channel, after one to it', 'contact-sms', false, 'objected', {given: state({person: {objections: [{purpose: 'contact-sms', at: now}]}})}),
  prompt('after the relation ended', 'traffic-offers', false, 'relation_ended', {given: gated({subject: {ended: true}})}),
  prompt('the end before the gate', 'traffic-offers', false, 'relation_ended', {given: state({subject: {ended: true}})}),
  prompt('nobody is there to ask', 'traffic-offers', false, 'no_identified_user', {given: gated({subject: {person: undefined}, person: {id: undefined}})}),
  prompt('another person is', 'traffic-offers', false, 'store_unreadable', {given: gated({person: {id: 'prs-bo'}})}),
  prompt('an unheard purpose cannot be asked about', 'traffic-unheard', false, 'unknown_purpose'),
  prompt('nor information', 'invoicing', false, 'unknown_purpose'),
  prompt('nor cookies', 'cookie-statistics', false, 'unknown_purpose'),
  prompt('nor what is out of force', 'traffic-dormant', false, 'purpose_inactive'),
  prompt('nor a use without a sign-off', 'traffic-improve', false, 'lek_gate_missing'),
  {
    name: 'asked of events', request: {
      call: 'decide_prompt', purpose: 'contact-sms', now, subject: 'sub-anna',
      events: [
        event('relation_begun', {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', door: 'provisioning'}),
        event('refused', {subject: 'sub-anna', purpose: 'contact-sms', at: '2026-11-01T00:00:00.000Z', sequence: 2}),
      ],
    },
    expect: ok({prompt: false, reason: 'refused'}),
  },
  {name: 'a question names a purpose to ask about', request: {call: 'decide_prompt', now, state: state()}, expect: error('missing_member', '/purpose')},
  {name: 'and a time', request: {call: 'decide_prompt', purpose: 'contact-sms', state: state()}, expect: error('missing_member', '/now')},
];

// The catalogue that the other chapters are about, again.
export const back = [{name: 'the first catalogue again', request: {call: 'catalogue', signed: true, catalogue}, expect: ok({catalogue: 'vectors'})}];
