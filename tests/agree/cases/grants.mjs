// Grants: every one of their faults alone, in the order of core/accept.hpp, and then without it.
import {
  absent, change, error, gatekeeper, granted, now, ok, olle, open, state, stopped, submission, textDigest, user, without, withAt,
} from './world.mjs';

const judge = (name, sent, expect, {actor = user(), at = now, given = state()} = {}) => ({
  name, request: {call: 'judge', submission: sent, actor, now: at, state: given}, expect,
});
const offers = change('traffic-offers', 'granted');
const taken = (more = {}) => ok({verdicts: [{accepted: true, code: absent, ...more}]});
// What stands once for all changes has its place beside them.
const shared = /^\/(submission_id|sequence|catalogue|catalogue_version|language|ui_build|notice_shown_at|decided_at)$/;
const refused = (code, where) =>
  ok({verdicts: [{accepted: false, code, where: shared.test(where) ? where : `/changes/0${where}`}], events: []});
const at = (time) => `2026-11-24T${time}Z`;

const plain = [
  judge('a grant with everything it needs is taken', submission([offers]), ok({
    verdicts: [{purpose: 'traffic-offers', choice: 'granted', accepted: true, code: absent}],
    events: [{
      kind: 'granted', subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: 'traffic-offers', actor: 'prs-anna',
      roles: ['user'], door: 'page', at: now, sequence: 5, until: '2028-11-24T08:00:00.000Z',
      evidence: {
        catalogue: 'vectors', catalogue_version: '2026-11-24.1', processing_version: 1, text_version: 1, language: 'sv',
        text_digest: textDigest('traffic-offers'), method: 'switch', ui_build: '1.0.0-abc', session: 'ses-1',
        submission_id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', notice_shown_at: at('07:59:30.000'), decided_at: now,
      },
    }],
    state: {subject: {sequence: 5, choices: [{purpose: 'traffic-offers', choice: 'granted', since: now, until: '2028-11-24T08:00:00.000Z'}]}},
  })),
  judge('in English on the English words', submission([change('traffic-offers', 'granted', {text_digest: textDigest('traffic-offers', 'en')})], {language: 'en'}), taken()),
  judge('by a button', submission([change('traffic-offers', 'granted', {method: 'button'})]), taken()),
  judge('to a channel', submission([change('contact-sms', 'granted')]), taken()),
  judge('to a purpose for the user alone', submission([change('traffic-tips', 'granted')]), taken()),
  judge('on a purpose with a sign-off', submission([change('traffic-develop', 'granted')]), taken()),
  judge('behind a closed gate it is kept', submission([offers]), ok({verdicts: [{accepted: true}], state: {subscriber: {gates: []}}})),
  judge('under a restriction it is kept', submission([offers]), taken(), {given: state({person: {restricted: true}})}),
  judge('after an objection it is kept, and does not lift it', submission([offers]),
    ok({verdicts: [{accepted: true}], state: {person: {objections: [{at: at('07:00:00.000')}]}}}),
    {given: state({person: {objections: [{at: at('07:00:00.000')}]}})}),
  judge('a renewal of a running yes is taken', submission([offers]),
    ok({verdicts: [{accepted: true}], state: {subject: {choices: [{since: '2026-06-01T00:00:00.000Z', until: '2028-11-24T08:00:00.000Z'}]}}}),
    {given: state({subject: {choices: [granted('traffic-offers')]}})}),
  judge('a yes after a withdrawal is taken', submission([offers]), taken(), {given: state({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}})}),
  judge('shown and decided at the same moment', submission([offers], {notice_shown_at: now}), taken()),
  judge('its end is clamped to the last day of the month', submission([offers], {decided_at: '2026-02-28T12:00:00Z', notice_shown_at: '2026-02-28T11:00:00Z'}),
    ok({events: [{until: '2028-02-28T12:00:00.000Z'}]}), {at: '2026-02-28T12:00:00.000Z'}),
  judge('29 February ends on 28 February two years on', submission([offers], {decided_at: '2028-02-29T12:00:00Z', notice_shown_at: '2028-02-29T11:00:00Z'}),
    ok({events: [{until: '2030-02-28T12:00:00.000Z'}]}), {at: '2028-02-29T12:00:00.000Z'}),
  judge('an administrator grants for himself as a user', submission([offers]), taken(), {
    actor: user('prs-karin'), given: state({subject: {person: 'prs-karin'}, person: {id: 'prs-karin'}}),
  }),
];

const doors = ['form', 'customer-service', 'sms', 'mail-link', 'letter', 'gates', 'provisioning'].map((door) =>
  judge(`no grant by the door ${door}`, submission([offers]), refused('door_not_permitted', ''), {actor: user('prs-anna', {door})}));
