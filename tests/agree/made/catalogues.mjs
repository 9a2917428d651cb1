// Calls about a catalogue: `catalogue`, `lint`, `lint_diff`, `catalogue_change`, `notice`. One that was changed is followed
// by the one that was loaded before, so that it does not colour what comes after.
import {catalogue as plain} from '../cases/world.mjs';
import {mutatedValue} from '../mutated.mjs';
import {purposes, strangers, wide} from './world.mjs';

// What a session is about: mostly everything, signed; at times less, unsigned, or stricter.
const strict = {...wide, policy: {...wide.policy, consent_months: 6, grant_clock_skew_seconds: 0, min_group_size: 2, evidence_years_after_end: 1}};
const loads = [[wide, true], [plain, true], [wide, false], [strict, true]].map(([document, signed]) => JSON.stringify({call: 'catalogue', catalogue: document, signed}));
export const loadOf = (random) => (random.chance(84) ? loads[0] : random.pick(loads));

const text = JSON.stringify(wide);
const words = ['Det är en bonus.', 'Vi kan komma att räkna.', 'Tyvärr räknar vi.', 'Du ma\u030aste inte.', 'Vi räknar 😀', 'Förbrukningsanalyser och kvalitetsjämförelser avseende utrustning.'];
// A catalogue that can be read, with a rule or two broken.
function changed(random) {
  const copy = JSON.parse(text);
  const one = random.pick(copy.purposes);
  const kind = random.below(9);
  if (kind === 0) one.text.sv = random.pick(words);
  else if (kind === 1) one.max_age_days += random.pick([-1, 1, 200]);
  else if (kind === 2) one.processing_version += random.pick([-1, 1]) || 1;
  else if (kind === 3) one.recipients = [{name: 'Räknebyrån', type: random.pick(['processor', 'controller']), country: random.pick(['SE', 'US']), ...(random.chance(50) && {dpa_ref: 'DPA 3'})}];
  else if (kind === 4) copy.purposes.splice(random.below(copy.purposes.length), 1);
  else if (kind === 5) copy.version += random.pick([-1, 0, 1]) || 1;
  else if (kind === 6) one.incentive = '100 kr';
  else if (kind === 7) copy.templates = [{id: 'offer', class: random.pick(['marketing', 'service']), ...(random.chance(50) && {sender: 'Exempeltele', offer: 'a phone'})}];
  else copy.cookie_categories[1].basis = random.pick(['consent', 'legitimate-interest']);
  return copy;
}
const some = (random) => (random.chance(60) ? changed(random) : mutatedValue(text, random));

export const loaded = (random, load) => [{call: 'catalogue', catalogue: some(random), signed: random.chance(90)}, {call: 'lint'}, {call: 'notice', purpose: random.pick(purposes), language: 'sv'}, load];
export const lintDiff = (random) => ({call: random.pick(['lint_diff', 'catalogue_change']), old: random.chance(90) ? wide : some(random), new: some(random)});
export const notice = (random) => ({call: 'notice', purpose: random.pick(random.chance(80) ? purposes : strangers), language: random.pick(['sv', 'sv', 'en', 'fi'])});
