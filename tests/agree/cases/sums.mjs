// The calls `decide_cookie`, `decide_sum` and `check_permit`: each limit from both sides.
import {absent, catalogue, error, event, now, ok, withAt} from './world.mjs';

const cookie = (id, more) => ({...catalogue.cookie_categories[0], id, ...more});
const counted = {
  ...catalogue,
  catalogue: 'vectors-sum',
  policy: {...catalogue.policy, min_group_size: 3},
  cookie_categories: [
    cookie('cookie-needed', {consent: false}), cookie('cookie-count', {processing_version: 2, legal_basis: 'LEK 9:28'}),
    cookie('cookie-adverts', {marketing: true}),
  ],
};
const load = (name, document, expect) => ({name, request: {call: 'catalogue', signed: true, catalogue: document}, expect});
const allow = (reason, more = {}) => ok({decision: 'allow', reason, consent_id: absent, ...more});
const deny = (reason, more = {}) => ok({decision: 'deny', reason, basis: absent, expires: absent, consent_id: absent, ...more});

const ask = (name, category, more, expect, at = now) => ({name, request: {call: 'decide_cookie', category, now: at, ...more}, expect});
const chosen = (choice, at = now, version = 2) => ({choice: {choice, at, version}});
const fast = '2026-11-24T08:05:00.000Z';
const faster = '2026-11-24T08:05:00.001Z';
const half = '2027-05-24T08:00:00.000Z';
export const cookies = [
  load('a catalogue with categories', counted, ok({catalogue: 'vectors-sum'})),
  load('a category has a version', withAt(counted, 'cookie_categories.1.processing_version', 0), error('number_out_of_range', '/catalogue/cookie_categories/1/processing_version')),
  ask('nothing was said', 'cookie-count', {}, deny('no_decision', {prompt: true})),
  ask('what is needed is stored', 'cookie-needed', {gpc: true}, allow('no_consent_needed', {prompt: false, expires: '2026-11-24T08:01:00.000Z'})),
  ask('a yes', 'cookie-count', chosen('granted'), allow('consent_given', {basis: 'LEK 9:28', prompt: false, expires: '2026-11-24T08:01:00.000Z'})),
  ask('to its last millisecond', 'cookie-count', chosen('granted'), allow('consent_given', {prompt: false, expires: half}), '2027-05-24T07:59:59.999Z'),
  ask('and no longer', 'cookie-count', chosen('granted'), deny('expired', {prompt: true}), half),
  ask('a no', 'cookie-count', chosen('refused'), deny('refused', {prompt: false})),
  ask('a no to its last millisecond', 'cookie-count', chosen('refused'), deny('refused', {prompt: false}), '2027-05-24T07:59:59.999Z'),
  ask('a no and no longer', 'cookie-count', chosen('refused'), deny('expired', {prompt: true}), half),
  ask('a yes from the next millisecond', 'cookie-count', chosen('granted', '2026-11-24T08:00:00.001Z'), allow('consent_given', {prompt: false, expires: '2026-11-24T08:01:00.000Z'})),
  ask('a yes to an older version', 'cookie-count', chosen('granted', now, 1), deny('no_decision', {prompt: true})),
  ask('a no to an older version', 'cookie-count', chosen('refused', now, 1), deny('no_decision', {prompt: true})),
  ask('a category without a version has the first', 'cookie-adverts', chosen('granted', now, 1), allow('consent_given', {prompt: false})),
  ask("the browser's signal", 'cookie-count', {gpc: true}, deny('refused', {prompt: true})),
  ask('and adverts are not asked about', 'cookie-adverts', {gpc: true}, deny('refused', {prompt: false})),
  ask('no signal is no yes', 'cookie-adverts', {gpc: false}, deny('no_decision', {prompt: true})),
  ask('a yes beside the signal', 'cookie-adverts', {gpc: true, ...chosen('granted', now, 1)}, allow('consent_given', {prompt: false})),
  ask('a yes that ran out beside it', 'cookie-adverts', {gpc: true, ...chosen('granted', now, 1)}, deny('refused', {prompt: false}), half),
  ask('an unheard category', 'cookie-unheard', {}, deny('unknown_purpose', {prompt: false})),
  ask('a channel is no category', 'contact-sms', chosen('granted'), deny('unknown_purpose', {prompt: false})),
  ask('a choice is one of two', 'cookie-count', chosen('maybe'), error('bad_value', '/choice/choice')),
  ask('a choice is of a version', 'cookie-count', {choice: {choice: 'granted', at: now}}, error('missing_member', '/choice/version')),
  ask('and names nobody', 'cookie-count', {choice: {...chosen('granted').choice, id: 'c-1'}}, error('unknown_member', '/choice/id')),
  ask('a yes by a clock that is 2 s fast', 'cookie-count', chosen('granted', '2026-11-24T08:00:02.000Z'), allow('consent_given', {prompt: false})),
  ask('a yes by a clock that is 300 s fast', 'cookie-count', chosen('granted', fast), allow('consent_given', {prompt: false})),
  ask('a yes by a clock that is 300.001 s fast', 'cookie-count', chosen('granted', faster), deny('no_decision', {prompt: true})),
  ask('such a yes a millisecond later', 'cookie-count', chosen('granted', faster), allow('consent_given', {prompt: false}), '2026-11-24T08:00:00.001Z'),
  ask('a yes of tomorrow', 'cookie-count', chosen('granted', '2026-11-25T08:00:00.000Z'), deny('no_decision', {prompt: true})),
  ask('a yes of tomorrow beside the signal', 'cookie-adverts', {gpc: true, ...chosen('granted', '2026-11-25T08:00:00.000Z', 1)}, deny('refused', {prompt: false})),
  ask('a no by a clock that is 2 s fast', 'cookie-count', chosen('refused', '2026-11-24T08:00:02.000Z'), deny('refused', {prompt: false})),
  ask('a no by a clock that is 300 s fast', 'cookie-count', chosen('refused', fast), deny('refused', {prompt: false})),
  ask('a no by a clock that is 300.001 s fast is a no', 'cookie-count', chosen('refused', faster), deny('refused', {prompt: false})),
  ask('a no of tomorrow is a no', 'cookie-count', {gpc: true, ...chosen('refused', '2026-11-25T08:00:00.000Z')}, deny('refused', {prompt: false})),
  ask('a no of tomorrow to an older version', 'cookie-count', chosen('refused', '2026-11-25T08:00:00.000Z', 1), deny('no_decision', {prompt: true})),
  ask('there is no subject', 'cookie-count', {subject: 'sub-anna'}, error('unknown_member', '/subject')),
];

