import {Base} from '../base.ts';
import {CoreError} from '../core.ts';
import type {Listen} from '../listen.ts';
import {sheets} from '../sheet.ts';
import {fetchWords, known, say, together, type Words} from '../words.ts';
import text from './banner.css';
import {denyFirst} from './consent-mode.ts';
import type {BannerView} from './counsel.ts';
import type {Press} from './draw.ts';
import {Effects} from './effects.ts';
import {type BannerEvents, type CookieConsent, CookiesErrorEvent, CookiesEvent} from './events.ts';
import {gather} from './gather.ts';
import {isOpener, Layers} from './layers.ts';
import {enter, type Follower, leave} from './presence.ts';
import type {Visit} from './visit.ts';

export {type BannerEvents, type CookieConsent, CookiesErrorEvent, CookiesEvent, LayerEvent, ReloadEvent} from './events.ts';

/**
 * Asks about cookies, and lets what waits for an answer run when there is one. What is inside the
 * element is for browsers that run no script.
 *
 * @tag samtycke-banner
 * @attr {string} catalogue - the id of the catalogue at the verifier
 * @attr {string} src - the address of a catalogue instead; then there need be no verifier
 * @attr {string} endpoint - the folder of the verifier's calls; without it `/v1`, and beside `src` none
 * @attr {"sv"|"en"} lang - without it, or when it is neither, the language around the element
 * @attr {string} names - what the page calls a category or a service, and which of the catalogue's it is: `analytics: counting; youtube: adverts`. Several, with spaces between, must all be allowed. A category's own id needs no line
 * @attr {string} consent-mode - which of Google's types follow which category: `counting: analytics_storage; …`
 * @attr {string} nonce - where it is there, only waiting scripts with the same nonce run. Set it under `'strict-dynamic'`, where anything that a trusted script adds would run
 * @slot - never shown: what stands inside is for browsers that run no script
 * @fires {CookiesEvent} samtycke-ready - the answers are there; carries `consent`
 * @fires {CookiesEvent} samtycke-change - one of them is not what it was; carries `consent`
 * @fires {LayerEvent} samtycke-show - the question or the settings came into sight; carries `layer`: `first` or `settings`
 * @fires {LayerEvent} samtycke-hide - one of them went; carries `layer`
 * @fires {ReloadEvent} samtycke-reload - scripts run on whose category was taken back; carries `categories`. Cancelable: then the page is not reloaded
 * @fires {CookiesErrorEvent} samtycke-error - carries `code` and `name`: a code of the core, `unknown_name` for a script that waits for a name that leads nowhere, or `module` where module, words or catalogue could not be had. Then nothing runs and nobody is asked
 * @csspart banner - what lies at the bottom of the window
 * @csspart heading - its heading
 * @csspart text - two sentences, or the catalogue's note
 * @csspart categories - the names of the categories, in the first layer
 * @csspart category - one category with all that is told about it, in the settings
 * @csspart line - its title and its switch: the whole line can be pressed
 * @csspart title - its title
 * @csspart word - `on`, `off` or `always on`, in words
 * @csspart switch - the switch itself, a native checkbox
 * @csspart facts - what the category stores, for how long, and who has access
 * @csspart buttons - the row of buttons
 * @csspart button - one of them; its `value` tells which. All look alike, or the answer is not free
 * @csspart close - leaves the settings
 * @csspart link - leads to how data is used
 * @csspart reopen - the way back, where the page has none of its own
 * @cssprop --samtycke-ink - text
 * @cssprop --samtycke-soft - text of less weight
 * @cssprop --samtycke-line - edges of the banner and of switches
 * @cssprop --samtycke-rule - the lines between categories
 * @cssprop --samtycke-surface - what the banner lies on
 * @cssprop --samtycke-on - buttons, and a switch that is on
 * @cssprop --samtycke-on-pressed - the same, under a finger
 * @cssprop --samtycke-thumb - the knob of a switch
 * @cssprop --samtycke-stopped - what went wrong
 * @cssprop --samtycke-note - what the browser's own signal means
 * @cssprop --samtycke-focus - the ring around what has the focus
 * @cssprop --samtycke-corner - how round corners are
 */
export class SamtyckeBanner extends Base {
  /** @internal */
  static readonly observedAttributes: readonly string[] = ['catalogue', 'src', 'endpoint', 'lang'];
  /** @ignore */
  declare readonly addEventListener: Listen<BannerEvents, AddEventListenerOptions>;
  /** @ignore */
  declare readonly removeEventListener: Listen<BannerEvents, EventListenerOptions>;

  readonly #layers = new Layers(this, (what) => this.#press(what));
  readonly #effects = new Effects(this);
  #visit: Visit | undefined;
  #words: Words | undefined;
  #consent: CookieConsent | undefined;
  #generation = 0;
  #isPending = false;
  #subscriptions: AbortController | undefined;
  // These it keeps where it goes on hearing outside of the page.
  #followed: AbortController | undefined;
  readonly #follower: Follower = {end: () => this.#rest()};

