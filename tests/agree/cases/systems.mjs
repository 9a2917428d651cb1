// The call `accept` for gates and for what the operator's customer systems know.
import {absent, change, error, event, gatekeeper, now, ok, open, state, submission, systems, user, without} from './world.mjs';

const accept = (name, act, expect, {actor = gatekeeper(), at = now, given = state()} = {}) => ({
  name, request: {call: 'accept', act, actor, now: at, state: given}, expect,
});
const opens = {kind: 'gate_opened', subscriber: 'sbr-bjork', purpose: 'traffic-offers'};
const closes = {...opens, kind: 'gate_closed'};
const one = (more) => ok({events: [more]});

export const gates = [
  accept('an administrator opens a gate', opens, one({
    kind: 'gate_opened', subscriber: 'sbr-bjork', purpose: 'traffic-offers', actor: 'prs-karin', roles: ['company-admin'], door: 'gates',
    at: now, sequence: 4, subject: absent, person: absent, evidence: {catalogue: 'vectors', catalogue_version: '2026-11-24.1', session: 'ses-2'},
  })),
  accept('and closes it', closes, one({kind: 'gate_closed', sequence: 4}), {given: state({subscriber: {gates: open('traffic-offers')}})}),
  accept('closing what is closed is a stop too', closes, one({kind: 'gate_closed'})),
  accept('the submission it came with is recorded', {...opens, submission_id: 'req-1'}, one({evidence: {submission_id: 'req-1'}})),
  accept('without a mandate nobody opens', opens, error('no_mandate'), {actor: gatekeeper({person: 'prs-bo'})}),
  accept('without a mandate nobody closes', closes, error('no_mandate'), {actor: gatekeeper({person: 'prs-bo'})}),
  accept('nobody who is not signed in opens', opens, error('no_mandate'), {actor: without(gatekeeper(), 'person')}),
  accept('a mandate holds from its first millisecond', opens, one({kind: 'gate_opened'}), {at: '2026-01-01T00:00:00.000Z'}),
  accept('and not before', opens, error('no_mandate'), {at: '2025-12-31T23:59:59.999Z'}),
  accept('a mandate holds to its last millisecond', opens, one({kind: 'gate_opened'}), {at: '2026-12-31T23:59:59.999Z'}),
  accept('and not at its end', opens, error('no_mandate'), {at: '2027-01-01T00:00:00.000Z'}),
  accept("a mandate for one company opens no gate of another's", {...opens, subscriber: 'sbr-havsvik'}, error('no_mandate')),
  accept('an act that names no company opens none', without(opens, 'subscriber'), error('no_mandate')),
  accept('a gate is about one purpose', {...opens, purpose: '*'}, error('wildcard_purpose', '/purpose')),
  accept('no purpose, no gate', without(opens, 'purpose'), error('unknown_purpose', '/purpose')),
  accept('no gate for an unknown purpose', {...opens, purpose: 'traffic-unheard'}, error('unknown_purpose', '/purpose')),
  accept('no gate for a retired purpose', {...opens, purpose: 'traffic-old-profile'}, error('unknown_purpose', '/purpose')),
  accept('the gate of a retired purpose closes', {...closes, purpose: 'traffic-old-profile'}, one({kind: 'gate_closed'})),
  accept('a gate that stands open closes though no catalogue knows its purpose', {...closes, purpose: 'traffic-forgotten'}, one({kind: 'gate_closed'}),
    {given: state({subscriber: {gates: open('traffic-forgotten')}})}),
  accept('a purpose for the user alone has no gate', {...opens, purpose: 'traffic-tips'}, error('purpose_mismatch', '/purpose')),
  accept('nor has a channel', {...opens, purpose: 'contact-sms'}, error('purpose_mismatch', '/purpose')),
  accept('no gate opens for an inactive purpose', {...opens, purpose: 'traffic-dormant'}, error('purpose_inactive', '/purpose')),
  accept('nor for one without a sign-off', {...opens, purpose: 'traffic-improve'}, error('lek_gate_missing', '/purpose')),
  accept('the gate of an inactive purpose closes', {...closes, purpose: 'traffic-dormant'}, one({kind: 'gate_closed'})),
  ...['page', 'form', 'customer-service', 'import', 'provisioning', 'sms'].map((door) =>
    accept(`no gate opens by the door ${door}`, opens, error('door_not_permitted'), {actor: gatekeeper({door})})),
  ...['page', 'form', 'provisioning'].map((door) =>
    accept(`no gate closes by the door ${door}`, closes, error('door_not_permitted'), {actor: gatekeeper({door})})),
  accept('no grant by the door of the gates', {kind: 'granted', purpose: 'traffic-offers', subject: 'sub-anna'}, error('door_not_permitted')),
  {
    name: 'a page does not hold a gate open', request: {call: 'judge', submission: submission([change('traffic-offers', 'gate_opened')]), actor: user(), now, state: state()},
    expect: error('bad_value', '/submission/changes/0/choice'),
  },
];

