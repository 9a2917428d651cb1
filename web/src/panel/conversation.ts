// What happens between a person's press and the verifier's answer, without a DOM. The core's panel
// says what to show and what to send; this carries the one to the page and the other to the verifier.
//
// A press that turns something off waits for nobody and is sent again until it is answered. A press
// that turns something on waits until everything sent before it has been answered, so that it is
// made on the newest state. Answers are taken in the order of sending.

import type {Core, Json} from '../core.ts';
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
  readonly changes: readonly {readonly purpose: string}[];
}

interface Step {
  readonly model: Json;
  readonly view: View;
  readonly submission?: Submission;
}

interface Sent {
  readonly number: number;
  readonly body: string;
  readonly turnsOff: boolean;
  readonly isRepeated: boolean;
}

export interface Surroundings {
  readonly uiBuild: string;
  now(): string;
  submissionId(): string;
  submit(body: string): Promise<Ruling>;
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
  #unanswered: Sent[] = [];
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

  show(state: Json, language: string = this.#language): void {
    this.#language = language;
    this.#step({kind: 'show', state});
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
    this.#draw();
    while (this.#underWay > 0) await this.#answers;
    if (this.#unanswered.length > 0) await this.resend();
    if (!this.#held.delete(gesture)) return;
    // A stop that has not arrived goes first: a yes must not overtake it.
    if (this.#unanswered.length > 0) this.#draw();
    else this.#send(gesture);
  }

  // Sends what waits for an answer once more: the same bytes under the same id, so that the verifier
  // records them once.
  async resend(): Promise<void> {
    clearTimeout(this.#retryTimer);
    const waiting = this.#unanswered;
    this.#unanswered = [];
    for (const sent of waiting) this.#dispatch({...sent, isRepeated: true});
    await this.#answers;
  }

  // Nothing is shown any more. What turns something off is still sent until it is answered.
  close(): void {
    this.#over = true;
    this.#held.clear();
  }

  #step(act: {readonly [name: string]: Json}): Step | undefined {
    if (this.#over) return undefined;
    try {
      const step = this.#core.evaluate<Step>({
        call: 'panel',
        language: this.#language,
        ...(this.#model === undefined ? {} : {model: this.#model}),
        act: {...act, dates: true, now: this.#around.now()},
      });
      this.#model = step.model;
      this.#view = step.view;
      this.#draw();
      return step;
    } catch (error) {
      this.close();
      this.#around.broke(error);
      return undefined;
    }
  }

  #draw(): void {
    if (this.#over || !this.#view) return;
    const held = [...this.#held].flatMap((gesture) => (gesture.kind === 'set' ? [gesture.purpose] : []));
    this.#around.show(this.#view, new Set(held));
  }

  #send(gesture: Gesture): void {
    const step = this.#step({
      ...gesture,
      submission_id: this.#around.submissionId(),
      ui_build: this.#around.uiBuild,
    });
    if (!step?.submission) return;
    const purposes = step.submission.changes.map(({purpose}) => purpose);
    const number = ++this.#count;
    for (const purpose of purposes) this.#newest.set(purpose, number);
    this.#dispatch({number, body: JSON.stringify(step.submission), turnsOff: turnsOff(gesture), isRepeated: false});
  }

  #dispatch(sent: Sent): void {
    this.#underWay += 1;
    // Starts now; a rejection is looked at when its turn comes.
    const answer = this.#around.submit(sent.body).then(
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
    if (sent.turnsOff) this.#unanswered.push(sent);
    if (!sent.isRepeated) this.#step({kind: 'failed'});
    if (!this.#over) this.#around.failed(error instanceof VerifierError ? error : new VerifierError(0, 'network'));
    if (this.#unanswered.length === 0) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.resend(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, retryMaxMs);
  }
}
