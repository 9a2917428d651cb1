// The calls `catalogue` and `lint`. A catalogue that cannot be read leaves the loaded one in place.
import {catalogue, digest, error, ok, now, state, without, withAt, user, submission, change, granted} from './world.mjs';

const load = (name, document, expect, signed = true) => ({name, request: {call: 'catalogue', catalogue: document, signed}, expect});
const wrong = (name, path, value, code, where) => load(name, withAt(catalogue, path, value), error(code, `/catalogue${where ?? `/${path.replaceAll('.', '/')}`}`));
const lacking = (path) => load(`a catalogue without ${path} is refused`, without(catalogue, path), error('missing_member', `/catalogue/${path.replaceAll('.', '/')}`));
const loaded = ok({catalogue: 'vectors', catalogue_version: '2026-11-24.1', digest: digest(catalogue)});
const question = {purpose: 'traffic-offers', role: 'ecs-marketing', source_store: 'mediation'};

// Without a catalogue nothing is granted or allowed; what the state knows can still be stopped.
export const beforeCatalogue = [
  {name: 'without a catalogue there is nothing to lint', request: {call: 'lint'}, expect: error('no_catalogue')},
  {
    name: 'without a catalogue nothing is decided', request: {call: 'decide_processing', question, now, state: state()},
    expect: error('no_catalogue'),
  },
  {name: 'without a catalogue there is no banner', request: {call: 'banner', language: 'sv', now}, expect: error('no_catalogue')},
  {name: 'without a catalogue there is no notice', request: {call: 'notice', purpose: 'traffic-offers', language: 'sv'}, expect: error('no_catalogue')},
  {
    name: 'without a catalogue there is no panel',
    request: {call: 'panel', language: 'sv', act: {kind: 'show', now, state: state()}}, expect: error('no_catalogue'),
  },
  {
    name: 'without a catalogue a grant is refused',
    request: {call: 'judge', submission: submission([change('traffic-offers', 'granted')]), actor: user(), now, state: state()},
    expect: ok({verdicts: [{accepted: false, code: 'catalogue_unsigned', where: '/changes/0'}], events: []}),
  },
  {
    name: 'without a catalogue a purpose that the state knows is withdrawn',
    request: {
      call: 'judge', submission: submission([change('traffic-offers', 'withdrawn')]), actor: user(), now,
      state: state({subject: {choices: [granted('traffic-offers')]}}),
    },
    expect: ok({verdicts: [{accepted: true}], events: [{kind: 'withdrawn', purpose: 'traffic-offers', sequence: 5}]}),
  },
  {
    name: 'without a catalogue an unknown purpose cannot be told from a known one',
    request: {call: 'judge', submission: submission([change('traffic-offers', 'withdrawn')]), actor: user(), now, state: state()},
    expect: ok({verdicts: [{accepted: false, code: 'unknown_purpose'}], events: []}),
  },
];

