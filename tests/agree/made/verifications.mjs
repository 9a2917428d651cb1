// Receipts to verify: `verify_receipt`. Signatures are not looked at by the core, so none is made anew:
// which of them hold is told beside them.
import {keySet, logKey, policy, receiptOf} from '../../tools/receipts.mjs';
import {yes} from '../cases/verifications.mjs';

const no = {...yes, kind: 'withdrawn', sequence: 3, evidence: {submission_id: 'sbm-1'}};
const receipts = [
  receiptOf([yes]), receiptOf([no, {...yes, sequence: 4}]), receiptOf([yes], {before: 9, behind: 5, witnesses: ['one', 'two']}),
  receiptOf([yes, no], {before: 0, behind: 0, witnesses: ['two']}),
];

// What is bent, one time in two.
const bends = [
  (random, {payload}) => { payload.events[0].position += random.pick([-1, 1]); },
  (random, {payload}) => { payload.events[0].salt = random.pick(['AA==', payload.events[0].salt.replace('A', 'B')]); },
  (random, {payload}) => { payload.events[0].event.purpose = random.pick(['traffic-tips', 'Tips', 7]); },
  (random, {payload}) => { payload.issued_at = random.pick(['2026-11-24T08:00:00.000Z', '2026-11-24T07:59:59.999Z', 'now']); },
  (random, {log}) => { log[0].proof = log[0].proof.replace(random.pick(['index', '\n\n', '=', 'own', '1', '\u2014']), random.pick(['', '2', ' '])); },
  (random, {log}) => { log[0].position = random.pick([0, -1, 99]); },
  (random, receipt) => { receipt.jws = receipt.jws.replace(random.pick(['..', 'e', 'J', '-']), random.pick(['.', 'f', 'K'])); },
  (random, receipt) => { delete receipt[random.pick(['payload', 'jws', 'log'])]; },
  (random, {payload}) => { payload.events = random.pick([[], [payload.events[0], payload.events[0]]]); },
];

export function verifyReceipt(random) {
  const receipt = structuredClone(random.pick(receipts));
  if (random.chance(50)) random.pick(bends)(random, receipt);
  const asked = {call: 'verify_receipt', receipt, keys: random.chance(95) ? keySet : {keys: []}, log_key: random.chance(95) ? logKey : logKey.replace('own', 'her')};
  if (random.chance(60)) asked.policy = policy(random.pick(['all', 'any', '1', '2']));
  if (random.chance(85)) asked.holds = Array.from({length: 4}, () => random.chance(95));
  if (random.chance(50)) asked.now = random.pick(['2026-11-24T08:00:01.000Z', '2026-11-24T08:00:00.999Z', '2030-01-01T00:00:00Z']);
  if (random.chance(50)) asked.text = true;
  return asked;
}
