// The calls `lint`, `lint_diff` and `catalogue_change`, rule by rule: a lawful catalogue, and one fault in it.
import {described, parts} from './receipts.mjs';
import {absent, catalogue, error, ok, without, withAt} from './world.mjs';

const points = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const both = (sv, en) => ({sv, en});
const [offers, develop] = catalogue.purposes;

// Of the vectors' catalogue the part that is lawful, with everything told that lint looks at.
const lawful = {
  ...catalogue,
  catalogue: 'lawful',
  operator: {
    ...catalogue.operator,
    rights_links: ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection', 'withdrawal', 'complaint']
      .map((right) => ({right, url: `/privacy#${right}`})),
  },
  purposes: [
    {
      ...offers, operations: ['combine', 'show'], inseparable_reason: 'what is not shown is no offer',
      least: {max_age_days: 180, data_types: ['usage-volume', 'usage-time-band']},
      recipients: [{name: 'Räknebyrån', type: 'processor', country: 'SE', dpa_ref: 'DPA 3', dpa_points: points}],
    },
    {...develop, lek_gate: '9:2-service', service_name: 'tips', need: 'a tip is about the use'},
  ],
  cookie_categories: [
    {...catalogue.cookie_categories[0], items: [{name: 'visits', lifetime: '30 days', third_party: false, personal: false}]},
    {id: 'cookie-necessary', title: both('Nödvändiga', 'Necessary'), text: both('Inloggning.', 'Sign-in.'), consent: false, exemption: 'requested-service'},
  ],
  cookie_note: both('Vi frågar om statistik.', 'We ask about statistics.'),
  labels: {off: both('Av', 'Off'), allow_all: both('Tillåt alla', 'Allow all'), refuse_all: both('Avvisa alla', 'Reject all')},
  services: [{id: 'mobile', role: 'controller', purposes: [offers.id]}, {id: 'exchange', role: 'processor', purposes: ['invoicing']}],
  templates: [
    {id: 'offer', class: 'marketing', sender: 'Exempeltele', ad_label: 'Reklam', opt_out_token: '{stop}', objection: '{objection}', first_contact: true},
    {id: 'outage', class: 'service'},
  ],
};

const load = (document) => ({name: 'loaded', request: {call: 'catalogue', catalogue: document, signed: true}, expect: ok({})});
const ask = (name, findings) => ({name, request: {call: 'lint'}, expect: ok({findings})});
const at = (path) => `/${path.replaceAll('.', '/')}`;

let count = 0;
function pair(name, document, findings) {
  count += 1;
  return [{...load(document), name: `${count}: ${name}, loaded`}, ask(`${count}: ${name}`, findings)];
}
// A member set to `value` (taken out where there is none), found at `where`, by default its own place.
const set = (path, value, code, row, where = at(path)) =>
  pair(`${code} by ${path}`, withAt(lawful, path, value), [{code, row, where}]);
const lack = (path, code, row, where = at(path)) => pair(`${code} without ${path}`, without(lawful, path), [{code, row, where}]);
const fine = (path, value) => pair(`nothing by ${path} ${JSON.stringify(value)}`, withAt(lawful, path, value), []);

const recipient = 'purposes.0.recipients.0';
const text = 'purposes.0.text';

