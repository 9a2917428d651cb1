// `verify_receipt`: one good receipt, and every single thing that can be wrong with one. Receipts are put
// together by a second reading of the formats (tests/tools/receipts.mjs).
import {cosigned, detached, keys, keySet, logKey, policy, receiptOf, vkeyOf} from '../../tools/receipts.mjs';
import {catalogue, digest, error, event, now, ok, textDigest} from './world.mjs';

const evidence = {catalogue: 'vectors', catalogue_version: '2026-11-24.1', language: 'sv', processing_version: 1, text_version: 1, text_digest: textDigest('traffic-offers'), submission_id: 'sbm-1'};
export const yes = event('granted', {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: 'traffic-offers', actor: 'prs-anna', roles: ['user'], at: now, sequence: 2, until: '2028-11-24T08:00:00.000Z', evidence});
const no = {...yes, kind: 'withdrawn', sequence: 3, until: undefined, evidence: {submission_id: 'sbm-1'}};
delete no.until;
const named = {catalogue: {id: 'vectors', version: '2026-11-24.1', digest: digest(catalogue)}};
const good = receiptOf([yes], {payload: named});

const lines = {
  signature: 'signature_holds', event: 'event_canonical', place: 'inclusion_holds', head: 'checkpoint_signed',
  witnesses: 'witnesses_not_asked', text: 'text_not_asked', times: 'times_not_asked',
};
const list = (more) => Object.values({...lines, ...more}).flat().filter(Boolean).map((check) => (typeof check === 'string' ? {check} : check));

const verified = (name, receipt, more, request = {}) => ({
  name,
  request: {call: 'verify_receipt', receipt, keys: keySet, log_key: logKey, holds: [true, true, true, true], ...request},
  expect: ok({proved: !list(more).some(({result}) => result === 'wrong'), lines: list(more)}),
});
const wrong = (check, where = '') => (where ? {check, result: 'wrong', where} : {check, result: 'wrong'});
const changed = (change) => {
  const copy = structuredClone(good);
  change(copy);
  return copy;
};
// Another payload, signed again.
const signed = (change, header) => {
  const copy = changed(change);
  copy.jws = detached(copy.payload, keys.receipt, header);
  return copy;
};
const misformed = (name, receipt, where) => verified(name, receipt, {signature: wrong('receipt_misformed', where), event: '', place: '', head: '', witnesses: '', text: '', times: ''});
const rest = {place: '', head: '', witnesses: '', text: ''};
const first = '/payload/events/0';
const witnessed = receiptOf([yes], {payload: named, witnesses: ['one', 'two']});
const half = receiptOf([yes], {payload: named, witnesses: ['one']});
const replaced = (receipt, from, to) => {
  const copy = structuredClone(receipt);
  copy.log[0].proof = copy.log[0].proof.replace(from, to);
  return copy;
};
const hashes = good.log[0].proof.split('\n').slice(2, 4);
const claim = (key) => ({public_key: key.point.toString('base64')});

