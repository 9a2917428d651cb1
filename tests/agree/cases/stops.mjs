// Stops: only who asks and about what can refuse one (L36, RULINGS 8, 9). Whatever makes a grant
// fail stands here once more, and the stop passes.
import {
  absent, change, gatekeeper, granted, now, ok, olle, open, state, stopped, submission, textDigest, user, without,
} from './world.mjs';

const judge = (name, sent, expect, {actor = user(), at = now, given = state({subject: {choices: [granted('traffic-offers')]}})} = {}) => ({
  name, request: {call: 'judge', submission: sent, actor, now: at, state: given}, expect,
});
const withdrawal = change('traffic-offers', 'withdrawn');
const refusal = change('traffic-offers', 'refused');
const taken = (event = {}, members = {}) => ok({verdicts: [{accepted: true, code: absent}], events: [event], ...members});
const refused = (code, where = '') => ok({verdicts: [{accepted: false, code, where: `/changes/0${where}`}], events: []});
const bare = {purpose: 'traffic-offers', choice: 'withdrawn'};
const barest = {subject: 'sub-anna', changes: [bare]};

const plain = [
  judge('a withdrawal is taken', submission([withdrawal]), taken(
    {kind: 'withdrawn', subject: 'sub-anna', purpose: 'traffic-offers', actor: 'prs-anna', sequence: 5, at: now, until: absent, personnummer_dropped: absent},
    {state: {subject: {choices: [{choice: 'withdrawn', stopped_at: now, since: absent, until: absent}]}}},
  )),
  judge('with a purpose and a choice alone', barest, taken({kind: 'withdrawn', purpose: 'traffic-offers', sequence: 5, evidence: {session: 'ses-1'}})),
  judge('a withdrawal as short as that is a refusal where nothing was granted', {subject: 'sub-anna', changes: [{...bare, choice: 'refused'}]}, taken({kind: 'refused'}), {given: state()}),
  judge('before any notice', without(submission([refusal]), 'notice_shown_at'), taken({kind: 'refused'})),
  judge('on an old state', submission([withdrawal], {sequence: 1}), taken({sequence: 5})),
  judge('on a state that is yet to come', submission([withdrawal], {sequence: 99}), taken({sequence: 5})),
  judge('with a clock a year ahead', submission([withdrawal], {decided_at: '2027-11-24T08:00:00Z'}), taken({at: now})),
  judge('with a clock that is no clock', submission([withdrawal], {decided_at: 'tomorrow'}), taken({at: now, evidence: {decided_at: absent}})),
  judge('on an old text', submission([change('traffic-develop', 'withdrawn', {text_version: 1, processing_version: 1})]), taken({evidence: {text_version: 1, processing_version: 1}}),
    {given: state({subject: {choices: [granted('traffic-develop', {text_version: 1, processing_version: 1})]}})}),
  judge('on words that nobody knows', submission([{...withdrawal, text_digest: 'sha256:00'}]), taken({evidence: {text_digest: 'sha256:00'}})),
  judge('in a language that the catalogue lacks', submission([withdrawal], {language: 'fi'}), taken({evidence: {language: 'fi'}})),
  judge('by no known method', submission([{...withdrawal, method: 'shout'}]), taken()),
  judge('without a session', submission([withdrawal]), taken(), {actor: without(user(), 'session')}),
  judge('an unknown member is dropped', submission([{...withdrawal, ip: '192.0.2.1'}], {user_agent: 'x'}), taken({ip: absent, user_agent: absent})),
  judge('members of a wrong type are dropped', submission([{...withdrawal, method: 7, text_version: 'one'}], {language: {}, ui_build: null}),
    taken({evidence: {method: absent, text_version: absent, language: absent, ui_build: absent}})),
  judge('behind a closed gate', submission([withdrawal]), taken(), {given: state({subject: {choices: [granted('traffic-offers')]}, subscriber: {gates: [{purpose: 'traffic-offers', open: false, at: now}]}})}),
  judge('under a restriction', submission([withdrawal]), taken(), {given: state({subject: {choices: [granted('traffic-offers')]}, person: {restricted: true}})}),
  judge('after the relation ended', submission([withdrawal]), taken(), {given: state({subject: {ended: true, choices: [granted('traffic-offers')]}})}),
  judge('before it began, by the person of the state', submission([refusal]), taken({kind: 'refused'}), {given: state({subject: {begun: false}})}),
  judge('twice: the second counts as well', submission([withdrawal]), taken({sequence: 5}), {given: state({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}})}),
];

const identity = [
  judge('a personal identity number in a stop is dropped and flagged', submission([withdrawal], {ui_build: '19121212-1212'}), taken({personnummer_dropped: true, evidence: {ui_build: absent}})),
  judge('one in a member that nobody knows as well', submission([{...withdrawal, note: 'I am 121212-1212'}]), taken({personnummer_dropped: true})),
  judge('one as the name of a member as well', submission([{...withdrawal, '19121212-1212': true}]), taken({personnummer_dropped: true})),
  judge('one as a number as well', submission([{...withdrawal, note: 191212121212}]), taken({personnummer_dropped: true})),
];