const faults = [
  pair('nothing', lawful, []),
  set('purposes.0.default', true, 'on_by_default', 'L2'),
  set('cookie_categories.0.default', true, 'on_by_default', 'L2'),
  fine('purposes.0.default', false),
  lack('purposes.0.inseparable_reason', 'operations_joined', 'L7', '/purposes/0/operations'),
  fine('purposes.0.operations', ['combine']),
  lack('purposes.0.third_country', 'notice_minimum_missing', 'L8', '/purposes/0'),
  lack('purposes.0.max_age_days', 'data_or_age_missing', 'L9', '/purposes/0'),
  lack('purposes.0.processing_kinds', 'processing_kind_missing', 'L10', '/purposes/0'),
  set('data_types.0.label', {sv: 'mängd'}, 'language_missing', 'L12', '/data_types/0/label'),
  set(`${text}.sv`, 'Vi kan komma att räkna.', 'vague_word', 'L13'),
  set(`${text}.en`, 'We MAY count.', 'vague_word', 'L13'),
  fine(`${text}.en`, 'We count dismay.'),
  set('purposes.0.incentive', '100 kr', 'incentive', 'L17'),
  set(`${text}.sv`, 'Du får RABATT.', 'incentive_word', 'L17'),
  fine(`${text}.sv`, 'En kvinna räknar.'),
  set('notes.voluntary_note.sv', 'Du m\u00e5\u00adste inte.', 'required_word', 'L19'),
  set('notes.voluntary_note.sv', 'Du ma\u030aste inte.', 'required_word', 'L19'),
  set('data_types.1.special', true, 'special_category_data', 'L20', '/purposes/0/data_types/1'),
  set('purposes.1.data_types', ['usage-volume', 'health'], 'special_category_data', 'L20', '/purposes/1/data_types/1'),
  set('purposes.1.data_types', ['visited-domain'], 'forbidden_data_type', 'L21', '/purposes/1/data_types'),
  set('purposes.1.data_types', ['personnummer'], 'personnummer_in_catalogue', 'L23', '/purposes/1/data_types/0'),
  set('purposes.1.data_types', ['ip-address'], 'evidence_field_not_allowed', 'L33', '/purposes/1/data_types/0'),
  fine('purposes.1.data_types', ['ipad-model']),
  set('purposes.0.fallback_basis', 'contract', 'fallback_basis', 'L42'),
  set('purposes.1.data_types', ['counterparty-number'], 'counterparty_data', 'L73', '/purposes/1/data_types/0'),
  set(`${recipient}.type`, 'customer-company', 'company_recipient', 'L77'),
  set('information_purposes.0.legal_basis', 'LEK 9:31', 'lek_section_unknown', 'L78'),
  fine('information_purposes.0.legal_basis', 'LEK 9:19–9:22'),
  lack('information_purposes.0.legal_basis', 'legal_basis_missing', 'L78'),
  set('purposes.0.marketed_classes', ['electronic-communications-service', 'insurance'], 'offer_class_not_telecom', 'L79', '/purposes/0/marketed_classes/1'),
  lack('purposes.1.need', 'service_or_need_missing', 'L80'),
  lack('purposes.0.lek_gate', 'lek_gate_missing', 'L81'),
  set('purposes.1.data_types', ['usage-volume', 'location-area'], 'location_data', 'L89', '/purposes/1/data_types/1'),
  set('purposes.1.data_types', ['location-area'], 'temporary_refusal_missing', 'L89', '/purposes/1/temporary_refusal'),
  set(`${recipient}.type`, 'controller', 'recipient_not_processor', 'L90'),
  set(`${recipient}.sale`, true, 'data_sold', 'L90'),
  fine('purposes.0.recipients', ['Räknebyrån']),
  lack('templates.0.opt_out_token', 'opt_out_missing', 'L96'),
  lack('templates.0.sender', 'sender_or_ad_label_missing', 'L103'),
  set('templates.1.offer', 'a phone', 'offer_in_service_message', 'L104'),
  lack('templates.0.objection', 'objection_block_missing', 'L106'),
  set('cookie_note.sv', 'Vi frågar.', 'category_not_named', 'L112'),
  lack('cookie_categories.0.items.0.lifetime', 'cookie_facts_missing', 'L113'),
  lack('cookie_categories.1.exemption', 'exemption_missing', 'L114'),
  set('cookie_categories.0.basis', 'legitimate-interest', 'legitimate_interest_cookies', 'L118'),
  set('purposes.0.automated_decision', 'price', 'automated_decision', 'L125'),
  set('operator.privacy_url', 'privacy', 'link_missing', 'L126'),
  set('operator.complaint', ['IMY'], 'complaint_missing', 'L126'),
  set('purposes.0.max_age_days', 181, 'more_than_least', 'L128'),
  fine('purposes.0.max_age_days', 179),
  set(`${recipient}.dpa_points`, points.slice(1), 'processing_agreement_missing', 'L129'),
  set('services.1.purposes', [offers.id], 'processor_service_asks', 'L130', '/services/1/purposes/0'),
  lack('services.0.role', 'service_role_missing', 'L130'),
  lack('purposes.0.dpia_ref', 'dpia_missing', 'L132'),
  lack('labels.refuse_all', 'refuse_all_missing', 'D3'),
  set(`${text}.sv`, 'Tyvärr räknar vi.', 'steering_word', 'D6'),
  set(`${text}.sv`, 'Vi räknar 😀', 'exclamation_or_emoji', 'D6'),
  set('labels.off.sv', 'Nej tack, inte nu', 'label_not_plain', 'D7'),
  set('purposes.0.title.sv', 'Jag vill inte avstå', 'title_negated', 'D13'),
  set(`${text}.en`, 'We use the last 181 days.', 'days_contradicted', 'D18'),
  fine(`${text}.en`, 'We use the last 180 days.'),
  set(`${text}.en`, 'We use data such as calls.', 'ambiguous_word', 'D19'),
  set('purposes.0.legal_basis', 'GDPR 6(1)(f)', 'legitimate_interest_choice', 'D21'),
  set('notes.gate_note.en', 'The service does not work without it.', 'service_needs_consent', 'D23'),
  set('notes.gate_note.sv', 'Ditt företag vill det.', 'pressure_at_work', 'D25'),
];

