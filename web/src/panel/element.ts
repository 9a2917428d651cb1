import {adopt, Base} from '../base.ts';
import {Core} from '../core.ts';
import type {Listen} from '../listen.ts';
import {type Outbox, outboxOf, type Withdrawal} from '../outbox/outbox.ts';
import {panelModule} from '../panel-module.ts';
import {sheets} from '../sheet.ts';
import {fetchLater, fetchWords, known, type Words} from '../words.ts';
import {forget, remember, remembered} from './chosen.ts';
import {Conversation, type View} from './conversation.ts';
import {Drawing, reasonsOf} from './draw.ts';
import {ChangeEvent, type Consent, PanelErrorEvent, type PanelEvents, ReadyEvent, SavedEvent} from './events.ts';
import text from './panel.css';
import {told, Trouble} from './trouble.ts';
import {type AccessToken, type Ruling, type Standing, Verifier, VerifierError} from './verifier.ts';

declare const SAMTYCKE_UI_BUILD: string;

const moduleMaxSeconds = 30;

interface Loaded {
  readonly core: Core;
  readonly verifier: Verifier;
  readonly outbox: Outbox;
  readonly kept: readonly Withdrawal[];
  readonly catalogue: string;
  readonly conversation: Conversation;
  words: Words;
  standing: Standing;
  explained?: Promise<void> | undefined; // once the reasons of refusals have sentences
}

export {
  ChangeEvent,
  type Consent,
  type ConsentOfPurpose,
  PanelErrorEvent,
  type PanelEvents,
  ReadyEvent,
  SavedEvent,
} from './events.ts';
export type {AccessToken, Receipt} from './verifier.ts';

/**
 * The switches of a signed-in person, as the core says they are. What is inside the element is shown
 * where the panel cannot work.
 *
 * @tag samtycke-panel
 * @attr {string} catalogue - the id of the catalogue; without it, the one the verifier names
 * @attr {string} endpoint - the folder of the verifier's calls; without it, or when it is no http address, `/v1`. Cookies go to the page's own origin only
 * @attr {"sv"|"en"} lang - without it, or when it is neither, the language around the element
 * @attr {"switches"|"summary"} mode - `summary` shows what is on and changes nothing; anything else shows switches
 * @slot - what is shown where the panel cannot work: a form that withdraws without script
 * @fires {ReadyEvent} samtycke-ready - the person's choices are on the screen; carries `consent`
 * @fires {ChangeEvent} samtycke-change - a switch, its phase, or what is allowed is not as it was; carries `consent`
 * @fires {SavedEvent} samtycke-saved - the verifier has answered a submission; carries `consent`, and `receipt` when something was recorded
 * @fires {PanelErrorEvent} samtycke-error - something failed; the panel says so in words too. Carries `code` and `status` (0: no answer came)
 * @csspart panel - everything the panel draws
 * @csspart chooser - which company it is about, for a person who belongs to several
 * @csspart notes - that it is voluntary, how to withdraw, what an employer sees
 * @csspart group - purposes that belong together, under their heading
 * @csspart purpose - one purpose with all that is told about it
 * @csspart line - its title and its switch: the whole line can be pressed
 * @csspart title - its title
 * @csspart word - `on`, `off` or `saving`, in words
 * @csspart switch - the switch itself, a native checkbox
 * @csspart facts - which data, how far back, what is done with it, who receives it
 * @csspart buttons - the row of buttons for all purposes
 * @csspart button - one of them; its `value` tells which
 * @csspart term - until when a yes lasts, and when it is reminded of
 * @csspart history - what was done before, shown when it is opened
 * @csspart status - what became of the last press
 * @csspart trouble - what went wrong, in words
 * @cssprop --samtycke-ink - text
 * @cssprop --samtycke-soft - text of less weight
 * @cssprop --samtycke-line - edges of switches and buttons
 * @cssprop --samtycke-rule - the lines between purposes
 * @cssprop --samtycke-surface - what switches and buttons lie on
 * @cssprop --samtycke-on - a switch that is on
 * @cssprop --samtycke-on-pressed - the same, under a finger
 * @cssprop --samtycke-thumb - the knob of a switch
 * @cssprop --samtycke-stopped - what went wrong
 * @cssprop --samtycke-note - the edge of the notes
 * @cssprop --samtycke-focus - the ring around what has the focus
 * @cssprop --samtycke-corner - how round corners are
 */