  constructor() {
    super();
    const root = this.attachShadow({mode: 'open'});
    root.adoptedStyleSheets = sheets(text);
    root.append(...this.#layers.nodes);
  }

  /** What is allowed now, or nothing while that is not known. */
  get consent(): CookieConsent | undefined {
    return this.#consent;
  }

  /** Whether the core allows the category now. Unknown category, banner not ready: no. */
  allows(category: string): boolean {
    return this.#visit?.category(category)?.allowed === true;
  }

  /** Shows the settings, as a link of the page does. */
  open(): void {
    if (this.#visit) this.#layers.open(document.activeElement instanceof HTMLElement ? document.activeElement : undefined);
  }

  /** Lets what waits inside a shadow root take part. */
  watch(root: ShadowRoot): void {
    this.#effects.gate.watch(root);
  }

  /** The language that is shown: the element's own, or that around it. */
  get language(): string {
    const around = this.parentElement?.closest('[lang]')?.getAttribute('lang');
    return known(this.getAttribute('lang')) ?? known(around) ?? 'sv';
  }

  /** @internal */
  connectedCallback(): void {
    if (this.hasAttribute('consent-mode')) denyFirst();
    this.#effects.gate.wake();
    this.#subscriptions = new AbortController();
    const {signal} = this.#subscriptions;
    document.addEventListener('click', (event) => this.#clicked(event), {signal});
    document.addEventListener('keydown', (event) => this.#typed(event), {signal});
    this.#follow();
    if (this.#visit) {
      enter(this.#follower);
      this.#returned(true);
    } else this.#loadSoon();
  }

  /** @internal */
  // A router that moves the element about takes nothing away: its answers stay.
  disconnectedCallback(): void {
    this.#subscriptions?.abort();
    this.#effects.gate.leave();
    this.#layers.show('none');
    leave(this.#follower, this.#visit?.isHolding === true);
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === 'lang' && this.#visit) void this.#translate(this.#visit);
    else this.#loadSoon();
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
    try {
      const [words, visit] = await gather(this, (...told) => this.#changed(...told), (error) => this.#tell(error));
      if (generation !== this.#generation || !this.isConnected) return;
      this.#visit?.pause();
      this.#words = words;
      this.#visit = visit;
      visit.begin();
      enter(this.#follower);
    } catch (error) {
      if (generation === this.#generation) this.#tell(error);
    }
  }

  async #translate(visit: Visit): Promise<void> {
    const {language} = this;
    try {
      const words = await fetchWords(language);
      if (this.#visit !== visit || this.language !== language) return;
      this.#words = words;
      visit.look(language);
    } catch (error) {
      this.#tell(error);
    }
  }

  #follow(): void {
    if (this.#followed) return;
    this.#followed = new AbortController();
    const {signal} = this.#followed;
    document.addEventListener('visibilitychange', () => this.#returned(document.visibilityState === 'visible'), {signal});
    window.addEventListener('pagehide', () => this.#visit?.pause(), {signal});
    window.addEventListener('pageshow', (event) => this.#returned(event.persisted), {signal});
  }

  #rest(): void {
    this.#followed?.abort();
    this.#followed = undefined;
    this.#effects.gate.rest();
    this.#visit?.pause();
  }

  // The page is looked at again: another tab may have chosen, and time has passed.
  #returned(isSeen: boolean): void {
    if (isSeen) this.#visit?.resume();
  }

  #changed(view: BannerView, lost: ReadonlySet<string>, isOther: boolean): void {
    if (!this.#words) return;
    const isNew = this.#consent === undefined;
    this.#consent = consentOf(view);
    if (this.isConnected) this.#layers.draw(view, this.#words);
    const gone = isNew ? this.#effects.leftBy(view) : lost;
    this.#effects.apply(view, gone);
    if (isOther) this.dispatchEvent(new CookiesEvent(isNew ? 'ready' : 'change', this.#consent));
    if (gone.size > 0) void this.#effects.stop(gone);
  }

  #press(what: Press): void {
    const visit = this.#visit;
    if (!visit) return;
    if (what === 'reopen') this.#layers.open(undefined);
    else if (what === 'choose') this.#layers.show('settings');
    else if (what === 'close') this.#layers.back() && visit.leave();
    else {
      const {on} = this.#layers;
      const before = visit.view;
      this.#layers.show('none');
      if (visit.act(what === 'save' ? {kind: 'choose', on} : {kind: what})) this.#announce(before, visit.view);
      else if (this.#words) this.#layers.announce(say(this.#words, 'trouble_module'));
    }
  }

  #announce(before: BannerView | undefined, view: BannerView | undefined): void {
    if (!this.#words || !view) return;
    const withdrawn = view.categories.filter(({id, allowed}) => !allowed && before?.categories.some((one) => one.id === id && one.allowed));
    const purposes = together(view.language, withdrawn.map(({title}) => title));
    this.#layers.announce(say(this.#words, withdrawn.length > 0 ? 'status_withdrawn' : 'banner_saved', {purposes}));
  }

  #clicked(event: MouseEvent): void {
    const opener = event.composedPath().find(isOpener);
    if (!opener || !this.#visit?.view || event.defaultPrevented) return;
    event.preventDefault();
    this.#layers.open(opener);
  }

  #typed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.#layers.isAddressed()) return;
    event.preventDefault();
    this.#press('close');
  }

  // Where the core cannot be asked nothing runs, nobody is asked, and the page is as it is.
  #tell(error: unknown): void {
    const code = error instanceof CoreError ? error.code : 'module';
    this.dispatchEvent(new CookiesErrorEvent(code, error instanceof CoreError ? error.where : ''));
  }
}

function consentOf(view: BannerView): CookieConsent {
  const categories = view.categories.map(({id, allowed, asks, reason}) => [id, Object.freeze({allowed, asks, reason})] as const);
  return Object.freeze({language: view.language, categories: Object.freeze(Object.fromEntries(categories))});
}
