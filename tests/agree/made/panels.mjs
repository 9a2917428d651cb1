// `panel`: what a page shows and what a press would submit.
import {stateOf} from './states.mjs';
import {base, purposes, sorted, time} from './world.mjs';

const codes = ['stale_sequence', 'clock_skew', 'relation_ended', 'text_superseded'];
export function panel(random) {
  const given = stateOf(random);
  delete given.subscriber.mandates;
  delete given.subject.guardians;
  const now = time(base);
  const wishes = purposes.filter(() => random.chance(10)).map((id) => ({purpose: id, choice: random.pick(['granted', 'withdrawn', 'refused']), phase: random.pick(['saving', 'failed'])}));
  const press = {submission_id: 'sbm-1', ui_build: 'b1'};
  const act = random.pick([
    {kind: 'show', now, state: given}, {kind: 'set', now, purpose: random.pick(purposes), on: random.chance(50), ...press},
    {kind: random.pick(['allow_all', 'refuse_all', 'withdraw_all']), now, ...press}, {kind: 'failed', now},
    {kind: 'answered', now, state: given, verdicts: wishes.map(({purpose, choice}) => ({purpose, choice, accepted: random.chance(60), code: random.pick(codes)}))},
  ]);
  if (random.chance(40)) act.dates = true;
  const model = {state: given, language: 'sv', notice_shown_at: now, wishes: sorted(wishes), status_purposes: []};
  return {call: 'panel', language: random.chance(90) ? 'sv' : 'en', ...(act.kind !== 'show' || random.chance(50) ? {model} : {}), act};
}
