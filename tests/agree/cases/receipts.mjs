// The call `receipt`: what it says of each kind of event, and what it does not claim. The readers of
// others look at whole receipts (tests/receipt); here are the members that a rule names.
import {absent, catalogue, digest, error, event, now, ok, purpose, textDigest} from './world.mjs';

const origin = 'https://own.example';
const salt = Buffer.alloc(32, 7).toString('base64');
const version = `${origin}/v1/catalogues/vectors/versions/1`;
const terms = (...ids) => ids.map((id) => ({id, terms: ['pd:ServiceConsumptionBehaviour']}));
export const described = (id, more) => ({id, broader: ['dpv:ServiceUsageAnalytics'], source: 'dpv:DataSubjectDataSource', collection: 'dpv:Observe', ...more});
// What a catalogue tells for receipts; of `traffic-offers` and `contact-sms` all of it.
export const parts = {
  notice_date: '2026-11-24', jurisdiction: 'SE', storage_locations: ['SE'], processing_locations: ['SE', 'FI'],
  address: {street: 'Gatan 1', postal_code: '111 11', locality: 'Staden', country: 'SE'},
  authority: {name: 'IMY', contact: 'imy@imy.se', url: 'https://www.imy.se/', address: {street: 'Box 8114', country: 'SE'}},
  data_types: terms('usage-volume', 'usage-time-band', 'quality-metric'),
  processing_kinds: [{id: 'combine', terms: ['dpv:Combine']}, {id: 'analyse', terms: ['dpv:Analyse']}],
  purposes: [
    described('traffic-offers'),
    described('contact-sms', {broader: ['dpv:DirectMarketing'], data: ['pd:TelephoneNumber'], processing: ['dpv:Use'], collection: 'dpv:Collect'}),
  ],
};
// The vectors' catalogue, with what receipts need.
const telling = {...catalogue, receipt: parts};
const load = (name, document, expect) => ({name, request: {call: 'catalogue', catalogue: document, signed: true}, expect});
const loaded = (document) => ok({digest: digest(document)});

const evidence = (id, more) => ({
  catalogue: 'vectors', catalogue_version: '2026-11-24.1', processing_version: purpose(id).processing_version,
  text_version: purpose(id).text_version, language: 'sv', text_digest: textDigest(id), method: 'switch', ...more,
});
const choice = (kind, id, more) => event(kind, {
  subject: 'sub-anna', person: 'prs-anna', actor: 'prs-anna', roles: ['user'], purpose: id, evidence: evidence(id),
  ...(kind === 'granted' && {until: '2028-06-01T00:00:00.000Z'}), ...more,
});
const ask = (name, events, expect, more) => ({
  name, request: {call: 'receipt', origin, issued_at: now, submission_id: 'sbm-1', events, ...more}, expect,
});
const at = (one, more) => ({position: 7, event: one, salt, ...more});