export class SamtyckePanel extends Base {
  /** @internal */
  static readonly observedAttributes: readonly string[] = ['catalogue', 'endpoint', 'lang', 'mode'];
  /** @ignore */
  declare readonly addEventListener: Listen<PanelEvents, AddEventListenerOptions>;
  /** @ignore */
  declare readonly removeEventListener: Listen<PanelEvents, EventListenerOptions>;

  // What is in the element's place when nothing else can be: the page's own form.
  readonly #slot = document.createElement('slot');
  readonly #trouble = new Trouble();
  readonly #drawing: Drawing;
  #loaded: Loaded | undefined;
  #chosen: string | undefined;
  #accessToken: AccessToken | undefined;
  #consent: Consent | undefined;
  #clockAheadMs = 0;
  #generation = 0;
  #isPending = false;
  #subscriptions: AbortController | undefined;

  constructor() {
    super();
    this.#drawing = new Drawing(
      (gesture) => void this.#loaded?.conversation.press(gesture),
      (subject) => this.#choose(subject),
    );
    this.#drawing.root.hidden = true;
    const root = this.attachShadow({mode: 'open'});
    root.adoptedStyleSheets = sheets(text);
    root.append(this.#drawing.root, this.#trouble.root, this.#slot);
  }

  /** The id of the catalogue as the attribute tells it, or empty. */
  get catalogue(): string {
    return this.getAttribute('catalogue')?.trim() ?? '';
  }
  set catalogue(id: string | null | undefined) {
    this.#reflect('catalogue', id);
  }

  /** Where the verifier's calls are: the attribute, resolved, or `/v1`. */
  get endpoint(): URL {
    const fallback = new URL('/v1', document.baseURI);
    const wanted = this.getAttribute('endpoint')?.trim();
    if (!wanted || !URL.canParse(wanted, document.baseURI)) return fallback;
    const url = new URL(wanted, document.baseURI);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : fallback;
  }
  set endpoint(url: URL | string | null | undefined) {
    this.#reflect('endpoint', url);
  }

  /** The language that is shown: the element's own, or that around it, or Swedish. */
  get language(): string {
    const around = this.parentElement?.closest('[lang]')?.getAttribute('lang');
    return known(this.getAttribute('lang')) ?? known(around) ?? 'sv';
  }

  /** Whether the panel shows switches or only what is on. */
  get mode(): 'switches' | 'summary' {
    return this.getAttribute('mode')?.trim().toLowerCase() === 'summary' ? 'summary' : 'switches';
  }
  set mode(mode: string | null | undefined) {
    this.#reflect('mode', mode);
  }

  /**
   * For a page with a session of its own: hands over a short-lived access token of whoever is signed in
   * there, asked before each call. No cookie of the verifier's is sent.
   */
  get getAccessToken(): AccessToken | undefined {
    return this.#accessToken;
  }
  set getAccessToken(getAccessToken: AccessToken | null | undefined) {
    this.#accessToken = getAccessToken ?? undefined;
    if (this.isConnected) this.#loadSoon();
  }

  /** What the switches show and what may be done, or nothing while that is not known. */
  get consent(): Consent | undefined {
    return this.#consent;
  }

  /** Whether the core allows the purpose now. Unknown purpose, panel not ready: no. */
  allows(purpose: string): boolean {
    const purposes = this.#consent?.purposes;
    return purposes !== undefined && Object.hasOwn(purposes, purpose) && purposes[purpose]?.allowed === true;
  }

  /** @internal */
  connectedCallback(): void {
    adopt(this, 'getAccessToken');
    this.#subscriptions = new AbortController();
    const {signal} = this.#subscriptions;
    document.addEventListener('visibilitychange', () => this.#returned(), {signal});
    window.addEventListener('pageshow', (event) => event.persisted && this.#returned(), {signal});
    window.addEventListener('online', () => this.#reached(), {signal});
    this.#loadSoon();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#subscriptions?.abort();
    this.#generation += 1;
    this.#loaded?.conversation.close();
    this.#loaded = undefined;
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === 'mode') this.#loaded?.conversation.draw();
    else if (name === 'lang' && this.#loaded) void this.#translate(this.#loaded);
    else this.#loadSoon();
  }

  // Frameworks take an attribute away by writing nothing into its property.
  #reflect(name: string, value: URL | string | null | undefined): void {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  // Changes of attributes within one task are one change.
  #loadSoon(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    queueMicrotask(() => {
      this.#isPending = false;
      if (this.isConnected) void this.#load();
    });
  }

