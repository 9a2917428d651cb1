// The choice as this browser keeps it: one text that the core writes and reads, in a cookie, so that
// a server can set it again (L60, L109). Browsers drop after days what a script set.

const name = 'samtycke_choice';
// What a reader would refuse anyway is not handed on.
const sizeMax = 4096;

function cookies(): readonly string[] {
  try {
    return document.cookie.split('; ');
  } catch {
    return []; // a sandboxed page has none
  }
}

export function cookieNames(): readonly string[] {
  return cookies().flatMap((one) => one.split('=', 1)[0] || []);
}

export function isOwn(item: string): boolean {
  return item === name;
}

export class Choice {
  // Holds for this page even where the browser keeps nothing.
  #text = '';
  #isKept = true;
  #isLeft = false;

  get text(): string {
    if (!this.#isKept) return this.#text;
    const found = cookies().find((one) => one.startsWith(`${name}=`)) ?? '';
    const text = found.slice(name.length + 1);
    return text.length <= sizeMax ? text : '';
  }

  // An empty text takes away what was kept.
  keep(text: string, until: string): void {
    const seconds = Math.max(0, Math.round((Date.parse(until) - Date.now()) / 1000)) || 0;
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    this.#isKept = true;
    try {
      document.cookie = `${name}=${text}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`;
    } catch {
      // Falls through to what can be read back: nothing.
    }
    this.#isKept = this.text === text;
    this.#text = text;
  }

  // Whether somebody was asked in this session and went on without an answer.
  get asked(): boolean {
    if (this.#isLeft) return true;
    try {
      return sessionStorage.getItem(name) === 'asked';
    } catch {
      return false;
    }
  }

  leave(): void {
    this.#isLeft = true;
    try {
      sessionStorage.setItem(name, 'asked');
    } catch {
      // A browser that keeps nothing asks again on the next page.
    }
  }
}

// Has a server set what a script set. Where none does, the cookie of the script stays. An older choice
// that is still under way is called back, or its reply would overwrite a newer one. So the request must
// not outlive the page (`keepalive` cannot be called back), nor go on while the page is put aside, where
// it hears of no newer choice: whichever page is looked at next sends again.
const sendMaxSeconds = 30;

export class Handover {
  readonly #endpoint: URL;
  #underWay: AbortController | undefined;

  constructor(endpoint: URL) {
    this.#endpoint = new URL('cookie-choice', endpoint.href.replace(/\/*$/, '/'));
  }

  get isUnderWay(): boolean {
    return this.#underWay !== undefined;
  }

  callBack(): void {
    this.#underWay?.abort();
    this.#underWay = undefined;
  }

  async send(kept: string): Promise<void> {
    this.callBack();
    const underWay = new AbortController();
    this.#underWay = underWay;
    const tooLong = setTimeout(() => underWay.abort(), sendMaxSeconds * 1000);
    try {
      await fetch(this.#endpoint, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({kept}),
        credentials: 'same-origin',
        redirect: 'error',
        signal: underWay.signal,
      });
    } catch {
      // Sent again by the next page: the core tells that no server has set it.
    }
    clearTimeout(tooLong);
    if (this.#underWay === underWay) this.#underWay = undefined;
  }
}

// Tells the other tabs that the choice changed. Closed while the page is put aside, or the browser
// would not put it aside.
export class Tabs {
  readonly #changed: () => void;
  #channel: BroadcastChannel | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  open(): void {
    if (this.#channel || typeof BroadcastChannel === 'undefined') return;
    try {
      this.#channel = new BroadcastChannel(name);
      this.#channel.addEventListener('message', this.#changed);
    } catch {
      // Where storage is denied there is none; the tab catches up when it is looked at again.
    }
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  tell(): void {
    this.#channel?.postMessage('changed');
  }
}
