// The peers' benchmark: consent decisions in Node, everybody through what they offer there. The same
// million subjects, the same questions in the same shuffled order, alternating rounds, answers compared
// one by one. How each peer is configured stands at the head of its file.
//   node tests/bench/peers/run.mjs CATALOGUE [SUBJECTS] [ROUNDS]
// Exit status 1 when answers differ or a bar is missed; those are named.
//
// The Map and the binary verb answer every question in every round. The others are slow and answer a
// sample: other questions in each round, from the beginning of the shuffled order on. Everybody's time
// includes finding what is known about the subject: the peers and the JSON door find it in a Map, the
// verb in `Entries`.
import {readFileSync} from 'node:fs';
import {answerSize, decideAll} from '../../../web/node/decide-all.mjs';
import {Entries, entrySize} from '../../../web/node/entries.mjs';
import {openDoor} from '../../../web/src/door.ts';
import {modulePath} from '../../tools/core.mjs';
import {questionAbout} from '../../tools/questions.mjs';
import {alternate, day, idOf, median, million, now} from '../million.mjs';
import * as casbin from './casbin.mjs';
import * as cedar from './cedar.mjs';
import {openJsonDoor} from './door.mjs';

const [cataloguePath, countText = '1000000', roundsText = '5'] = process.argv.slice(2);
const count = Number(countText);
const rounds = Math.max(Number(roundsText), 5);
const catalogue = JSON.parse(readFileSync(cataloguePath, 'utf8'));
const {purposes} = catalogue;
const {asked, plan, entryOf, spanOf} = million(cataloguePath, count);
const {purpose, role, fields, source_store: store} = questionAbout(catalogue, purposes[0].id, '');

const people = new Map();
const entries = new Entries(new Uint8Array(entrySize), count);
for (let i = 0; i < count; ++i) {
  const {from, until} = spanOf(i);
  const choice = until === 0 ? 'withdrawn' : 'granted';
  people.set(idOf(i), {purpose, choice, from: until === 0 ? now - day : from, until: until === 0 ? now : until});
  entries.put(idOf(i), entryOf(i));
}

const door = await openDoor(readFileSync(modulePath));
const answers = new Uint8Array(count * answerSize);
const allowed = new Uint8Array(count);
const verb = {
  name: 'binary verb, look-up included',
  sample: count,
  run() {
    decideAll(door, entries, plan, asked, now, answers);
    return count;
  },
};
const map = {
  name: 'plain Map and an interval check',
  sample: count,
  run() {
    for (let i = 0; i < count; ++i) {
      const {subject, at} = asked[i];
      const {choice, from, until} = people.get(subject);
      allowed[i] = choice === 'granted' && at >= from && at <= now && now < until ? 1 : 0;
    }
    return count;
  },
};

let compared = 0;
const differing = [];

// A side that is asked one question after another, about a sample of them.
function sampled(name, sample, decide) {
  const told = new Uint8Array(sample);
  return {
    name,
    sample,
    run(round) {
      const begin = (round * sample) % (count - sample + 1);
      for (let i = 0; i < sample; ++i) {
        const {subject, at} = asked[begin + i];
        told[i] = decide({subject, purpose, role, fields, store, at, now}, people.get(subject)) ? 1 : 0;
      }
      return sample;
    },
    // After each round, and not in its time.
    compare(round) {
      const begin = (round * sample) % (count - sample + 1);
      for (let i = 0; i < sample; ++i) {
        if (told[i] !== answers[(begin + i) * answerSize]) differing.push(`${name}: ${asked[begin + i].subject}`);
      }
      compared += sample;
    },
  };
}

const sample = Math.min(5_000, count);
const jsonDoor = sampled('JSON door, decide_processing', sample, await openJsonDoor(catalogue));
const cedarAlone = sampled(`Cedar ${cedar.version}, the consent alone`, sample, cedar.openConsentAlone(purposes));
const cedarSame = sampled(`Cedar ${cedar.version}, as told as the JSON door`, sample, cedar.openSameInformation(purposes));
const many = Math.min(50_000, count);
const casbinRules = sampled(`casbin ${casbin.version}, a rule a purpose`, many, await casbin.openRuleEach(purposes));
const casbinMatcher = sampled(`casbin ${casbin.version}, the matcher alone`, many, await casbin.openMatcherAlone());

const sides = [map, verb, jsonDoor, cedarAlone, cedarSame, casbinRules, casbinMatcher];
// Once unmeasured: compiled, and answers to compare with are there.
for (const side of sides) side.run(0);
alternate(sides, rounds);
for (let i = 0; i < count; ++i) if (allowed[i] !== answers[i * answerSize]) differing.push(`${map.name}: ${asked[i].subject}`);

console.log(`Node ${process.versions.node}, ${count} subjects, median of ${rounds} alternating rounds`);
for (const {name, sample: each, figures} of sides) {
  const spread = `${Math.min(...figures).toFixed(0)} to ${Math.max(...figures).toFixed(0)}`;
  console.log(`${name.padEnd(40)} ${median(figures).toFixed(0).padStart(8)} ns (${spread}), ${each} questions a round`);
}
console.log(`${compared + count} answers compared, ${differing.length} differ`);

const ratio = (slow, fast) => median(slow.figures) / median(fast.figures);
const bars = [
  {what: 'binary verb / Map', is: ratio(verb, map), most: 2},
  ...[cedarAlone, cedarSame].map((peer) => ({what: `${peer.name} / binary verb`, is: ratio(peer, verb), least: 1_000})),
  ...[casbinRules, casbinMatcher].map((peer) => ({what: `${peer.name} / binary verb`, is: ratio(peer, verb), least: 50})),
  ...[cedarAlone, cedarSame].map((peer) => ({what: `${peer.name} / JSON door`, is: ratio(peer, jsonDoor), least: 25})),
];
const missed = bars.filter(({is, least = 0, most = Infinity}) => !(is >= least && is <= most));
for (const bar of bars) {
  const wanted = bar.most === undefined ? `at least ${bar.least}` : `at most ${bar.most}`;
  console.log(`${bar.what.padEnd(56)} ${bar.is.toFixed(2).padStart(8)}  ${wanted}${missed.includes(bar) ? '  MISSED' : ''}`);
}
for (const one of differing.slice(0, 10)) console.log(`another answer: ${one}`);
process.exitCode = differing.length === 0 && missed.length === 0 ? 0 : 1;