const whole = {receipt: 'https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr', record: 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr'};
const part = {receipt: 'ns:receipt', record: 'ns:record'};
const payload = ({receipt, record}, members, more) => ok({payload: {'dct:conformsTo': receipt, 'dpv:hasRecordOfActivity': [{'dct:conformsTo': record, ...members}], ...more}});
const status = (type, duration) => ({'dpv:hasConsentStatus': [{'@type': type, 'dpv:hasDuration': {'@type': duration}, 'dpv:hasLegalBasis': 'dpv:ExplicitlyExpressedConsent'}]});
const consent = (type, duration = 'dpv:IndeterminateDuration') => ({'@type': 'dpv:ConsentRecord', ...status(type, duration)});
const yes = at(choice('granted', 'traffic-offers'));
const lacking = (name, more) => ask(`a record says that it conforms only when it does: ${name}`, [at({...yes.event, ...more})], payload(part, consent('dpv:ConsentGiven', 'dpv:UntilTimeDuration')));
const gate = (kind) => event(kind, {subscriber: 'sbr-bjork', actor: 'prs-karin', roles: ['company-admin'], door: 'gates', purpose: 'traffic-offers', evidence: {catalogue: 'vectors', catalogue_version: '2026-11-24.1'}});
const persons = (kind) => event(kind, {subject: 'sub-anna', person: 'prs-anna', actor: 'prs-anna', roles: ['user']});
const used = (right) => ({'@type': 'dpv:RightExerciseRecord', 'dct:hasPart': {'@type': 'dpv:RightExerciseActivity', 'dpv:hasRight': right}, 'dpv:hasConsentStatus': absent});

export const beforeReceipts = [
  ask('without a catalogue a withdrawal has its receipt, which claims nothing', [at(choice('withdrawn', 'traffic-offers'))], payload(part, {
    ...consent('dpv:ConsentWithdrawn'), 'dpv:hasConsentControl': absent, 'dpv:hasRight': absent, 'dpv:hasDataController': `${origin}/`,
    'dpv:hasNotice': `notice:${textDigest('traffic-offers')}`,
  }, {catalogue: absent, 'dpv:hasNotice': [{text_found: false, shown: absent}], 'dpv:hasProcess': [{'@id': 'ns:/purposes/traffic-offers/process', 'dpv:hasPersonalData': absent}]})),
];

const kinds = [
  ask('a yes', [yes], payload(whole, {...consent('dpv:ConsentGiven', 'dpv:UntilTimeDuration'), '@id': 'ns:/events/7', 'dpv:hasDataSubject': 'ns:/subjects/sub-anna', 'dpv:hasStatus': 'ns:granted'}, {
    '@id': 'ns:/receipts/7', '@type': 'dpv:ConsentReceipt', 'dct:identifier': `${origin}/ns#/receipts/7`, verifier: origin, issued_at: now, submission_id: 'sbm-1',
    catalogue: {id: 'vectors', version: '2026-11-24.1', digest: digest(telling)}, events: [{position: 7, salt}],
    'dpv:hasNotice': [{'@id': `notice:${textDigest('traffic-offers')}`, 'dct:date': '2026-11-24', 'dct:language': 'sv', text_found: absent, shown: {title: 'Erbjudanden', text: 'Vi väljer erbjudanden utifrån hur du ringer.'}}],
    'dpv:hasProcess': [{
      '@id': 'cat:traffic-offers/process', 'dpv:hasLegalBasis': 'eu-gdpr:A6-1-a-explicit-consent', legal_basis: 'LEK 9:2', 'dpv:hasProcessing': ['dpv:Combine'],
      'dpv:hasPersonalData': ['cat:/data_types/usage-volume', 'cat:/data_types/usage-time-band'], 'dpv:hasRecipient': ['cat:/operator'],
      'dpv:hasStorageCondition': [{'dpv:hasLocation': ['loc:SE']}, {'dpv:hasDuration': {'rdf:value': 'P180D'}}],
      'dpv:hasRule': {'@type': 'dpv:Prohibition', 'dpv:hasLocation': 'dpv:ThirdCountry'},
      'dpv:hasPurpose': {'@id': 'cat:traffic-offers', 'dct:title': {'@language': 'sv', '@value': 'Erbjudanden'}},
    }],
    '@context': {ns: `${origin}/ns#`, cat: `${version}#`, notice: `${origin}/v1/notices/`},
  })),
  ask('a yes that carries on another', [at(yes.event, {renewed: true})], payload(whole, consent('dpv:RenewedConsentGiven', 'dpv:UntilTimeDuration'))),
  ask('a no', [at(choice('refused', 'traffic-offers'))], payload(whole, consent('dpv:ConsentRefused'))),
  ask('a withdrawal', [at(choice('withdrawn', 'traffic-offers'))], payload(whole, {...consent('dpv:ConsentWithdrawn'), 'dpv:hasConsentControl': {'@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': `${origin}/privacy`}})),
  ask('a yes that ran out', [at(choice('expired', 'traffic-offers'))], payload(whole, consent('dpv:ConsentExpired'))),
  ask('a way of contact', [at(choice('granted', 'contact-sms'))], payload(whole, consent('dpv:ConsentGiven', 'dpv:UntilTimeDuration'), {
    'dpv:hasProcess': [{'dpv:hasLegalBasis': 'dpv:ExplicitlyExpressedConsent', 'dpv:hasPersonalData': ['cat:contact-sms/data'], 'dpv:hasStorageCondition': [{}, {'dpv:hasDuration': {'rdf:value': 'P24M'}}]}],
  })),
  ask('an opened gate is a permission and no consent', [at(gate('gate_opened'))], payload(part, {...consent('dpv:ConsentUnknown'), 'dpv:hasRule': {'@type': 'dpv:Permission'}, 'dpv:hasDataSubject': 'ns:/subscribers/sbr-bjork#users'})),
  ask('a closed gate is a prohibition', [at(gate('gate_closed'))], payload(part, {...consent('dpv:ConsentUnknown'), 'dpv:hasRule': {'@type': 'dpv:Prohibition', 'dpv:isIndicatedBy': 'ns:/persons/prs-karin'}})),
  ask('an objection', [at(persons('objection'))], payload(part, used('eu-gdpr:A21'))),
  ask('an objection that is lifted', [at(persons('objection_lifted'))], payload(part, {...used('eu-gdpr:A21'), 'dpv:hasStatus': 'ns:objection_lifted'})),
  ask('a restriction', [at(persons('restricted'))], payload(part, used('eu-gdpr:A18'))),
  ask('a restriction that is lifted', [at(persons('unrestricted'))], payload(part, used('eu-gdpr:A18'))),
  ask('anything else is a record of what was done', [at(persons('relation_ended'))], payload(part, {'@type': 'dpv:RecordsOfActivities', 'dpv:hasStatus': 'ns:relation_ended', 'dpv:hasConsentStatus': absent})),
  ask('who acts for another is named', [at(choice('withdrawn', 'traffic-offers', {actor: 'prs-eva', roles: ['guardian']}))], payload(whole, {'dpv:hasConsentStatus': [{'dpv:isIndicatedBy': 'ns:/persons/prs-eva'}]})),
  ask('where a system acts, it is the operator', [at(choice('withdrawn', 'traffic-offers', {actor: undefined, door: 'letter'}))], payload(whole, {'dpv:hasConsentStatus': [{'dpv:isIndicatedBy': 'cat:/operator', 'dpv:hasIndicationMethod': 'letter: switch'}]})),
  ask('without a submission’s salt there is none', [{position: 7, event: yes.event}], payload(whole, {}, {events: [{position: 7, salt: absent}]})),
];

const truths = [
  lacking('another text than the catalogue has', {evidence: evidence('traffic-offers', {text_digest: digest('other')})}),
  ask('a text that is not found is named by its digest, and no other is shown', [at({...yes.event, evidence: evidence('traffic-offers', {text_digest: digest('other')})})], payload(part, {}, {
    'dpv:hasNotice': [{'@id': `notice:${digest('other')}`, text_found: false, shown: absent, 'dct:date': absent}], 'dpv:hasProcess': [{'dpv:hasPurpose': {'dct:title': absent}}],
  })),
  ask('a digest that is none names nothing', [at({...yes.event, evidence: evidence('traffic-offers', {text_digest: 'sha256:no> <x:y'})})], payload(part, {'dpv:hasNotice': absent}, {'dpv:hasNotice': absent})),
  lacking('no text at all', {evidence: evidence('traffic-offers', {text_digest: undefined})}),
  lacking('the text in another language', {evidence: evidence('traffic-offers', {language: 'en'})}),
  lacking('another version of the catalogue, whose day is not known', {evidence: evidence('traffic-offers', {catalogue_version: '2026-01-01.1'})}),
  ask('a use is told as it was agreed to, or not at all', [at({...yes.event, evidence: evidence('traffic-offers', {processing_version: 2})})], payload(part, {}, {'dpv:hasProcess': [{'@id': 'ns:/purposes/traffic-offers/process', 'dpv:hasPersonalData': absent}]})),
  ask('nor by the catalogue of somebody else', [at({...yes.event, evidence: evidence('traffic-offers', {catalogue: 'other'})})], payload(part, {}, {'dpv:hasProcess': [{'@id': 'ns:/purposes/traffic-offers/process'}]})),
  ask('a purpose that is retired has its name', [at(choice('withdrawn', 'traffic-offers', {purpose: 'traffic-old-profile', evidence: undefined}))], payload(part, consent('dpv:ConsentWithdrawn'), {'dpv:hasProcess': [{'@id': 'ns:/purposes/traffic-old-profile/process'}]})),
  ask('a purpose without terms is told without', [at(choice('granted', 'traffic-tips'))], payload(part, consent('dpv:ConsentGiven', 'dpv:UntilTimeDuration'), {'dpv:hasProcess': [{'dpv:hasDataSource': absent}]})),
  ask('two events share what is common', [yes, {position: 8, event: choice('withdrawn', 'traffic-offers')}], ok({payload: {
    'dpv:hasRecordOfActivity': [{'@id': 'ns:/events/7'}, {'@id': 'ns:/events/8'}], 'dpv:hasNotice': [{}], 'dpv:hasProcess': [{}], 'dpv:hasDataSubject': [{}], 'dpv:hasEntity': [{}, {}],
  }})),
  ask('one of two that lacks something, and the receipt lacks it', [yes, {position: 8, event: gate('gate_closed')}], ok({payload: {'dct:conformsTo': 'ns:receipt', 'dpv:hasRecordOfActivity': [{'dct:conformsTo': whole.record}, {'dct:conformsTo': 'ns:record'}]}})),
];

const withParts = (more) => ({...telling, receipt: {...parts, ...more}});
const told = (name, more, expect = payload(part, {})) => [load(`a catalogue without ${name}, loaded`, withParts(more), ok()), ask(`no ${name}, and no claim to conform`, [yes], expect)];
const lacks = [
  told('a day for its texts', {notice_date: undefined}), told('jurisdiction', {jurisdiction: undefined}, payload(part, {'dpv:hasJurisdiction': absent})),
  told('places to store', {storage_locations: undefined}), told('places to process', {processing_locations: undefined}), told('an address', {address: undefined}),
  told('a country in its address', {address: {street: 'Gatan 1'}}), told('an authority', {authority: undefined}, payload(part, {'dpv:hasAuthority': absent})),
  told('a link for complaints', {authority: {...parts.authority, url: undefined}}), told('terms for data', {data_types: terms('usage-volume')}), told('terms for processing', {processing_kinds: []}),
  told('a broader purpose', {purposes: [{...parts.purposes[0], broader: []}]}), told('a source', {purposes: [{...parts.purposes[0], source: undefined}]}),
  // What cannot be read is not told, and a receipt is given all the same.
  told('readable parts', {jurisdiction: 'Sverige'}, payload(part, {'dpv:hasJurisdiction': absent})),
].flat();

const recipients = [
  load('a catalogue with recipients, loaded', {...telling, purposes: telling.purposes.map((one) => (one.id === 'traffic-offers' ? {...one, recipients: ['Räknebyrån']} : one)), receipt: {...parts, recipients: [{name: 'Räknebyrån', contact: 'https://byran.example/ombud', address: {street: 'Vägen 2', country: 'FI'}}]}}, ok()),
  ask('recipients are told by name, with where to reach them', [at(choice('granted', 'traffic-offers', {evidence: undefined}))], ok({payload: {
    'dpv:hasProcess': [{'dpv:hasRecipient': ['cat:traffic-offers/recipients/0']}],
    'dpv:hasEntity': [{'@id': 'cat:/operator'}, {'@id': 'cat:traffic-offers/recipients/0', '@type': 'dpv:DataProcessor', 'dpv:hasName': 'Räknebyrån', 'schema:contactPoint': {'schema:description': 'https://byran.example/ombud'}, 'schema:address': {'schema:addressCountry': 'FI'}}, {'dpv:hasName': 'IMY'}],
  }})),
];

const refused = (name, events, code, where, more) => ask(name, events, error(code, where), more);
const shapes = [
  refused('no events, no receipt', [], 'bad_value', '/events'),
  refused('an origin has a scheme', [yes], 'bad_value', '/origin', {origin: 'own.example'}),
  refused('and a host', [yes], 'bad_value', '/origin', {origin: 'https://'}),
  refused('and nothing else', [yes], 'bad_value', '/origin', {origin: 'https://own.example/'}),
  refused('a time of issue is needed', [yes], 'missing_member', '/issued_at', {issued_at: undefined}),
  refused('a submission has an id', [yes], 'bad_id', '/submission_id', {submission_id: 'A b'}),
  refused('a salt has 32 bytes', [at(yes.event, {salt: 'c2FsdA=='})], 'bad_value', '/events/0/salt'),
  refused('a position is a number', [at(yes.event, {position: '7'})], 'wrong_type', '/events/0/position'),
  refused('an event is read as strictly as ever', [at({...yes.event, number: 1})], 'unknown_member', '/events/0/event/number'),
  refused('an event has nothing beside it', [at(yes.event, {loud: true})], 'unknown_member', '/events/0/loud'),
  refused('64 events at most', Array.from({length: 65}, () => yes), 'too_many', '/events'),
];

export const receipts = [
  load('with what receipts need, loaded', telling, loaded(telling)), ...kinds, ...truths, ...shapes, ...lacks, ...recipients,
  load('and back', catalogue, loaded(catalogue)),
  ask('a catalogue that tells nothing for receipts has them too, and they claim nothing', [yes], payload(part, consent('dpv:ConsentGiven', 'dpv:UntilTimeDuration'), {'dpv:hasNotice': [{shown: {title: 'Erbjudanden'}, 'dct:date': absent}]})),
];
