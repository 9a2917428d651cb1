// Pages that are made from something else and must not lag behind it.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read as catalogue, record, written} from '../../core/catalogue/processing.mjs';
import {read} from './repository.mjs';

test('the record of processing is what the catalogue says, and a changed catalogue changes it [L131]', () => {
  assert.equal(written(), record(catalogue()), 'docs/PROCESSING.md is what core/catalogue/processing.mjs writes');
  const changes = [
    (one) => { one.purposes[0].max_age_days += 1; },
    (one) => { one.purposes[0].recipients.push('Somebody AB'); },
    (one) => { one.purposes[0].data_types.pop(); },
    (one) => { one.purposes[0].third_country = 'US'; },
    (one) => { one.operator.contact = 'somebody@example'; },
    (one) => { one.catalogue_version = '2099-01-01.1'; },
    (one) => { one.information_purposes.pop(); },
  ];
  for (const change of changes) {
    const changed = catalogue();
    change(changed);
    assert.notEqual(written(), record(changed), `${change}`);
  }
});

test('what the tests of the core leave is a twentieth of its branches at most, each with its reason [R26]', () => {
  const page = read('docs/COVERAGE.md');
  const figures = Object.fromEntries([...page.matchAll(/^\| (lines|branches) \| (\d+) \| (\d+) \|/gm)].map(([, what, all, run]) => [what, run / all]));
  assert.ok(figures.lines >= 0.98, `lines: ${figures.lines}`);
  assert.ok(figures.branches >= 0.95, `branches: ${figures.branches}`);
  const left = [...page.matchAll(/^\| (\w+\.[ch]pp):\d+ \| .* \| (\d+ of \d+ branches|the line) \| (.*) \|$/gm)];
  assert.ok(left.length > 0, 'the page lists what is left');
  for (const [, file, , reason] of left) {
    assert.ok(read(`core/${file}`).length > 0, `core/${file} is there`);
    assert.match(reason, /\w{3}/, `a reason in ${file}`);
  }
  const reasons = JSON.parse(read('tests/coverage/reasons.json'));
  for (const {file, source} of reasons) {
    assert.ok(read(file).split('\n').some((line) => line.trim() === source), `${file} still has: ${source}`);
  }
});
