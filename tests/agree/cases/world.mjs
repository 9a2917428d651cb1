// What the vectors are about: one catalogue, one company with an employee, one sole trader. Kept
// apart from the catalogue that is shipped, so that a new wording there moves no pinned answer.
import {createHash} from 'node:crypto';

export const now = '2026-11-24T08:00:00.000Z';
export const earlier = '2026-11-24T07:59:30.000Z';

// RFC 8785 for what we send: no number here needs more than its decimal form.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

export const digest = (value) => `sha256:${createHash('sha256').update(canonical(value)).digest('hex')}`;

const both = (sv, en) => ({sv, en});
const consent = (id, more) => ({
  id,
  group: 'traffic',
  title: both('Erbjudanden', 'Offers'),
  text: both('Vi väljer erbjudanden utifrån hur du ringer.', 'We choose offers by how you call.'),
  lek_gate: '9:2-marketing',
  legal_basis: 'LEK 9:2',
  data_types: ['usage-volume', 'usage-time-band'],
  max_age_days: 180,
  roles: ['ecs-marketing'],
  processing_kinds: ['combine'],
  automated_decision: 'none',
  third_country: 'none',
  recipients: [],
  consent_by: 'both',
  active: true,
  dpia_ref: 'DPIA 7',
  processing_version: 1,
  text_version: 1,
  ...more,
});
const signoff = {by: 'Chefsjuristen', on: '2026-11-01'};

export const catalogue = {
  catalogue: 'vectors',
  catalogue_version: '2026-11-24.1',
  version: 1,
  languages: ['sv', 'en'],
  operator: {name: 'Exempeltele', contact: 'dataskydd@exempel.example', privacy_url: '/privacy', complaint: ['IMY', 'PTS']},
  notes: {
    voluntary_note: both('Det är frivilligt.', 'It is voluntary.'),
    withdraw_note: both('Du kan återkalla här.', 'You can withdraw here.'),
    employer_note: both('Ditt företag ser inte vad du väljer.', 'Your company does not see what you choose.'),
    gate_note: both('Ditt företag har stängt av det.', 'Your company has switched it off.'),
  },
  policy: {
    reminder_months: 12, consent_months: 24, cookie_choice_months: 6, no_reprompt_months: 6,
    evidence_years_after_end: 5, min_group_size: 10, permit_cache_seconds: 60, ack_alarm_hours: 24,
    grant_clock_skew_seconds: 300,
  },
  groups: [
    {id: 'traffic', label: both('Trafikuppgifter', 'Traffic data')},
    {id: 'contact', label: both('Kontakt', 'Contact')},
  ],
  data_types: [
    {id: 'usage-volume', label: both('mängd', 'volume')},
    {id: 'usage-time-band', label: both('tid på dygnet', 'time of day')},
    {id: 'quality-metric', label: both('mätvärden', 'measurements')},
  ],
  forbidden_data_types: [
    {id: 'communication-content', code: 'content_not_allowed'},
    {id: 'visited-domain', code: 'content_not_allowed'},
    {id: 'special-category', code: 'special_category'},
    {id: 'cell-id', code: 'field_not_in_purpose'},
  ],
  processing_kinds: [
    {id: 'combine', label: both('sätter samman', 'combine')},
    {id: 'analyse', label: both('analyserar', 'analyse')},
  ],
  roles: ['billing', 'traffic-management', 'customer-enquiry', 'ecs-marketing', 'value-added-service'],
  stores: [{id: 'mediation'}, {id: 'crime-retention', only_for: ['disclosure']}],
  retired_purposes: ['traffic-old-profile'],
  purposes: [
    consent('traffic-offers', {marketed_classes: ['electronic-communications-service'], marketing: true}),
    consent('traffic-develop', {
      title: both('Utveckling', 'Development'), lek_gate: '9:27', legal_signoff: signoff, roles: ['value-added-service'],
      data_types: ['usage-volume', 'quality-metric'], max_age_days: 365, processing_version: 2, text_version: 3,
    }),
    consent('traffic-improve', {lek_gate: '9:27', roles: ['traffic-management']}),
    consent('traffic-dormant', {lek_gate: '9:2-service', active: false}),
    consent('traffic-tips', {
      title: both('Tips', 'Tips'), lek_gate: '9:2-service', consent_by: 'user', look_back_days: 30, max_age_days: 90,
      roles: ['customer-enquiry'],
    }),
    consent('traffic-halfway', {
      title: {sv: 'Halvvägs'}, lek_gate: '9:2-service', consent_by: 'user', roles: ['customer-enquiry'],
    }),
  ],
  channels: [
    {
      id: 'contact-sms', group: 'contact', title: both('Sms', 'SMS'), text: both('Vi skickar sms.', 'We send SMS.'),
      legal_basis: 'MFL 19 §', marketing: true, rule: 'opt-in', automated_decision: 'none', third_country: 'none',
      active: true, processing_version: 1, text_version: 1,
    },
  ],
  cookie_categories: [
    {id: 'cookie-statistics', title: both('Statistik', 'Statistics'), text: both('Räknar.', 'Counts.'), consent: true},
  ],
  information_purposes: [
    {
      id: 'invoicing', title: both('Fakturor', 'Invoices'), text: both('Vi fakturerar.', 'We invoice.'),
      legal_basis: 'LEK 9:2 st. 1', limit: 'until paid', roles: ['billing'],
    },
    {
      id: 'disclosure', title: both('Utlämnande', 'Disclosure'), text: both('Enligt lag.', 'By law.'),
      legal_basis: 'LEK 9:33', limit: 'by law', roles: ['traffic-management'], data_types: ['usage-volume'],
    },
    {
      id: 'newsletter', title: both('Brev', 'Letters'), text: both('Vi skickar brev.', 'We send letters.'),
      legal_basis: 'GDPR 6(1)(f)', limit: 'until an objection', roles: ['ecs-marketing'], marketing: true,
    },
  ],
};

