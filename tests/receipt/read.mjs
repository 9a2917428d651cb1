// A receipt as others read it: JSON-LD to RDF with Digital Bazaar's processor, the JSON Schema of the
// mandatory members, and DPV's own lists of terms. Nothing is fetched.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import jsonld from 'jsonld';
import * as rdfCanonize from 'rdf-canonize';

const vectors = join(import.meta.dirname, '../vectors');
const profile = join(vectors, 'dpv-27560');
export const readProfile = (name) => readFileSync(join(profile, name), 'utf8');

const documentLoader = (url) => {
  throw new Error(`a receipt makes its reader fetch ${url}`);
};

// Canonical N-Quads (RDFC-1.0), one a line. Safe mode: a member that means nothing is an error.
export async function quadsOf(payload) {
  const dataset = await jsonld.toRDF(payload, {safe: true, documentLoader});
  const text = await rdfCanonize.canonize(dataset, {algorithm: 'RDFC-1.0'});
  return text.trim().split('\n');
}

// ---- the schema -----------------------------------------------------------------------------

const validate = new Ajv({strict: false, allErrors: true}).compile(JSON.parse(readProfile('receipt.schema.json')));

// The schema is about a receipt that repeats what its records share. Ours links it: each link is put
// in place of itself, once, down to what is shared by what is shared.
const shared = ['dpv:hasEntity', 'dpv:hasDataSubject', 'dpv:hasNotice', 'dpv:hasProcess', 'dpv:hasPersonalData', 'dpv:hasRight'];
export function unfolded(payload) {
  const nodes = new Map(shared.flatMap((name) => payload[name] ?? []).map((node) => [node['@id'], node]));
  const unfold = (value, name) => {
    if (Array.isArray(value)) return value.map((one) => unfold(one, name));
    if (typeof value === 'string') return shared.includes(name) && nodes.has(value) ? unfold(nodes.get(value), '') : value;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, unfold(one, inner)]));
  };
  return {...payload, 'dpv:hasRecordOfActivity': unfold(payload['dpv:hasRecordOfActivity'], 'dpv:hasRecordOfActivity')};
}

// What the schema has against it: places and reasons, none where it conforms.
export function faults(payload) {
  return validate(unfolded(payload)) ? [] : validate.errors.map(({instancePath, message}) => `${instancePath} ${message}`);
}

// ---- the terms ------------------------------------------------------------------------------

// Lists that are missing or empty know no term, so that nothing passes by them.
function termsIn(file) {
  const rows = readFileSync(join(vectors, 'dpv-vocab-2.3', file), 'utf8').split('\n').slice(1);
  return rows.map((row) => /^"(?:[^"]|"")*","(?:class|property)","([^"]+)"/.exec(row)?.[1]).filter(Boolean);
}
const lists = readdirSync(join(vectors, 'dpv-vocab-2.3')).filter((name) => name.endsWith('.csv'));
const known = new Set(lists.flatMap(termsIn));
for (const file of ['dpv.csv', 'pd.csv', 'eu-gdpr.csv', 'legal-eu.csv', 'loc-countries.csv', 'tech.csv']) {
  assert.ok(termsIn(file).length > 20, `${file} of dpv-vocab-2.3 lists hardly anything`);
}

const vocabularies = /^https:\/\/w3id\.org\/dpv(\/pd|\/loc|\/tech|\/legal\/eu|\/legal\/eu\/gdpr)?#/;
// Every term of those vocabularies in the quads, as subject, property, object or type.
export const termsOf = (quads) => [...new Set(quads.flatMap((quad) => [...quad.matchAll(/<([^>]*)>/g)].map(([, iri]) => iri)))].filter((iri) => vocabularies.test(iri));
export const unknownTerms = (quads) => termsOf(quads).filter((iri) => !known.has(iri));

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
