// The call `banner`: what is told, and what an answer is kept as. It comes after the cases of
// `decide_cookie` and asks about their categories: needed, counted (version 2) and adverts.
import {absent, error, now, ok} from './world.mjs';

const half = '2027-05-24T08:00:00.000Z';
const told = (more, allowed, expect = {}) => ok({
  ...more, view: {...expect, categories: ['cookie-needed', 'cookie-count', 'cookie-adverts'].map((id) => ({id, allowed: allowed.includes(id), asks: id !== 'cookie-needed'}))},
});
const show = (name, more, expect, at = now) => ({name, request: {call: 'banner', language: 'sv', now: at, ...more}, expect});
const act = (kind, more = {}) => ({act: {kind, ...more}});
const needed = 'cookie-needed';
const yes2 = 'y.2.1795507200.cookie-count';
const no1 = 'n.1.1795507200.cookie-adverts';
const nothing = {kept: absent, until: absent};
export const banners = [
  show('a stranger', {}, told(nothing, [needed], {prompt: true, hand_over: false})),
  show('asked already', {asked: true}, told(nothing, [needed], {prompt: false})),
  show('the signal', {gpc: true}, told(nothing, [needed], {prompt: true})),
  show('all', act('allow_all'), told({kept: `1/${yes2}/y.1.1795507200.cookie-adverts`, until: half}, [needed, 'cookie-count', 'cookie-adverts'], {prompt: false, hand_over: true})),
  show('all but what the signal answers', {gpc: true, ...act('allow_all')}, told({kept: `1/${yes2}`, until: half}, [needed, 'cookie-count'], {prompt: false})),
  show('none', act('refuse_all'), told({kept: `1/n.2.1795507200.cookie-count/${no1}`, until: half}, [needed], {prompt: false})),
  show('one', act('choose', {on: ['cookie-count']}), told({kept: `1/${yes2}/${no1}`}, [needed, 'cookie-count'])),
  show('its own switch beside the signal', {gpc: true, ...act('choose', {on: ['cookie-adverts']})}, told({}, [needed, 'cookie-adverts'])),
  show('nothing on', act('choose', {on: []}), told({kept: `1/n.2.1795507200.cookie-count/${no1}`}, [needed])),
  show('what is needed has no switch', act('choose', {on: [needed]}), error('unknown_purpose', '/act/on/0')),
  show('no other act', act('scroll'), error('bad_value', '/act/kind')),
  show('a choice says what is on', act('choose'), error('missing_member', '/act/on')),
  show('and only a choice does', act('allow_all', {on: []}), error('unknown_member', '/act/on')),
  show('kept by a script', {kept: `1/${yes2}/${no1}`}, told(nothing, [needed, 'cookie-count'], {prompt: false, hand_over: true})),
  show('kept by a server', {kept: `2/${yes2}/${no1}`}, told(nothing, [needed, 'cookie-count'], {prompt: false, hand_over: false})),
  show('to its last millisecond', {kept: `2/${yes2}/${no1}`}, told(nothing, [needed, 'cookie-count'], {prompt: false}), '2027-05-24T07:59:59.999Z'),
  show('and no longer', {kept: `2/${yes2}/${no1}`}, told(nothing, [needed], {prompt: true}), half),
  show('by a clock that is 300 s fast', {kept: `1/y.2.1795507500.cookie-count/n.1.1795507500.cookie-adverts`}, told(nothing, [needed, 'cookie-count'], {prompt: false, hand_over: true})),
  show('by one that is 301 s fast: the no alone is heard', {kept: `1/y.2.1795507501.cookie-count/n.1.1795507501.cookie-adverts`}, told(nothing, [needed], {prompt: true, hand_over: false})),
  show('nobody is asked again after such a no, and no server is', {kept: `1/n.2.1795507501.cookie-count/n.1.1795507501.cookie-adverts`}, told(nothing, [needed], {prompt: false, hand_over: false})),
  show('of another version', {kept: `2/y.1.1795507200.cookie-count/${no1}`}, told(nothing, [needed], {prompt: true})),
  show('what cannot be read says nothing', {kept: `2/${yes2}/`}, told(nothing, [needed], {prompt: true})),
  show('twice the same says nothing', {kept: `2/${yes2}/${yes2}`}, told(nothing, [needed], {prompt: true})),
  show('a language without words', {language: 'fi'}, error('notice_incomplete', '/cookie_categories/0')),
  show('there is nobody', {subject: 'sub-anna'}, error('unknown_member', '/subject')),
];