const from = systems();
const begins = {kind: 'relation_begun', subject: 'sub-new', person: 'prs-new', subscriber: 'sbr-bjork', subscriber_kind: 'company'};
const given = state();
const nothing = state({
  subject: {id: undefined, person: undefined, subscriber: undefined, begun: false, sequence: 0}, person: {id: undefined, sequence: 0},
});
const provision = (name, act, expect, {actor = from, with: base = given} = {}) => accept(name, act, expect, {actor, given: base});

export const provisioning = [
  provision('a relation begins', begins, one({
    kind: 'relation_begun', subject: 'sub-new', person: 'prs-new', subscriber: 'sbr-bjork', subscriber_kind: 'company', actor: absent,
    door: 'provisioning', roles: ['provisioning'], sequence: 1,
  }), {with: nothing}),
  provision('a company is what is meant when nobody says', without(begins, 'subscriber_kind'), one({subscriber_kind: 'company'}), {with: nothing}),
  provision("a sole trader's relation begins", {...begins, subscriber_kind: 'sole-trader'}, one({subscriber_kind: 'sole-trader'}), {with: nothing}),
  provision("a pool SIM's relation begins without a person", without(begins, 'person'), one({person: absent}), {with: nothing}),
  provision('a relation that began does not begin again', {...begins, subject: 'sub-anna'}, error('duplicate_id', '/subject')),
  provision('a relation needs a subject', without(begins, 'subject'), error('missing_member', '/subject'), {with: nothing}),
  provision('a relation needs a subscriber', without(begins, 'subscriber'), error('missing_member', '/subscriber'), {with: nothing}),
  provision('a subscriber of no known kind is refused', {...begins, subscriber_kind: 'cooperative'}, error('bad_value', '/act/subscriber_kind'), {with: nothing}),
  provision('a relation ends', {kind: 'relation_ended', subject: 'sub-anna'}, one({kind: 'relation_ended', subject: 'sub-anna', sequence: 5})),
  provision('a relation that never began does not end', {kind: 'relation_ended', subject: 'sub-new'}, error('no_identified_user', '/subject'), {with: nothing}),
  provision('a number is linked', {kind: 'identifier_linked', subject: 'sub-anna', link: 'lnk-1', identifier_kind: 'msisdn', from: now}, one({
    kind: 'identifier_linked', link: 'lnk-1', identifier_kind: 'msisdn', from: now, sequence: 5,
  })),
  provision('a customer number is linked', {kind: 'identifier_linked', subject: 'sub-anna', link: 'lnk-2', identifier_kind: 'customer-number'}, one({identifier_kind: 'customer-number'})),
  provision('no number is linked after the relation ended', {kind: 'identifier_linked', subject: 'sub-anna', link: 'lnk-1', identifier_kind: 'msisdn'},
    error('relation_ended', '/subject'), {with: state({subject: {ended: true}})}),
  provision('a number is unlinked, also then', {kind: 'identifier_unlinked', subject: 'sub-anna', link: 'lnk-1', until: now}, one({kind: 'identifier_unlinked', until: now}),
    {with: state({subject: {ended: true}})}),
  provision('an identifier of no known kind is refused', {kind: 'identifier_linked', subject: 'sub-anna', link: 'lnk-1', identifier_kind: 'personnummer'}, error('bad_value', '/act/identifier_kind')),
  provision('a mandate is given', {kind: 'mandate_given', person: 'prs-maria', subscriber: 'sbr-bjork', from: now, until: '2027-11-24T08:00:00Z'}, one({
    kind: 'mandate_given', person: 'prs-maria', subscriber: 'sbr-bjork', subject: absent, from: now, until: '2027-11-24T08:00:00.000Z', sequence: 4,
  })),
  provision('a mandate ends', {kind: 'mandate_ended', person: 'prs-karin', subscriber: 'sbr-bjork'}, one({kind: 'mandate_ended', person: 'prs-karin', sequence: 4})),
  provision('a mandate needs a person', {kind: 'mandate_given', subscriber: 'sbr-bjork'}, error('missing_member', '/person')),
  provision('a mandate needs a subscriber', {kind: 'mandate_given', person: 'prs-maria'}, error('missing_member', '/subscriber')),
  provision('customer systems do not grant', {kind: 'granted', subject: 'sub-anna', purpose: 'traffic-offers'}, error('door_not_permitted')),
  provision('nor refuse', {kind: 'refused', subject: 'sub-anna', purpose: 'traffic-offers'}, error('door_not_permitted')),
  provision('nor open gates', opens, error('door_not_permitted')),
  provision('nor restrict', {kind: 'restricted', subject: 'sub-anna'}, error('door_not_permitted')),
  ...['user', 'company-admin', 'customer-service', 'import', 'subscriber'].map((role) =>
    provision(`the role ${role} provisions nothing`, begins, error('actor_not_subject'), {actor: systems({role, person: 'prs-karin'}), with: nothing})),
  ...['expired', 'reminded', 'propagated', 'propagation_acked', 'corrected', 'erased'].map((kind) =>
    provision(`${kind} is not for customer systems to say`, {kind, subject: 'sub-anna'}, error('door_not_permitted'))),
  provision('an act needs a kind', without(begins, 'kind'), error('missing_member', '/act/kind')),
  provision('an act of no known kind is refused', {...begins, kind: 'marriage'}, error('bad_value', '/act/kind')),
  provision('an act holds no other members', {...begins, email: 'a@b.example'}, error('unknown_member', '/act/email'), {with: nothing}),
  provision('nor a personal identity number', {...begins, subject: '19121212-1212'}, error('personnummer_in_payload', '/act'), {with: nothing}),
  provision('nor one without its hyphen', {...begins, link: '191212121212'}, error('personnummer_in_payload', '/act'), {with: nothing}),
  provision('a subject in capitals is no id', {...begins, subject: 'SUB-NEW'}, error('bad_id', '/act/subject'), {with: nothing}),
  provision('a mandate from no time is refused', {kind: 'mandate_given', person: 'prs-maria', subscriber: 'sbr-bjork', from: 'now'}, error('bad_time', '/act/from')),
  provision('a stop with a member that nobody knows is taken', {kind: 'relation_ended', subject: 'sub-anna', reason: 'left'}, one({kind: 'relation_ended', reason: absent})),
  {
    name: 'an act is judged on the events of the request',
    request: {
      call: 'accept', subject: 'sub-new', act: {...begins}, actor: from, now,
      events: [event('relation_begun', {subject: 'sub-new', person: 'prs-new', subscriber: 'sbr-bjork', door: 'provisioning'})],
    },
    expect: error('duplicate_id', '/subject'),
  },
  accept('an administrator with a mandate ends a relation with the company', {kind: 'relation_ended', subject: 'sub-anna'}, one({kind: 'relation_ended', subject: 'sub-anna', actor: 'prs-karin', roles: ['company-admin']})),
  accept('and none without it', {kind: 'relation_ended', subject: 'sub-anna'}, error('no_mandate'), {actor: gatekeeper({person: 'prs-bo'})}),
  accept('and begins none', begins, error('door_not_permitted')),
  provision('a guardian is named for a relation', {kind: 'mandate_given', subject: 'sub-anna', person: 'prs-sara', until: '2030-01-01T00:00:00Z'}, one({
    kind: 'mandate_given', subject: 'sub-anna', person: 'prs-sara', subscriber: absent, until: '2030-01-01T00:00:00.000Z', sequence: 5,
  })),
  provision('nobody is named their own', {kind: 'mandate_given', subject: 'sub-anna', person: 'prs-anna'}, error('bad_value', '/person')),
  provision("a child's relation begins", {...begins, age_13_at: '2030-05-06T00:00:00Z'}, one({age_13_at: '2030-05-06T00:00:00.000Z'}), {with: nothing}),
  provision('a number is linked by its link', {kind: 'identifier_linked', subject: 'sub-anna', identifier_kind: 'msisdn'}, error('missing_member', '/link')),
  {name: 'an act must be there', request: {call: 'accept', actor: from, now, state: given}, expect: error('missing_member', '/act')},
];

