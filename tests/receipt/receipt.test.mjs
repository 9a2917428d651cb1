// What a receipt means to programs that are not ours.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {canonical} from '../agree/cases/world.mjs';
import {written} from './example.mjs';
import {catalogue, origin, purpose, session} from './made.mjs';
import {faults, quadsOf, readProfile, sha256, termsOf, unfolded, unknownTerms} from './read.mjs';

const dpv = (term) => `<https://w3id.org/dpv#${term}>`;
const pd = (term) => `<https://w3id.org/dpv/pd#${term}>`;
const gdpr = (term) => `<https://w3id.org/dpv/legal/eu/gdpr#${term}>`;
const dct = (term) => `<http://purl.org/dc/terms/${term}>`;
const own = (path) => `<${origin}/ns#${path}>`;
const version = `${origin}/v1/catalogues/${catalogue.catalogue}/versions/${catalogue.version}`;
const named = (name) => `<${version}#${name}>`;
const type = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>';
const broader = '<http://www.w3.org/2004/02/skos/core#broader>';
const time = (text) => `"${text}"^^<http://www.w3.org/2001/XMLSchema#dateTime>`;
const conforming = 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr';

const made = {};
let told;
before(async () => {
  told = await session();
  const both = [purpose, 'contact-sms'];
  made.grant = await told.receipt(await told.choose({[purpose]: 'granted'}, '2026-12-01T08:00:00.000Z'));
  made.renewal = await told.receipt(await told.choose({[purpose]: 'granted'}, '2026-12-02T08:00:00.000Z'), {renewed: true});
  made.withdrawal = await told.receipt(await told.choose({[purpose]: 'withdrawn'}, '2026-12-03T08:00:00.000Z'));
  made.refusal = await told.receipt(await told.choose({'contact-sms': 'refused'}, '2026-12-04T08:00:00.000Z'));
  made.several = await told.receipt(await told.choose(Object.fromEntries(both.map((id) => [id, 'granted'])), '2026-12-05T08:00:00.000Z'));
  made.opened = await told.receipt(await told.gate(purpose, 'gate_opened'));
  made.closed = await told.receipt(await told.gate(purpose, 'gate_closed'));
  const of = (kind) => ({kind, subject: 'sub-anna', person: 'prs-anna', actor: 'prs-anna', roles: ['user'], door: 'page', at: '2026-12-06T08:00:00.000Z', sequence: 9});
  made.objection = await told.receipt([of('objection')]);
  made.restriction = await told.receipt([of('restricted')]);
});
after(() => told?.close());

// The node that a subject has for a property, of a receipt with one of them.
function objectOf(quads, subject, property) {
  const found = quads.filter((quad) => quad.startsWith(`${subject} ${property} `));
  assert.equal(found.length, 1, `${property} of ${subject}: ${found.length}`);
  return found[0].slice(subject.length + property.length + 2, -2);
}
function says(quads, ...triples) {
  for (const triple of triples) assert.ok(quads.includes(`${triple.join(' ')} .`), `${triple.join(' ')} is not said`);
}

