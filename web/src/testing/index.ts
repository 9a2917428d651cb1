// `samtycke/testing`: a page's tests against chosen consent states, without a server.
//
// This is no verifier. It signs nothing, keeps nothing, knows no session and lets everybody in. What
// it shares with one is the core: that, and nothing here, judges what is submitted.

import {type Core, CoreError, type Decision, type Loaded, type ProcessingQuestion} from '../core.ts';
import {openCore} from '../open.ts';
import {type Choice, eventsOf, type Judged, type Members, onPage, type Person} from './past.ts';

export type {Choice, Judged, Members, Person};

/** How a call ends: with its answer, without any (`cut`), or with this status. */
export type Outcome = 'answer' | 'cut' | number;

export interface Settings {
  /** The catalogue: its text, or the same as an object. */
  readonly catalogue: string | object;
  /** Whether it counts as signed. Without a signature nobody can grant. Default: yes. */
  readonly signed?: boolean;
  /** Who is signed in; what is left out is made up. */
  readonly person?: Partial<Person>;
  /** What the person has chosen, by purpose: `granted`, `refused`, `withdrawn`, or any other `choice` of `judge`. */
  readonly choices?: {readonly [purpose: string]: Choice};
  /** Purposes whose gate the company keeps closed. All others are open. */
  readonly closed?: readonly string[];
  /** The language in which the person chose. Default: `sv`. */
  readonly language?: string;
  /** Where the verifier's clock begins; it runs. Default: the time that it is. */
  readonly now?: Date | string;
  /** A core that is open already: the whole one. */
  readonly core?: Core;
}

/** A submission of the page, and what the core said about it. */
export interface Submitted {
  readonly submission: Members;
  readonly verdicts: Judged['verdicts'];
}

const somebody: Person = {
  subject: 'sub-test',
  person: 'prs-test',
  subscriber: 'sbr-test',
  subscriber_name: 'Exempelbolaget',
  subscriber_kind: 'company',
};

export async function createVerifier(settings: Settings): Promise<TestVerifier> {
  return new TestVerifier(settings, settings.core ?? (await openCore()));
}

export class TestVerifier {
  /** How calls end that read, and such that submit: to test what a page does when the verifier fails. */
  reading: Outcome = 'answer';
  submitting: Outcome = 'answer';
  /** What the page submitted, in order. */
  readonly submitted: Submitted[] = [];
  readonly person: Person;
  readonly #core: Core;
  readonly #text: string;
  readonly #signed: boolean;
  readonly #loaded: Loaded;
  readonly #events: Members[];
  readonly #answers = new Map<string, string>();
  #clockAheadMs = 0;

  constructor(settings: Settings, core: Core) {
    const {catalogue, signed = true, person, choices = {}, closed = [], language = 'sv', now} = settings;
    this.#core = core;
    this.#text = typeof catalogue === 'string' ? catalogue : JSON.stringify(catalogue);
    this.#signed = signed;
    this.#loaded = core.load(this.#text, signed);
    this.person = {...somebody, ...person};
    if (now !== undefined) this.now = now;
    this.#events = eventsOf(core, {person: this.person, choices, closed, language}, this.now);
  }

