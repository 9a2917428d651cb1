// What happens between a person's press and the verifier's answer, without a DOM. The core's panel
// says what to show and what to send; this carries the one to the page and the other to the verifier.
//
// A press that turns something off is kept, waits for no answer to a yes and is sent again until it is
// answered, in the order of pressing, also when it was kept by an earlier visit (outbox/). A press
// that turns something on waits until everything sent before it has been answered, so that it is
// made on the newest state. Answers are taken in the order of sending.

import type {Core, Json} from '../core.ts';
import {isUnacceptable} from '../outbox/deliver.ts';
import type {Stop} from '../outbox/entry.ts';
import type {Attempt, Withdrawal} from '../outbox/outbox.ts';
import {VerifierError, type Ruling} from './verifier.ts';

export interface Fact {
  readonly fact: string;
  readonly values?: readonly string[];
  readonly days?: number;
}

export interface PurposeView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly on: boolean;
  readonly phase: string;
  readonly code?: string;
  readonly allowed: boolean;
  readonly reason: string;
  readonly gate_note?: string;
  readonly expires_at?: string;
  readonly remind_at?: string;
}

export interface View {
  readonly language: string;
  readonly subject: string;
  readonly notes: {readonly [note: string]: string};
  readonly groups: readonly {readonly id: string; readonly title: string; readonly purposes: readonly PurposeView[]}[];
  readonly acts: readonly string[];
  readonly status: {readonly code: string; readonly purposes: readonly string[]};
}

export type Gesture =
  | {readonly kind: 'set'; readonly purpose: string; readonly on: boolean}
  | {readonly kind: 'allow_all' | 'refuse_all' | 'withdraw_all'};

interface Submission {
  readonly submission_id: string;
  readonly subject: string;
  readonly changes: readonly Stop[];
}

interface Step {
  readonly model: Json;
  readonly view: View;
  readonly submission?: Submission;
}

interface Sent {
  readonly number: number;
  readonly withdrawal: Withdrawal;
  readonly turnsOff: boolean;
  readonly isRepeated: boolean;
}

export interface Surroundings {
  readonly uiBuild: string;
  now(): string;
  submissionId(): string;
  // Sends what turns something on, and what turns something off.
  submit(body: string): Promise<Ruling>;
  withdraw(attempt: Attempt): Promise<Ruling>;
  // The view to show, and the purposes whose press waits for its turn to be sent.
  show(view: View, held: ReadonlySet<string>): void;
  saved(ruling: Ruling): void;
  failed(error: VerifierError): void;
  // The core failed; the conversation is over.
  broke(error: unknown): void;
}

const retryFirstMs = 2_000;
const retryMaxMs = 60_000;

function turnsOff(gesture: Gesture): boolean {
  return gesture.kind === 'set' ? !gesture.on : gesture.kind !== 'allow_all';
}

// Then trying again before the page is opened anew mends nothing.
function isOfAnotherSession(error: unknown): boolean {
  return error instanceof VerifierError && (error.status === 401 || error.code === 'other_person');
}

