// The core as a page talks to it: values in, values out. Every rule is behind this; the page only
// shows and sends what comes back.

import {Door, openDoor} from './door.ts';

export type Json = null | boolean | number | string | readonly Json[] | {readonly [name: string]: Json};

/** The catalogue that a core has loaded. */
export type Loaded = {readonly catalogue: string; readonly catalogue_version: string; readonly digest: string};

/** The state a question is about: as it was answered before, or what events amount to for a subject. */
export type StateAsked =
  | {readonly state: Json}
  | {readonly subject: string; readonly events?: readonly Json[]; readonly as_of?: string};

export type ProcessingQuestion = {
  readonly purpose: string;
  readonly role: string;
  readonly fields?: readonly string[];
  readonly source_store?: string;
  readonly record_time?: string;
  readonly offer_class?: string;
};

export type About = StateAsked & {readonly now: string; readonly question: ProcessingQuestion};

/** Nothing may be done unless `decision` is `allow`; `expires` is when the answer must be asked for again. */
export type Decision = {
  readonly decision: 'allow' | 'deny';
  readonly reason: string;
  readonly basis?: string;
  readonly consent_id?: string;
  readonly expires?: string;
};

/** What the core refused. `code` is stable, its sentence stands in the texts; `where` is a JSON Pointer. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly code: string;
  readonly where: string;

  constructor(code: string, where: string) {
    super(`${code} at ${where || 'the whole'}`);
    this.code = code;
    this.where = where;
  }
}

/** One conversation with the core: the catalogue and the events that were told stay until the next. */
export class Core {
  readonly #door: Door;
  #carried: Uint8Array = new Uint8Array();
  readonly #encoder = new TextEncoder();
  // Bad bytes and a byte order mark are faults, not something to repair.
  readonly #decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

  constructor(door: Door) {
    this.#door = door;
  }

  /** Opens the module that these bytes or this response hold. */
  static async open(source: Response | BufferSource): Promise<Core> {
    return new Core(await openDoor(source));
  }

  /** Any call of docs/EVALUATE.md; throws CoreError for what the core answers with an error. */
  // JSON.stringify comes first: it escapes lone surrogates, which TextEncoder would replace.
  evaluate<Answer>(request: Json): Answer {
    return this.ask<Answer>(JSON.stringify(request));
  }

  /** May this data be used for this purpose, by this role? */
  decide(about: About): Decision {
    return this.evaluate({call: 'decide_processing', ...about});
  }

  /** Loads a catalogue: its text as it was received, and whether its signature was found good. */
  load(catalogue: string, signed: boolean): Loaded {
    return this.ask(`{"call":"catalogue","catalogue":${catalogue},"signed":${signed}}`);
  }

  /** A request as its text, for what must reach the core in the bytes in which it came. */
  ask<Answer>(request: string): Answer {
    const {carried, answer} = this.#door.evaluate(this.#carried, this.#encoder.encode(request));
    this.#carried = carried;
    const {ok, error} = JSON.parse(this.#decoder.decode(answer)) as {
      ok?: Answer;
      error?: {code: string; where: string};
    };
    if (ok === undefined) throw new CoreError(error?.code ?? '', error?.where ?? '');
    return ok;
  }
}