const purposes = [
  judge('of a retired purpose', submission([change('traffic-old-profile', 'withdrawn')]), taken({purpose: 'traffic-old-profile'})),
  judge('of a purpose that only the state knows', submission([change('traffic-forgotten', 'withdrawn')]), taken({purpose: 'traffic-forgotten'}),
    {given: state({subject: {choices: [stopped('traffic-forgotten', 'refused')]}})}),
  judge('of an inactive purpose', submission([change('traffic-dormant', 'refused')]), taken({purpose: 'traffic-dormant'})),
  judge('of one without a sign-off', submission([change('traffic-improve', 'refused')]), taken({purpose: 'traffic-improve'})),
  judge('of a channel', submission([change('contact-sms', 'refused')]), taken({purpose: 'contact-sms'})),
  judge('a purpose that never was cannot be withdrawn', submission([change('traffic-unheard', 'withdrawn')]), refused('unknown_purpose', '/purpose')),
  judge('all purposes at once are none', submission([{...withdrawal, purpose: '*'}]), refused('wildcard_purpose', '/purpose')),
  judge('nor is a list', submission([{...withdrawal, purpose: ['traffic-offers']}]), refused('wildcard_purpose', '/purpose')),
  judge('no purpose is none', submission([without(withdrawal, 'purpose')]), refused('unknown_purpose', '/purpose')),
  judge('an information purpose has no choice to stop', submission([change('invoicing', 'refused')]), refused('purpose_mismatch', '/purpose')),
  judge('nor has a category of cookies', submission([change('cookie-statistics', 'refused')]), refused('purpose_mismatch', '/purpose')),
];

const doors = [
  ...['form', 'sms', 'mail-link', 'letter'].map((door) => judge(`a stop by the door ${door}`, submission([withdrawal]), taken({door}), {actor: user('prs-anna', {door})})),
  judge('a stop through customer service', submission([withdrawal]), taken({door: 'customer-service', roles: ['user']}), {actor: {role: 'customer-service', door: 'customer-service', person: 'prs-agent'}}),
  judge('a stop by an import', submission([withdrawal]), taken({door: 'import'}), {actor: {role: 'import', door: 'import'}}),
  ...['gates', 'provisioning'].map((door) => judge(`no stop by the door ${door}`, submission([withdrawal]), refused('door_not_permitted'), {actor: user('prs-anna', {door})})),
  judge('customer service does not stop by the page', submission([withdrawal]), refused('actor_not_subject'), {actor: {role: 'customer-service', door: 'page', person: 'prs-agent'}}),
  judge('an import does not stop by the page', submission([withdrawal]), refused('actor_not_subject'), {actor: {role: 'import', door: 'page'}}),
  judge('a colleague cannot stop', submission([withdrawal]), refused('actor_not_subject'), {actor: user('prs-bo')}),
  judge("nor the company's administrator", submission([withdrawal]), refused('actor_not_subject'), {actor: gatekeeper({door: 'page'})}),
  judge('nor somebody who is not signed in', submission([withdrawal]), refused('actor_not_subject'), {actor: {role: 'user', door: 'page'}}),
  judge("nor does a submission about another relation stop this one's", submission([withdrawal], {subject: 'sub-bo'}), refused('actor_not_subject')),
  judge('for a pool SIM there is nobody to stop', submission([withdrawal]), refused('actor_not_subject'), {given: state({subject: {person: undefined}, person: {id: undefined}})}),
];

const grant = change('traffic-offers', 'granted');
const tips = change('traffic-tips', 'granted');
const sms = change('contact-sms', 'refused');
const several = [
  judge('changes are judged one by one', submission([tips, {...change('contact-sms', 'granted'), method: 'scroll'}, withdrawal]), ok({
    verdicts: [{purpose: 'traffic-tips', accepted: true}, {purpose: 'contact-sms', accepted: false, code: 'not_affirmative_act', where: '/changes/1/method'}, {purpose: 'traffic-offers', accepted: true}],
    events: [{kind: 'withdrawn', purpose: 'traffic-offers', sequence: 5}, {kind: 'granted', purpose: 'traffic-tips', sequence: 6}],
    state: {subject: {sequence: 6}},
  })),
  judge('stops are judged first', submission([tips, sms]), ok({
    verdicts: [{accepted: true}, {accepted: true}], events: [{kind: 'refused', sequence: 5}, {kind: 'granted', sequence: 6}],
  })),
  judge('the same purpose both ways: the stop wins', submission([grant, withdrawal]), ok({
    verdicts: [{choice: 'granted', accepted: false, code: 'withdrawn'}, {choice: 'withdrawn', accepted: true}], events: [{kind: 'withdrawn'}],
  })),
  judge('whichever stands first', submission([withdrawal, grant]), ok({verdicts: [{accepted: true}, {accepted: false, code: 'withdrawn'}], events: [{kind: 'withdrawn'}]})),
  judge('a stop beside a stale grant is taken', submission([tips, withdrawal], {sequence: 3}), ok({
    verdicts: [{accepted: false, code: 'stale_sequence', where: '/sequence'}, {accepted: true}], events: [{kind: 'withdrawn', sequence: 5}],
  })),
  judge('two grants are numbered one after the other', submission([tips, change('contact-sms', 'granted')]), ok({
    verdicts: [{accepted: true}, {accepted: true}], events: [{sequence: 5}, {sequence: 6}], state: {subject: {sequence: 6, choices: [{}, {}, {}]}},
  })),
  judge('the same grant twice is two grants', submission([tips, tips]), ok({verdicts: [{accepted: true}, {accepted: true}], events: [{sequence: 5}, {sequence: 6}]})),
  judge('64 changes are read', submission(Array.from({length: 64}, () => sms)), ok({state: {subject: {sequence: 68}}})),
];

