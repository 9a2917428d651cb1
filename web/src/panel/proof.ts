// A receipt, checked in the browser of the person whose it is: what it says of rules, digests and the
// log by the whole core, its signatures by the browser's own cryptography. Loaded when somebody presses.
//
// The core is asked twice: first it names the signatures that must hold, then it is told which do.

import type {Json} from '../core.ts';
import {element} from '../dom.ts';
import {openCore} from '../open.ts';
import {proofFile} from '../proof-files.ts';
import {say, type Words} from '../words.ts';

interface Claim {
  readonly public_key: string;
  readonly message: string;
  readonly signature: string;
}

interface CheckLine {
  readonly check: string;
  readonly result: 'ok' | 'not_checked' | 'wrong';
  readonly where: string;
  readonly [gap: string]: string | number;
}

interface Answer {
  readonly claims: readonly Claim[];
  readonly lines: readonly CheckLine[];
  readonly proved: boolean;
}

interface ProofWords extends Words {
  readonly checks: {readonly [check: string]: string};
}

// What a receipt is checked with. `policy`: of the log's witnesses, where it has any; `catalogue`: the text
// of the version that the receipt names, where it could be had.
interface Trust {
  readonly keys: Json;
  readonly logKey: string;
  readonly policy?: string;
  readonly catalogue?: string;
}

const answerMaxSeconds = 30;

// Everybody's: neither cookie nor token goes with it.
async function read(url: URL): Promise<Response> {
  const answer = await fetch(url, {credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(answerMaxSeconds * 1000)});
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  return answer;
}

// The version stands in the receipt's context, as the name that its terms begin with.
async function catalogueOf(receipt: Json, folder: string): Promise<string | undefined> {
  const {payload} = receipt as {payload?: {'@context'?: {cat?: unknown}}};
  const cat = payload?.['@context']?.cat;
  const place = typeof cat === 'string' ? /\/(catalogues\/[^/#?]+\/versions\/\d+)#$/.exec(cat)?.[1] : undefined;
  return place === undefined ? undefined : read(new URL(place, folder)).then((answer) => answer.text(), () => undefined);
}

async function trustIn(receipt: Json, folder: string): Promise<Trust> {
  const [keys, logKey, {policy}, catalogue] = await Promise.all([
    read(new URL('../.well-known/jwks.json', folder)).then((answer) => answer.json() as Promise<Json>),
    read(new URL('../log/vkey', folder)).then((answer) => answer.text()),
    read(new URL('../log/witnesses', folder)).then((answer) => answer.json() as Promise<{policy?: string}>),
    catalogueOf(receipt, folder),
  ]);
  return {keys, logKey, ...(policy === undefined ? {} : {policy}), ...(catalogue === undefined ? {} : {catalogue})};
}

const algorithm = {name: 'Ed25519'};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

// The first of RFC 8032's own: whether this browser can tell a good signature from a bad one.
const known: Claim = {
  public_key: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  message: '',
  signature: '5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==',
};

async function isSigned({public_key: point, message, signature}: Claim): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', bytesOf(point), algorithm, false, ['verify']);
  return crypto.subtle.verify(algorithm, key, bytesOf(signature), bytesOf(message));
}

// What cannot be read as a key or a signature holds for nothing.
const holds = (claim: Claim): Promise<boolean> => isSigned(claim).catch(() => false);

async function canVerify(): Promise<boolean> {
  return (await holds(known)) && !(await holds({...known, message: 'AA=='}));
}

// Whether somebody beside the log has signed the heads that the receipt brings.
function isWitnessed(receipt: Json): boolean {
  const {log} = receipt as {readonly log?: readonly {readonly proof?: string}[]};
  return (log ?? []).some(({proof}) => (proof?.match(/^— /gm) ?? []).length > 1);
}

async function check(receipt: Json, {keys, logKey, policy, catalogue}: Trust): Promise<Answer> {
  const core = await openCore();
  if (catalogue !== undefined) core.load(catalogue, false);
  const asked = {
    call: 'verify_receipt',
    receipt,
    keys,
    log_key: logKey.trim(),
    text: catalogue !== undefined,
    now: new Date().toISOString(),
    ...(policy !== undefined && isWitnessed(receipt) ? {policy} : {}),
  };
  const {claims} = core.evaluate<Answer>(asked);
  return core.evaluate<Answer>({...asked, holds: await Promise.all(claims.map(holds))});
}

async function wordsIn(language: string): Promise<ProofWords> {
  return (await read(proofFile(language))).json() as Promise<ProofWords>;
}

const signs = {ok: '✓', not_checked: '–', wrong: '✗'} as const;

function drawn(line: CheckLine, words: ProofWords): HTMLElement {
  const gaps = Object.fromEntries(Object.entries(line).map(([gap, value]) => [gap, String(value)]));
  const own = words.words[`proof_line_${line.check}`];
  const sentence = say({words: {line: own ?? words.checks[line.check] ?? line.check}}, 'line', gaps);
  const item = element(
    'li',
    {'data-result': line.result},
    element('span', {'aria-hidden': 'true', class: 'sign'}, signs[line.result]),
    element('span', {class: 'result'}, `${say(words, `proof_${line.result}`)}: `),
    sentence,
  );
  if (line.result === 'wrong') item.append(' ', element('code', {}, line.where));
  return item;
}

export interface Proof {
  readonly verdict: string;
  readonly told: 'proved' | 'failed' | 'unable';
  // What was checked, line by line; nothing where nothing could be.
  readonly lines: readonly HTMLElement[];
}

// What came of it, in words to show; `folder` is the verifier's, of the calls. Throws where keys, words or the core cannot be had: then nothing
// was checked.
export async function prove(receipt: Json, folder: string, language: string): Promise<Proof> {
  const words = await wordsIn(language);
  if (!(await canVerify())) return {told: 'unable', verdict: say(words, 'proof_unable'), lines: []};
  const {lines, proved} = await check(receipt, await trustIn(receipt, folder));
  const told = proved ? 'proved' : 'failed';
  const list = element('ul', {class: 'checks', 'aria-label': say(words, 'proof_lines')}, ...lines.map((line) => drawn(line, words)));
  return {told, verdict: say(words, `proof_${told}`), lines: [list, element('p', {}, say(words, 'proof_trust'))]};
}
