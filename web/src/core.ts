// The core as a page talks to it: values in, values out. Every rule is behind this; the page only
// shows and sends what comes back.

import {Door, openDoor} from './door.ts';

export type Json = null | boolean | number | string | readonly Json[] | {readonly [name: string]: Json};

// What the core refused. `code` is stable, its sentence stands in the texts; `where` is a pointer.
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

const nothing = new Uint8Array();

export class Core {
  readonly #door: Door;
  readonly #encoder = new TextEncoder();
  // Bad bytes and a byte order mark are faults, not something to repair.
  readonly #decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

  constructor(door: Door) {
    this.#door = door;
  }

  static async open(source: Response | BufferSource): Promise<Core> {
    return new Core(await openDoor(source));
  }

  // JSON.stringify comes first: it escapes lone surrogates, which TextEncoder would replace.
  evaluate<Answer>(request: Json): Answer {
    return this.#ask<Answer>(JSON.stringify(request));
  }

  // The catalogue goes to the core as the bytes that were received; JavaScript does not read it.
  load(catalogue: string, signed: boolean): {readonly catalogue_version: string; readonly digest: string} {
    return this.#ask(`{"call":"catalogue","catalogue":${catalogue},"signed":${signed}}`);
  }

  #ask<Answer>(request: string): Answer {
    const {answer} = this.#door.evaluate(nothing, this.#encoder.encode(request));
    const {ok, error} = JSON.parse(this.#decoder.decode(answer)) as {
      ok?: Answer;
      error?: {code: string; where: string};
    };
    if (ok === undefined) throw new CoreError(error?.code ?? '', error?.where ?? '');
    return ok;
  }
}