const sent = {subscriber: 'sbr-bjork', submission_id: 'req-2', changes: [{purpose: 'traffic-offers', gate: 'open'}]};
// A company alone: its administrator acts on nobody's choices.
const company = {
  subject: {subscriber_kind: 'company', begun: false, ended: false, sequence: 0},
  person: {restricted: false, sequence: 0},
  subscriber: state().subscriber,
};
const judged = (name, wish, expect, {actor = gatekeeper(), given = company} = {}) => ({
  name, request: {call: 'judge', gates: wish, actor, now, state: given}, expect,
});
const shown = (name, language, given, expect) => ({name, request: {call: 'gates', language, state: given}, expect});
const named = (name, identifier, expect) => ({name, request: {call: 'identifier', identifier}, expect});
export const switches = [
  judged('what an administrator sends opens a gate', sent, ok({
    verdicts: [{purpose: 'traffic-offers', choice: 'gate_opened', accepted: true}],
    events: [{kind: 'gate_opened', subscriber: 'sbr-bjork', purpose: 'traffic-offers', evidence: {submission_id: 'req-2'}}],
  })),
  judged('and nothing without a mandate', sent, ok({
    verdicts: [{purpose: 'traffic-offers', choice: 'gate_opened', accepted: false, code: 'no_mandate'}], events: [],
  }), {actor: gatekeeper({person: 'prs-bo'})}),
  judged('an unknown member refuses an opening', {...sent, ip: '1'}, ok({
    verdicts: [{purpose: 'traffic-offers', choice: 'gate_opened', accepted: false, code: 'unknown_member'}], events: [],
  })),
  judged('and not a closing', {...sent, ip: '1', changes: [{purpose: 'traffic-offers', gate: 'closed'}]}, ok({
    verdicts: [{purpose: 'traffic-offers', choice: 'gate_closed', accepted: true}],
  })),
  judged('a gate is open or closed', {...sent, changes: [{purpose: 'traffic-offers', gate: 'ajar'}]}, error('bad_value', '/gates/changes/0/gate')),
  judged('gates belong to a subscriber', without(sent, 'subscriber'), error('missing_member', '/gates/subscriber')),
  shown('every gate is shown, shut until somebody opens it', 'sv', state(), ok({gates: {0: {purpose: 'traffic-offers', title: 'Erbjudanden', open: false}}})),
  shown('an open gate is shown open', 'en', state({subscriber: {gates: open('traffic-offers')}}), ok({gates: {0: {purpose: 'traffic-offers', title: 'Offers', open: true}}})),
  named('a phone number in full names a subject', {kind: 'msisdn', value: '+46701740605'}, ok({kind: 'msisdn', value: absent})),
  named('in its national form it does not', {kind: 'msisdn', value: '0701740605'}, error('msisdn_not_e164', '/identifier/value')),
  named('a customer number names a subject', {kind: 'customer-number', value: 'kund-1042'}, ok({kind: 'customer-number'})),
  named('a personnummer is no customer number', {kind: 'customer-number', value: '191212121212'}, error('personnummer_in_payload', '/identifier/value')),
  named('an identifier is of a known kind', {kind: 'imsi', value: '240080000000001'}, error('bad_value', '/identifier/kind')),
];