const actors = [
  judge('no import grants', submission([offers]), refused('import_cannot_grant', ''), {actor: {role: 'import', door: 'import'}}),
  judge('not even by the door of the page', submission([offers]), refused('import_cannot_grant', ''), {actor: {role: 'import', door: 'page'}}),
  judge('not even in the name of the person', submission([offers]), refused('import_cannot_grant', ''), {actor: user('prs-anna', {door: 'import'})}),
  judge('an administrator cannot consent for an employee', submission([offers]), refused('employer_cannot_consent', ''), {actor: gatekeeper({door: 'page'})}),
  judge('a mandate in another role does not help', submission([offers]), refused('employer_cannot_consent', ''), {actor: user('prs-karin')}),
  judge('an administrator whose mandate ended is just somebody else', submission([offers], {decided_at: '2027-01-01T00:00:00Z', notice_shown_at: '2027-01-01T00:00:00Z'}),
    refused('actor_not_subject', ''), {actor: user('prs-karin'), at: '2027-01-01T00:00:00.000Z'}),
  judge('a colleague cannot consent', submission([offers]), refused('actor_not_subject', ''), {actor: user('prs-bo')}),
  judge('nor customer service', submission([offers]), refused('actor_not_subject', ''), {actor: user('prs-anna', {role: 'customer-service'})}),
  judge('nor a guardian without a link of its own', submission([offers]), refused('actor_not_subject', ''), {actor: user('prs-mum', {role: 'guardian'})}),
  judge('nor somebody who is not signed in', submission([offers]), refused('actor_not_subject', ''), {actor: {role: 'user', door: 'page'}}),
  judge('nobody consents for a pool SIM', submission([offers]), refused('actor_not_subject', ''), {given: state({subject: {person: undefined}, person: {id: undefined}})}),
  judge("a submission about another relation is not this one's", submission([offers], {subject: 'sub-bo'}), refused('actor_not_subject', '')),
];

const asked = (name, one, code, where, more) => judge(name, submission([one]), refused(code, where), more);
const purposes = [
  asked('nothing is granted after the relation ended', offers, 'relation_ended', '', {given: state({subject: {ended: true}})}),
  asked('nor before it began', offers, 'relation_ended', '', {given: state({subject: {begun: false}})}),
  asked('all purposes at once is no purpose', {...offers, purpose: '*'}, 'wildcard_purpose', '/purpose'),
  asked('nor is a list', {...offers, purpose: ['traffic-offers', 'traffic-tips']}, 'wildcard_purpose', '/purpose'),
  asked('an unknown purpose is not granted', {...offers, purpose: 'traffic-unheard'}, 'unknown_purpose', '/purpose'),
  asked('nor a retired one', {...offers, purpose: 'traffic-old-profile'}, 'unknown_purpose', '/purpose'),
  asked('no purpose at all is not granted', without(offers, 'purpose'), 'unknown_purpose', '/purpose'),
  asked('an information purpose is no choice', {...offers, purpose: 'invoicing'}, 'purpose_mismatch', '/purpose'),
  asked('nor is a category of cookies', {...offers, purpose: 'cookie-statistics'}, 'purpose_mismatch', '/purpose'),
  asked('a use outside 9:2 without a sign-off is not granted', change('traffic-improve', 'granted'), 'lek_gate_missing', '/purpose'),
  asked('an inactive purpose is not granted', change('traffic-dormant', 'granted'), 'purpose_inactive', '/purpose'),
];

const methods = ['scroll', 'dismiss', 'timeout', 'continue', 'default', 'bulk-admin', 'contract-acceptance', 'nod'].map((method) =>
  asked(`${method} is no affirmative act`, {...offers, method}, 'not_affirmative_act', '/method'));
const evidence = [
  asked('without a method there is no act', without(offers, 'method'), 'not_affirmative_act', '/method'),
  judge('an unknown member is refused with a grant', submission([{...offers, ip: '192.0.2.1'}]), ok({verdicts: [{accepted: false, code: 'unknown_member', where: '/changes/0/ip'}]})),
  judge('also beside the changes', submission([offers], {user_agent: 'x'}), ok({verdicts: [{accepted: false, code: 'unknown_member', where: '/user_agent'}]})),
  ...['submission_id', 'catalogue', 'catalogue_version', 'language', 'ui_build', 'decided_at'].map((member) =>
    judge(`a grant without ${member} is incomplete`, without(submission([offers]), member), refused('evidence_incomplete', `/${member}`))),
  ...['processing_version', 'text_version', 'text_digest'].map((member) =>
    judge(`a grant without ${member} is incomplete`, submission([without(offers, member)]), refused('evidence_incomplete', `/${member}`))),
  judge('a grant without a session is incomplete', submission([offers]), refused('evidence_incomplete', ''), {actor: without(user(), 'session')}),
  judge('a grant without a sequence is incomplete', without(submission([offers]), 'sequence'), refused('evidence_incomplete', '/sequence')),
  judge('a notice time that is missing is a consent before the notice', without(submission([offers]), 'notice_shown_at'), refused('consent_before_notice', '/notice_shown_at')),
  judge('a notice after the decision is too late', submission([offers], {notice_shown_at: at('08:00:00.001')}), refused('consent_before_notice', '/notice_shown_at')),
];