export const purpose = (id) =>
  [...catalogue.purposes, ...catalogue.channels].find((one) => one.id === id);

const labels = (terms, ids, language) => ids.map((id) => terms.find((term) => term.id === id).label[language]);

// The digest of what a person reads, put together here from the catalogue's words alone: the core
// must come to the same one.
export function textDigest(id, language = 'sv') {
  const one = purpose(id);
  const facts = one.data_types && {
    data_types: labels(catalogue.data_types, one.data_types, language),
    max_age: one.max_age_days,
    processing: labels(catalogue.processing_kinds, one.processing_kinds, language),
    recipients: one.recipients,
  };
  return digest({
    catalogue: catalogue.catalogue,
    purpose: id,
    processing_version: one.processing_version,
    text_version: one.text_version,
    language,
    controller: catalogue.operator.name,
    title: one.title[language],
    text: one.text[language],
    facts: facts ?? {},
    automated_decision: one.automated_decision,
    third_country: one.third_country,
    voluntary_note: catalogue.notes.voluntary_note[language],
    withdraw_note: catalogue.notes.withdraw_note[language],
  });
}

// A choice as a state holds it; of a grant also where its consent began and ends.
export const granted = (id, more = {}) => ({
  purpose: id, choice: 'granted', at: '2026-06-01T00:00:00.000Z', sequence: 2,
  processing_version: purpose(id).processing_version, text_version: purpose(id).text_version, language: 'sv',
  text_digest: textDigest(id), since: '2026-06-01T00:00:00.000Z', until: '2028-06-01T00:00:00.000Z', ...more,
});
export const stopped = (id, choice, more = {}) => ({
  purpose: id, choice, at: '2026-07-01T00:00:00.000Z', sequence: 3, stopped_at: '2026-07-01T00:00:00.000Z', ...more,
});

// Anna works for Björk, whose administrator is Karin.
export const state = ({subject, person, subscriber, ...more} = {}) => ({
  subject: {
    id: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', subscriber_kind: 'company',
    begun: true, ended: false, sequence: 4, choices: [], ...subject,
  },
  person: {id: 'prs-anna', restricted: false, sequence: 2, objections: [], ...person},
  subscriber: {
    id: 'sbr-bjork', sequence: 3, gates: [],
    mandates: [{person: 'prs-karin', from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z'}],
    ...subscriber,
  },
  ...more,
});
export const open = (...ids) => ids.sort().map((id) => ({purpose: id, open: true, at: '2026-05-01T00:00:00.000Z'}));

// Olle is a sole trader: user and subscriber in one.
export const olle = (more = {}) =>
  state({
    subject: {id: 'sub-olle', person: 'prs-olle', subscriber: 'sbr-olle', subscriber_kind: 'sole-trader', ...more.subject},
    person: {id: 'prs-olle', ...more.person},
    subscriber: {id: 'sbr-olle', mandates: [], ...more.subscriber},
  });

export const user = (person = 'prs-anna', more = {}) => ({person, session: 'ses-1', role: 'user', door: 'page', ...more});
export const gatekeeper = (more = {}) => ({person: 'prs-karin', session: 'ses-2', role: 'company-admin', door: 'gates', ...more});
export const systems = (more = {}) => ({role: 'provisioning', door: 'provisioning', ...more});

export const change = (id, choice, more = {}) => ({
  purpose: id, choice, method: 'switch', processing_version: purpose(id)?.processing_version ?? 1,
  text_version: purpose(id)?.text_version ?? 1, text_digest: purpose(id) ? textDigest(id) : digest(id), roles: ['user'], ...more,
});
export const submission = (changes, more = {}) => ({
  submission_id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', subject: 'sub-anna', sequence: 4, catalogue: 'vectors',
  catalogue_version: '2026-11-24.1', language: 'sv', ui_build: '1.0.0-abc', notice_shown_at: earlier, decided_at: now,
  changes, ...more,
});

export const event = (kind, more) => ({kind, door: 'page', at: '2026-06-01T00:00:00.000Z', sequence: 1, ...more});

// `value` without the member at a dotted path.
export function without(value, path) {
  const copy = structuredClone(value);
  const names = path.split('.');
  const last = names.pop();
  delete names.reduce((inner, name) => inner[name], copy)[last];
  return copy;
}

// `value` with another one at a dotted path.
export function withAt(value, path, other) {
  const copy = structuredClone(value);
  const names = path.split('.');
  const last = names.pop();
  names.reduce((inner, name) => inner[name], copy)[last] = other;
  return copy;
}

// What a case expects: an error by code and place, or members of the answer.
export const error = (code, where = '') => ({error: {code, where}});
export const ok = (members = {}) => ({ok: members});
// A member that must not be there.
export const absent = Symbol('absent');