const hard = 'Personuppgiftsbehandlingen omfattar förbrukningsanalyser och kvalitetsjämförelser och sannolikhetsberäkningar avseende kommunikationsutrustning hos anslutna företagskunder.';
const warned = pair('a text that is hard to read is a warning', withAt(lawful, `${text}.sv`, hard), [
  {code: 'hard_to_read', row: 'L13', where: '/purposes/0/text/sv', level: 'warning'},
]);
const worded = pair('the word that was found is named, and an error has no level', withAt(lawful, `${text}.sv`, 'Det är en bonus.'), [
  {code: 'incentive_word', name: 'bonus', level: absent},
]);
const abroad = pair('a recipient outside the EEA is told and has a ground', withAt(lawful, `${recipient}.country`, 'US'), [
  {code: 'transfer_ground_missing', row: 'L136', where: `${at(recipient)}/transfer_ground`},
  {code: 'transfer_not_told', row: 'L136', where: '/purposes/0/third_country'},
]);
const shapes = [
  ['purposes.0.recipients', [{type: 'processor'}], 'missing_member', '/purposes/0/recipients/0/name'],
  ['purposes.0.recipients', [7], 'wrong_type', '/purposes/0/recipients/0'],
  ['purposes.0.recipients', [{name: 'A', price: 1}], 'unknown_member', '/purposes/0/recipients/0/price'],
  ['purposes.0.least', {max_age_days: 0}, 'number_out_of_range', '/purposes/0/least/max_age_days'],
  ['services.0.purposes', ['nowhere'], 'unknown_reference', '/services/0/purposes'],
  ['services.1.id', 'mobile', 'duplicate_id', '/services/1'],
  ['templates.0.class', '', 'bad_id', '/templates/0/class'],
  ['labels.maybe', {sv: 'Kanske'}, 'unknown_member', '/labels/maybe'],
  ['cookie_categories.0.items', [{lifetime: '1 day'}], 'missing_member', '/cookie_categories/0/items/0/name'],
  ['cookie_note', 'text', 'wrong_type', '/cookie_note'],
].map(([path, value, code, where]) => ({
  name: `${code} at ${where}`,
  request: {call: 'catalogue', catalogue: withAt(lawful, path, value), signed: true}, expect: error(code, `/catalogue${where}`),
}));

