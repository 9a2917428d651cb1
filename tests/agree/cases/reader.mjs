// The reader (STYLE D 3 to 8): whatever could be read in two ways is refused, before any call.
import {error, ok} from './world.mjs';

const raw = (name, request, expect) => ({name, request, expect});
const bytes = (name, hex, expect) => ({name, request_hex: hex, expect});
const value = (text) => `{"call":"canonical","value":{"a":${text}}}`;
const nested = (depth) => value('['.repeat(depth) + ']'.repeat(depth));
const hexOf = (text) => Buffer.from(text).toString('hex');

const shapes = [
  raw('an empty line is no JSON', '', error('not_json')),
  raw('a line of blanks is no JSON', '   ', error('not_json')),
  raw('an object without its end is refused', '{"call":"forget"', error('not_json')),
  raw('a comma before the end is refused', '{"call":"forget",}', error('not_json')),
  raw('a comment is refused', '{"call":"forget"}//', error('not_json')),
  raw('single quotes are refused', "{'call':'forget'}", error('not_json')),
  raw('a second value behind the first is refused', '{"call":"forget"}{"call":"forget"}', error('not_json')),
  raw('a word that is no value is refused', '{"call":forget}', error('not_json', '/call')),
  raw('NaN is refused', value('NaN'), error('not_json', '/value/a')),
  raw('Infinity is refused', value('Infinity'), error('not_json', '/value/a')),
  raw('a number with a leading zero is refused', value('01'), error('not_json', '/value')),
  raw('a number with a plus is refused', value('+1'), error('not_json', '/value/a')),
  raw('a hexadecimal number is refused', value('0x10'), error('not_json', '/value')),
  raw('a bare tab in a string is refused', value('"\t"'), error('not_json', '/value/a')),
  raw('an unknown escape is refused', value('"\\x41"'), error('not_json', '/value/a')),
  raw('half a surrogate pair is refused', value('"\\ud83d"'), error('not_json', '/value/a')),
  raw('the other half alone is refused', value('"\\ude00"'), error('not_json', '/value/a')),
  raw('a byte order mark is refused', '\ufeff{"call":"forget"}', error('not_json')),
  raw('a NUL byte behind the text is refused', '{"call":"forget"}\u0000', error('not_json')),
  raw('a NUL byte inside a string is refused', value('"\u0000"'), error('not_json')),
  raw('null is no request', 'null', error('wrong_type')),
  raw('a list is no request', '[]', error('wrong_type')),
  raw('a string is no request', '"forget"', error('wrong_type')),
  raw('a number is no request', '1', error('wrong_type')),
  raw('true is no request', 'true', error('wrong_type')),
  raw('white space around a request is allowed', ' { "call" : "forget" }\t', ok({events: 0})),
  raw('a carriage return before the line feed is white space', '{"call":"forget"}\r', ok({events: 0})),
];

const utf8 = [
  ['an overlong form', 'c080'], ['a continuation byte alone', '80'], ['a sequence that is cut', 'c3'],
  ['a surrogate in UTF-8', 'eda080'], ['a point above U+10FFFF', 'f4908080'], ['a byte that opens nothing', 'ff'],
  ['an overlong form of three bytes', 'e08080'], ['an overlong form of four bytes', 'f0808080'],
  ['Latin-1', 'e5e4f6'],
].map(([name, hex]) =>
  bytes(`${name} is bad UTF-8`, hexOf('{"call":"canonical","value":{"a":"') + hex + hexOf('"}}'), error('bad_utf8')));

const numbers = [
  ['0', ok()], ['9007199254740991', ok()], ['-9007199254740991', ok()], ['-1', ok()],
  ['9007199254740992', error('number_out_of_range', '/value/a')],
  ['-9007199254740992', error('number_out_of_range', '/value/a')],
  ['18446744073709551616', error('number_out_of_range', '/value/a')],
  ['-18446744073709551616', error('number_out_of_range', '/value/a')],
  ['-0', error('not_integer', '/value/a')], ['1.5', error('not_integer', '/value/a')],
  ['1.0', error('not_integer', '/value/a')], ['-0.0', error('not_integer', '/value/a')],
  ['1e2', error('not_integer', '/value/a')], ['1E-2', error('not_integer', '/value/a')],
  ['1e400', error('not_integer', '/value/a')], ['-1e400', error('not_integer', '/value/a')],
].map(([text, expect]) => raw(`the number ${text} is ${expect.ok ? 'read' : 'refused'}`, value(text), expect));

const long = (count) => 'x'.repeat(count);
const members = (count) => `{"call":"canonical","value":{${Array.from({length: count}, (_, i) => `"m${i}":0`).join(',')}}}`;
const limits = [
  raw('twelve nested containers are read', nested(10), ok()),
  raw('a thirteenth is too deep', nested(11), error('too_deep', `/value/a${'/0'.repeat(10)}`)),
  raw('a thousand brackets are too deep and nothing worse', '['.repeat(1000), error('too_deep', '/0'.repeat(12))),
  raw('a string of 8,192 bytes is read', value(`"${long(8192)}"`), ok()),
  raw('a string of 8,193 bytes is too long', value(`"${long(8193)}"`), error('too_long', '/value/a')),
  raw('a string is measured in bytes, not in characters', value(`"${'å'.repeat(4097)}"`), error('too_long', '/value/a')),
  raw('a name of 8,193 bytes is too long', `{"call":"canonical","value":{"${long(8193)}":0}}`, error('too_long', '/value')),
  raw('256 members are read', members(256), ok()),
  raw('257 members are too many', members(257), error('too_many', '/value')),
];

const keys = [
  raw('a member that stands twice is refused', '{"call":"forget","call":"forget"}', error('duplicate_key', '/call')),
  raw('so is one deep inside', value('{"b":1,"c":2,"b":1}'), error('duplicate_key', '/value/a/b')),
  raw('and one that is written with an escape', value('{"b":1,"\\u0062":2}'), error('duplicate_key', '/value/a/b')),
  raw('the same name in two objects is no duplicate', value('[{"b":1},{"b":1}]'), ok()),
  raw('an empty name is a name', value('{"":1}'), ok({canonical: '{"a":{"":1}}'})),
];

const calls = [
  raw('a request without a call is refused', '{}', error('missing_member', '/call')),
  raw('a call that is no text is refused', '{"call":1}', error('wrong_type', '/call')),
  raw('a call that is null is refused', '{"call":null}', error('wrong_type', '/call')),
  raw('a call in capitals is no id', '{"call":"FORGET"}', error('bad_id', '/call')),
  raw('an empty call is no id', '{"call":""}', error('bad_id', '/call')),
  raw('a call that does not exist is refused', '{"call":"grant_everything"}', error('unknown_call', '/call')),
  raw('whatever stands beside it', '{"call":"grant_everything","state":{}}', error('unknown_call', '/call')),
  raw('a member that nobody asked for is refused', '{"call":"forget","now":0}', error('unknown_member', '/now')),
  raw('its name is written as a JSON Pointer', '{"call":"forget","a/b~c":0}', error('unknown_member', '/a~1b~0c')),
];

export const reader = [...shapes, ...utf8, ...numbers, ...limits, ...keys, ...calls];
