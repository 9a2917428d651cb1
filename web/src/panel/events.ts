// The events of the panel. All bubble and cross shadow roots; none can be cancelled, since they tell
// what has happened.

import type {Receipt} from './verifier.ts';

export interface ConsentOfPurpose {
  readonly on: boolean; // where the switch stands
  readonly allowed: boolean; // what the core answers: nothing may be done without this
  readonly reason: string;
  readonly phase: string;
}

export interface Consent {
  readonly subject: string;
  readonly language: string;
  readonly purposes: {readonly [purpose: string]: ConsentOfPurpose};
}

export class ReadyEvent extends Event {
  readonly consent: Consent;
  constructor(consent: Consent) {
    super('samtycke-ready', {bubbles: true, composed: true});
    this.consent = consent;
  }
}

// Something about a purpose is not as it was: its switch, its phase, or whether it is allowed.
export class ChangeEvent extends Event {
  readonly consent: Consent;
  constructor(consent: Consent) {
    super('samtycke-change', {bubbles: true, composed: true});
    this.consent = consent;
  }
}

// The verifier has answered a submission; `receipt` is there when something was recorded.
export class SavedEvent extends Event {
  readonly consent: Consent;
  readonly receipt: Receipt | undefined;
  constructor(consent: Consent, receipt: Receipt | undefined) {
    super('samtycke-saved', {bubbles: true, composed: true});
    this.consent = consent;
    this.receipt = receipt;
  }
}

// `status` is the HTTP status, 0 where no answer came; `code` the verifier's or the core's, or
// network, timeout, token, http, module, wrong_server, wrong_catalogue, or waiting: a yes was held back
// by a withdrawal that has not arrived.
export class PanelErrorEvent extends Event {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    super('samtycke-error', {bubbles: true, composed: true});
    this.code = code;
    this.status = status;
  }
}

export interface PanelEvents {
  'samtycke-ready': ReadyEvent;
  'samtycke-change': ChangeEvent;
  'samtycke-saved': SavedEvent;
  'samtycke-error': PanelErrorEvent;
}