  async #load(): Promise<void> {
    const generation = ++this.#generation;
    const isLate = () => generation !== this.#generation;
    try {
      const loaded = await this.#gather();
      if (isLate()) return;
      this.#loaded?.conversation.close();
      this.#loaded = loaded;
      this.#consent = undefined;
      this.#trouble.clear();
      const {standing, kept} = loaded;
      if (standing.state !== null) loaded.conversation.show(standing.state, {kept});
      else if (standing.relations.length > 0) this.#reveal(loaded);
      if (this.#consent) this.dispatchEvent(new ReadyEvent(this.#consent));
      if (this.mode === 'switches') globalThis.requestIdleCallback?.(() => loaded.conversation.rehearse());
    } catch (error) {
      if (!isLate()) this.#giveUp(error);
    }
  }

  async #gather(): Promise<Loaded> {
    const verifier = new Verifier(this.endpoint, this.#accessToken);
    const outbox = outboxOf(verifier);
    const language = this.language;
    const asked = this.#standing(verifier);
    // Opens the outbox meanwhile; what is in it is read when it is known whose it is.
    void outbox.waiting('').catch(() => undefined);
    // One after the other only where the page leaves it to the verifier to name the catalogue.
    const wanted = this.catalogue || asked.then(({catalogue}) => catalogue.id);
    const [{core, catalogue}, words, standing, kept] = await Promise.all([
      openWithCatalogue(verifier, wanted),
      fetchWords(language),
      asked,
      asked.then(({subject}) => outbox.waiting(subject ?? '')),
    ]);
    this.#keepTime(standing);
    const others = standing.relations.map(({subject}) => subject).filter((subject) => subject !== standing.subject);
    if (others.length > 0) void outbox.deliver(others).catch(() => undefined);
    const conversation: Conversation = new Conversation(core, language, {
      uiBuild: SAMTYCKE_UI_BUILD,
      // The verifier's clock, so that a wrong one here neither ends nor prolongs anything.
      now: () => new Date(Date.now() + this.#clockAheadMs).toISOString(),
      submissionId: () => crypto.randomUUID(),
      submit: (body) => outbox.grant(standing.subject ?? '', body),
      withdraw: (attempt) => outbox.withdraw(attempt),
      show: (view, held) => this.#show(view, held),
      saved: (ruling) => this.#saved(ruling),
      failed: (error) => this.#failed(error),
      broke: (error) => this.#giveUp(error),
    });
    return {core, verifier, outbox, kept, catalogue, conversation, words, standing};
  }

  // The same choices in another language.
  async #translate(loaded: Loaded): Promise<void> {
    const language = this.language;
    try {
      const words = await fetchWords(language);
      if (this.#loaded !== loaded || this.language !== language) return;
      loaded.words = words;
      loaded.explained = undefined;
      if (loaded.standing.state !== null) loaded.conversation.show(loaded.standing.state, {language});
      else this.#reveal(loaded);
    } catch (error) {
      if (this.#loaded === loaded) this.#giveUp(error);
    }
  }

  // Why something was refused is said in sentences that most visits never need.
  async #explain(loaded: Loaded): Promise<void> {
    const {words} = loaded;
    const {codes} = await fetchLater(this.language).catch(() => ({codes: {}})); // a bare code tells more than nothing
    if (this.#loaded !== loaded || loaded.words !== words) return;
    loaded.words = {...words, codes};
    loaded.conversation.draw();
  }

  // What another window, door or version of the catalogue has changed meanwhile.
  async #refresh(loaded: Loaded): Promise<void> {
    try {
      const standing = await this.#standing(loaded.verifier);
      const {subject, state, catalogue} = loaded.standing;
      const kept = await loaded.outbox.waiting(standing.subject ?? '');
      if (this.#loaded !== loaded || !loaded.conversation.idle) return;
      if (standing.subject !== subject || standing.state === null) {
        this.#loadSoon();
        return;
      }
      const isOther = standing.catalogue.version !== catalogue.version;
      const received = isOther && (await fetchCatalogue(loaded.verifier, loaded.catalogue));
      if (this.#loaded !== loaded) return;
      if (received) loadCatalogue(loaded.core, received);
      this.#keepTime(standing);
      loaded.standing = standing;
      const isNew = isOther || JSON.stringify(standing.state) !== JSON.stringify(state);
      if (isNew || kept.length > 0) loaded.conversation.show(standing.state, {kept});
    } catch (error) {
      if (this.#loaded === loaded) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const {code, status} = told(error);
    // Somebody else has signed in: what stands here is not theirs.
    if (code === 'other_person') return this.#loadSoon();
    if (this.#loaded) this.#trouble.tell(this.#loaded.words, error);
    this.dispatchEvent(new PanelErrorEvent(code, status));
  }

  #keepTime(standing: Standing): void {
    this.#clockAheadMs = Date.parse(standing.now) - Date.now() || 0;
  }

  #saved(ruling: Ruling): void {
    const loaded = this.#loaded;
    if (!loaded || !this.#consent) return;
    this.#trouble.clear();
    if (ruling.state !== null) loaded.standing = {...loaded.standing, state: ruling.state};
    if (ruling.receipt !== undefined) this.#drawing.history.refresh();
    this.dispatchEvent(new SavedEvent(this.#consent, ruling.receipt));
    // What was refused may have been asked on an older catalogue. The reason is told before that is shown.
    if (ruling.receipt === undefined && loaded.conversation.idle) void Promise.resolve(loaded.explained).then(() => this.#refresh(loaded));
  }

  // A choice of relation that is not this person's any more counts as none.
  async #standing(verifier: Verifier): Promise<Standing> {
    const subject = this.#chosen ?? remembered();
    try {
      return await verifier.standing(subject);
    } catch (error) {
      if (subject === undefined || !(error instanceof VerifierError) || error.status !== 404) throw error;
      this.#chosen = undefined;
      forget();
      return verifier.standing(undefined);
    }
  }

  #choose(subject: string): void {
    this.#chosen = subject;
    remember(subject);
    this.#drawing.leave();
    this.#loadSoon();
  }

  // There is a network again.
  #reached(): void {
    void this.#loaded?.conversation.resend();
    this.#drawing.history.refresh();
  }

  // The page is looked at again.
  #returned(): void {
    const loaded = this.#loaded;
    if (document.visibilityState !== 'visible' || !loaded) return;
    if (loaded.conversation.idle) void this.#refresh(loaded);
    else void loaded.conversation.resend();
  }

  #reveal({standing, words, verifier}: Loaded): void {
    this.#drawing.relations(standing.relations, standing.subject, words);
    this.#drawing.history.about(verifier, standing.subject, this.language, words);
    this.#drawing.root.hidden = false;
    this.#slot.hidden = true;
  }

  #show(view: View, held: ReadonlySet<string>): void {
    const loaded = this.#loaded;
    if (!loaded) return;
    this.#drawing.root.lang = view.language;
    this.#reveal(loaded);
    this.#drawing.view(view, held, loaded.words, this.mode === 'summary');
    if (loaded.words.codes === undefined && reasonsOf(view).length > 0) loaded.explained ??= this.#explain(loaded);
    const before = this.#consent;
    this.#consent = summary(view);
    if (before && JSON.stringify(before) !== JSON.stringify(this.#consent)) {
      this.dispatchEvent(new ChangeEvent(this.#consent));
    }
  }

  // The page's own form takes over; what was known is known no longer.
  #giveUp(error: unknown): void {
    this.#loaded?.conversation.close();
    this.#loaded = undefined;
    this.#consent = undefined;
    this.#drawing.history.forget();
    this.#drawing.root.hidden = true;
    this.#slot.hidden = false;
    this.#slot.dataset['needed'] = '';
    void this.#trouble.tellInstead(this.language, error, this.childElementCount > 0);
    const {code, status} = told(error);
    this.dispatchEvent(new PanelErrorEvent(code, status));
  }
}

interface Received {
  readonly id: string;
  readonly text: string;
  readonly signed: boolean;
}

// The module with its catalogue, read as soon as both are there: who the person is may take longer.
async function openWithCatalogue(verifier: Verifier, wanted: string | Promise<string>): Promise<{core: Core; catalogue: string}> {
  const module = fetch(panelModule(), {signal: AbortSignal.timeout(moduleMaxSeconds * 1000)});
  const [core, received] = await Promise.all([module.then((answer) => Core.open(answer)), fetchCatalogue(verifier, wanted)]);
  loadCatalogue(core, received);
  return {core, catalogue: received.id};
}

async function fetchCatalogue(verifier: Verifier, wanted: string | Promise<string>): Promise<Received> {
  const id = await wanted;
  return {id, ...(await verifier.catalogue(id))};
}

function loadCatalogue(core: Core, {id, text, signed}: Received): void {
  if (core.load(text, signed).catalogue !== id) throw new VerifierError(200, 'wrong_catalogue');
}

function summary(view: View): Consent {
  const purposes = view.groups
    .flatMap((group) => group.purposes)
    .map(({id, on, allowed, reason, phase}) => [id, Object.freeze({on, allowed, reason, phase})] as const);
  return Object.freeze({
    subject: view.subject,
    language: view.language,
    purposes: Object.freeze(Object.fromEntries(purposes)),
  });
}
