// The calls `events`, `forget`, `state` and `apply`: a state is what its events amount to (L27).
import {absent, error, event, granted, now, ok, open, state, stopped, textDigest, without, withAt} from './world.mjs';

const begun = event('relation_begun', {
  subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', subscriber_kind: 'company', door: 'provisioning',
  at: '2026-01-01T00:00:00.000Z',
});
const grant = (at, sequence, more = {}) =>
  event('granted', {
    subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: 'traffic-offers', at, sequence,
    until: at.replace(/^\d+/, (year) => String(Number(year) + 2)),
    evidence: {processing_version: 1, text_version: 1, language: 'sv', text_digest: textDigest('traffic-offers')}, ...more,
  });
const stop = (kind, at, sequence, more = {}) =>
  event(kind, {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: 'traffic-offers', at, sequence, ...more});
const ofPerson = (kind, at, sequence, more = {}) => event(kind, {person: 'prs-anna', at, sequence, ...more});
const gate = (kind, at, sequence, more = {}) =>
  event(kind, {subscriber: 'sbr-bjork', purpose: 'traffic-offers', door: 'gates', at, sequence, ...more});
const mandate = (kind, at, sequence, more = {}) =>
  event(kind, {subscriber: 'sbr-bjork', person: 'prs-karin', door: 'provisioning', at, sequence, ...more});
const day = (text) => `2026-${text}T00:00:00.000Z`;

const built = (name, events, expect, subject = 'sub-anna') => ({name, request: {call: 'state', subject, events}, expect});
const choices = (...list) => ok({subject: {choices: list}});

