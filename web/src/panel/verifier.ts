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

export class Verifier {
  readonly #endpoint: URL;

  // `endpoint` is the folder of the calls, with or without a slash at its end.
  constructor(endpoint: URL) {
    this.#endpoint = new URL(endpoint.href.replace(/\/*$/, '/'));
  }

  // Names the verifier among others.
  get folder(): string {
    return this.#endpoint.href;
  }

  async standing(subject: string | undefined): Promise<Standing> {
    const url = new URL('consents/me', this.#endpoint);
    if (subject !== undefined) url.searchParams.set('subject', subject);
    const answer = await this.#fetch(url, {cache: 'no-store'});
    if (!answer.ok) throw await refusal(answer);
    const members = await membersOf(answer);
    if (!isStanding(members)) throw new VerifierError(answer.status, 'wrong_server');
    return members as unknown as Standing;
  }

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
    const answer = await this.#fetch(new URL('consents/me', this.#endpoint), {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body,
      keepalive: true,
    });
    if (answer.status >= 500) throw await refusal(answer);
    const {verdicts, state, receipt, code} = await membersOf(answer);
    if (answer.ok && !Array.isArray(verdicts)) throw new VerifierError(answer.status, 'wrong_server');
    if (!Array.isArray(verdicts)) throw new VerifierError(answer.status, typeof code === 'string' ? code : 'http');
    return {verdicts, state: state ?? null, receipt: receipt as Receipt | undefined};
  }

  async #fetch(url: URL, settings: RequestInit): Promise<Response> {
    try {
      return await fetch(url, {
        ...settings,
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(answerMaxSeconds * 1000),
      });
    } catch (cause) {
      throw lost(cause);
    }
  }
}
