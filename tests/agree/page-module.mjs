// What of a session the modules of a page are asked, and which of their answers have to be the others' bytes.
// Each answers a few calls, about states and never about events (core/evaluate_page.cpp).
import {pageCalls} from './core-lists.mjs';

// Which members of a request name events, beside the events themselves.
const ofEvents = ['as_of', 'events', 'subject', 'subscriber'];
const error = (code, where) => `{"error":{"code":"${code}","where":"${where}"}}`;
const nothingToCompare = new Set([
  error('unknown_call', '/call'),
  ...ofEvents.map((name) => error('unknown_member', `/${name}`)),
]);

export const parts = Object.keys(pageCalls);
const names = Object.fromEntries(parts.map((part) => [part, pageCalls[part].map((call) => Buffer.from(`"${call}"`))]));

// Every line that could be for that module: a catalogue that it missed would colour all that follows.
export const concerns = (part, line) => names[part].some((name) => line.includes(name));

// Whether a module of a page must answer as the whole does: always, but where it says that it has no such
// call or knows no events.
export const isForPage = (answer) => !nothingToCompare.has(answer.toString('latin1'));