export class Conversation {
  readonly #core: Core;
  readonly #around: Surroundings;
  #language: string;
  #model: Json | undefined;
  #view: View | undefined;
  #over = false;
  #count = 0;
  #underWay = 0;
  #answers: Promise<void> = Promise.resolve();
  // The newest submission that named a purpose: an older one's verdict on it says nothing any more.
  readonly #newest = new Map<string, number>();
  readonly #held = new Set<Gesture>();
  // Of what turns something off, oldest first.
  #unanswered: Sent[] = [];
  #mustWait = false;
  #retryMs = retryFirstMs;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(core: Core, language: string, around: Surroundings) {
    this.#core = core;
    this.#language = language;
    this.#around = around;
  }

  get view(): View | undefined {
    return this.#view;
  }

  // Nothing is being sent or waits to be.
  get idle(): boolean {
    return this.#underWay === 0 && this.#held.size === 0 && this.#unanswered.length === 0;
  }

  // `kept` is what earlier visits kept and nobody has answered: it counts here at once, and is sent.
  show(state: Json, {language = this.#language, kept = []}: {language?: string; kept?: readonly Withdrawal[]} = {}): void {
    this.#language = language;
    const known = new Set(this.#unanswered.map(({withdrawal}) => withdrawal.submission_id));
    const added = kept.filter(({submission_id}) => !known.has(submission_id));
    const waiting = added.flatMap(({purposes}) => purposes.map(({purpose, choice}) => ({purpose, choice})));
    this.#step({kind: 'show', state, ...(waiting.length === 0 ? {} : {waiting})});
    for (const withdrawal of added) {
      this.#unanswered.push({number: this.#name(withdrawal), withdrawal, turnsOff: true, isRepeated: true});
    }
    if (added.length > 0) void this.resend();
  }

  async press(gesture: Gesture): Promise<void> {
    if (turnsOff(gesture)) {
      for (const held of this.#held) {
        if (gesture.kind !== 'set' || held.kind !== 'set' || held.purpose === gesture.purpose) this.#held.delete(held);
      }
      this.#send(gesture);
      return;
    }
    this.#held.add(gesture);
    this.draw();
    while (this.#underWay > 0) await this.#answers;
    if (this.#unanswered.length > 0) await this.resend();
    if (!this.#held.delete(gesture)) return;
    // A stop that has not arrived goes first: a yes must not overtake it.
    if (this.#unanswered.length > 0) this.draw();
    else this.#send(gesture);
  }

  // Sends what waits for an answer once more: the same bytes under the same id, so that the verifier
  // records them once. What comes later does not overtake what cannot be sent now.
  async resend(): Promise<void> {
    clearTimeout(this.#retryTimer);
    for (let left = this.#unanswered.length; left > 0; left -= 1) {
      const sent = this.#unanswered.shift();
      if (!sent) return;
      this.#mustWait = false;
      this.#dispatch({...sent, isRepeated: true});
      await this.#answers;
      if (this.#mustWait) return;
    }
  }

  // A press that is asked about and then forgotten: browsers compile what runs for the first time, and a
  // person's first press is not to wait for that.
  rehearse(): void {
    const [purpose] = (this.#view?.groups ?? []).flatMap(({purposes}) => purposes);
    if (this.#over || !purpose) return;
    try {
      this.#ask(this.#submitting({kind: 'set', purpose: purpose.id, on: !purpose.on}));
    } catch {
      // The press itself will tell.
    }
  }

  // Nothing is shown any more. What turns something off is still sent until it is answered.
  close(): void {
    this.#over = true;
    this.#held.clear();
  }

  #ask(act: {readonly [name: string]: Json}): Step {
    return this.#core.evaluate<Step>({
      call: 'panel',
      language: this.#language,
      ...(this.#model === undefined ? {} : {model: this.#model}),
      act: {...act, dates: true, now: this.#around.now()},
    });
  }

  #step(act: {readonly [name: string]: Json}): Step | undefined {
    if (this.#over) return undefined;
    try {
      const step = this.#ask(act);
      this.#model = step.model;
      this.#view = step.view;
      this.draw();
      return step;
    } catch (error) {
      this.close();
      this.#around.broke(error);
      return undefined;
    }
  }

  // Shows the view once more, as it is.
  draw(): void {
    if (this.#over || !this.#view) return;
    const held = [...this.#held].flatMap((gesture) => (gesture.kind === 'set' ? [gesture.purpose] : []));
    this.#around.show(this.#view, new Set(held));
  }

  #submitting(gesture: Gesture): {readonly [name: string]: Json} {
    return {...gesture, submission_id: this.#around.submissionId(), ui_build: this.#around.uiBuild};
  }

  #send(gesture: Gesture): void {
    const step = this.#step(this.#submitting(gesture));
    if (!step?.submission) return;
    const {submission_id, subject, changes} = step.submission;
    const purposes = changes.map(({purpose, choice}) => ({purpose, choice}));
    const withdrawal = {submission_id, subject, purposes, body: JSON.stringify(step.submission)};
    this.#dispatch({number: this.#name(withdrawal), withdrawal, turnsOff: turnsOff(gesture), isRepeated: false});
  }

  #name({purposes}: Withdrawal): number {
    const number = ++this.#count;
    for (const {purpose} of purposes) this.#newest.set(purpose, number);
    return number;
  }

  #dispatch(sent: Sent): void {
    this.#underWay += 1;
    const {withdrawal, isRepeated} = sent;
    // Starts now; a rejection is looked at when its turn comes.
    const answer = (
      sent.turnsOff ? this.#around.withdraw({withdrawal, isRepeated}) : this.#around.submit(withdrawal.body)
    ).then(
      (ruling) => ({ruling}),
      (error: unknown) => ({error}),
    );
    this.#answers = this.#answers.then(async () => {
      const outcome = await answer;
      this.#underWay -= 1;
      if ('ruling' in outcome) this.#answered(sent, outcome.ruling);
      else this.#lost(sent, outcome.error);
    });
  }

  #answered(sent: Sent, ruling: Ruling): void {
    this.#retryMs = retryFirstMs;
    const verdicts = ruling.verdicts.filter((verdict) => {
      const {purpose} = verdict as {purpose?: string};
      return purpose !== undefined && this.#newest.get(purpose) === sent.number;
    });
    if (verdicts.length > 0) {
      this.#step({kind: 'answered', verdicts, ...(ruling.state === null ? {} : {state: ruling.state})});
    }
    if (!this.#over) this.#around.saved(ruling);
  }

  #lost(sent: Sent, error: unknown): void {
    if (sent.turnsOff) this.#unanswered = [...this.#unanswered, sent].sort((one, other) => one.number - other.number);
    this.#mustWait = !isUnacceptable(error);
    if (!sent.isRepeated) this.#step({kind: 'failed'});
    if (!this.#over) this.#around.failed(error instanceof VerifierError ? error : new VerifierError(0, 'network'));
    if (this.#unanswered.length === 0 || (this.#over && isOfAnotherSession(error))) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.resend(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, retryMaxMs);
  }
}
