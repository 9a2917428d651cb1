// What has happened before a test begins, as events that the core itself made: the person belongs to
// a company, the company opened its gates, the person moved switches. What the core refuses here is
// a state that cannot be, and an error.

import type {Core, Json} from '../core.ts';

export type Members = {readonly [name: string]: Json};

export interface Person {
  readonly subject: string;
  readonly person: string;
  readonly subscriber: string;
  readonly subscriber_name: string;
  readonly subscriber_kind: 'company' | 'sole-trader';
}

/** What the person chose about a purpose; with `at` at that moment, else when the test begins. */
export type Choice = string | {readonly choice: string; readonly at: string};

export interface Past {
  readonly person: Person;
  readonly choices: {readonly [purpose: string]: Choice};
  readonly closed: readonly string[];
  readonly language: string;
}

export interface Judged {
  readonly events: readonly Members[];
  readonly state: Members;
  readonly verdicts: readonly {
    readonly accepted: boolean;
    readonly purpose?: string;
    readonly code?: string;
  }[];
}

const administrator = 'prs-administrator';

// Whoever is signed in on the page.
export const onPage = ({person}: Person): Members => ({person, role: 'user', door: 'page', session: 'ses-test'});

export function eventsOf(core: Core, past: Past, now: string): Members[] {
  const {person} = past;
  const events: Members[] = [];
  const about = (at: string) => ({subject: person.subject, events, now: at});
  const acts = Object.entries(past.choices)
    .map(([purpose, chosen]) => ({purpose, ...(typeof chosen === 'string' ? {choice: chosen, at: now} : chosen)}))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const begin = acts[0]?.at ?? now;

  const accept = (act: Members, actor: Members): void => {
    events.push(...core.evaluate<Judged>({call: 'accept', act, actor, ...about(begin)}).events);
  };
  const submit = (submission: Json, at: string): void => {
    const judged = core.evaluate<Judged>({call: 'judge', submission, actor: onPage(person), ...about(at)});
    const refused = judged.verdicts.find(({accepted}) => !accepted);
    if (refused) throw new Error(`the core refuses the choice about ${refused.purpose ?? 'everything'}: ${refused.code}`);
    events.push(...judged.events);
  };
  // A yes is about the words that were shown, so it is made as the panel makes it.
  const grant = (purpose: string, at: string): void => {
    const panel = {call: 'panel', language: past.language};
    const state = core.evaluate<Members>({call: 'state', subject: person.subject, events});
    const {model} = core.evaluate<{model: Members}>({...panel, act: {kind: 'show', state, now: at}});
    const press = {kind: 'set', purpose, on: true, submission_id: `past-${events.length}`, ui_build: 'test', now: at};
    submit(core.evaluate<{submission: Members}>({...panel, model, act: press}).submission, at);
  };
  const stop = (purpose: string, choice: string, at: string): void =>
    submit({submission_id: `past-${events.length}`, subject: person.subject, changes: [{purpose, choice}]}, at);
  const ways: {readonly [choice: string]: (purpose: string, at: string) => void} = {
    granted: grant,
    withdrawn(purpose, at) {
      grant(purpose, at);
      stop(purpose, 'withdrawn', at);
    },
  };

  const {subject, subscriber, subscriber_kind} = person;
  const customerSystems = {role: 'provisioning', door: 'provisioning'};
  accept({kind: 'mandate_given', person: administrator, subscriber, link: 'm-1', from: begin}, customerSystems);
  accept(
    {kind: 'relation_begun', subject, person: person.person, subscriber, subscriber_kind, link: 'r-1', from: begin},
    customerSystems,
  );
  const {gates} = core.evaluate<{gates: readonly {purpose: string}[]}>({
    call: 'gates',
    language: past.language,
    subscriber,
    events,
  });
  for (const {purpose} of gates) {
    if (past.closed.includes(purpose)) continue;
    accept(
      {kind: 'gate_opened', purpose, subscriber},
      {person: administrator, role: 'company-admin', door: 'gates'},
    );
  }
  for (const {purpose, choice, at} of acts) {
    const way = ways[choice];
    if (way) way(purpose, at);
    else stop(purpose, choice, at);
  }
  return events;
}