const folded = [
  built('without events there is nothing', [], ok({
    subject: {id: 'sub-anna', begun: false, ended: false, sequence: 0, choices: []},
    person: {restricted: false, sequence: 0, objections: []}, subscriber: {sequence: 0, gates: [], mandates: []},
  })),
  built('a relation names its person and its subscriber', [begun], ok({
    subject: {begun: true, person: 'prs-anna', subscriber: 'sbr-bjork', subscriber_kind: 'company', sequence: 1},
    person: {id: 'prs-anna'}, subscriber: {id: 'sbr-bjork'},
  })),
  built('a pool SIM has no person', [without(begun, 'person')], ok({subject: {begun: true, person: absent}, person: {id: absent}})),
  built('a sole trader is one', [{...begun, subscriber_kind: 'sole-trader'}], ok({subject: {subscriber_kind: 'sole-trader'}})),
  built('a relation that ended has ended', [begun, stop('relation_ended', day('02-01'), 2, {purpose: undefined})], ok({subject: {begun: true, ended: true, sequence: 2}})),
  built('a grant is a choice with an end', [begun, grant(day('02-01'), 2)], choices({
    purpose: 'traffic-offers', choice: 'granted', at: day('02-01'), since: day('02-01'), until: '2028-02-01T00:00:00.000Z',
    sequence: 2, processing_version: 1, text_version: 1, language: 'sv', text_digest: textDigest('traffic-offers'), stopped_at: absent,
  })),
  built('a renewal keeps where the consent began', [begun, grant(day('02-01'), 2), grant(day('08-01'), 3)], choices({
    at: day('08-01'), since: day('02-01'), until: '2028-08-01T00:00:00.000Z', sequence: 3, stopped_at: absent,
  })),
  built('a grant on a new processing version begins anew',
    [begun, grant(day('02-01'), 2), grant(day('08-01'), 3, {evidence: {processing_version: 2, text_version: 1}})],
    choices({since: day('08-01'), stopped_at: day('08-01'), processing_version: 2})),
  built('a grant after the end of the former begins anew',
    [begun, grant('2022-02-01T00:00:00.000Z', 2), grant(day('08-01'), 3)],
    choices({since: day('08-01'), stopped_at: '2024-02-01T00:00:00.000Z'})),
  built('a grant exactly at the end of the former begins anew',
    [begun, grant('2024-08-01T00:00:00.000Z', 2), grant(day('08-01'), 3)],
    choices({since: day('08-01'), stopped_at: day('08-01')})),
  built('a withdrawal ends it', [begun, grant(day('02-01'), 2), stop('withdrawn', day('03-01'), 3)], choices({
    choice: 'withdrawn', at: day('03-01'), stopped_at: day('03-01'), since: absent, until: absent, sequence: 3,
  })),
  built('a refusal after a grant is a stop called refused', [begun, grant(day('02-01'), 2), stop('refused', day('03-01'), 3)],
    choices({choice: 'refused', stopped_at: day('03-01')})),
  built('a refusal without a grant before it is a break too', [begun, stop('refused', day('03-01'), 2)], choices({choice: 'refused', stopped_at: day('03-01')})),
  built('an expiry ends it when it ended, not when that was noted',
    [begun, grant('2022-02-01T00:00:00.000Z', 2), stop('expired', day('03-01'), 3)],
    choices({choice: 'expired', stopped_at: '2024-02-01T00:00:00.000Z'})),
  built('a new yes after a no begins where the no ended', [begun, grant(day('02-01'), 2), stop('withdrawn', day('03-01'), 3), grant(day('04-01'), 4)],
    choices({choice: 'granted', since: day('04-01'), stopped_at: day('03-01')})),
  built('an old grant replayed after a withdrawal is the newest event only by its number',
    [begun, grant(day('02-01'), 2), stop('withdrawn', day('03-01'), 3)], ok({subject: {sequence: 3, choices: [{choice: 'withdrawn'}]}})),
  built('choices are kept by purpose, sorted',
    [begun, stop('refused', day('02-01'), 2, {purpose: 'traffic-tips'}), grant(day('02-02'), 3), stop('refused', day('02-03'), 4, {purpose: 'contact-sms'})],
    choices({purpose: 'contact-sms'}, {purpose: 'traffic-offers'}, {purpose: 'traffic-tips'})),
  built('told, linked and corrected are facts that move no right',
    [begun, stop('identifier_linked', day('02-01'), 2, {purpose: undefined, link: 'lnk-1', identifier_kind: 'msisdn'}), stop('reminded', day('02-02'), 3), stop('corrected', day('02-03'), 4)],
    ok({subject: {sequence: 4, choices: []}})),
  built('a restriction belongs to the person', [begun, ofPerson('restricted', day('02-01'), 1)], ok({person: {restricted: true, sequence: 1}, subject: {sequence: 1}})),
  built('and only lifting it ends it', [begun, ofPerson('restricted', day('02-01'), 1), ofPerson('unrestricted', day('03-01'), 2)], ok({person: {restricted: false}})),
  built('a new yes does not lift a restriction', [begun, ofPerson('restricted', day('02-01'), 1), grant(day('03-01'), 2)], ok({person: {restricted: true}})),
  built('an objection may name a purpose', [begun, ofPerson('objection', day('02-01'), 1, {purpose: 'newsletter'})], ok({person: {objections: [{purpose: 'newsletter', at: day('02-01')}]}})),
  built('or direct marketing as a whole', [begun, ofPerson('objection', day('02-01'), 1)], ok({person: {objections: [{purpose: absent, at: day('02-01')}]}})),
  built('lifting one objection leaves the other',
    [begun, ofPerson('objection', day('02-01'), 1), ofPerson('objection', day('02-02'), 2, {purpose: 'newsletter'}), ofPerson('objection_lifted', day('02-03'), 3, {purpose: 'newsletter'})],
    ok({person: {objections: [{purpose: absent}]}})),
  built('a new yes does not lift an objection', [begun, ofPerson('objection', day('02-01'), 1), grant(day('03-01'), 2)], ok({person: {objections: [{at: day('02-01')}]}})),
  built('a gate opens', [begun, gate('gate_opened', day('02-01'), 1)], ok({subscriber: {gates: [{purpose: 'traffic-offers', open: true, at: day('02-01')}]}})),
  built('and closes', [begun, gate('gate_opened', day('02-01'), 1), gate('gate_closed', day('03-01'), 2)], ok({subscriber: {gates: [{open: false, at: day('03-01')}]}})),
  built('a closed gate leaves the choice untouched', [begun, grant(day('02-01'), 2), gate('gate_closed', day('03-01'), 1)],
    ok({subject: {choices: [{choice: 'granted', stopped_at: absent}]}})),
  built('a mandate runs from when it was given', [begun, mandate('mandate_given', day('02-01'), 1)],
    ok({subscriber: {mandates: [{person: 'prs-karin', from: day('02-01'), until: '9999-12-31T23:59:59.999Z'}]}})),
  built('or as it says', [begun, mandate('mandate_given', day('02-01'), 1, {from: day('03-01'), until: day('04-01')})],
    ok({subscriber: {mandates: [{from: day('03-01'), until: day('04-01')}]}})),
  built('a mandate that ends keeps its past', [begun, mandate('mandate_given', day('02-01'), 1), mandate('mandate_ended', day('03-01'), 2)],
    ok({subscriber: {mandates: [{from: day('02-01'), until: day('03-01')}]}})),
  built('ending one mandate leaves that of another',
    [begun, mandate('mandate_given', day('02-01'), 1), mandate('mandate_given', day('02-01'), 2, {person: 'prs-maria'}), mandate('mandate_ended', day('03-01'), 3)],
    ok({subscriber: {mandates: [{person: 'prs-karin', until: day('03-01')}, {person: 'prs-maria', until: '9999-12-31T23:59:59.999Z'}]}})),
  built('events of another subject are not its', [begun, {...grant(day('02-01'), 2), subject: 'sub-bo'}], ok({subject: {choices: [], sequence: 1}})),
  built('nor those of another person', [begun, ofPerson('restricted', day('02-01'), 1, {person: 'prs-bo'})], ok({person: {restricted: false}})),
  built('nor those of another subscriber', [begun, gate('gate_opened', day('02-01'), 1, {subscriber: 'sbr-havsvik'})], ok({subscriber: {gates: []}})),
  built("a person's and a subscriber's events may come before the relation",
    [ofPerson('restricted', day('01-01'), 1), gate('gate_opened', day('01-01'), 1), {...begun, at: day('02-01')}],
    ok({person: {restricted: true}, subscriber: {gates: [{open: true}]}})),
  built('nobody is behind a SIM in a pool, whoever objects', [without(begun, 'person'), ofPerson('objection', day('02-01'), 1, {purpose: 'traffic-offers'}), ofPerson('restricted', day('02-02'), 2)],
    ok({person: {id: absent, restricted: false, sequence: 0, objections: []}})),
  built('nor did anybody who came before it', [ofPerson('restricted', day('01-01'), 1), {...without(begun, 'person'), at: day('02-01')}],
    ok({person: {id: absent, restricted: false, sequence: 0}})),
  built('a subject without a relation has no person and no company', [ofPerson('restricted', day('01-01'), 1), gate('gate_opened', day('01-01'), 1)],
    ok({person: {id: absent, restricted: false}, subscriber: {id: absent, gates: []}})),
  {
    name: 'a state of a subscriber alone', request: {call: 'state', subscriber: 'sbr-bjork', events: [gate('gate_opened', day('02-01'), 1), begun]},
    expect: ok({subject: {id: absent, begun: false, sequence: 0}, subscriber: {id: 'sbr-bjork', gates: [{purpose: 'traffic-offers', open: true}]}}),
  },
];