const versions = [
  judge('a grant on an older state is stale', submission([offers], {sequence: 3}), refused('stale_sequence', '/sequence')),
  judge('a grant on a state that is yet to come is stale too', submission([offers], {sequence: 5}), refused('stale_sequence', '/sequence')),
  asked('a grant on an old processing version is refused', change('traffic-develop', 'granted', {processing_version: 1}), 'superseded_processing', '/processing_version'),
  asked('a grant on an old text is refused', change('traffic-develop', 'granted', {text_version: 2}), 'text_superseded', '/text_version'),
  judge('a grant on an old catalogue is refused', submission([offers], {catalogue_version: '2026-11-23.9'}), refused('text_superseded', '/text_version')),
  judge('a grant on another catalogue is refused', submission([offers], {catalogue: 'others'}), refused('text_superseded', '/text_version')),
  judge('a grant in a language that the catalogue lacks is refused', submission([offers], {language: 'fi'}), refused('notice_incomplete', '/language')),
  judge('a grant on a notice without a title is refused', submission([change('traffic-halfway', 'granted', {text_digest: textDigest('traffic-halfway')})], {language: 'en'}), refused('notice_incomplete', '/language')),
  judge('the same purpose in the language that has it is granted', submission([change('traffic-halfway', 'granted')]), taken()),
  asked('a grant on other words is refused', change('traffic-offers', 'granted', {text_digest: textDigest('traffic-tips')}), 'text_unresolvable', '/text_digest'),
  judge('a grant on the Swedish words in an English page is refused', submission([offers], {language: 'en'}), refused('text_unresolvable', '/text_digest')),
];

const clocks = [
  ['300 s ahead', '08:05:00.000', taken()], ['300.001 s ahead', '08:05:00.001', refused('clock_skew', '/decided_at')],
  ['300 s behind', '07:55:00.000', taken()], ['300.001 s behind', '07:54:59.999', refused('clock_skew', '/decided_at')],
].map(([name, decided, expect]) =>
  judge(`a clock ${name}`, submission([offers], {decided_at: at(decided), notice_shown_at: at('07:50:00.000')}), expect));

const identity = [
  ['19121212-1212', 'personnummer_in_payload'], ['191212121212', 'personnummer_in_payload'], ['121212-1212', 'personnummer_in_payload'],
  ['1212121212', 'personnummer_in_payload'], ['121212+1212', 'personnummer_in_payload'], ['121272-1219', 'personnummer_in_payload'],
  ['build 121212-1212 of today', 'personnummer_in_payload'],
  ['121212-1213', undefined], ['121312-1212', undefined], ['+4612121212', undefined], ['1.2.121212', undefined],
  ['7c9e6679-1212121212-40de', undefined],
].map(([text, code]) =>
  judge(`${code ? 'a personal identity number' : 'no personal identity number'}: ${text}`, submission([offers], {ui_build: text}),
    code ? ok({verdicts: [{accepted: false, code}], events: []}) : taken()));

const both = change('traffic-offers', 'granted', {roles: ['subscriber', 'user']});
const sole = (name, one, expect, given = olle()) => judge(name, submission([one], {subject: 'sub-olle'}), expect, {actor: user('prs-olle'), given});
const traders = [
  sole("a sole trader's yes in both roles opens the gate as well", both, ok({
    verdicts: [{accepted: true}],
    events: [{kind: 'gate_opened', purpose: 'traffic-offers', subscriber: 'sbr-olle', sequence: 4}, {kind: 'granted', sequence: 5}],
    state: {subscriber: {gates: [{purpose: 'traffic-offers', open: true}]}},
  })),
  sole('in the role of the user alone it does not', offers, ok({events: [{kind: 'granted'}], state: {subscriber: {gates: []}}})),
  sole('nor where the gate stands open already', both, ok({events: [{kind: 'granted'}]}), olle({subscriber: {gates: open('traffic-offers')}})),
  sole('nor for a purpose that needs no gate', change('traffic-tips', 'granted', {roles: ['subscriber', 'user']}), ok({events: [{kind: 'granted'}]})),
  judge("an employee has no part in the subscriber's role", submission([both]), ok({events: [], verdicts: [{accepted: false, code: 'actor_not_subject', where: '/changes/0/roles'}]})),
  sole('a role that nobody claims is refused', change('traffic-offers', 'granted', {roles: ['company-admin']}), ok({verdicts: [{accepted: false, code: 'bad_value'}]})),
];

