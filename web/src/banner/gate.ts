// Everything in the page that waits for a category: scripts, frames, pictures, links (L108). The
// attributes are our own (`data-samtycke`) and those of cookieconsent (`data-category`) and Klaro
// (`data-name`), read as they stand.

import {isWeb, mark, Scripts} from './scripts.ts';

const named = ':is([data-samtycke], [data-category], [data-name], [data-service])';
const scripts = `script[type="text/plain"]${named}:not([${mark}])`;
const carriers = `:is(iframe, img, a, area, link, source, video, audio, track)${named}:is([data-src], [data-srcset], [data-href])`;
const standIns = `[data-type="placeholder"]${named}`;
const everything = `${scripts}, ${carriers}, ${standIns}`;
const addresses = ['src', 'srcset', 'href'] as const;

// What an element waits for, as the core's categories; one with `!` runs when they are taken away.
export interface Need {
  readonly categories: readonly string[];
  readonly isReversed: boolean;
}

export interface Judge {
  needOf(element: HTMLElement): Need;
  allows(category: string): boolean;
  trusts(script: HTMLScriptElement): boolean;
}

type Before = ReadonlyMap<string, string | null>;

// The page's, not a banner's: the one that a router puts in place of another has to shut what that one
// opened, also what the page keeps outside for later; what it has thrown away is held by nothing.
const opened = new Set<WeakRef<HTMLElement>>();
// What stood in the attributes of what is open, so that a withdrawal can put it back.
const befores = new WeakMap<HTMLElement, Before>();
const ran = new Set<string>();

export class Gate {
  readonly #judge: Judge;
  readonly #scripts: Scripts;
  readonly #roots = new Map<Document | ShadowRoot, MutationObserver>();
  #isReady = false;
  #isAway = false;
  #isParting = false;

  constructor(judge: Judge) {
    this.#judge = judge;
    this.#scripts = new Scripts(
      (waiting) => this.#mayRun(waiting),
      (waiting) => this.#note(waiting),
    );
    document.addEventListener('DOMContentLoaded', () => this.#isReady && this.#look(document));
  }

  // The categories of scripts that ran here: only a reload stops those.
  get ran(): ReadonlySet<string> {
    return ran;
  }

