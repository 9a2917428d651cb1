// The call `panel`: what a person sees, presses and is told.
import {absent, error, granted, now, ok, olle, open, state, stopped, textDigest, withAt} from './world.mjs';

const panel = (name, act, expect, {model, language = 'sv'} = {}) => ({name, request: {call: 'panel', language, ...(model && {model}), act}, expect});
const show = (given, more = {}) => ({kind: 'show', now, state: given, ...more});
const model = (given, more = {}) => ({state: withoutMandates(given), language: 'sv', notice_shown_at: now, wishes: [], status_purposes: [], ...more});
function withoutMandates(given) {
  const copy = structuredClone(given);
  delete copy.subscriber.mandates;
  return copy;
}
const press = (purpose, on, more = {}) => ({kind: 'set', now, purpose, on, submission_id: 'sbm-1', ui_build: 'b1', ...more});
const purposes = (...list) => list.map((one) => one);
const view = (members) => ok({view: members});
const traffic = (list, rest = [{}]) => view({groups: [{id: 'traffic', purposes: list}, {id: 'contact', purposes: rest}]});
const ids = ['traffic-offers', 'traffic-develop', 'traffic-tips', 'traffic-halfway'];
const off = ids.map((id) => ({id, on: false, phase: 'settled', allowed: false}));
const shown = (first) => traffic([first, ...off.slice(1)]);
const agreed = state({subject: {choices: [granted('traffic-offers')]}, subscriber: {gates: open('traffic-offers')}});

const first = [
  panel('at first every switch is off', show(state()), ok({
    model: {language: 'sv', notice_shown_at: now, wishes: [], state: {subscriber: {mandates: absent}}},
    view: {
      language: 'sv', subject: 'sub-anna',
      notes: {voluntary: 'Det är frivilligt.', withdraw: 'Du kan återkalla här.', employer: 'Ditt företag ser inte vad du väljer.'},
      groups: [
        {
          id: 'traffic', title: 'Trafikuppgifter', purposes: [
            {
              id: 'traffic-offers', title: 'Erbjudanden', on: false, phase: 'settled', allowed: false, reason: 'subscriber_gate_closed',
              gate_note: 'Ditt företag har stängt av det.', code: absent,
              facts: [{fact: 'data_types', values: ['mängd', 'tid på dygnet']}, {fact: 'max_age', days: 180}, {fact: 'processing', values: ['sätter samman']}, {fact: 'recipients', values: []}],
            },
            {id: 'traffic-develop', on: false}, {id: 'traffic-tips', on: false, reason: 'no_decision', gate_note: absent}, {id: 'traffic-halfway', on: false},
          ],
        },
        {id: 'contact', title: 'Kontakt', purposes: [{id: 'contact-sms', title: 'Sms', on: false, facts: []}]},
      ],
      acts: ['refuse_all', 'allow_all'], status: {code: '', purposes: []},
    },
    submission: absent,
  })),
  panel('in English', show(state()), view({language: 'en', notes: {voluntary: 'It is voluntary.'}, groups: [{title: 'Traffic data'}, {title: 'Contact'}]}), {language: 'en'}),
  panel('a notice that is not complete shows no facts', show(state()), traffic([{}, {}, {}, {id: 'traffic-halfway', title: absent, facts: []}]), {language: 'en'}),
  panel('a language that the catalogue lacks has no panel', show(state()), error('notice_incomplete', '/language'), {language: 'fi'}),
  panel('what was granted is on', show(agreed), shown({id: 'traffic-offers', on: true, allowed: true, reason: 'consent_given', gate_note: absent})),
  panel('behind a closed gate it is on, with a note', show(state({subject: {choices: [granted('traffic-offers')]}})),
    shown({on: true, allowed: false, reason: 'subscriber_gate_closed', gate_note: 'Ditt företag har stängt av det.'})),
  panel('what has expired is off', show(agreed, {now: '2028-06-01T00:00:00.000Z'}), shown({on: false, allowed: false, reason: 'expired'})),
  panel('what was granted on an older processing is off', show(state({subject: {choices: [granted('traffic-offers', {processing_version: 9})]}, subscriber: {gates: open('traffic-offers')}})),
    shown({on: false, reason: 'superseded_processing'})),
  panel('under a restriction it is on and not allowed', show(withAt(agreed, 'person.restricted', true)), shown({on: true, allowed: false, reason: 'restricted'})),
  panel('after an objection too', show(withAt(agreed, 'person.objections', [{at: now}])), shown({on: true, allowed: false, reason: 'objected'})),
  panel('an inactive purpose that was granted can be withdrawn', show(state({subject: {choices: [granted('traffic-dormant')]}})),
    view({groups: [{purposes: [{}, {}, {id: 'traffic-dormant'}, {}, {}]}, {}]})),
  panel('a sole trader is told nothing of an employer', show(olle()), view({notes: {employer: absent}, groups: [{purposes: [{gate_note: absent}, {}, {}, {}]}, {}]})),
  panel('with a yes somewhere all can be withdrawn', show(agreed), view({acts: ['refuse_all', 'allow_all', 'withdraw_all']})),
];