const raised = (document, by = 1) => ({...document, version: lawful.version + by});
const diff = (name, newer, findings, changes) => ({
  name, request: {call: 'lint_diff', old: lawful, new: newer}, expect: ok({findings, ...(changes && {changes})}),
});
const forgotten = (path, value) => {
  const member = path.split('.')[2];
  const newer = raised(withAt(lawful, path, value));
  return [
    diff(`${member} changed and its processing version did not`, newer, [
      {code: 'processing_version_not_raised', row: 'L54', where: '/purposes/0/processing_version', name: offers.id},
    ], [{purpose: offers.id, processing: [member], words: []}]),
    diff(`${member} changed and its processing version too`, withAt(newer, 'purposes.0.processing_version', 2), [], [{purpose: offers.id, processing: [member]}]),
  ];
};
const diffs = [
  diff('nothing changed', lawful, [], []),
  forgotten('purposes.0.data_types', ['usage-volume']),
  forgotten('purposes.0.max_age_days', 181),
  forgotten('purposes.0.look_back_days', 1),
  forgotten('purposes.0.recipients', ['Räknebyrån', 'En till']),
  forgotten('purposes.0.roles', ['billing']),
  forgotten('purposes.0.processing_kinds', ['combine', 'analyse']),
  forgotten('purposes.0.marketed_classes', []),
  forgotten('purposes.0.lek_gate', '9:27'),
  forgotten('purposes.0.legal_basis', 'GDPR 6(1)(a)'),
  forgotten('purposes.0.consent_by', 'user'),
  diff('a shorter age asks for nothing', raised(withAt(lawful, 'purposes.0.max_age_days', 90)), [], []),
  diff('words changed and their version did not', raised(withAt(lawful, `${text}.sv`, 'Annat.')), [
    {code: 'text_version_not_raised', row: 'L55', where: '/purposes/0/text_version', name: offers.id},
  ], [{purpose: offers.id, processing: [], words: ['text']}]),
  diff('words changed and their version too', raised(withAt(withAt(lawful, `${text}.sv`, 'Annat.'), 'purposes.0.text_version', 2)), []),
  diff('a processing version went down', raised(withAt(lawful, 'purposes.1.processing_version', 1)), [{code: 'processing_version_lowered', row: 'L54', name: develop.id}]),
  diff('a text version went down', raised(withAt(lawful, 'purposes.1.text_version', 2)), [{code: 'text_version_lowered', row: 'L55', name: develop.id}]),
  diff('the catalogue changed and its version did not', withAt(lawful, 'operator.contact', 'a@b.example'), [{code: 'catalogue_version_not_raised', row: 'L54', where: '/version'}]),
  diff('a purpose is gone', raised({...lawful, purposes: [lawful.purposes[0]]}), [{code: 'purpose_vanished', row: 'L36', where: '/retired_purposes', name: develop.id}]),
  diff('a purpose is retired', raised({...lawful, purposes: [lawful.purposes[0]], retired_purposes: [...lawful.retired_purposes, develop.id]}), []),
  diff('another catalogue is no newer version', raised({...lawful, catalogue: 'other'}), [{code: 'other_catalogue', where: '/catalogue'}]),
  {name: 'an old catalogue that cannot be read', request: {call: 'lint_diff', old: without(lawful, 'notes'), new: lawful}, expect: error('missing_member', '/old/notes')},
  {name: 'a new catalogue that cannot be read', request: {call: 'lint_diff', old: lawful, new: without(lawful, 'notes')}, expect: error('missing_member', '/new/notes')},
  {name: 'a diff needs both', request: {call: 'lint_diff', old: lawful}, expect: error('missing_member', '/new')},
];

// What a receipt of the lawful catalogue has to tell, and each thing of it that is not told.
const telling = {
  ...lawful, receipt: {
    ...parts, purposes: [...parts.purposes, described('traffic-develop')],
    recipients: [{name: 'Räknebyrån', contact: 'ombud@byran.example', address: {street: 'Vägen 2', country: 'SE'}}],
  },
};
function untold(path, value, where = at(path), name = absent, code = 'receipt_field_missing') {
  const document = value === undefined ? without(telling, path) : withAt(telling, path, value);
  return pair(`${code} by ${path} ${JSON.stringify(value) ?? ''}`, document, [{code, row: 'L34', where, name}]);
}
const unreadable = (path, value, code, where = at(path)) => untold(path, value, where, code, 'receipt_unreadable');
const ofReceipts = [
  pair('nothing for receipts is asked only on request', lawful, []),
  {...ask('and then it is a finding', [{code: 'receipt_missing', row: 'L34', where: '/receipt'}]), request: {call: 'lint', receipts: true}},
  {...ask('a request says so or not', []), request: {call: 'lint', receipts: 1}, expect: error('wrong_type', '/receipts')},
  pair('all that receipts need', telling, []),
  {...ask('and nothing more on request', []), request: {call: 'lint', receipts: true}},
  ...['notice_date', 'jurisdiction', 'storage_locations', 'processing_locations', 'address', 'authority'].map((name) => untold(`receipt.${name}`)),
  untold('receipt.address.country', undefined, '/receipt/address'), untold('receipt.address.street', undefined, '/receipt/address'),
  untold('receipt.authority.contact'), untold('receipt.authority.url'), untold('receipt.authority.address'),
  untold('receipt.recipients', undefined, '/receipt/recipients', 'Räknebyrån'), untold('receipt.recipients.0.contact', undefined, '/receipt/recipients', 'Räknebyrån'),
  // Both purposes use it, and it is told once.
  untold('receipt.data_types.0.terms', undefined, '/receipt/data_types', 'usage-volume'), untold('receipt.processing_kinds.0.terms', [], '/receipt/processing_kinds', 'combine'),
  untold('receipt.purposes.0.broader', undefined, '/receipt/purposes', 'traffic-offers'), untold('receipt.purposes.0.source', undefined, '/receipt/purposes', 'traffic-offers'),
  untold('receipt.purposes.0.collection', undefined, '/receipt/purposes', 'traffic-offers'), untold('receipt.purposes.1.data', undefined, '/receipt/purposes', 'contact-sms'),
  untold('receipt.purposes.1.processing', undefined, '/receipt/purposes', 'contact-sms'), untold('receipt.purposes', telling.receipt.purposes.slice(0, 2), '/receipt/purposes', 'traffic-develop'),
  unreadable('receipt', [], 'wrong_type'), unreadable('receipt.more', 1, 'unknown_member'), unreadable('receipt.notice_date', '2026-11-31', 'bad_value'),
  unreadable('receipt.jurisdiction', 'Sverige', 'bad_value'), unreadable('receipt.jurisdiction', 'se', 'bad_value'), unreadable('receipt.storage_locations', ['SE', 'S'], 'bad_value', '/receipt/storage_locations/1'),
  unreadable('receipt.address.town', 'Staden', 'unknown_member'), unreadable('receipt.authority.iri', 'http://own.example/', 'bad_value'), unreadable('receipt.authority.url', 'https://own.example/a b', 'bad_value'),
  unreadable('receipt.data_types.0.terms', ['dpv'], 'bad_value', '/receipt/data_types/0/terms/0'), unreadable('receipt.data_types.0.terms', ['foaf:Person'], 'bad_value', '/receipt/data_types/0/terms/0'),
  unreadable('receipt.data_types.0.terms', ['pd:'], 'bad_value', '/receipt/data_types/0/terms/0'), unreadable('receipt.purposes.0.source', 'dpv:Data Source', 'bad_value'),
  unreadable('receipt.data_types.0.id', 'unheard', 'unknown_reference', '/receipt/data_types/0'), unreadable('receipt.processing_kinds.0.id', 'unheard', 'unknown_reference', '/receipt/processing_kinds/0'),
  unreadable('receipt.purposes.0.id', 'unheard', 'unknown_reference', '/receipt/purposes/0'), unreadable('receipt.purposes.0.id', 'invoicing', 'unknown_reference', '/receipt/purposes/0'),
  unreadable('receipt.recipients.0.name', 'En annan', 'unknown_reference', '/receipt/recipients/0'), unreadable('receipt.purposes.1.id', 'traffic-offers', 'duplicate_id', '/receipt/purposes/1'),
];