  // A document is seen by itself; a shadow root has to be shown to us.
  watch(root: Document | ShadowRoot): void {
    if (this.#roots.has(root)) return;
    const observer = new MutationObserver((changes) => {
      if (this.#isReady && changes.some(({addedNodes}) => addedNodes.length > 0)) this.#look(root);
    });
    this.#roots.set(root, observer);
    this.#observe(root, observer);
    if (this.#isReady) this.#look(root);
  }

  // A banner that is out of the page lets nothing more pass; what it hears of, it shuts.
  leave(): void {
    this.#isAway = true;
  }

  // It hears of nothing more either.
  rest(): void {
    this.#isReady = false;
    for (const observer of this.#roots.values()) observer.disconnect();
  }

  // It is back. What came meanwhile is looked at when the answers are.
  wake(): void {
    this.#isAway = false;
    for (const [root, observer] of this.#roots) this.#observe(root, observer);
  }

  #observe(root: Document | ShadowRoot, observer: MutationObserver): void {
    observer.observe(root, {childList: true, subtree: true});
  }

  // The answers are there, or are not what they were. `lost` has just been taken away.
  apply(lost: ReadonlySet<string>): void {
    this.#isReady = true;
    for (const held of opened) {
      const carrier = held.deref();
      if (carrier && this.#mayOpen(carrier)) continue;
      if (carrier) this.#shut(carrier);
      opened.delete(held);
    }
    for (const root of this.#roots.keys()) this.#look(root, lost);
  }

  // Ends when what is for a no, if anything is, has run.
  async parted(): Promise<void> {
    if (this.#isParting) await this.#scripts.finished();
    this.#isParting = false;
  }

  #look(root: Document | ShadowRoot, lost: ReadonlySet<string> = new Set()): void {
    for (const found of root.querySelectorAll<HTMLElement>(everything)) {
      if (found instanceof HTMLScriptElement) {
        this.#queue(found, lost);
      } else if (found.matches(standIns)) {
        found.hidden = this.#mayOpen(found) && (found.hidden || !this.#isAway);
      } else if (!this.#mayOpen(found)) {
        if (this.#judge.needOf(found).categories.length > 0) this.#shut(found);
      } else if (!this.#isAway) {
        const before = befores.get(found);
        if (!before) this.#unlock(found);
        else if (isWaiting(found)) hurry(found, before);
      }
    }
  }

  // What is for a no begins with the act that takes something away, and not with a later page.
  #queue(waiting: HTMLScriptElement, lost: ReadonlySet<string>): void {
    const {categories, isReversed} = this.#judge.needOf(waiting);
    if (!isRead(waiting) || !this.#mayRun(waiting) || (isReversed && !categories.some((one) => lost.has(one)))) return;
    this.#isParting ||= isReversed;
    this.#scripts.add(waiting);
  }

  #mayOpen(found: HTMLElement): boolean {
    const {categories, isReversed} = this.#judge.needOf(found);
    return !isReversed && categories.length > 0 && categories.every((one) => this.#judge.allows(one));
  }

  #mayRun(waiting: HTMLScriptElement): boolean {
    if (!this.#isReady || !this.#judge.trusts(waiting)) return false;
    const {categories, isReversed} = this.#judge.needOf(waiting);
    if (isReversed) return categories.some((one) => !this.#judge.allows(one));
    return !this.#isAway && this.#mayOpen(waiting);
  }

  #note(waiting: HTMLScriptElement): void {
    const {categories, isReversed} = this.#judge.needOf(waiting);
    if (!isReversed) for (const category of categories) ran.add(category);
  }

  #unlock(carrier: HTMLElement): void {
    const before = new Map(copied(carrier));
    for (const name of addresses) {
      const address = carrier.dataset[name];
      if (address === undefined || (name !== 'srcset' && !isWeb(address))) continue;
      const stood = carrier.getAttribute(name);
      before.set(name, stood === address ? null : stood);
      carrier.setAttribute(name, address);
    }
    // A style sheet of another type is not one.
    if (carrier instanceof HTMLLinkElement && carrier.type === 'text/plain') {
      before.set('type', carrier.type);
      carrier.removeAttribute('type');
    }
    if (carrier instanceof HTMLIFrameElement) {
      if (!before.has('loading')) before.set('loading', carrier.getAttribute('loading'));
      hurry(carrier, before);
    }
    noticed(carrier);
    befores.set(carrier, before);
    opened.add(new WeakRef(carrier));
  }

  // A frame goes on running without its address: it ends when it leaves the page. It comes back to its
  // place as the same node, for it may be a framework's.
  #shut(carrier: HTMLElement): void {
    const before = befores.get(carrier) ?? copied(carrier);
    if (before.size === 0) return;
    befores.delete(carrier);
    const place = document.createComment('');
    if (carrier instanceof HTMLIFrameElement) carrier.replaceWith(place);
    for (const [name, value] of before) {
      if (value === null) carrier.removeAttribute(name);
      else carrier.setAttribute(name, value);
    }
    place.replaceWith(carrier);
    noticed(carrier);
  }
}

// While a page is read, the last thing in it may be there by half.
function isRead(waiting: HTMLElement): boolean {
  if (document.readyState !== 'loading') return true;
  for (let node: Node | null = waiting; node; node = node.parentNode) if (node.nextSibling) return true;
  return false;
}

// A film plays on without its address, and takes none from a source inside, until it is told to look.
function noticed(carrier: HTMLElement): void {
  const media = carrier instanceof HTMLSourceElement ? carrier.parentElement : carrier;
  if (media instanceof HTMLMediaElement) media.load();
}

// A frame is fetched as soon as it stands in the page, before anybody hears of it: also a copy of one that was
// open, put there after a no. So it is lazy; only it itself, unless the page says otherwise, does not wait.
function hurry(frame: HTMLIFrameElement, before: Before): void {
  if (before.get('loading') !== 'lazy') frame.setAttribute('loading', 'eager');
  frame.setAttribute('loading', 'lazy');
}

// One that was moved about begins anew.
const isWaiting = (carrier: HTMLElement): carrier is HTMLIFrameElement =>
  carrier instanceof HTMLIFrameElement && carrier.contentDocument?.URL === 'about:blank';

// A copy of what was open has its addresses in both places; nobody knows what stood there before.
function copied(carrier: HTMLElement): Before {
  const both: string[] = addresses.filter((name) => carrier.dataset[name] !== undefined && carrier.getAttribute(name) === carrier.dataset[name]);
  if (both.length > 0 && carrier instanceof HTMLIFrameElement) both.push('loading');
  return new Map(both.map((name) => [name, null]));
}