const refusedEvent = (name, change, code, member) =>
  built(name, [change(grant(day('02-01'), 1))], error(code, `/events/0/${member}`));
const unreadable = [
  ...['kind', 'door', 'at', 'sequence'].map((member) => refusedEvent(`an event without ${member} is refused`, (one) => without(one, member), 'missing_member', member)),
  refusedEvent('an event of no known kind is refused', (one) => ({...one, kind: 'consented'}), 'bad_value', 'kind'),
  refusedEvent('an event by no known door is refused', (one) => ({...one, door: 'window'}), 'bad_value', 'door'),
  refusedEvent('an event with an unknown member is refused', (one) => ({...one, ip: '192.0.2.1'}), 'unknown_member', 'ip'),
  refusedEvent('evidence with an unknown member is refused', (one) => withAt(one, 'evidence.user_agent', 'x'), 'unknown_member', 'evidence/user_agent'),
  refusedEvent('an event with a number as time is refused', (one) => ({...one, at: 1}), 'wrong_type', 'at'),
  refusedEvent('an event at no time is refused', (one) => ({...one, at: 'now'}), 'bad_time', 'at'),
  refusedEvent('a sequence begins at 1', (one) => ({...one, sequence: 0}), 'number_out_of_range', 'sequence'),
  refusedEvent('a yes to nothing is no event', (one) => without(one, 'purpose'), 'missing_member', 'purpose'),
  refusedEvent('a role that nobody has is refused', (one) => ({...one, roles: ['king']}), 'bad_value', 'roles'),
  refusedEvent('a subject in capitals is no id', (one) => ({...one, subject: 'SUB'}), 'bad_id', 'subject'),
  {name: 'events are a list', request: {call: 'state', events: {}}, expect: error('wrong_type', '/events')},
  built('the place of a fault names its event', [begun, 7], error('wrong_type', '/events/1')),
];