// What a new version means: each purpose's fate, and whether it may follow.
const change = (name, newer, purposes, mayFollow = true) => ({
  name, request: {call: 'catalogue_change', old: telling, new: newer}, expect: ok({purposes, may_follow: mayFollow}),
});
const fate = (word, told = {}) => ({purpose: offers.id, fate: word, processing: [], words: [], others: [], ...told});
const changes = [
  change('the same again may not follow', telling, [], false),
  change('a purpose with another processing version is asked again', raised(withAt(withAt(telling, 'purposes.0.data_types', ['usage-volume']), 'purposes.0.processing_version', 2)), [fate('asked_again', {processing: ['data_types']})]),
  change('a processing version alone asks again', raised(withAt(telling, 'purposes.0.processing_version', 2)), [fate('asked_again')]),
  change('a forgotten processing version may not follow', raised(withAt(telling, 'purposes.0.data_types', ['usage-volume'])), [fate('changed', {processing: ['data_types']})], false),
  change('other words', raised(withAt(withAt(telling, `${text}.sv`, 'Annat.'), 'purposes.0.text_version', 2)), [fate('reworded', {words: ['text']})]),
  change('out of use', raised(withAt(telling, 'purposes.0.active', !offers.active)), [fate('changed', {others: ['active']})]),
  // What receipts tell of it leads nowhere then.
  change('a purpose is removed', raised({...telling, purposes: [telling.purposes[0]], retired_purposes: [...telling.retired_purposes, develop.id]}), [{purpose: develop.id, fate: 'removed'}], false),
  {name: 'a purpose is added', request: {call: 'catalogue_change', old: {...telling, purposes: [telling.purposes[0]]}, new: raised(telling)}, expect: ok({purposes: [{purpose: develop.id, fate: 'added'}]})},
  {name: 'a change needs both', request: {call: 'catalogue_change', old: telling}, expect: error('missing_member', '/new')},
  {name: 'a change to what cannot be read', request: {call: 'catalogue_change', old: telling, new: without(telling, 'notes')}, expect: error('missing_member', '/new/notes')},
];

export const lints = [...faults, warned, worded, abroad, shapes, ofReceipts, diffs, changes].flat(3);
