// The record of processing (GDPR 30(1), L131), made from a catalogue.
//
//   node core/catalogue/processing.mjs             writes docs/PROCESSING.md of telecom-se.json
//   node core/catalogue/processing.mjs --check     says whether it is what would be written
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const root = join(import.meta.dirname, '../..');
const page = join(root, 'docs/PROCESSING.md');

const cell = (text) => text.replace(/\|/g, '\\|');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;
const none = (list) => (list.length > 0 ? list.join(', ') : 'nobody');

const addressOf = ({address}) => [address.street, `${address.postal_code} ${address.locality}`, address.country].join(', ');

// Article 30(1): (b) purposes, (c) persons and data, (d) recipients, (e) third countries, (f) how long.
function purposeRow(purpose, catalogue) {
  const data = (purpose.data_types ?? []).map((id) => catalogue.data_types.find((one) => one.id === id).label.en);
  const recipients = (purpose.recipients ?? []).map((one) => (typeof one === 'string' ? one : `${one.name} (${one.country ?? 'EEA'})`));
  const age = purpose.max_age_days ? `${purpose.max_age_days} days` : purpose.limit ?? `${catalogue.policy.consent_months} months`;
  return row(
    `${purpose.title.en} (\`${purpose.id}\`)`, purpose.legal_basis ?? '', data.join('; ') || 'none listed',
    none(recipients), purpose.third_country ?? 'none', age, purpose.active === false ? 'not in force' : 'in force',
  );
}

/// The page, as text.
export function record(catalogue) {
  const lists = [['With consent', 'purposes'], ['Contact', 'channels'], ['Without consent', 'information_purposes']];
  const parts = lists.map(([title, name]) => `## ${title}

${row('Purpose', 'Basis', 'Data', 'Recipients', 'Third countries', 'How long', 'State')}
${row(...Array(7).fill('---'))}
${catalogue[name].map((purpose) => purposeRow(purpose, catalogue)).join('\n')}
`);
  return `# Record of processing

Made by \`node core/catalogue/processing.mjs\` from version ${catalogue.catalogue_version} of
[the catalogue](../core/catalogue/telecom-se.json), and never by hand: \`./check structure\` fails when it lags behind.

- **Controller**: ${catalogue.operator.name}, ${addressOf(catalogue.receipt)}; data protection officer: ${catalogue.operator.contact}
- **Persons**: users of the subscriptions of companies and sole traders
- **Security**: pseudonyms for persons, identifiers kept apart, signed events in an append-only log
- **Where data lie**: ${catalogue.receipt.storage_locations.join(', ')}
- **Evidence of a choice**: until ${catalogue.policy.evidence_years_after_end} years after its end

${parts.join('\n')}`;
}

export const read = () => JSON.parse(readFileSync(join(root, 'core/catalogue/telecom-se.json'), 'utf8'));
export const written = () => (existsSync(page) ? readFileSync(page, 'utf8') : '');

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === '--check') {
    process.exitCode = written() === record(read()) ? 0 : 1;
  } else {
    writeFileSync(page, record(read()));
  }
}
