// The events of the banner. All bubble and cross shadow roots.

export interface CookieConsent {
  readonly language: string;
  readonly categories: {
    readonly [category: string]: {
      readonly allowed: boolean; // what the core answers: nothing may be stored without this
      readonly asks: boolean; // false: needed, so there is nothing to choose
      readonly reason: string;
    };
  };
}

// `ready`: the answers are there. `change`: one of them is not what it was.
export class CookiesEvent extends Event {
  readonly consent: CookieConsent;
  constructor(name: 'ready' | 'change', consent: CookieConsent) {
    super(`samtycke-${name}`, {bubbles: true, composed: true});
    this.consent = consent;
  }
}

// The banner came into sight or went.
export class LayerEvent extends Event {
  readonly layer: 'first' | 'settings';
  constructor(name: 'show' | 'hide', layer: 'first' | 'settings') {
    super(`samtycke-${name}`, {bubbles: true, composed: true});
    this.layer = layer;
  }
}

// A script whose category was taken away is still running, and only a reload ends it. Whoever
// prevents that has ended it in another way.
export class ReloadEvent extends Event {
  readonly categories: readonly string[];
  constructor(categories: readonly string[]) {
    super('samtycke-reload', {bubbles: true, composed: true, cancelable: true});
    this.categories = categories;
  }
}

// `code` is the core's, or network, module, unknown_name; `name` is what it is about, if anything.
export class CookiesErrorEvent extends Event {
  readonly code: string;
  readonly name: string;
  constructor(code: string, name: string) {
    super('samtycke-error', {bubbles: true, composed: true});
    this.code = code;
    this.name = name;
  }
}

export interface BannerEvents {
  'samtycke-ready': CookiesEvent;
  'samtycke-change': CookiesEvent;
  'samtycke-show': LayerEvent;
  'samtycke-hide': LayerEvent;
  'samtycke-reload': ReloadEvent;
  'samtycke-error': CookiesErrorEvent;
}
