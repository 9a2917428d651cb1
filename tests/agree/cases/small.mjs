// The calls `canonical`, `notice` and `subject_at`.
import {absent, canonical, digest, error, ok, textDigest} from './world.mjs';

const canonicalOf = (name, value, text) => ({
  name, request: {call: 'canonical', value}, expect: ok({canonical: text ?? canonical(value), digest: digest(value)}),
});

export const canonicals = [
  canonicalOf('members are sorted', {b: 1, a: 2, B: 3}, '{"B":3,"a":2,"b":1}'),
  canonicalOf('by UTF-16 code units, as RFC 8785 3.2.3 shows',
    {'\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7},
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'),
  canonicalOf('a shorter name comes before a longer one', {aa: 1, a: 2, '': 3}, '{"":3,"a":2,"aa":1}'),
  canonicalOf('escapes are the shortest', {a: '\u0000\u0007\b\t\n\u000b\f\r\u001f"\\/\u007f\u2028'},
    '{"a":"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u007f\u2028"}'),
  canonicalOf('letters stay as they are', {å: 'Ärliga ord på svenska, 😀'}, '{"å":"Ärliga ord på svenska, 😀"}'),
  canonicalOf('lists keep their order', {a: [3, 1, 2, [], {}, null, true, false]}, '{"a":[3,1,2,[],{},null,true,false]}'),
  canonicalOf('numbers are decimal', {a: [0, -1, 9007199254740991]}, '{"a":[0,-1,9007199254740991]}'),
  canonicalOf('an empty object is canonical', {}, '{}'),
  {
    name: 'how it was written does not show', request: '{"call":"canonical","value":{"\\u0062" : [ 1 , 2 ],"a":"\\u00e5\\/"}}',
    expect: ok({canonical: '{"a":"å/","b":[1,2]}', digest: digest({a: 'å/', b: [1, 2]})}),
  },
  {name: 'the value is an object', request: {call: 'canonical', value: [1]}, expect: error('wrong_type', '/value')},
  {name: 'the value must be there', request: {call: 'canonical'}, expect: error('missing_member', '/value')},
];

const notice = (name, purpose, language, expect) => ({name, request: {call: 'notice', purpose, language}, expect});
export const notices = [
  notice('the notice in Swedish', 'traffic-offers', 'sv', ok({
    title: 'Erbjudanden', text: 'Vi väljer erbjudanden utifrån hur du ringer.', digest: textDigest('traffic-offers', 'sv'),
  })),
  notice('the notice in English has a digest of its own', 'traffic-offers', 'en', ok({
    title: 'Offers', digest: textDigest('traffic-offers', 'en'),
  })),
  notice('a channel has a notice without facts', 'contact-sms', 'sv', ok({digest: textDigest('contact-sms')})),
  notice('versions are part of the digest', 'traffic-develop', 'sv', ok({digest: textDigest('traffic-develop')})),
  notice('an inactive purpose has a notice too', 'traffic-dormant', 'sv', ok({digest: textDigest('traffic-dormant')})),
  notice('a language that lacks the title has no notice', 'traffic-halfway', 'en', error('notice_incomplete', '/purposes/5')),
  notice('a language that the catalogue lacks has no notice', 'traffic-offers', 'fi', error('notice_incomplete', '/purposes/0')),
  notice('no purpose, no notice', 'traffic-unheard', 'sv', error('unknown_purpose', '/purpose')),
  notice('a retired purpose has no notice', 'traffic-old-profile', 'sv', error('unknown_purpose', '/purpose')),
  notice('a purpose in capitals is no id', 'Traffic-Offers', 'sv', error('bad_id', '/purpose')),
  {name: 'a notice needs a language', request: {call: 'notice', purpose: 'traffic-offers'}, expect: error('missing_member', '/language')},
];

const march = '2026-03-01T00:00:00.000Z';
const july = '2026-07-01T00:00:00.000Z';
const moved = [
  {subject: 'sub-anna', from: '2026-01-01T00:00:00.000Z', until: march},
  {subject: 'sub-bo', from: march},
];
const at = (name, links, time, expect) => ({name, request: {call: 'subject_at', links, at: time}, expect});
export const links = [
  at('before a number moved it meant the first person', moved, '2026-02-28T23:59:59.999Z', ok({subject: 'sub-anna'})),
  at('at the moment it moved it means the second', moved, march, ok({subject: 'sub-bo'})),
  at('a link without an end goes on', moved, '2031-01-01T00:00:00.000Z', ok({subject: 'sub-bo'})),
  at('before its first link a number means nobody', moved, '2025-12-31T23:59:59.999Z', ok({subject: absent})),
  at('a link begins at its first millisecond', moved, '2026-01-01T00:00:00.000Z', ok({subject: 'sub-anna'})),
  at('a number without links means nobody', [], march, ok({subject: absent})),
  at('two people at once: nobody is meant', [{subject: 'sub-anna', from: march}, {subject: 'sub-bo', from: march}], july, ok({subject: absent})),
  at('the same person twice is that person', [{subject: 'sub-anna', from: march}, {subject: 'sub-anna', from: march}], july, ok({subject: 'sub-anna'})),
  at('a span that ends where it begins holds nothing', [{subject: 'sub-anna', from: march, until: march}], march, ok({subject: absent})),
  at('a gap between two links means nobody',
    [{subject: 'sub-anna', from: '2026-01-01T00:00:00.000Z', until: march}, {subject: 'sub-bo', from: july}],
    '2026-04-01T00:00:00.000Z', ok({subject: absent})),
  at('whole seconds are read as well', moved, '2026-03-01T00:00:00Z', ok({subject: 'sub-bo'})),
  at('a link needs a subject', [{from: march}], july, error('missing_member', '/links/0/subject')),
  at('a link needs a beginning', [{subject: 'sub-anna'}], july, error('missing_member', '/links/0/from')),
  at('a link holds nothing else', [{subject: 'sub-anna', from: march, msisdn: '+46700000000'}], july, error('unknown_member', '/links/0/msisdn')),
  at('an offset is no time of ours', moved, '2026-03-01T01:00:00+01:00', error('bad_time', '/at')),
  at('a day that does not exist is refused', moved, '2026-02-29T00:00:00Z', error('bad_time', '/at')),
  at('a leap second is refused', moved, '2026-06-30T23:59:60Z', error('bad_time', '/at')),
  at('a time before 1970 is refused', moved, '1969-12-31T23:59:59Z', error('bad_time', '/at')),
  at('29 February of a leap year is read', moved, '2028-02-29T00:00:00Z', ok({subject: 'sub-bo'})),
];