const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const subjects = (letters) => [...letters].map((letter) => `sub-${letter}`);
const begun = (letter, more = {}) => event('relation_begun', {subject: `sub-${letter}`, person: `prs-${letter}`, subscriber: 'sbr-bjork', door: 'provisioning', ...more});
const yes = (letter, more = {}) => event('granted', {
  subject: `sub-${letter}`, purpose: 'traffic-offers', sequence: 2, until: '2028-06-01T00:00:00.000Z', evidence: {processing_version: 1, text_version: 1}, ...more,
});
const gate = event('gate_opened', {subscriber: 'sbr-bjork', purpose: 'traffic-offers', door: 'gates'});
const crowd = [gate, ...people.flatMap((letter) => [begun(letter), yes(letter)])];
const sum = (name, letters, expect, {answered, events = crowd, at = now, purpose = 'traffic-offers'} = {}) => ({
  name, request: {call: 'decide_sum', purpose, now: at, subjects: subjects(letters), ...(answered && {answered: answered.map((one) => (typeof one === 'string' ? subjects(one) : one))}), events}, expect,
});
// An earlier sum with its time.
const told = (letters, at) => ({subjects: subjects(letters), at});
const shown = (count, more = {}) => ok({decision: 'allow', reason: 'consent_given', basis: 'LEK 9:2', count, consent_id: absent, ...more});
const small = deny('group_too_small', {count: absent});
const halfPast = '2026-11-24T07:30:00.000Z';
const gone = (letter) => event('withdrawn', {subject: `sub-${letter}`, purpose: 'traffic-offers', sequence: 3, at: halfPast});
const but = (letter, ...more) => [...crowd.filter((one) => one.subject !== `sub-${letter}`), ...more];
export const sums = [
  sum('three people', 'abc', shown(3, {expires: '2026-11-24T08:01:00.000Z'})),
  sum('two people', 'ab', small),
  sum('nobody', '', small),
  sum('one of them twice', 'abb', small),
  sum('one who is not known', 'abx', small),
  sum('it ends with the first consent', 'abc', shown(3, {expires: '2026-11-24T08:00:00.001Z'}), {events: but('c', begun('c'), yes('c', {until: '2026-11-24T08:00:00.001Z'}))}),
  sum('of which one has ended', 'abc', small, {events: but('c', begun('c'), yes('c', {until: now}))}),
  sum('one who withdrew', 'abc', small, {events: [...crowd, event('withdrawn', {subject: 'sub-c', purpose: 'traffic-offers', sequence: 3, at: now})]}),
  sum('one who never answered', 'abc', small, {events: but('c', begun('c'))}),
  sum('one behind a closed gate', 'abc', small, {events: but('c', begun('c', {subscriber: 'sbr-other'}), yes('c'))}),
  sum('a SIM without a person', 'abc', small, {events: but('c', begun('c', {person: undefined}), yes('c'))}),
  sum('two subscriptions of one person', 'abc', small, {events: but('c', begun('c', {person: 'prs-b'}), yes('c'))}),
  sum('and enough others', 'abcd', shown(4), {events: but('c', begun('c', {person: 'prs-b'}), yes('c'))}),
  sum('one who objected', 'abc', small, {events: [...crowd, event('objection', {person: 'prs-c', at: now})]}),
  sum('the same people again', 'abc', shown(3), {answered: ['cba']}),
  sum('one more than before', 'abcd', small, {answered: ['abc']}),
  sum('two more', 'abcde', small, {answered: ['abc']}),
  sum('three more', 'abcdef', shown(6), {answered: ['abc']}),
  sum('one fewer', 'abc', small, {answered: ['abcd']}),
  sum('three fewer', 'abc', shown(3), {answered: ['abcdef']}),
  sum('one put in the place of another', 'abd', small, {answered: ['abc']}),
  sum('the second of two answers', 'abc', small, {answered: ['abcdef', 'abcd']}),
  sum('who never counted makes no difference', 'abc', shown(3), {answered: ['abcx']}),
  sum('one who withdrew since', 'abcd', small, {answered: ['abcde'], events: [...crowd, gone('e')]}),
  sum('one who withdrew since, with its time', 'abcde', small, {answered: [told('abcde', '2026-11-24T07:00:00.000Z')], events: [...crowd, gone('e')]}),
  sum('from the moment they withdrew they did not count', 'abcde', shown(4), {answered: [told('abcde', halfPast)], events: [...crowd, gone('e')]}),
  sum('a millisecond before they did', 'abcde', small, {answered: [told('abcde', '2026-11-24T07:29:59.999Z')], events: [...crowd, gone('e')]}),
  sum('enough who withdrew since', 'abcdefg', shown(4), {answered: [told('abcdefg', '2026-11-24T07:00:00.000Z')], events: [...crowd, gone('e'), gone('f'), gone('g')]}),
  sum('one who said yes since', 'abcd', small, {answered: [told('abcd', '2026-11-24T07:00:00.000Z')], events: [...but('d', begun('d'), yes('d', {at: halfPast}))]}),
  sum('one who said yes since, left out', 'abc', shown(3), {answered: [told('abcd', '2026-11-24T07:00:00.000Z')], events: [...but('d', begun('d'), yes('d', {at: halfPast}))]}),
  sum('before anybody had said yes', 'abc', shown(3), {answered: [told('abcd', '2026-05-01T00:00:00.000Z')]}),
  sum('an answer of now', 'abc', shown(3), {answered: [told('abc', now)]}),
  sum('and none of later', 'abc', error('bad_value', '/answered/0/at'), {answered: [told('abc', '2026-11-24T08:00:00.001Z')]}),
  sum('an earlier sum has a time', 'abc', error('missing_member', '/answered/1/at'), {answered: ['abc', {subjects: []}]}),
  sum('and nothing else', 'abc', error('unknown_member', '/answered/0/count'), {answered: [{...told('abc', now), count: 3}]}),
  sum('an unheard purpose', 'abc', deny('unknown_purpose', {count: absent}), {purpose: 'traffic-unheard'}),
  sum('information is no consent', 'abc', deny('unknown_purpose', {count: absent}), {purpose: 'invoicing'}),
  sum('a purpose out of force', 'abc', deny('purpose_inactive', {count: absent}), {purpose: 'traffic-dormant'}),
  sum('a use without a sign-off', 'abc', deny('lek_gate_missing', {count: absent}), {purpose: 'traffic-improve'}),
  {name: 'a sum has subjects', request: {call: 'decide_sum', purpose: 'traffic-offers', now}, expect: error('missing_member', '/subjects')},
  {name: 'who are ids', request: {call: 'decide_sum', purpose: 'traffic-offers', now, subjects: ['A']}, expect: error('bad_id', '/subjects/0')},
  {name: 'also before', request: {call: 'decide_sum', purpose: 'traffic-offers', now, subjects: [], answered: [[], ['a', 'B']]}, expect: error('bad_id', '/answered/1/1')},
  {name: 'in lists', request: {call: 'decide_sum', purpose: 'traffic-offers', now, subjects: [], answered: ['a']}, expect: error('wrong_type', '/answered/0')},
];

