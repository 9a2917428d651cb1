// The verifier as the panel talks to it. Knows paths, statuses and time limits; what an answer means
// is the core's to say.

import type {Json} from '../core.ts';

const timeoutMs = 10_000;

export interface Relation {
  readonly subject: string;
  readonly subscriber_name: string;
}

export interface Standing {
  readonly catalogue: {readonly id: string; readonly version: string};
  readonly relations: readonly Relation[];
  readonly subject: string | null;
  readonly state: Json;
  readonly now: string;
}

export interface Receipt {
  readonly payload: Json;
  readonly jws: string;
}

// One line of what a person reads about themself (docs/EVALUATE.md, `history`).
export interface Line {
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly door?: string;
  readonly purposes: readonly {readonly id: string; readonly title?: string}[];
  readonly expires_at?: string;
  readonly receipt?: string;
}

export interface Timeline {
  readonly subject: string;
  readonly now: string;
  readonly history: readonly Line[];
}

// A page with a session of its own gets a token where it gets its own; asked before each call.
export type AccessToken = () => Promise<string> | string;

// What the verifier said about a submission: a verdict for each change, and the state after it.
export interface Ruling {
  readonly verdicts: readonly Json[];
  readonly state: Json;
  readonly receipt: Receipt | undefined;
}

// `status` is 0 when no answer came; `code` is the verifier's, or names what kept it away.
export class VerifierError extends Error {
  override readonly name = 'VerifierError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`${code} (${status})`);
    this.status = status;
    this.code = code;
  }
}

type Members = {readonly [name: string]: Json | undefined};

async function membersOf(answer: Response): Promise<Members> {
  try {
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null ? (body as Members) : {};
  } catch {
    return {};
  }
}

async function refusal(answer: Response): Promise<VerifierError> {
  const {code} = await membersOf(answer);
  return new VerifierError(answer.status, typeof code === 'string' ? code : 'http');
}

// The promise, or the end of the time that it has.
function within<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
  return Promise.race([promise, late]);
}

interface Settings extends RequestInit {
  readonly headers?: {readonly [name: string]: string};
}

export class Verifier {
  readonly #endpoint: URL;
  readonly #accessToken: AccessToken | undefined;

  // `endpoint` is the folder of the calls, with or without a slash at its end. With `accessToken` no
  // cookie of the verifier's is sent.
  constructor(endpoint: URL, accessToken?: AccessToken) {
    this.#endpoint = new URL(endpoint.href.replace(/\/*$/, '/'));
    this.#accessToken = accessToken;
  }

  async standing(subject: string | undefined): Promise<Standing> {
    return (await this.#read('consents/me', subject)) as Standing;
  }

  // In the language, as far as the verifier has its words.
  async history(subject: string, language: string): Promise<Timeline> {
    return (await this.#read('consents/me/history', subject, {'accept-language': language})) as Timeline;
  }

  async receipt(id: string): Promise<Json> {
    return (await this.#read(`consents/me/receipts/${encodeURIComponent(id)}`)) as Json;
  }

  // Everybody's: no token is sent for it.
  async catalogue(id: string): Promise<{text: string; signed: boolean}> {
    const answer = await this.#fetch(new URL(`catalogues/${encodeURIComponent(id)}`, this.#endpoint), {});
    if (!answer.ok) throw await refusal(answer);
    return {text: await answer.text(), signed: answer.headers.has('catalogue-signature')};
  }

  // Sends the bytes of a submission. The request outlives the page, so that closing it takes nothing
  // back. Throws VerifierError when nothing is known of what became of it.
  async submit(body: string): Promise<Ruling> {
    const answer = await this.#fetch(
      new URL('consents/me', this.#endpoint),
      {method: 'POST', headers: {'content-type': 'application/json'}, body, keepalive: true},
      this.#accessToken,
    );
    if (answer.status >= 500) throw await refusal(answer);
    const {verdicts, state, receipt, code} = await membersOf(answer);
    if (!Array.isArray(verdicts)) throw new VerifierError(answer.status, typeof code === 'string' ? code : 'http');
    return {verdicts, state: state ?? null, receipt: receipt as Receipt | undefined};
  }

  async #read(path: string, subject?: string, headers: Settings['headers'] = {}): Promise<unknown> {
    const url = new URL(path, this.#endpoint);
    if (subject !== undefined) url.searchParams.set('subject', subject);
    const answer = await this.#fetch(url, {cache: 'no-store', headers}, this.#accessToken);
    if (!answer.ok) throw await refusal(answer);
    return answer.json();
  }

  async #fetch(url: URL, settings: Settings, accessToken?: AccessToken): Promise<Response> {
    const signal = AbortSignal.timeout(timeoutMs);
    let lost = 'network';
    try {
      let {headers} = settings;
      if (accessToken) {
        lost = 'token';
        const token = await within(signal, Promise.resolve().then(accessToken));
        headers = {...headers, authorization: `Bearer ${token}`};
        lost = 'network';
      }
      return await fetch(url, {
        ...settings,
        ...(headers && {headers}),
        credentials: this.#accessToken ? 'omit' : 'same-origin',
        redirect: 'error',
        signal,
      });
    } catch (cause) {
      const late = cause instanceof DOMException && cause.name === 'TimeoutError';
      throw new VerifierError(0, late ? 'timeout' : lost);
    }
  }
}
