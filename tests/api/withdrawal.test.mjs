// A withdrawal counts at the next question.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

const rounds = 1000;
let portal;
let anna;

before(async () => {
  portal = await Portal.open();
  anna = await portal.person('anna');
});
after(() => portal.close());

test(`${rounds} rounds of grant, ask, withdraw, ask: no wrong answer [L39]`, async () => {
  const purpose = anna.openPurposes(bothPartyPurposes(anna.catalogue))[0];
  const question = questionAbout(anna.catalogue, purpose, anna.subject);
  const wrong = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [on, decision, reason] of [[true, 'allow', 'consent_given'], [false, 'deny', 'withdrawn']]) {
      const answer = await anna.set(purpose, on);
      assert.equal(answer.status, 201, answer.body);
      const told = await portal.decide(question);
      if (told.decision !== decision || told.reason !== reason) wrong.push({round, on, told});
    }
  }
  assert.deepEqual(wrong, []);
});

test('a reload shows what was chosen [L49]', async () => {
  const purpose = anna.openPurposes(bothPartyPurposes(anna.catalogue))[0];
  for (const on of [true, false]) {
    assert.equal((await anna.set(purpose, on)).status, 201);
    await anna.reload();
    assert.equal(anna.isOn(purpose), on);
  }
});

test('nothing was said and the answer is no [L1]', async () => {
  for (const purpose of bothPartyPurposes(anna.catalogue)) {
    const karin = questionAbout(anna.catalogue, purpose, 'sub-karin-bjork');
    assert.equal((await portal.decide(karin)).decision, 'deny', purpose);
  }
});