const bad = [
  ...['catalogue', 'catalogue_version', 'version', 'languages', 'operator', 'notes', 'groups', 'data_types', 'processing_kinds',
    'forbidden_data_types', 'stores', 'roles', 'purposes', 'channels', 'cookie_categories', 'information_purposes',
    'policy', 'operator.name', 'operator.contact', 'operator.privacy_url', 'notes.voluntary_note', 'notes.withdraw_note',
    'notes.employer_note', 'notes.gate_note', 'policy.consent_months', 'policy.permit_cache_seconds',
    'policy.grant_clock_skew_seconds', 'purposes.0.id', 'purposes.0.group', 'purposes.0.title', 'purposes.0.text',
    'purposes.0.consent_by', 'purposes.0.active', 'purposes.0.processing_version', 'purposes.0.text_version',
    'channels.0.rule', 'channels.0.group', 'cookie_categories.0.consent', 'information_purposes.0.limit'].map(lacking),
  wrong('a catalogue holds no other members', 'colour', 'red', 'unknown_member'),
  wrong('a purpose holds no other members', 'purposes.0.price', 5, 'unknown_member'),
  wrong('a text in a language that is not listed is refused', 'purposes.0.title', {sv: 'a', en: 'b', fi: 'c'}, 'unknown_member', '/purposes/0/title/fi'),
  wrong('an empty text is refused', 'purposes.0.title', {sv: '', en: 'b'}, 'bad_value', '/purposes/0/title/sv'),
  wrong('a purpose in capitals is no id', 'purposes.0.id', 'Traffic', 'bad_id'),
  wrong('a purpose that stands twice is refused', 'purposes.1.id', 'traffic-offers', 'duplicate_id'),
  wrong('a channel by the name of a purpose is refused', 'channels.0.id', 'traffic-offers', 'duplicate_id'),
  wrong('a store that stands twice is refused', 'stores', [{id: 'a', only_for: ['disclosure']}, {id: 'a'}], 'duplicate_id', '/stores/1'),
  wrong('a group that is not there is refused', 'purposes.0.group', 'nowhere', 'unknown_reference'),
  wrong('a kind of processing that is not there is refused', 'purposes.0.processing_kinds', ['sell'], 'unknown_reference'),
  wrong('a role that is not there is refused', 'purposes.0.roles', ['hr'], 'unknown_reference'),
  wrong('a store for a purpose that is not there is refused', 'stores.1.only_for', ['nowhere'], 'unknown_reference'),
  wrong('only user and both may consent', 'purposes.0.consent_by', 'employer', 'bad_value'),
  wrong('a forbidden type needs a code that exists', 'forbidden_data_types.0.code', 'please_not', 'bad_value'),
  wrong('a version begins at 1', 'purposes.0.processing_version', 0, 'number_out_of_range'),
  wrong('a consent lasts at most 120 months', 'policy.consent_months', 121, 'number_out_of_range'),
  wrong('a permit lasts at most an hour', 'policy.permit_cache_seconds', 3601, 'number_out_of_range'),
  wrong('a group has at least two people', 'policy.min_group_size', 1, 'number_out_of_range'),
  wrong('a clock may not be a day off', 'policy.grant_clock_skew_seconds', 86401, 'number_out_of_range'),
  wrong('active is true or false', 'purposes.0.active', 1, 'wrong_type'),
  wrong('a sign-off needs its date', 'purposes.1.legal_signoff', {by: 'A'}, 'missing_member', '/purposes/1/legal_signoff/on'),
  wrong('nine languages are too many', 'languages', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], 'too_many'),
  {name: 'whether a catalogue is signed must be said', request: {call: 'catalogue', catalogue}, expect: error('missing_member', '/signed')},
  load('signed is true or false', catalogue, error('wrong_type', '/signed'), 'yes'),
  {name: 'a catalogue must be there', request: {call: 'catalogue', signed: true}, expect: error('missing_member', '/catalogue')},
  {name: 'a catalogue is an object', request: {call: 'catalogue', catalogue: 'x', signed: true}, expect: error('wrong_type', '/catalogue')},
];

// What lint must say of one purpose that breaks many rows, and of notes that are not there.
const unlawful = {
  ...catalogue,
  catalogue: 'unlawful',
  languages: ['sv'],
  notes: Object.fromEntries(Object.entries(catalogue.notes).map(([name, texts]) => [name, name === 'voluntary_note' ? {} : {sv: texts.sv}])),
  groups: [{id: 'traffic', label: {sv: 'Trafik'}}],
  data_types: [{id: 'usage-volume', label: {sv: 'mängd'}}],
  processing_kinds: [],
  stores: [],
  purposes: [
    {
      id: 'traffic-everything', group: 'traffic', title: {sv: 'Allt'}, text: {sv: 'Vi gör allt.'}, consent_by: 'user',
      active: true, processing_version: 1, text_version: 1, default: true, automated_decision: 'credit score',
      data_types: ['usage-volume', 'visited-domain'],
    },
    {
      id: 'traffic-unsigned', group: 'traffic', title: {sv: 'Utan'}, text: {sv: 'Utan underskrift.'}, consent_by: 'user',
      active: true, processing_version: 1, text_version: 1, automated_decision: 'none', third_country: 'none',
      data_types: ['usage-volume'], max_age_days: 1, lek_gate: '9:27',
    },
  ],
  channels: [], cookie_categories: [], information_purposes: [],
};
const finding = (code, row, where) => ({code, row, where});