const given = (name, value, expect) => ({name, request: {call: 'state', state: value}, expect});
const full = state({
  subject: {choices: [stopped('contact-sms', 'refused'), granted('traffic-offers')]},
  person: {objections: [{at: day('02-01')}, {purpose: 'newsletter', at: day('02-01')}]},
  subscriber: {gates: open('traffic-offers')},
});
const handed = [
  given('a state that was given comes back as it was', full, ok(full)),
  given('a state that could not be read says so', {...full, readable: false}, ok({readable: false})),
  given('choices that are not sorted are refused', withAt(full, 'subject.choices', [...full.subject.choices].reverse()), error('bad_value', '/state/subject/choices')),
  given('a choice that stands twice is refused', withAt(full, 'subject.choices.1.purpose', 'contact-sms'), error('bad_value', '/state/subject/choices')),
  given('a choice that is none is refused', withAt(full, 'subject.choices.0.choice', 'maybe'), error('bad_value', '/state/subject/choices/0/choice')),
  given('objections that are not sorted are refused', withAt(full, 'person.objections', [...full.person.objections].reverse()), error('bad_value', '/state/person/objections')),
  given('a gate is open or not', withAt(full, 'subscriber.gates.0.open', 'yes'), error('wrong_type', '/state/subscriber/gates/0/open')),
  given('a state lacks no party', without(full, 'person'), error('missing_member', '/state/person')),
  given('a state has no other members', {...full, readble: true}, error('unknown_member', '/state/readble')),
  given('restricted must be said', without(full, 'person.restricted'), error('missing_member', '/state/person/restricted')),
  given('what kind of subscriber must be said', without(full, 'subject.subscriber_kind'), error('missing_member', '/state/subject/subscriber_kind')),
];

const step = (name, base, one, expect) => ({name, request: {call: 'apply', state: base, event: one}, expect});
const applied = [
  step('one event applied to a state', full, stop('withdrawn', now, 5), ok({
    subject: {sequence: 5, choices: [{purpose: 'contact-sms'}, {purpose: 'traffic-offers', choice: 'withdrawn', stopped_at: now}]},
  })),
  step('an event of another subject changes nothing', full, {...stop('withdrawn', now, 5), subject: 'sub-bo'}, ok(full)),
  step('an event without a subject changes nothing', full, without(stop('withdrawn', now, 5), 'subject'), ok(full)),
  step('an event is needed', full, undefined, error('missing_member', '/event')),
  step('an event that cannot be read is refused', full, {...stop('withdrawn', now, 5), kind: 'undo'}, error('bad_value', '/event/kind')),
];

const told = (name, events, count) => ({name, request: {call: 'events', events}, expect: ok({events: count})});
const carried = [
  told('events are told once', [begun, grant(day('02-01'), 2)], 2),
  {name: 'and are there for every later line', request: {call: 'state', subject: 'sub-anna'}, expect: ok({subject: {choices: [{choice: 'granted'}]}})},
  {
    name: 'the events of a request come after them', request: {call: 'state', subject: 'sub-anna', events: [stop('withdrawn', day('03-01'), 3)]},
    expect: ok({subject: {choices: [{choice: 'withdrawn'}]}}),
  },
  {name: 'and are gone after it', request: {call: 'state', subject: 'sub-anna'}, expect: ok({subject: {choices: [{choice: 'granted'}]}})},
  told('more events are told', [gate('gate_opened', day('02-01'), 1), ofPerson('objection', day('02-02'), 1, {purpose: 'newsletter'})], 4),
  {
    name: 'a decision is made on what was told',
    request: {call: 'decide_processing', subject: 'sub-anna', now, question: {purpose: 'traffic-offers', role: 'ecs-marketing', source_store: 'mediation'}},
    expect: ok({decision: 'allow', reason: 'consent_given', consent_id: 'sub-anna/2'}),
  },
  {name: 'an event that cannot be read is not told', request: {call: 'events', events: [begun, {}]}, expect: error('missing_member', '/events/1/kind')},
  {name: 'nor are those beside it', request: {call: 'events', events: []}, expect: ok({events: 4})},
  {name: 'events that cannot be read are the fault, and not the subject beside them', request: {call: 'state', subject: 'sub-anna', events: [{}]}, expect: error('missing_member', '/events/0/kind')},
  {name: 'nor the subscriber', request: {call: 'state', subscriber: 'sbr-bjork', events: [1]}, expect: error('wrong_type', '/events/0')},
  {name: 'a state in the request stands alone', request: {call: 'state', subject: 'sub-anna', state: state()}, expect: error('unknown_member', '/subject')},
  {name: 'what was told can be forgotten', request: {call: 'forget'}, expect: ok({events: 0})},
  {name: 'and is gone', request: {call: 'state', subject: 'sub-anna'}, expect: ok({subject: {begun: false, choices: []}})},
  {name: 'the loaded catalogue is not', request: {call: 'notice', purpose: 'traffic-offers', language: 'sv'}, expect: ok({title: 'Erbjudanden'})},
  {name: 'events must be there to be told', request: {call: 'events'}, expect: error('missing_member', '/events')},
];

export const states = [...folded, ...unreadable, ...handed, ...applied, ...carried];