const sent = (choice, more = {}) => ({
  submission_id: 'sbm-1', subject: 'sub-anna', sequence: 4, catalogue: 'vectors', catalogue_version: '2026-11-24.1', language: 'sv', ui_build: 'b1',
  notice_shown_at: now, decided_at: now,
  changes: [{purpose: 'traffic-offers', choice, method: 'switch', processing_version: 1, text_version: 1, text_digest: textDigest('traffic-offers'), roles: ['user'], ...more}],
});
const pressed = [
  panel('a press on an off switch submits a grant', press('traffic-offers', true), ok({
    submission: sent('granted'), view: {status: {code: 'saving', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: true, phase: 'saving', allowed: false, reason: 'subscriber_gate_closed'}, {}, {}, {}]}, {}]},
  }), {model: model(state())}),
  panel('a grant is not allowed before it is saved', press('traffic-offers', true), shown({on: true, phase: 'saving', allowed: false, reason: 'user_consent_missing'}),
    {model: model(state({subscriber: {gates: open('traffic-offers')}}))}),
  panel('a press on an on switch submits a withdrawal, which counts at once', press('traffic-offers', false), ok({
    submission: sent('withdrawn'), view: {status: {code: 'saving'}, groups: [{purposes: [{on: false, phase: 'saving', allowed: false, reason: 'withdrawn'}, {}, {}, {}]}, {}]},
  }), {model: model(agreed)}),
  panel('off where nothing was on is a refusal', press('traffic-offers', false), ok({submission: sent('refused')}), {model: model(state())}),
  panel('a sole trader acts in both roles', press('traffic-offers', true), ok({submission: {subject: 'sub-olle', changes: [{roles: ['subscriber', 'user']}]}}), {model: model(olle())}),
  panel('a purpose without a switch cannot be pressed', press('traffic-dormant', true), error('unknown_purpose', '/act/purpose'), {model: model(state())}),
  panel('nor one that never was', press('traffic-unheard', true), error('unknown_purpose', '/act/purpose'), {model: model(state())}),
  panel('allow all is one change for each switch that is off', press(undefined, undefined, {kind: 'allow_all'}), ok({
    submission: {changes: purposes(...ids.slice(1), 'contact-sms').map((purpose) => ({purpose, choice: 'granted', method: 'button'}))},
  }), {model: model(agreed)}),
  panel('refuse all is one for every switch', press(undefined, undefined, {kind: 'refuse_all'}), ok({
    submission: {changes: [{purpose: 'traffic-offers', choice: 'withdrawn'}, ...[...ids.slice(1), 'contact-sms'].map((purpose) => ({purpose, choice: 'refused'}))]},
  }), {model: model(agreed)}),
  panel('withdraw all is one for each switch that is on', press(undefined, undefined, {kind: 'withdraw_all'}), ok({
    submission: {changes: [{purpose: 'traffic-offers', choice: 'withdrawn', method: 'button'}]},
  }), {model: model(agreed)}),
  panel('with nothing on there is nothing to withdraw', press(undefined, undefined, {kind: 'withdraw_all'}), ok({submission: absent}), {model: model(state())}),
];