export const verifications = [
  verified('a receipt that proves what it says', good, {}),
  {
    name: 'it names the signatures that must hold', request: {call: 'verify_receipt', receipt: good, keys: keySet, log_key: logKey},
    expect: ok({claims: [claim(keys.receipt), claim(keys.log)], proved: false, lines: list({signature: wrong('signature_wrong', '/jws'), head: wrong('checkpoint_wrong', '/log/0/proof')})}),
  },
  verified('one that does not', good, {head: wrong('checkpoint_wrong', '/log/0/proof')}, {holds: [true, false]}),
  verified('with the words', good, {text: 'text_matches'}, {text: true}),
  verified('as of a time', good, {times: 'times_fit'}, {now: '2026-11-24T08:00:01.000Z'}),
  verified('from days to come', good, {times: wrong('times_wrong', '/payload/issued_at')}, {now: '2026-11-24T08:00:00.999Z'}),
  verified('before its own event', signed(({payload}) => { payload.issued_at = '2026-11-24T07:59:59.999Z'; }), {times: wrong('times_wrong', '/payload/issued_at')}),
  verified('issued at no time', signed(({payload}) => { payload.issued_at = 'today'; }), {times: wrong('times_wrong', '/payload/issued_at')}),
  verified('several events, one head, one claim', receiptOf([no, {...yes, sequence: 4}]), {event: ['event_canonical', 'inclusion_holds', 'checkpoint_signed', 'witnesses_not_asked', 'text_not_named', 'event_canonical'], times: 'times_not_asked'}, {holds: [true, true]}),
  verified('the only event of a log', receiptOf([yes], {before: 0, behind: 0}), {}),

  misformed('no payload', {jws: good.jws, log: good.log}, '/payload'),
  misformed('no events', changed(({payload}) => { payload.events = []; }), '/payload/events'),
  misformed('no signature', changed((copy) => { delete copy.jws; }), '/jws'),
  misformed('no proof', changed((copy) => { delete copy.log; }), '/log'),
  misformed('a proof too few', changed((copy) => { copy.log = []; }), '/log'),
  verified('a signature in three parts', changed((copy) => { copy.jws = copy.jws.replace('..', '.e30.'); }), {signature: wrong('signature_misformed', '/jws')}),
  verified('a signature that is none', changed((copy) => { copy.jws = `${copy.jws}=`; }), {signature: wrong('signature_misformed', '/jws')}),
  verified('the older name of the algorithm', signed(() => {}, {alg: 'EdDSA', kid: keys.receipt.kid}), {}),
  verified('another algorithm', signed(() => {}, {alg: 'ES256', kid: keys.receipt.kid}), {signature: wrong('signature_algorithm', '/jws')}),
  verified('none at all', signed(() => {}, {alg: 'none', kid: keys.receipt.kid}), {signature: wrong('signature_algorithm', '/jws')}),
  verified('a header that is critical', signed(() => {}, {alg: 'Ed25519', crit: ['b64'], b64: false, kid: keys.receipt.kid}), {signature: wrong('signature_algorithm', '/jws')}),
  verified('a header with a key of its own', signed(() => {}, {alg: 'Ed25519', jwk: keys.other.jwk, kid: keys.receipt.kid}), {signature: wrong('signature_algorithm', '/jws')}),
  verified('an unknown key', signed(() => {}, {alg: 'Ed25519', kid: keys.other.kid}), {signature: wrong('signature_unknown_key', '/jws')}),
  verified('no key named', signed(() => {}, {alg: 'Ed25519'}), {signature: wrong('signature_unknown_key', '/jws')}),
  verified('a key of another kind is none', good, {signature: wrong('signature_unknown_key', '/jws')}, {keys: {keys: [{...keys.receipt.jwk, use: 'enc'}, {...keys.receipt.jwk, crv: 'X25519'}]}}),

  verified('an event that cannot be read', signed(({payload}) => { payload.events[0].event.kind = 'agreed'; }), {event: wrong('event_misformed', `${first}/event/kind`), ...rest}),
  verified('a member that says nothing', signed(({payload}) => { payload.events[0].event.personnummer_dropped = false; }), {event: wrong('event_not_canonical', `${first}/event`), ...rest}),
  verified('another purpose', signed(({payload}) => { payload.events[0].event.purpose = 'traffic-tips'; }), {place: wrong('inclusion_wrong', '/log/0/proof')}),
  verified('another salt', signed(({payload}) => { payload.events[0].salt = Buffer.alloc(32, 9).toString('base64'); }), {place: wrong('inclusion_wrong', '/log/0/proof')}),
  verified('a salt too short', signed(({payload}) => { payload.events[0].salt = Buffer.alloc(31, 1).toString('base64'); }), {place: wrong('salt_misformed', `${first}/salt`), head: '', witnesses: '', text: ''}),
  verified('another position', signed(({payload}) => { payload.events[0].position = 1; }), {event: wrong('position_wrong', `${first}/position`), ...rest}),
  verified('no position', signed(({payload}) => { payload.events[0].position = -1; }), {event: wrong('position_wrong', `${first}/position`), ...rest}),
  verified('a proof of another place', replaced(good, 'index 2', 'index 1'), {place: wrong('index_wrong', '/log/0/proof')}),
  verified('another hash', replaced(good, hashes[0], hashes[1]), {place: wrong('inclusion_wrong', '/log/0/proof')}),
  verified('a hash too few', replaced(good, `${hashes[1]}\n`, ''), {place: wrong('inclusion_wrong', '/log/0/proof')}),
  verified('no hash at all', replaced(good, hashes[0], 'hash'), {place: wrong('proof_misformed', '/log/0/proof'), head: '', witnesses: ''}),
  verified('another log', good, {head: wrong('checkpoint_foreign', '/log/0/proof')}, {log_key: vkeyOf('other.example/log', 1, keys.log)}),
  verified('another log’s key', good, {head: wrong('checkpoint_foreign', '/log/0/proof')}, {log_key: vkeyOf('own.example/log', 1, keys.other)}),

  verified('both witnesses', witnessed, {witnesses: {check: 'quorum_reached', count: 2, of: 2}}, {policy: policy()}),
  verified('one of two is enough where one is asked for', half, {witnesses: {check: 'quorum_reached', count: 1, of: 2}}, {policy: policy('any')}),
  verified('one is not both', half, {witnesses: {...wrong('quorum_missed', '/log/0/proof'), count: 1, of: 2}}, {policy: policy()}),
  verified('none is none', good, {witnesses: {...wrong('quorum_missed', '/log/0/proof'), count: 0}}, {policy: policy()}),
  verified('a witness whose signature does not hold', witnessed, {witnesses: [wrong('cosignature_wrong', '/log/0/proof'), wrong('quorum_missed')]}, {policy: policy(), holds: [true, true, true, false]}),
  verified('a stranger’s signature counts for nothing', changed((copy) => { copy.log[0].proof = cosigned(copy.log[0].proof, 'three.example', keys.other); }), {witnesses: wrong('quorum_missed')}, {policy: policy('any')}),
  verified('a policy of another log', good, {event: [wrong('policy_of_another_log'), 'event_canonical'], witnesses: {check: 'quorum_reached', count: 0}}, {policy: `log ${vkeyOf('other.example/log', 1, keys.other)}\nquorum none\n`}),

  verified('another catalogue than the one named', signed(({payload}) => { payload.catalogue.digest = digest('other'); }), {signature: ['signature_holds', wrong('catalogue_is_another', '/payload/catalogue/digest')], text: ''}, {text: true}),
  verified('a yes to other words', receiptOf([{...yes, evidence: {...evidence, text_digest: digest('other')}}], {payload: named}), {text: wrong('text_wrong', `${first}/event/evidence/text_digest`)}, {text: true}),
  verified('a yes to words in another language', receiptOf([{...yes, evidence: {...evidence, language: 'en'}}], {payload: named}), {text: wrong('text_wrong')}, {text: true}),
  verified('a no counts on other words', receiptOf([{...no, evidence: {...evidence, text_digest: digest('other')}}], {payload: named}), {text: 'text_of_a_stop'}, {text: true}),
  verified('a no on none', receiptOf([no], {payload: named}), {text: 'text_not_named'}, {text: true}),

  {name: 'a receipt is needed', request: {call: 'verify_receipt', keys: keySet, log_key: logKey}, expect: error('missing_member', '/receipt')},
  {name: 'keys are a set', request: {call: 'verify_receipt', receipt: good, keys: {}, log_key: logKey}, expect: error('bad_value', '/keys')},
  {name: 'a witness’s key is no log’s', request: {call: 'verify_receipt', receipt: good, keys: keySet, log_key: vkeyOf('one.example', 4, keys.one)}, expect: error('bad_value', '/log_key')},
  {name: 'a policy is one', request: {call: 'verify_receipt', receipt: good, keys: keySet, log_key: logKey, policy: 'quorum all\n'}, expect: error('bad_value', '/policy')},
  {name: 'what holds is true or false', request: {call: 'verify_receipt', receipt: good, keys: keySet, log_key: logKey, holds: [true, 1]}, expect: error('wrong_type', '/holds/1')},
];
