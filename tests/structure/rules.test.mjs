// No rule of consent stands outside core/ (DESIGN 3): neither page nor verifier knows a purpose by
// name, branches on a reason or compares a state. They show and store what the core says.
import assert from 'node:assert/strict';
import test from 'node:test';
import {files, lines, places, read} from './repository.mjs';

// The one table that gives each class of reason its HTTP status.
const statusTable = /^server-stub\/api\/status\.(cpp|hpp)$/;

const codeFile = read('core/code.hpp');
const sections = new Map(
  [...codeFile.matchAll(/\/\* ([^*]+) \*\/((?:\s|\\|X\([a-z_0-9]+\))*)/g)].map(([, title, list]) => [
    title.trim(),
    [...list.matchAll(/X\(([a-z_0-9]+)\)/g)].map(([, name]) => name),
  ]),
);
// What the reader says about bytes is no rule of consent; everything else is.
const reasons = [...sections].filter(([title]) => !title.startsWith('the reader')).flatMap(([, names]) => names);
const kinds = [...read('core/names.hpp').matchAll(/event_kind_names\[\] = \{([^}]*)\}/g)]
  .flatMap(([, list]) => [...list.matchAll(/"([a-z_0-9]+)"/g)])
  .map(([, name]) => name);

const catalogues = files('core/catalogue/*.json');
const purposes = catalogues.flatMap((path) => {
  const catalogue = JSON.parse(read(path));
  return ['purposes', 'channels', 'information_purposes', 'cookie_categories'].flatMap((list) =>
    (catalogue[list] ?? []).map(({id}) => id),
  );
});

const page = files('web/src/*.ts', 'web/src/*.js', 'web/portal/*.ts', 'web/portal/*.js', 'web/portal/*.html');
const handlers = files('server-stub/api/*.cpp', 'server-stub/api/*.hpp').filter((path) => !statusTable.test(path));
// An id of one plain word is looked for in quotes only.
const named = new RegExp(
  `\\b(${purposes.filter((id) => id.includes('-')).join('|')})\\b|["'\`](${purposes.join('|')})["'\`]`,
);
const quoted = (names) => new RegExp(`["'\`](${names.join('|')})["'\`]`);

test('the lists that the other tests look for are really read', () => {
  assert.ok(reasons.length > 30 && reasons.includes('stale_sequence'), `${reasons.length} reasons`);
  assert.ok(kinds.length > 10 && kinds.includes('granted'), `${kinds.length} kinds of events`);
  assert.ok(purposes.length > 20, `${purposes.length} purposes in ${catalogues.length} catalogues`);
  assert.ok(page.length > 0, 'no source of the page');
  assert.ok(handlers.length > 0, 'no source of the handlers');
});

test('the page names no purpose', () => {
  assert.equal(places(lines(page, named)), '');
});

test('the handlers name no purpose', () => {
  assert.equal(places(lines(handlers, named)), '');
});

test('the page branches on no reason', () => {
  assert.equal(places(lines(page, new RegExp(`([=!]==?|\\bcase)\\s*${quoted(reasons).source}`))), '');
});

test('the handlers branch on no reason', () => {
  const branched = new RegExp(`\\bCode::(${reasons.join('|')})\\b|([=!]=|\\bcase)\\s*${quoted(reasons).source}`);
  assert.equal(places(lines(handlers, branched)), '');
});

test('neither compares what was chosen', () => {
  const compared = new RegExp(`([=!]==?|\\bcase)\\s*${quoted([...kinds, 'open', 'closed', 'allow', 'deny']).source}`);
  assert.equal(places(lines([...page, ...handlers], compared)), '');
});
