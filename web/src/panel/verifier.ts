// The verifier as the panel talks to it. Knows paths, statuses and time limits; what an answer means
// is the core's to say.

import type {Json} from '../core.ts';

// A call that has no answer by then counts as lost.
const answerMaxSeconds = 10;

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

// Why nothing, or only the beginning of an answer, came.
function lost(cause: unknown): VerifierError {
  const isLate = cause instanceof DOMException && cause.name === 'TimeoutError';
  return new VerifierError(0, isLate ? 'timeout' : 'network');
}

async function textOf(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch (cause) {
    throw lost(cause);
  }
}

// No members where something else than a JSON object answers: a page of a hotel's network, a proxy's.
async function membersOf(answer: Response): Promise<Members> {
  const text = await textOf(answer);
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Members) : {};
  } catch {
    return {};
  }
}

function isStanding({catalogue, relations, now}: Members): boolean {
  return typeof catalogue === 'object' && Array.isArray(relations) && typeof now === 'string';
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

// The page's own token. A page that has none to give has nobody signed in.
async function bearer(accessToken: AccessToken, signal: AbortSignal): Promise<string> {
  try {
    return `Bearer ${await within(signal, Promise.resolve().then(accessToken))}`;
  } catch (cause) {
    const {code} = lost(cause);
    throw new VerifierError(0, code === 'timeout' ? code : 'token');
  }
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

  // Names the verifier among others.
  get folder(): string {
    return this.#endpoint.href;
  }

  async standing(subject: string | undefined): Promise<Standing> {
    const members = await this.#read('consents/me', subject);
    if (!isStanding(members)) throw new VerifierError(200, 'wrong_server');
    return members as unknown as Standing;
  }

  // In the language, as far as the verifier has its words.
  async history(subject: string, language: string): Promise<Timeline> {
    const members = await this.#read('consents/me/history', subject, {'accept-language': language});
    if (!Array.isArray(members['history'])) throw new VerifierError(200, 'wrong_server');
    return members as unknown as Timeline;
  }

  async receipt(id: string): Promise<Json> {
    return (await this.#read(`consents/me/receipts/${encodeURIComponent(id)}`)) as Json;
  }

  // Everybody's: no token is sent for it.
  async catalogue(id: string): Promise<{text: string; signed: boolean}> {
    const answer = await this.#fetch(new URL(`catalogues/${encodeURIComponent(id)}`, this.#endpoint), {});
    if (!answer.ok) throw await refusal(answer);
    const isJson = /\bjson\b/i.test(answer.headers.get('content-type') ?? '');
    if (!isJson) throw new VerifierError(answer.status, 'wrong_server');
    return {text: await textOf(answer), signed: answer.headers.has('catalogue-signature')};
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
    if (answer.ok && !Array.isArray(verdicts)) throw new VerifierError(answer.status, 'wrong_server');
    if (!Array.isArray(verdicts)) throw new VerifierError(answer.status, typeof code === 'string' ? code : 'http');
    return {verdicts, state: state ?? null, receipt: receipt as Receipt | undefined};
  }

  async #read(path: string, subject?: string, headers: Settings['headers'] = {}): Promise<Members> {
    const url = new URL(path, this.#endpoint);
    if (subject !== undefined) url.searchParams.set('subject', subject);
    const answer = await this.#fetch(url, {cache: 'no-store', headers}, this.#accessToken);
    if (!answer.ok) throw await refusal(answer);
    return membersOf(answer);
  }

  async #fetch(url: URL, settings: Settings, accessToken?: AccessToken): Promise<Response> {
    const signal = AbortSignal.timeout(answerMaxSeconds * 1000);
    const own = accessToken && {authorization: await bearer(accessToken, signal)};
    try {
      return await fetch(url, {
        ...settings,
        headers: {...settings.headers, ...own},
        credentials: this.#accessToken ? 'omit' : 'same-origin',
        redirect: 'error',
        signal,
      });
    } catch (cause) {
      throw lost(cause);
    }
  }
}
