// What a page calls things, and which of the core's categories that means; without a browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import {namesFrom} from '../../web/src/banner/names.ts';
import {needOf} from '../../web/src/banner/needs.ts';

const known = (id) => ['count', 'adverts', 'films'].includes(id);
const names = namesFrom('analytics: count; youtube: films adverts; pixel: adverts; broken: nobody');
const need = (dataset) => {
  const {categories, isReversed} = needOf({dataset}, names, known);
  return `${isReversed ? 'not ' : ''}${categories.join(' and ')}`;
};

test('a list of names is read as people write it, and what is no list is none', () => {
  const read = (text) => Object.fromEntries(namesFrom(text));
  assert.deepEqual(read(' a : b ;c:d,  e ;'), {a: ['b'], c: ['d', 'e']});
  assert.deepEqual([read(null), read(''), read('a'), read('a:'), read(':b'), read(';;')], [{}, {}, {}, {}, {}, {}]);
});

test('cookieconsent’s and Klaro’s names are translated, and a category goes by its own', () => {
  assert.equal(need({category: 'analytics'}), 'count');
  assert.equal(need({name: 'analytics'}), 'count');
  assert.equal(need({category: 'films'}), 'films');
  assert.equal(need({name: 'youtube'}), 'films and adverts');
});

test('a name with a bang waits for the no', () => {
  assert.equal(need({category: '!analytics'}), 'not count');
  assert.equal(need({category: '! films'}), 'not films');
});

test('a service that has a category of its own needs both; one that has none follows its category', () => {
  assert.equal(need({category: 'analytics', service: 'pixel'}), 'count and adverts');
  assert.equal(need({category: 'analytics', service: 'Some Counter'}), 'count');
  assert.equal(need({service: 'pixel'}), 'adverts');
});

test('what nobody knows waits for ever [L1]', () => {
  for (const dataset of [{}, {category: ''}, {category: 'toString'}, {name: 'broken'}, {service: 'nobody'}, {category: '!'}, {category: 'analytics', service: 'broken'}]) {
    assert.equal(need(dataset), '', JSON.stringify(dataset));
  }
});