const sara = user('prs-sara', {role: 'guardian'});
const child = (turns13, more = {}) => ({
  given: state({subject: {age_13_at: turns13, guardians: [{person: 'prs-sara', from: '2026-01-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z'}]}}), ...more,
});
const young = '2026-11-24T08:00:00.001Z';
const wards = [
  judge('under 13 the person does not grant', submission([offers]), refused('guardian_required', ''), child(young)),
  judge('under 13 the guardian grants', submission([offers]), ok({events: [{kind: 'granted', actor: 'prs-sara', person: 'prs-anna', roles: ['guardian']}]}), child(young, {actor: sara})),
  judge('from 13 on the person grants alone', submission([offers]), taken(), child(now)),
  judge('and the guardian no longer', submission([offers]), refused('actor_not_subject', ''), child(now, {actor: sara})),
  judge('a guardian grants within the mandate', submission([change('traffic-offers', 'granted')], {decided_at: '2026-12-01T00:00:00.000Z'}),
    refused('actor_not_subject', ''), child('2028-01-01T00:00:00.000Z', {actor: sara, at: '2026-12-01T00:00:00.000Z'})),
  judge('whoever is no guardian does not act as one', submission([offers]), refused('actor_not_subject', ''), child(young, {actor: user('prs-bo', {role: 'guardian'})})),
  judge('nobody is their own guardian', submission([offers]), refused('actor_not_subject', ''), child(young, {actor: user('prs-anna', {role: 'guardian'})})),
  judge('a guardian refuses, also after 13', submission([change('traffic-offers', 'refused')]), taken(), child(now, {actor: sara})),
  judge('a child refuses alone', submission([change('traffic-offers', 'refused')]), taken(), child(young)),
  judge('a child does not lift a restriction', submission([change('', 'unrestricted')]), refused('guardian_required', ''), child(young)),
  judge('a guardian does', submission([change('', 'unrestricted')]), taken(), child(young, {actor: sara})),
];

const shapes = [
  judge('a submission without changes is refused', without(submission([]), 'changes'), error('missing_member', '/submission/changes')),
  judge('an empty submission is refused', submission([]), error('bad_value', '/submission/changes')),
  judge('changes are a list', submission({}), error('wrong_type', '/submission/changes')),
  judge('65 changes are too many', submission(Array.from({length: 65}, () => offers)), error('too_many', '/submission/changes')),
  judge('a submission names its subject', without(submission([offers]), 'subject'), error('missing_member', '/submission/subject')),
  judge('a change is an object', submission(['traffic-offers']), error('wrong_type', '/submission/changes/0')),
  judge('a change needs a choice', submission([without(offers, 'choice')]), error('bad_value', '/submission/changes/0/choice')),
  judge('a choice that is none is refused', submission([{...offers, choice: 'maybe'}]), error('bad_value', '/submission/changes/0/choice')),
  judge('a page opens no gate', submission([{...offers, choice: 'gate_opened'}]), error('bad_value', '/submission/changes/0/choice')),
  judge('an actor has a role', submission([offers]), error('missing_member', '/actor/role'), {actor: without(user(), 'role')}),
  judge('an actor comes by a door', submission([offers]), error('missing_member', '/actor/door'), {actor: without(user(), 'door')}),
  judge('an actor has no other members', submission([offers]), error('unknown_member', '/actor/mandate'), {actor: user('prs-anna', {mandate: true})}),
  {name: 'who acts must be said', request: {call: 'judge', submission: submission([offers]), now, state: state()}, expect: error('missing_member', '/actor')},
  {name: 'when it is must be said', request: {call: 'judge', submission: submission([offers]), actor: user(), state: state()}, expect: error('missing_member', '/now')},
  {name: 'what is asked must be said', request: {call: 'judge', actor: user(), now, state: state()}, expect: error('missing_member', '/submission')},
  {name: 'a state that cannot be read is refused', request: {call: 'judge', submission: submission([offers]), actor: user(), now, state: withAt(state(), 'subject.begun', 1)}, expect: error('wrong_type', '/state/subject/begun')},
];

export const grants = [
  ...plain, ...doors, ...actors, ...purposes, ...methods, ...evidence, ...versions, ...clocks, ...identity, ...traders, ...wards, ...shapes,
];
