// The call `history`: what a person reads about themself. In threes: a line that is theirs, one that
// is not, and one whose moment has passed.
import {absent, error, event, now, ok} from './world.mjs';

const day = (text) => `2026-${text}T00:00:00.000Z`;
const parties = {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork'};
const begun = event('relation_begun', {...parties, door: 'provisioning', at: day('01-01')});
const came = {kind: 'relation_begun', at: day('01-01'), by: 'operator', door: 'provisioning', purposes: [], expires_at: absent, receipt: absent};
const own = (kind, at, sequence, more = {}) => event(kind, {
  ...parties, purpose: 'traffic-offers', actor: 'prs-anna', roles: ['user'], at, sequence, evidence: {submission_id: `sbm-${sequence}`}, ...more,
});
const grant = (at, sequence, more = {}) => own('granted', at, sequence, {until: at.replace('2026', '2028'), ...more});
const line = (kind, at, more = {}) => ({kind, at, by: 'self', door: 'page', purposes: [{id: 'traffic-offers', title: 'Erbjudanden'}], ...more});
const yes = line('granted', day('02-01'), {expires_at: '2028-02-01T00:00:00.000Z', receipt: 'sbm-2'});
const told = (name, events, history, more = {}) => ({
  name, request: {call: 'history', subject: 'sub-anna', language: 'sv', now, events, ...more}, expect: ok({history}),
});
const gate = (kind, at, more = {}) => event(kind, {subscriber: 'sbr-bjork', purpose: 'traffic-offers', actor: 'prs-karin', roles: ['company-admin'], door: 'gates', at, ...more});

export const histories = [
  // A yes: told, told with its end, and told to have run out.
  told('a yes is told with its end and its receipt', [begun, grant(day('02-01'), 2)], [yes, came]),
  told('a yes in another relation is not', [begun, grant(day('02-01'), 2, {subject: 'sub-bo'})], [came]),
  told('a yes that ran out is told to have', [begun, grant(day('02-01'), 2)],
    [{kind: 'expired', at: '2028-02-01T00:00:00.000Z', by: 'time', door: absent, receipt: absent}, yes, came], {now: '2028-02-01T00:00:00.000Z'}),
  told('to its last millisecond it has not', [begun, grant(day('02-01'), 2)], [yes, came], {now: '2028-01-31T23:59:59.999Z'}),
  // A stop.
  told('a withdrawal is told first, being the newest', [begun, grant(day('02-01'), 2), own('withdrawn', day('03-01'), 3)],
    [line('withdrawn', day('03-01'), {receipt: 'sbm-3', expires_at: absent}), yes, came]),
  told('what was withdrawn does not run out', [begun, grant(day('02-01'), 2), own('withdrawn', day('03-01'), 3)],
    [{kind: 'withdrawn'}, yes, came], {now: '2029-01-01T00:00:00.000Z'}),
  told('what comes later than asked for is not told', [begun, grant(day('02-01'), 2), own('withdrawn', day('03-01'), 3)], [yes, came], {now: day('02-28')}),
  // Whose deed it was.
  told('by customer service it is the operator’s deed, without a receipt of the person’s', [begun, own('withdrawn', day('03-01'), 3, {actor: 'agent-7', roles: ['customer-service'], door: 'customer-service'})],
    [line('withdrawn', day('03-01'), {by: 'operator', door: 'customer-service', receipt: absent}), came]),
  told('by a guardian it is theirs', [begun, own('refused', day('03-01'), 3, {actor: 'prs-sara', roles: ['guardian']})],
    [line('refused', day('03-01'), {by: 'guardian', receipt: absent}), came]),
  told('a letter has its door', [begun, own('objection', day('03-01'), 1, {purpose: undefined, door: 'letter', actor: undefined, evidence: undefined})],
    [{kind: 'objection', by: 'operator', door: 'letter', purposes: [], receipt: absent}, came]),
  // The company's gate.
  told('the company’s gate is told', [begun, gate('gate_closed', day('03-01'))], [line('gate_closed', day('03-01'), {by: 'company', door: 'gates', receipt: absent}), came]),
  told('another company’s is not', [begun, gate('gate_closed', day('03-01'), {subscriber: 'sbr-havsvik'})], [came]),
  told('nor after the relation ended', [begun, own('relation_ended', day('02-01'), 2, {purpose: undefined, actor: undefined, door: 'provisioning'}), gate('gate_closed', day('03-01'))],
    [{kind: 'relation_ended', by: 'operator'}, came]),
  // One act about several purposes.
  told('one act is one line', [begun, grant(day('02-01'), 2), grant(day('02-01'), 3, {purpose: 'traffic-tips', evidence: {submission_id: 'sbm-2'}})],
    [{...yes, purposes: [{id: 'traffic-offers', title: 'Erbjudanden'}, {id: 'traffic-tips', title: 'Tips'}]}, came]),
  told('two acts are two', [begun, grant(day('02-01'), 2), grant(day('02-01'), 3, {purpose: 'traffic-tips'})], [{receipt: 'sbm-3'}, {receipt: 'sbm-2'}, came]),
  told('what is between systems is no line', [begun, own('identifier_linked', day('02-01'), 2, {purpose: undefined, link: 'lnk-1', identifier_kind: 'msisdn'}), own('propagated', day('02-02'), 3)], [came]),
  // Words.
  told('in English', [begun, grant(day('02-01'), 2)], [{purposes: [{title: 'Offers'}]}, came], {language: 'en'}),
  told('a purpose of an earlier version has its id alone', [begun, grant(day('02-01'), 2, {purpose: 'traffic-old-profile'})], [{purposes: [{id: 'traffic-old-profile', title: absent}]}, came]),
  told('nothing was, nothing is told', [], []),
  // Shapes.
  {name: 'a history is somebody’s', request: {call: 'history', language: 'sv', now, events: []}, expect: error('missing_member', '/subject')},
  {name: 'and of some moment', request: {call: 'history', subject: 'sub-anna', language: 'sv', events: []}, expect: error('missing_member', '/now')},
  {name: 'a state does not know how it came to be', request: {call: 'history', subject: 'sub-anna', language: 'sv', now, state: {}}, expect: error('unknown_member', '/state')},
];
