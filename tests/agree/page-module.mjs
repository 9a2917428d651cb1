// What of a session the page's module is asked, and which of its answers have to be the others' bytes. It
// answers a few calls, about states and never about events (core/evaluate_page.cpp).
import {pageCalls} from './core-lists.mjs';

// Which members of a request name events, beside the events themselves.
const ofEvents = ['as_of', 'events', 'subject', 'subscriber'];
const error = (code, where) => `{"error":{"code":"${code}","where":"${where}"}}`;
const nothingToCompare = new Set([
  error('unknown_call', '/call'),
  ...ofEvents.map((name) => error('unknown_member', `/${name}`)),
]);

const names = pageCalls.map((call) => Buffer.from(`"${call}"`));

// Every line that could be for it: a catalogue that it missed would colour all that follows.
export const concernsPage = (line) => names.some((name) => line.includes(name));

// Whether the page's module must answer as the whole does: always, but where it says that it has no such
// call or knows no events.
export const isForPage = (answer) => !nothingToCompare.has(answer.toString('latin1'));
