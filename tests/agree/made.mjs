// Requests that make sense, put together by chance: most of them are accepted, and each can miss by
// a millisecond, a version, a role or a party. What each is about stands in a file of made/.
import {canonical} from './cases/world.mjs';
import {accept, apply, gates, identifier} from './made/acts.mjs';
import {lintDiff, loaded, notice} from './made/catalogues.mjs';
import {judge, judgeGates} from './made/changes.mjs';
import {contact, cookie, prompt, sum} from './made/contacts.mjs';
import {due, history, life, rightsClock, told} from './made/dues.mjs';
import {panel} from './made/panels.mjs';
import {consistency, inclusion, leaf} from './made/proofs.mjs';
import {receipt} from './made/receipts.mjs';
import {stateOf} from './made/states.mjs';
import {verifyReceipt} from './made/verifications.mjs';
import {decide, permit, plan, prepare, record, subjectAt} from './made/uses.mjs';

const canonicalOne = (random) => ({call: 'canonical', value: JSON.parse(canonical({state: stateOf(random)}))});

// How many of a thousand are what.
const weights = [
  [294, judge], [240, decide], [70, accept], [60, contact], [40, record], [28, permit], [28, cookie], [22, prompt], [20, sum], [20, judgeGates], [18, life],
  [18, due], [16, prepare], [14, plan], [14, panel], [12, inclusion], [12, consistency], [12, apply], [10, rightsClock], [10, history], [8, identifier], [8, subjectAt], [8, notice],
  [6, gates], [6, leaf], [6, receipt], [8, verifyReceipt], [4, canonicalOne], [2, lintDiff],
];
const kinds = weights.flatMap(([count, make]) => Array.from({length: count}, () => make));

// One request.
export const madeRequest = (random) => random.pick(kinds)(random);
// Requests that belong together, at times; `load` is what loads the catalogue they begin with.
export const madeScene = (random, load) => (random.chance(90) ? told(random) : loaded(random, load));
