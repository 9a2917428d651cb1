// The demo's companies and people, brought in as an operator's customer systems would, and its gates,
// opened by their own administrators with a real sign-in. There is no other way to open a gate.

import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {demo} from './stack.mjs';
import {ask, Visitor} from './visitor.mjs';

export {demo};
const peopleFile = join(import.meta.dirname, '../demo-provider/people.json');
export const people = Object.fromEntries(
  JSON.parse(readFileSync(peopleFile, 'utf8')).map((person) => [person.sub, person]),
);

function check(what, answer, ...statuses) {
  if (!statuses.includes(answer.status)) throw new Error(`${what}: ${answer.status} ${answer.body}`);
  return answer;
}

export async function provision(stack, acts = demo.acts) {
  const token = await stack.token('customer-systems', 'provisioning:write');
  const answer = await ask(new URL('/v1/provisioning', stack.portal), token, {submission_id: 'demo', acts});
  return check('provisioning', answer, 200, 201).json();
}

// A visitor who has signed in as one of the people.
export async function signedIn(stack, sub, returnTo = '/') {
  const visitor = new Visitor(stack.portal);
  await visitor.signIn(people[sub].login, people[sub].password, returnTo);
  return visitor;
}

// One of the staff, signed in to the console.
export async function staffSignedIn(stack, sub, returnTo = '/console') {
  const visitor = new Visitor(stack.portal);
  await visitor.signIn(people[sub].login, people[sub].password, returnTo, '/console/auth');
  return visitor;
}

// The administrator opens whatever is not open yet, but for the purposes that stay closed.
export async function openGates(stack, administrator, closed = demo.closed) {
  const visitor = await signedIn(stack, administrator);
  try {
    const {subscribers} = check('reading the gates', await visitor.send('/v1/gates'), 200).json();
    for (const {subscriber, gates} of subscribers) {
      const changes = gates
        .filter(({purpose, open}) => !open && !closed.includes(purpose))
        .map(({purpose}) => ({purpose, gate: 'open'}));
      if (changes.length === 0) continue;
      const wish = {subscriber, submission_id: randomUUID(), changes};
      check(`opening the gates of ${subscriber}`, await visitor.post('/v1/gates', wish), 201);
    }
  } finally {
    visitor.close();
  }
}

export async function prepare(stack) {
  await provision(stack);
  for (const administrator of demo.administrators) await openGates(stack, administrator);
}
