// The calls of publishing (docs/PUBLISHING.md), as the page makes them.

export interface Staff {
  readonly id: string;
  readonly name: string;
}

export interface Revision {
  readonly draft: string;
  readonly revision: number;
  readonly editor: Staff;
  readonly at: string;
}

export interface Finding {
  readonly code: string;
  readonly row?: string;
  readonly where: string;
  readonly name?: string;
  readonly level?: 'warning';
}

export interface PurposeFate {
  readonly purpose: string;
  readonly fate: 'added' | 'removed' | 'asked_again' | 'reworded' | 'changed';
  readonly processing: readonly string[];
  readonly words: readonly string[];
  readonly others: readonly string[];
}

export interface Change {
  readonly purposes: readonly PurposeFate[];
  readonly findings: readonly Finding[];
  readonly may_follow: boolean;
}

export interface Draft extends Revision {
  readonly editors: readonly Staff[];
  readonly approvals: readonly {readonly digest: string; readonly approver: Staff; readonly at: string}[];
  readonly published: boolean;
  readonly digest?: string;
  readonly approved?: boolean;
  readonly change?: Change;
}

export interface Publication {
  readonly catalogue: string;
  readonly version: string;
  readonly version_number: number;
  readonly published_at: string;
  readonly in_force_from: string;
  readonly edited_by: readonly Staff[];
  readonly approved_by: Staff;
}

export interface AskedAgain {
  readonly group: number;
  readonly purposes: readonly {readonly purpose: string; readonly at_least: number | null}[];
}

// What the verifier said no to, with its sentence for people; status 0: nothing came back.
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly problem: {readonly code?: string; readonly detail?: string; readonly editor?: Staff; readonly at?: string};

  constructor(status: number, problem: Refused['problem']) {
    super(problem.detail ?? problem.code ?? '');
    this.status = status;
    this.problem = problem;
  }
}

const folder = '/v1/drafts';
const callMaxSeconds = 30;

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    const language = document.documentElement.lang;
    const headers = {'accept-language': language, ...init.headers};
    answer = await fetch(path, {...init, headers, signal: AbortSignal.timeout(callMaxSeconds * 1000)});
  } catch {
    throw new Refused(0, {});
  }
  if (answer.ok) return answer;
  throw new Refused(answer.status, (await answer.json().catch(() => ({}))) as Refused['problem']);
}

const read = async <Answer>(path: string): Promise<Answer> => (await call(path)).json() as Promise<Answer>;

const post = async <Answer>(path: string, value: unknown): Promise<Answer> =>
  (await call(path, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(value)})).json() as Promise<Answer>;

const asText = {'content-type': 'text/plain; charset=utf-8'};

export const listDrafts = (): Promise<{drafts: readonly Revision[]; publications: readonly Publication[]}> => read(folder);

export const readDraft = (draft: string): Promise<Draft> => read(`${folder}/${draft}`);

export async function readText(draft: string): Promise<{text: string; revision: number}> {
  const answer = await call(`${folder}/${draft}/text`);
  return {text: await answer.text(), revision: Number(answer.headers.get('etag')?.replaceAll('"', ''))};
}

export async function beginDraft(text: string): Promise<Revision> {
  return (await call(folder, {method: 'POST', headers: asText, body: text})).json() as Promise<Revision>;
}

// Refused with 412 where somebody has saved another revision than the one this was made from.
export async function saveDraft(draft: string, text: string, revision: number): Promise<Revision> {
  const headers = {...asText, 'if-match': `"${revision}"`};
  return (await call(`${folder}/${draft}`, {method: 'PUT', headers, body: text})).json() as Promise<Revision>;
}

export const readAskedAgain = (draft: string): Promise<AskedAgain> => read(`${folder}/${draft}/asked-again`);

export const approve = (draft: string, digest: string): Promise<unknown> => post(`${folder}/${draft}/approvals`, {digest});

export const publish = (draft: string, digest: string, from?: string): Promise<Publication> =>
  post(`${folder}/${draft}/publication`, {digest, ...(from && {from})});

export async function readVersion(catalogue: string, version?: number): Promise<string> {
  const path = `/v1/catalogues/${catalogue}${version === undefined ? '' : `/versions/${version}`}`;
  return (await call(path)).text();
}