// Record and status of the first event.
function recordIn(payload, quads) {
  const record = own(`/events/${payload.events[0].position}`);
  return {record, status: objectOf(quads, record, dpv('hasConsentStatus'))};
}
const states = (quads) => termsOf(quads).filter((iri) => /#(Renewed)?Consent(Given|Refused|Withdrawn|Unknown|Expired|Revoked)/.test(iri)).map((iri) => iri.split('#')[1]);

test('the published example has the published triples, so the readers here are the readers meant', async () => {
  const quads = await quadsOf(JSON.parse(readProfile('example-receipt.jsonld')));
  assert.equal(`${quads.join('\n')}\n`, readProfile('example-receipt.rdfc10.nq'));
});

test('a grant says whose, which use, on which words, until when [L25, L34]', async () => {
  const quads = await quadsOf(made.grant);
  const {record, status} = recordIn(made.grant, quads);
  const [{event}] = made.grant.events;
  const anna = own('/subjects/sub-anna');
  const notice = `<${origin}/v1/notices/${event.evidence.text_digest}>`;
  const process = named(`${purpose}/process`);
  says(quads,
    [own('/receipts/0'), type, dpv('ConsentReceipt')],
    [own('/receipts/0'), dct('conformsTo'), '<https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr>'],
    [own('/receipts/0'), dpv('hasRecordOfActivity'), record],
    [record, type, dpv('ConsentRecord')],
    [record, dct('conformsTo'), `<${conforming}>`],
    [record, dpv('hasDataSubject'), anna],
    [record, dpv('hasNotice'), notice],
    [record, dpv('hasProcess'), process],
    [record, dpv('hasStatus'), own('granted')],
    [status, type, dpv('ConsentGiven')],
    [status, dpv('isIndicatedBy'), anna],
    [status, dpv('isIndicatedAtTime'), time(event.at)],
    [status, dpv('hasLegalBasis'), dpv('ExplicitlyExpressedConsent')],
    [status, dpv('hasIndicationMethod'), '"page: switch"'],
    [process, dpv('hasPurpose'), named(purpose)],
    [process, dpv('hasLegalBasis'), gdpr('A6-1-a-explicit-consent')],
    [process, dpv('hasPersonalData'), named('/data_types/usage-volume')],
    [process, dpv('hasRecipient'), named('/operator')],
    [process, dpv('hasJurisdiction'), '<https://w3id.org/dpv/loc#SE>'],
    [named(purpose), broader, dpv('ServiceUsageAnalytics')],
    [named(purpose), broader, dpv('ProvideProductRecommendations')],
    [named('/data_types/usage-volume'), broader, pd('CallLog')],
    [named('/operator'), dpv('hasName'), `"${catalogue.operator.name}"`],
    [notice, type, dpv('ConsentNotice')],
    [notice, '<https://schema.org/sha256>', `"${event.evidence.text_digest.slice('sha256:'.length)}"`],
    [notice, dct('date'), '"2026-11-24"^^<http://www.w3.org/2001/XMLSchema#date>'],
  );
  const duration = objectOf(quads, status, dpv('hasDuration'));
  says(quads, [duration, type, dpv('UntilTimeDuration')], [duration, '<http://www.w3.org/1999/02/22-rdf-syntax-ns#value>', `"${event.until}"`]);
  assert.deepEqual(states(quads), ['ConsentGiven']);
});

test('a refusal, a withdrawal and a renewal say what they are, and that nothing is given where nothing is [L34]', async () => {
  for (const [name, state] of [['refusal', 'ConsentRefused'], ['withdrawal', 'ConsentWithdrawn'], ['renewal', 'RenewedConsentGiven']]) {
    const quads = await quadsOf(made[name]);
    const {record, status} = recordIn(made[name], quads);
    says(quads, [status, type, dpv(state)], [record, type, dpv('ConsentRecord')], [status, dpv('isIndicatedBy'), own('/subjects/sub-anna')]);
    assert.deepEqual(states(quads), [state], name);
    const duration = objectOf(quads, status, dpv('hasDuration'));
    says(quads, [duration, type, dpv(name === 'renewal' ? 'UntilTimeDuration' : 'IndeterminateDuration')]);
  }
});

test('a gate is a company’s rule for a use and nobody’s yes', async () => {
  for (const [name, rule] of [['opened', 'Permission'], ['closed', 'Prohibition']]) {
    const quads = await quadsOf(made[name]);
    const {record, status} = recordIn(made[name], quads);
    const said = objectOf(quads, record, dpv('hasRule'));
    says(quads,
      [status, type, dpv('ConsentUnknown')],
      [record, dpv('hasDataSubject'), own('/subscribers/sbr-bjork#users')],
      [said, type, dpv(rule)],
      [said, dpv('hasProcess'), named(`${purpose}/process`)],
      [said, dpv('isIndicatedBy'), own('/persons/prs-karin')],
      [record, dct('conformsTo'), own('record')],
    );
    assert.deepEqual(states(quads), ['ConsentUnknown'], name);
  }
});

test('an objection and a restriction are rights that were used, and no record of consent', async () => {
  for (const [name, right] of [['objection', 'A21'], ['restriction', 'A18']]) {
    const quads = await quadsOf(made[name]);
    const record = own(`/events/${made[name].events[0].position}`);
    const deed = objectOf(quads, record, dct('hasPart'));
    says(quads, [record, type, dpv('RightExerciseRecord')], [deed, type, dpv('RightExerciseActivity')], [deed, dpv('hasRight'), gdpr(right)], [deed, dpv('isIndicatedBy'), own('/subjects/sub-anna')]);
    assert.deepEqual(states(quads), []);
    assert.ok(!quads.some((quad) => quad.includes(dpv('ConsentRecord'))));
  }
});

test('the words stand in it exactly as they were shown, and hash to the digest of the event [L26]', async () => {
  for (const payload of [made.grant, made.refusal, made.withdrawal, made.several]) {
    for (const {event} of payload.events) {
      const notice = payload['dpv:hasNotice'].find((one) => one['@id'] === `notice:${event.evidence.text_digest}`);
      assert.equal(`sha256:${sha256(canonical(notice.shown))}`, event.evidence.text_digest);
      const one = [...catalogue.purposes, ...catalogue.channels].find(({id}) => id === event.purpose);
      assert.equal(notice.shown.text, one.text[event.evidence.language]);
      // The same bytes reach whoever reads RDF.
      const literal = (await quadsOf(payload)).find((quad) => quad.startsWith(`<${origin}/v1/notices/${event.evidence.text_digest}> <${origin}/ns#shown> `));
      assert.ok(literal.endsWith('^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .'));
      assert.ok(literal.includes(JSON.stringify(canonical(notice.shown)).slice(1, -1)), literal.slice(0, 300));
    }
  }
});

test('receipts of consent hold every member that 27560 and GDPR ask for', () => {
  for (const name of ['grant', 'refusal', 'withdrawal', 'renewal', 'several']) {
    assert.deepEqual(faults(made[name]), [], name);
    assert.match(made[name]['dct:conformsTo'], /#receipt-eu-gdpr$/);
    for (const record of made[name]['dpv:hasRecordOfActivity']) assert.equal(record['dct:conformsTo'], conforming);
  }
});

test('what lacks one of them does not say that it conforms', () => {
  for (const name of ['opened', 'closed', 'objection', 'restriction']) {
    assert.equal(made[name]['dct:conformsTo'], 'ns:receipt');
    for (const record of made[name]['dpv:hasRecordOfActivity']) assert.equal(record['dct:conformsTo'], 'ns:record');
  }
});

test('the schema notices each member that is taken out of a record', () => {
  const demanded = ['@id', 'dct:identifier', 'dct:conformsTo', 'dpv:hasDataSubject', 'dpv:hasNotice', 'dpv:hasProcess', 'dpv:hasDataController', 'dpv:hasJurisdiction', 'dpv:hasConsentControl', 'dpv:hasRight', 'dpv:hasEntity', 'dpv:hasConsentStatus'];
  for (const member of demanded) {
    const copy = structuredClone(made.grant);
    delete copy['dpv:hasRecordOfActivity'][0][member];
    assert.notDeepEqual(faults(copy), [], member);
  }
  // And of what is linked.
  for (const [list, member] of [['dpv:hasNotice', 'dct:date'], ['dpv:hasEntity', 'schema:address'], ['dpv:hasProcess', 'dpv:hasStorageCondition'], ['dpv:hasProcess', 'dpv:hasRecipient']]) {
    const copy = structuredClone(made.grant);
    delete copy[list][0][member];
    assert.notDeepEqual(faults(copy), [], `${list} ${member}`);
  }
});

test('what GDPR asks for beyond the schema is there too', () => {
  for (const name of ['grant', 'refusal', 'withdrawal']) {
    const [record] = unfolded(made[name])['dpv:hasRecordOfActivity'];
    const [process] = record['dpv:hasProcess'];
    for (const member of ['dpv:hasDataSource', 'dpv:hasProcessing', 'dpv:hasProcessingCondition', 'dpv:hasRule', 'dpv:hasLegalBasis']) {
      assert.ok(process[member], `${name}: ${member}`);
    }
    assert.ok(record['dpv:hasAuthority']);
    assert.ok(process['dpv:hasPersonalData'].every((one) => one['dpv:hasNecessity'] && one['skos:broader'].length > 0));
    assert.match(record['dpv:hasConsentControl']['dpv:isExercisedAt'], /^https:\/\//);
    const complaint = record['dpv:hasRight'].find((right) => right['@type'].includes('eu-gdpr:A77'));
    assert.match(complaint['dpv:isExercisedAt'], /^https:\/\//);
  }
});

test('every term of DPV in a receipt is one that DPV 2.3 has', async () => {
  for (const [name, payload] of Object.entries(made)) {
    const quads = await quadsOf(payload);
    assert.ok(termsOf(quads).length > 20, name);
    assert.deepEqual(unknownTerms(quads), [], name);
  }
});

test('one term that does not exist is found, whichever it is', async () => {
  const text = JSON.stringify({...made.grant, events: [], '@context': 0});
  const terms = new Set([...text.matchAll(/"(dpv|pd|loc|eu-gdpr|legal-eu):([A-Za-z0-9-]+)"/g)].map(([, prefix, term]) => `${prefix}:${term}`));
  assert.ok(terms.size > 60, `${terms.size} terms`);
  for (const term of terms) {
    const wrong = {...JSON.parse(text.replaceAll(`"${term}"`, `"${term}Xyz"`)), '@context': made.grant['@context']};
    // A property that the context does not know has texts for values, and is a property all the same.
    const quads = await quadsOf(wrong);
    assert.ok(unknownTerms(quads).some((iri) => iri.endsWith(`#${term.split(':')[1]}Xyz`)), term);
  }
});

test('terms for every purpose, datum and kind of processing of the catalogues are ones that DPV has', async () => {
  const dormant = [...catalogue.purposes, ...catalogue.channels].map(({id}) => id);
  const events = [];
  for (const id of dormant) events.push(...(await told.choose({[id]: 'withdrawn'}, '2026-12-10T08:00:00.000Z')));
  const quads = await quadsOf(await told.receipt(events));
  assert.deepEqual(unknownTerms(quads), []);
  for (const id of dormant) assert.ok(quads.some((quad) => quad.startsWith(`${named(id)} ${broader} `)), id);
});

test('no member means nothing: one that the context does not know is an error', async () => {
  await assert.rejects(quadsOf({...made.grant, unheard: 1}), /safe mode/i);
});

test('our own members stay what they were, for whoever reads them as JSON', async () => {
  const {verifier, issued_at: issuedAt, submission_id: id, catalogue: named_, events} = made.several;
  assert.equal(verifier, origin);
  assert.match(issuedAt, /^2026-/);
  assert.match(id, /^sbm-/);
  assert.deepEqual(Object.keys(named_).sort(), ['digest', 'id', 'version']);
  assert.equal(named_.digest, `sha256:${sha256(canonical(catalogue))}`);
  assert.deepEqual(events.map(({event}) => event.kind), ['granted', 'granted']);
  assert.ok(events.every(({salt}) => Buffer.from(salt, 'base64').length === 32));
  const quads = await quadsOf(made.several);
  for (const name of ['verifier', 'issued_at', 'submission_id', 'catalogue', 'events']) {
    assert.ok(quads.some((quad) => quad.includes(`<${origin}/ns#${name}>`)), name);
  }
});

test('the example in docs/EVIDENCE.md is a receipt of today', async () => {
  const {text, wanted} = await written();
  assert.match(text, /"dpv:ConsentWithdrawn"/);
  assert.equal(text, wanted, 'node tests/receipt/example.mjs writes it anew');
});
