// What answers say: which code, whether the reader let the request through, whether it was accepted.
import {calls, codes} from './core-lists.mjs';

// What the reader says about bytes and shapes (core/code.hpp).
const readers = new Set(codes.slice(codes.indexOf('not_json'), codes.indexOf('no_catalogue') + 1));

// Codes that no answer of `evaluate` bears, and why. Each must be one of the core's, and must not be met.
export const silent = new Map([['accepted', 'what is accepted is told without a code']]);

const begin = Buffer.from('{"call":"');
const error = '{"error":{"code":"';
const verdicts = '"verdicts":[';

export class Tally {
  inputs = 0;
  passed = 0;
  // A change recorded, an act taken, a use allowed.
  accepted = 0;
  met = {};
  asked = {};
  // Answers of a page's modules that were compared.
  paged = 0;

  #meet(code) {
    this.met[code] = (this.met[code] ?? 0) + 1;
  }

  #ask(input) {
    if (!input.subarray(0, begin.length).equals(begin)) return;
    const call = input.toString('latin1', begin.length, input.indexOf('"', begin.length));
    if (calls.includes(call)) this.asked[call] = (this.asked[call] ?? 0) + 1;
  }

  // Reads of an answer only as much as it must: answers are canonical, so that what they begin with is known.
  add(input, answer) {
    this.inputs += 1;
    this.#ask(input);
    const text = answer.toString('latin1');
    if (text.startsWith(error)) {
      const code = text.slice(error.length, text.indexOf('"', error.length));
      this.#meet(code);
      if (!readers.has(code)) this.passed += 1;
      return;
    }
    this.passed += 1;
    if (text.startsWith('{"ok":{"events":[')) this.#addEvents(text);
    else if (text.startsWith('{"ok":{') && text.length < 2_000) this.#addDecision(JSON.parse(text).ok);
  }

  // The answer of `judge`, whose last member are its verdicts; or that of `accept`.
  #addEvents(text) {
    const begin = text.lastIndexOf(verdicts);
    if (begin < 0) {
      this.accepted += 1;
      return;
    }
    const list = JSON.parse(text.slice(begin + verdicts.length - 1, -2));
    for (const {accepted, code} of list) if (!accepted || code) this.#meet(code);
    if (list.some((verdict) => verdict.accepted)) this.accepted += 1;
  }

  #addDecision(ok) {
    if (typeof ok.reason === 'string') this.#meet(ok.reason);
    if (ok.decision === 'allow') this.accepted += 1;
  }

  merge(other) {
    for (const member of ['inputs', 'passed', 'accepted', 'paged']) this[member] += other[member] ?? 0;
    for (const member of ['met', 'asked']) {
      for (const [name, count] of Object.entries(other[member])) this[member][name] = (this[member][name] ?? 0) + count;
    }
  }
}