const permit = {purpose: 'traffic-offers', subject: 'sub-anna', issued_at: now};
const present = (name, question, expect, at = now, given = permit) => ({
  name, request: {call: 'check_permit', permit: given, question: {purpose: 'traffic-offers', subject: 'sub-anna', ...question}, now: at}, expect,
});
const end = '2026-11-24T08:01:00.000Z';
export const permits = [
  present('a permit holds at once', {}, allow('consent_given', {basis: 'LEK 9:2', expires: end})),
  present('to its last millisecond', {}, allow('consent_given', {expires: end}), '2026-11-24T08:00:59.999Z'),
  present('and no longer', {}, deny('permit_expired'), end),
  present('nor before it was issued', {}, deny('permit_expired'), '2026-11-24T07:59:59.999Z'),
  present('not for another purpose', {purpose: 'traffic-tips'}, deny('purpose_mismatch')),
  present('nor for another subject', {subject: 'sub-bo'}, deny('purpose_mismatch')),
  present('which is said first', {subject: 'sub-bo'}, deny('purpose_mismatch'), end),
  present('a permit was issued at a time', {}, error('missing_member', '/permit/issued_at'), now, {purpose: 'traffic-offers', subject: 'sub-anna'}),
  present('a permit holds nothing else', {}, error('unknown_member', '/permit/role'), now, {...permit, role: 'billing'}),
  present('nor does the question', {role: 'billing'}, error('unknown_member', '/question/role')),
];

export const again = [load('the first catalogue once more', catalogue, ok({catalogue: 'vectors'}))];