const person = (choice, more = {}) => ({choice, ...more});
const objected = (purpose) => state({person: {objections: [purpose ? {purpose, at: now} : {at: now}]}});
const rights = [
  judge('an objection to direct marketing as a whole', submission([person('objection')]), taken({kind: 'objection', purpose: absent, sequence: 3}, {state: {person: {sequence: 3, objections: [{purpose: absent, at: now}]}}})),
  judge('an objection to one purpose', submission([person('objection', {purpose: 'newsletter'})]), taken({kind: 'objection', purpose: 'newsletter'}, {state: {person: {objections: [{purpose: 'newsletter'}]}}})),
  judge('an objection to a purpose that never was', submission([person('objection', {purpose: 'traffic-unheard'})]), refused('unknown_purpose', '/purpose')),
  judge('an objection is lifted by the person', submission([person('objection_lifted')]), taken({kind: 'objection_lifted'}, {state: {person: {objections: []}}}), {given: objected()}),
  judge('a restriction', submission([person('restricted')]), taken({kind: 'restricted', sequence: 3}, {state: {person: {restricted: true}}})),
  judge('a restriction is lifted by the person', submission([person('unrestricted')]), taken({kind: 'unrestricted'}, {state: {person: {restricted: false}}}), {given: state({person: {restricted: true}})}),
  judge('customer service takes an objection', submission([person('objection')]), taken({kind: 'objection', door: 'customer-service'}), {actor: {role: 'customer-service', door: 'customer-service'}}),
  judge('customer service does not lift it', submission([person('objection_lifted')]), refused('door_not_permitted'), {actor: {role: 'customer-service', door: 'customer-service'}, given: objected()}),
  judge('an import does not lift a restriction', submission([person('unrestricted')]), refused('door_not_permitted'), {actor: {role: 'import', door: 'import'}, given: state({person: {restricted: true}})}),
  judge('a form lifts nothing', submission([person('objection_lifted')]), refused('door_not_permitted'), {actor: user('prs-anna', {door: 'form'}), given: objected()}),
  judge('a colleague does not object', submission([person('objection')]), refused('actor_not_subject'), {actor: user('prs-bo')}),
  judge('an administrator does not restrict', submission([person('restricted')]), refused('actor_not_subject'), {actor: gatekeeper({door: 'page'})}),
];

const kinds = ['expired', 'reminded', 'propagated', 'propagation_acked', 'relation_begun', 'relation_ended', 'identifier_linked', 'identifier_unlinked', 'corrected', 'erased'].map((kind) =>
  judge(`a page does not say ${kind}`, submission([change('traffic-offers', kind)]), refused('door_not_permitted')));

const traders = [
  judge("a sole trader's withdrawal ends the user's part alone", submission([change('traffic-offers', 'withdrawn', {roles: ['subscriber', 'user']})], {subject: 'sub-olle'}),
    ok({events: [{kind: 'withdrawn'}], state: {subscriber: {gates: [{open: true}]}}}),
    {actor: user('prs-olle'), given: olle({subject: {choices: [granted('traffic-offers')]}, subscriber: {gates: open('traffic-offers')}})}),
];

// A grant that was good, and what each single step later makes of it.
const later = [
  judge('a good grant becomes stale when the state moves', submission([grant], {sequence: 4}), refused_at('stale_sequence', '/sequence'), {given: state({subject: {sequence: 5}})}),
  judge('and not affirmative when the method changes', submission([{...grant, method: 'timeout'}]), refused('not_affirmative_act', '/method')),
  judge('and unresolvable when a letter of the text changes', submission([{...grant, text_digest: textDigest('traffic-offers').replace(/.$/, (c) => (c === '0' ? '1' : '0'))}]), refused('text_unresolvable', '/text_digest')),
];
function refused_at(code, where) {
  return ok({verdicts: [{accepted: false, code, where}], events: []});
}

export const stops = [...plain, ...identity, ...purposes, ...doors, ...several, ...rights, ...kinds, ...traders, ...later];