const wish = (choice, phase, more = {}) => ({wishes: [{purpose: 'traffic-offers', choice, phase, ...more}], status: 'saving', status_purposes: ['traffic-offers']});
const answered = (given, ...verdicts) => ({kind: 'answered', now, state: given, verdicts});
const verdict = (choice, accepted, code) => ({purpose: 'traffic-offers', choice, accepted, ...(code && {code})});
const told = [
  panel('a grant that was accepted is saved', answered(agreed, verdict('granted', true)),
    view({status: {code: 'saved', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: true, phase: 'settled', allowed: true}, {}, {}, {}]}, {}]}),
    {model: model(state(), wish('granted', 'saving'))}),
  panel('a grant that was refused goes back and says why', answered(state(), verdict('granted', false, 'stale_sequence')),
    view({status: {code: 'refused', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: false, phase: 'failed', code: 'stale_sequence'}, {}, {}, {}]}, {}]}),
    {model: model(state(), wish('granted', 'saving'))}),
  panel('a withdrawal that was accepted is withdrawn', answered(state({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}}), verdict('withdrawn', true)),
    view({status: {code: 'withdrawn', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: false, phase: 'settled'}, {}, {}, {}]}, {}]}),
    {model: model(agreed, wish('withdrawn', 'saving'))}),
  panel('a withdrawal that was refused stays off', answered(agreed, verdict('withdrawn', false, 'actor_not_subject')),
    view({status: {code: 'refused'}, groups: [{purposes: [{on: false, phase: 'failed', code: 'actor_not_subject', allowed: false}, {}, {}, {}]}, {}]}),
    {model: model(agreed, wish('withdrawn', 'saving'))}),
  panel('a grant without an answer could not be saved', {kind: 'failed', now},
    view({status: {code: 'could_not_save', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: false, phase: 'failed'}, {}, {}, {}]}, {}]}),
    {model: model(state(), wish('granted', 'saving'))}),
  panel('a withdrawal without an answer waits, and counts', {kind: 'failed', now},
    view({status: {code: 'withdrawal_waiting', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: false, phase: 'failed', allowed: false, reason: 'withdrawn'}, {}, {}, {}]}, {}]}),
    {model: model(agreed, wish('withdrawn', 'saving'))}),
  panel('another press takes the place of one that failed', press('traffic-offers', true),
    ok({model: {wishes: [{purpose: 'traffic-offers', choice: 'granted', phase: 'saving'}]}}), {model: model(state(), wish('refused', 'failed'))}),
  panel("another relation's wishes are not this one's", show(olle()), ok({model: {wishes: []}}), {model: model(state(), wish('withdrawn', 'failed'))}),
  panel('the same relation keeps them', show(agreed), shown({on: false, phase: 'failed'}), {model: model(agreed, wish('withdrawn', 'failed'))}),
  panel('a notice is shown when it is first shown', show(state(), {now: '2026-11-24T09:00:00.000Z'}), ok({model: {notice_shown_at: now}}), {model: model(state())}),
];

const shapes = [
  panel('an act of no known kind is refused', {kind: 'shake', now}, error('bad_value', '/act/kind')),
  panel('an act is at some time', {kind: 'show'}, error('missing_member', '/act/now')),
  panel('an act has no other members', show(state(), {colour: 'red'}), error('unknown_member', '/act/colour')),
  panel('a press is on or off', {kind: 'set', now, purpose: 'traffic-offers'}, error('missing_member', '/act/on')),
  panel('a model that is not ours is refused', show(state()), error('missing_member', '/model/language'), {model: {state: withoutMandates(state()), wishes: [], status_purposes: []}}),
  panel('nor one with a wish that nobody can have', show(state()), error('bad_value', '/model/wishes/0/phase'), {model: model(state(), wish('granted', 'dreaming'))}),
  panel('the state of a show is read strictly', show(withAt(state(), 'subject.ended', 'no')), error('wrong_type', '/act/state/subject/ended')),
  {name: 'a panel needs a language', request: {call: 'panel', act: {kind: 'show', now, state: state()}}, expect: error('missing_member', '/language')},
  {name: 'a panel needs an act', request: {call: 'panel', language: 'sv'}, expect: error('missing_member', '/act')},
];

