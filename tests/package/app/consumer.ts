// A page's own TypeScript, as strict as it gets: compiled by the tests, never run.
import {type Core, CoreError, type Decision, openCore} from 'samtycke';
import {SamtyckePanel as Panel, type SavedEvent} from 'samtycke/panel';
import {SamtyckePanel as Element} from 'samtycke/panel/element';
import {SamtyckePanel, type SamtyckePanelProps} from 'samtycke/react';
import {createVerifier} from 'samtycke/testing';

const core: Core = await openCore();
const question = {purpose: 'a', role: 'b'};
const decision: Decision = core.decide({subject: 's', events: [], now: '2026-11-24T08:00:00Z', question});
if (decision.decision === 'allow') console.log(decision.expires);
// @ts-expect-error: a question without a role is none
core.decide({subject: 's', now: '2026-11-24T08:00:00Z', question: {purpose: 'a'}});

const panel = document.querySelector('samtycke-panel');
panel?.addEventListener('samtycke-saved', (event: SavedEvent) => console.log(event.receipt?.jws, panel.allows('a')));
const isSame: boolean = Panel === Element;
const props: SamtyckePanelProps = {catalogue: 'c', mode: 'summary', onError: ({code, status}) => console.log(code, status)};
SamtyckePanel(props);
const verifier = await createVerifier({catalogue: {}, choices: {a: 'granted'}, now: new Date()});
globalThis.fetch = verifier.fetch;
console.log(isSame, CoreError, verifier.submitted[0]?.verdicts[0]?.code);