export const catalogues = [
  ...bad,
  load('a catalogue that breaks the law can be read', unlawful, ok({catalogue: 'unlawful', digest: digest(unlawful)}), false),
  {
    name: 'and lint says which rows it breaks', request: {call: 'lint'}, expect: ok({findings: [
      finding('voluntary_note_missing', 'L19', '/notes/voluntary_note'),
      finding('language_missing', 'L12', '/languages'),
      finding('notice_minimum_missing', 'L8', '/purposes/0'),
      finding('automated_decision', 'L125', '/purposes/0/automated_decision'),
      finding('on_by_default', 'L2', '/purposes/0/default'),
      finding('data_or_age_missing', 'L9', '/purposes/0'),
      finding('processing_kind_missing', 'L10', '/purposes/0'),
      finding('forbidden_data_type', 'L21', '/purposes/0/data_types'),
      finding('lek_gate_missing', 'L81', '/purposes/0/lek_gate'),
      finding('dpia_missing', 'L132', '/purposes/0/dpia_ref'),
      finding('processing_kind_missing', 'L10', '/purposes/1'),
      finding('legal_signoff_missing', 'L81', '/purposes/1/legal_signoff'),
      finding('dpia_missing', 'L132', '/purposes/1/dpia_ref'),
    ]}),
  },
  load('a catalogue whose signature was not found good is loaded', catalogue, loaded, false),
  {
    name: 'on an unsigned catalogue nobody can grant',
    request: {call: 'judge', submission: submission([change('traffic-offers', 'granted')]), actor: user(), now, state: state()},
    expect: ok({verdicts: [{accepted: false, code: 'catalogue_unsigned', where: '/changes/0'}], events: []}),
  },
  {
    name: 'on an unsigned catalogue anybody can refuse',
    request: {call: 'judge', submission: submission([change('traffic-offers', 'refused')]), actor: user(), now, state: state()},
    expect: ok({verdicts: [{accepted: true}], events: [{kind: 'refused', purpose: 'traffic-offers'}]}),
  },
  {
    name: 'on an unsigned catalogue no gate opens',
    request: {
      call: 'accept', act: {kind: 'gate_opened', subscriber: 'sbr-bjork', purpose: 'traffic-offers'}, now, state: state(),
      actor: {person: 'prs-karin', role: 'company-admin', door: 'gates'},
    },
    expect: error('catalogue_unsigned'),
  },
  {
    name: 'on an unsigned catalogue a gate closes',
    request: {
      call: 'accept', act: {kind: 'gate_closed', subscriber: 'sbr-bjork', purpose: 'traffic-offers'}, now, state: state(),
      actor: {person: 'prs-karin', role: 'company-admin', door: 'gates'},
    },
    expect: ok({events: [{kind: 'gate_closed', subscriber: 'sbr-bjork', purpose: 'traffic-offers', sequence: 4}]}),
  },
  load('the catalogue of the vectors, signed', catalogue, loaded),
  {
    name: 'lint finds what is wrong with it', request: {call: 'lint'}, expect: ok({findings: [
      finding('language_missing', 'L12', '/purposes/5'),
      finding('legal_signoff_missing', 'L81', '/purposes/2/legal_signoff'),
      ...[3, 4, 5].flatMap((purpose) => ['service_name', 'need'].map((member) =>
        finding('service_or_need_missing', 'L80', `/purposes/${purpose}/${member}`))),
    ]}),
  },
  load('a catalogue that cannot be read leaves the loaded one in place', without(catalogue, 'notes'), error('missing_member', '/catalogue/notes')),
  {name: 'so its notices are still there', request: {call: 'notice', purpose: 'traffic-offers', language: 'sv'}, expect: ok({title: 'Erbjudanden'})},
];
