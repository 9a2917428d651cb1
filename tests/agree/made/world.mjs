// What made inputs are about: the people of the vectors, and one catalogue with every kind of channel,
// cookie, store and use. Shared values are never written to: whoever changes one takes a copy.
import {catalogue, granted, textDigest} from '../cases/world.mjs';

const channel = (id, more) => ({...catalogue.channels[0], id, ...more});
const cookie = (id, more) => ({...catalogue.cookie_categories[0], id, ...more});
const [invoicing, ...information] = catalogue.information_purposes;

export const wide = {
  ...catalogue,
  policy: {...catalogue.policy, min_group_size: 3, office_hours_from: 8, office_hours_until: 16, nix_check_months: 1, non_business_dates: ['2026-12-24', '2027-01-06']},
  crime_retention_months: {telephony: 6, telephony_location: 2, internet: 10, internet_equipment_id: 6},
  stores: [...catalogue.stores, {id: 'warehouse', on_end: 'de_identify'}],
  purposes: catalogue.purposes.map((one) => (one.id === 'traffic-offers' ? {...one, sinks: ['campaigns', 'archive']} : one)),
  channels: [
    channel('contact-sms', {soft_opt_in: true}), channel('contact-push'), channel('contact-phone', {rule: 'opt-out', legal_basis: 'MFL 21 §', call: true}),
    channel('contact-robot', {call: true}), channel('contact-post', {rule: 'opt-out', processing_version: 2}), channel('contact-fax', {active: false}),
  ],
  cookie_categories: [
    cookie('cookie-needed', {consent: false}), cookie('cookie-statistics', {processing_version: 2, legal_basis: 'LEK 9:28'}), cookie('cookie-adverts', {marketing: true}),
  ],
  information_purposes: [
    {...invoicing, keeps: 'billing'}, ...information, {...invoicing, id: 'dispute', keeps: 'dispute'}, {...invoicing, id: 'transmission', keeps: 'transmission'},
  ],
};

export const purposes = ['traffic-offers', 'traffic-develop', 'traffic-tips', 'traffic-halfway', 'contact-sms', 'traffic-improve', 'traffic-dormant'];
export const channels = wide.channels.map(({id}) => id);
export const gated = ['traffic-offers', 'traffic-develop'];
export const strangers = ['*', 'traffic-old-profile', 'invoicing', 'traffic-unheard', 'cookie-statistics'];

export const day = 86_400_000;
export const base = Date.parse('2026-11-24T08:00:00.000Z');
export const time = (ms) => new Date(ms).toISOString();
// Mostly that moment; at times the edge of something that ends or begins there.
export const near = (random, ms) => time(ms + random.pick([0, 0, 0, 0, -1, 1, 1000, -1000, 300_000, -300_000, 300_001, day, -day]));
export const sorted = (list, key = (one) => one.purpose ?? '') => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));

// Hashing a notice anew for each input would take longer than answering it.
const digests = new Map();
export function digestOf(id, language = 'sv') {
  const name = `${id} ${language}`;
  if (!digests.has(name)) digests.set(name, textDigest(id, language));
  return digests.get(name);
}
const pattern = granted('contact-sms');
export function yes(id, more = {}) {
  const one = wide.purposes.find((other) => other.id === id);
  const known = one ? {processing_version: one.processing_version, text_version: one.text_version, text_digest: digestOf(id)} : {};
  return {...pattern, ...known, purpose: id, ...more};
}