const keptThen = (choice, purpose = 'traffic-offers') => ({purpose, choice});
const waiting = (list, given = agreed) => show(given, {waiting: list});
const waits = (more = {}) => ({model: model(agreed, {wishes: [{purpose: 'traffic-offers', choice: 'withdrawn', phase: 'failed'}], status: 'withdrawal_waiting', status_purposes: ['traffic-offers'], ...more})});
const kept = [
  panel('a withdrawal that was kept counts in the next page', waiting([keptThen('withdrawn')]), ok({
    model: {wishes: [{purpose: 'traffic-offers', choice: 'withdrawn', phase: 'failed', code: absent}], status: 'withdrawal_waiting'},
    view: {status: {code: 'withdrawal_waiting', purposes: ['Erbjudanden']}, groups: [{purposes: [{on: false, phase: 'failed', allowed: false, reason: 'withdrawn'}, {}, {}, {}]}, {}]},
    submission: absent,
  })),
  panel('so does a refusal', waiting([keptThen('refused')], state()), shown({on: false, phase: 'failed', allowed: false, reason: 'refused'})),
  panel('of several on one purpose the last is its choice', waiting([keptThen('withdrawn'), keptThen('refused')]),
    ok({model: {wishes: [{choice: 'refused'}], status_purposes: ['traffic-offers']}})),
  panel('nothing kept is nothing told', waiting([]), ok({model: {wishes: [], status: absent}, view: {groups: [{purposes: [{on: true, phase: 'settled'}, {}, {}, {}]}, {}]}})),
  panel('what was kept on a purpose that is gone tells nothing', waiting([keptThen('withdrawn', 'traffic-unheard')]),
    ok({model: {wishes: []}, view: {status: {code: ''}, groups: [{purposes: [{on: true}, {}, {}, {}]}, {}]}})),
  panel('kept over a yes that is being saved it is off', waiting([keptThen('refused')], state()), shown({on: false, phase: 'failed'}),
    {model: model(state(), wish('granted', 'saving'))}),
  panel('no failure turns what was kept on again', {kind: 'failed', now}, view({status: {code: 'withdrawal_waiting'}, groups: [{purposes: [{on: false, allowed: false}, {}, {}, {}]}, {}]}), waits()),
  panel('its answer settles it', answered(state({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}}), verdict('withdrawn', true)),
    ok({model: {wishes: []}, view: {status: {code: 'withdrawn'}, groups: [{purposes: [{on: false, phase: 'settled'}, {}, {}, {}]}, {}]}}), waits()),
  panel('a yes cannot be kept', waiting([keptThen('withdrawn', 'traffic-tips'), keptThen('granted')]), error('bad_value', '/act/waiting/1/choice')),
  panel('nor what lifts an objection', waiting([keptThen('objection_lifted')]), error('bad_value', '/act/waiting/0/choice')),
  panel('nor an act on more than a switch', waiting([keptThen('restricted')]), error('bad_value', '/act/waiting/0/choice')),
  panel('what was kept names its purpose', waiting([{choice: 'withdrawn'}]), error('missing_member', '/act/waiting/0/purpose')),
  panel('and nothing else', waiting([{...keptThen('withdrawn'), on: true}]), error('unknown_member', '/act/waiting/0/on')),
  panel('what was kept is a list', waiting({purpose: 'traffic-offers'}), error('wrong_type', '/act/waiting')),
  panel('nothing is kept for a press', press('traffic-offers', false, {waiting: []}), error('unknown_member', '/act/waiting'), {model: model(agreed)}),
];

// How long a yes lasts, for a host that asks: two years from June 2026, with a reminder half way.
const dated = (name, given, expect, at = now, act = {}) => panel(name, show(given, {dates: true, now: at, ...act}), shown(expect));
const lasting = {expires_at: '2028-06-01T00:00:00.000Z', remind_at: '2027-06-01T00:00:00.000Z'};
const dates = [
  dated('a yes tells its end and its next reminder', agreed, {on: true, ...lasting}),
  panel('and does not where nobody asks', show(agreed), shown({on: true, expires_at: absent, remind_at: absent})),
  dated('behind a closed gate it lasts as long', state({subject: {choices: [granted('traffic-offers')]}}), lasting),
  dated('after its reminder only its end is left', agreed, {expires_at: lasting.expires_at, remind_at: absent}, '2027-06-01T00:00:00.000Z'),
  dated('a yes that ran out has no end to come', agreed, {on: false, expires_at: absent, remind_at: absent}, '2028-06-01T00:00:00.000Z'),
  dated('nor has a no', state({subject: {choices: [stopped('traffic-offers', 'withdrawn')]}}), {expires_at: absent, remind_at: absent}),
  dated('today’s policy ends a yes that was given for longer', state({subject: {choices: [granted('traffic-offers', {until: '2036-06-01T00:00:00.000Z'})]}}), lasting),
  panel('a stop that is under way has no end to come', press('traffic-offers', false, {dates: true}), shown({on: false, expires_at: absent, remind_at: absent}), {model: model(agreed)}),
  panel('whether to tell dates is yes or no', show(agreed, {dates: 'often'}), error('wrong_type', '/act/dates')),
];

export const panels = [...first, ...pressed, ...told, ...shapes, ...kept, ...dates];