  /** The verifier's clock. Setting it moves it; it runs on from there. */
  get now(): string {
    return new Date(Date.now() + this.#clockAheadMs).toISOString();
  }
  set now(moment: Date | string) {
    this.#clockAheadMs = new Date(moment).getTime() - Date.now();
  }

  /** What was accepted so far, the past included. */
  get events(): readonly Members[] {
    return [...this.#events];
  }

  /** What the events amount to now. */
  get state(): Members {
    return this.#core.evaluate({call: 'state', subject: this.person.subject, events: this.#events});
  }

  /** What a back end that asks this question now is answered. */
  decide(question: ProcessingQuestion): Decision {
    return this.#core.decide({subject: this.person.subject, events: this.#events, now: this.now, question});
  }

  /** Answers the calls that the panel makes, as `fetch` would: `/consents/me` with what is under it, and `/catalogues/…`. */
  readonly fetch = async (input: Request | URL | string, init: RequestInit = {}): Promise<Response> => {
    const request = input instanceof Request ? input : undefined;
    const url = addressOf(input);
    const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
    const outcome = method === 'GET' ? this.reading : this.submitting;
    if (outcome === 'cut') throw new TypeError('the connection was cut');
    if (outcome !== 'answer') return problem(outcome, 'unavailable');
    if (/\/catalogues\/[^/]+$/.test(url.pathname)) return this.#catalogue(url);
    if (/\/consents\/me\/history$/.test(url.pathname)) return this.#history(url.searchParams.get('subject'));
    if (/\/consents\/me\/receipts\//.test(url.pathname)) return this.#receipt(url);
    if (!/\/consents\/me$/.test(url.pathname)) return problem(404, 'not_found');
    if (method === 'GET') return this.#standing(url.searchParams.get('subject'));
    return this.#submit(init.body === undefined ? ((await request?.text()) ?? '') : await new Response(init.body).text());
  };

  /**
   * Puts this in the place of `fetch` for what is under `endpoint`; everything else goes where it went.
   * Returns what takes it out again.
   */
  install(endpoint: URL | string = '/v1'): () => void {
    const before = globalThis.fetch;
    const {href} = addressOf(endpoint);
    const folder = href.replace(/\/*$/, '/');
    globalThis.fetch = (input, init) =>
      addressOf(input).href.startsWith(folder) ? this.fetch(input, init) : before(input, init);
    return () => {
      globalThis.fetch = before;
    };
  }

  #catalogue({pathname}: URL): Response {
    if (!pathname.endsWith(`/${encodeURIComponent(this.#loaded.catalogue)}`)) return problem(404, 'not_found');
    const headers = {'content-type': 'application/json', ...(this.#signed ? {'catalogue-signature': 'test'} : {})};
    return new Response(this.#text, {headers});
  }

  #standing(asked: string | null): Response {
    const {subject, subscriber_name, subscriber_kind} = this.person;
    if (asked !== null && asked !== subject) return problem(404, 'not_found');
    return Response.json({
      catalogue: {id: this.#loaded.catalogue, version: this.#loaded.catalogue_version, digest: this.#loaded.digest},
      relations: [{subject, subscriber_name, subscriber_kind}],
      subject,
      state: this.state,
      now: this.now,
    });
  }

  #history(asked: string | null): Response {
    const {subject} = this.person;
    if (asked !== null && asked !== subject) return problem(404, 'not_found');
    const {now} = this;
    const told = this.#core.evaluate<Members>({call: 'history', subject, language: 'sv', now, events: this.#events});
    return Response.json({subject, now, ...told});
  }

  #receipt({pathname}: URL): Response {
    const id = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
    for (const [body, answer] of this.#answers) {
      if ((JSON.parse(body) as Members)['submission_id'] !== id) continue;
      return Response.json((JSON.parse(answer) as Members)['receipt']);
    }
    return problem(404, 'not_found');
  }

  // The same bytes once more are answered as before and recorded once.
  #submit(body: string): Response {
    const before = this.#answers.get(body);
    if (before !== undefined) return json(201, before);
    let submission: Members;
    try {
      submission = JSON.parse(body) as Members;
    } catch {
      return problem(400, 'not_json');
    }
    let judged: Judged;
    try {
      judged = this.#judge(body);
    } catch (error) {
      if (error instanceof CoreError) return problem(422, error.code);
      throw error;
    }
    const {events, state, verdicts} = judged;
    this.submitted.push({submission, verdicts});
    if (events.length === 0) return json(409, JSON.stringify({verdicts, state}));
    this.#events.push(...events);
    const receipt = {payload: {events}, jws: ''};
    const answer = JSON.stringify({verdicts, state, receipt});
    this.#answers.set(body, answer);
    return json(201, answer);
  }

  // The core reads the bytes that came.
  #judge(body: string): Judged {
    const about = {actor: onPage(this.person), subject: this.person.subject, events: this.#events, now: this.now};
    return this.#core.ask(`{"call":"judge","submission":${body},${JSON.stringify(about).slice(1)}`);
  }
}

function addressOf(input: Request | URL | string): URL {
  return new URL(input instanceof Request ? input.url : input, globalThis.document?.baseURI ?? 'http://localhost/');
}

function json(status: number, text: string): Response {
  return new Response(text, {status, headers: {'content-type': 'application/json'}});
}

function problem(status: number, code: string): Response {
  return json(status, JSON.stringify({status, code}));
}
