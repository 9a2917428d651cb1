// The rules are the catalogue's and the core's, not the verifier's: another catalogue, with other
// ids, groups and texts and a purpose of the user alone, runs without a change of code.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {openGates} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {bothPartyPurposes, questionAbout} from '../tools/questions.mjs';

const file = join(import.meta.dirname, '../core/second-catalogue.json');
const catalogue = JSON.parse(readFileSync(file, 'utf8'));
const active = catalogue.purposes.filter((purpose) => purpose.active);
const [userOnly] = active.filter(({consent_by: by}) => by === 'user');
const [both] = active.filter(({consent_by: by}) => by === 'both');
let portal;
let anna;

before(async () => {
  portal = await Portal.open({catalogue: file, gates: false});
  anna = await portal.person('anna');
});
after(() => portal.close());

const decide = (purpose) => portal.decide(questionAbout(anna.catalogue, purpose, anna.subject));

test('the page is given this catalogue, and its switches', () => {
  assert.equal(anna.catalogue.catalogue, catalogue.catalogue);
  for (const {id} of active) assert.ok(anna.switches().includes(id), id);
  for (const {id} of catalogue.purposes) assert.equal(anna.switches().includes(id), active.some((one) => one.id === id));
});

test('a purpose of the user alone asks no company', async () => {
  assert.equal((await decide(userOnly.id)).decision, 'deny');
  assert.equal((await anna.set(userOnly.id, true)).status, 201);
  assert.equal((await decide(userOnly.id)).decision, 'allow');
  assert.equal((await anna.set(userOnly.id, false)).status, 201);
  const {decision, reason} = await decide(userOnly.id);
  assert.deepEqual({decision, reason}, {decision: 'deny', reason: 'withdrawn'});
});

test('a purpose of both waits for the company’s gate', async () => {
  assert.deepEqual(bothPartyPurposes(anna.catalogue), [both.id]);
  assert.equal((await anna.set(both.id, true)).status, 201);
  assert.equal((await decide(both.id)).reason, 'subscriber_gate_closed');
  await openGates(portal.stack, 'karin', []);
  assert.equal((await decide(both.id)).decision, 'allow');
});

test('a purpose of the demo’s catalogue is unknown here', async () => {
  const question = {...questionAbout(anna.catalogue, both.id, anna.subject), purpose: 'traffic-offers-personal'};
  const {decision, reason} = await portal.decide(question);
  assert.deepEqual({decision, reason}, {decision: 'deny', reason: 'unknown_purpose'});
});
