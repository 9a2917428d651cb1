// The JSON door of the module: `decide_processing` with the state in the request (docs/EVALUATE.md).
// The time of building the request, of JSON and of reading the answer counts.
import {Core} from '../../tools/core.mjs';

const time = (at) => new Date(at).toISOString();

export async function openJsonDoor(catalogue) {
  const core = await Core.open();
  core.ask({call: 'catalogue', catalogue, signed: true});
  return ({subject, purpose, role, fields, store, at, now}, {choice, from, until}) => {
    const since = time(from);
    const chosen =
      choice === 'granted'
        ? {purpose, choice, at: since, since, until: time(until), sequence: 2, processing_version: 1}
        : {purpose, choice, at: since, sequence: 2, stopped_at: since};
    const told = core.ask({
      call: 'decide_processing',
      now: time(now),
      question: {purpose, role, fields, source_store: store, record_time: time(at)},
      state: {
        subject: {
          id: subject, person: 'prs-1', subscriber: 'sbr-1', subscriber_kind: 'company', begun: true, ended: false,
          sequence: 2, choices: [chosen],
        },
        person: {id: 'prs-1', restricted: false, sequence: 0, objections: []},
        subscriber: {id: 'sbr-1', sequence: 1, gates: [{purpose, open: true, at: since}]},
      },
    });
    return told.decision === 'allow';
  };
}
