// Runs scripts that waited: once each, in the order of the document, as the page's policy allows.

interface Policy {
  createScript(text: string): string;
  createScriptURL(address: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

function rules(): Policy {
  return {
    createScript: (text) => text,
    createScriptURL: (address) => {
      if (!isWeb(address)) throw new TypeError('a waiting script has an address that is no http one');
      return address;
    },
  };
}

export function isWeb(address: string): boolean {
  return URL.canParse(address, document.baseURI) && /^https?:$/.test(new URL(address, document.baseURI).protocol);
}

let policy: Policy | undefined;

// Named in the page's policy: `trusted-types samtycke`. Nobody else gets hold of it.
function trusted(): Policy {
  policy ??= (window as Window & {trustedTypes?: Factory}).trustedTypes?.createPolicy('samtycke', rules()) ?? rules();
  return policy;
}

const classic = /^(|(text|application)\/(x-)?(java|ecma)script)$/i;
const left = new Set(['type', 'src', 'nonce', 'data-type', 'data-src']);

export function addressOf(waiting: HTMLScriptElement): string {
  return waiting.dataset['src'] ?? waiting.getAttribute('src') ?? '';
}

// A script runs only when it is made anew. The nonce is a property: browsers hide the attribute.
function awake(waiting: HTMLScriptElement): HTMLScriptElement {
  const made = document.createElement('script');
  for (const {name, value} of waiting.attributes) {
    if (!left.has(name) && !name.startsWith('on')) made.setAttribute(name, value);
  }
  const type = waiting.dataset['type'] ?? '';
  if (!classic.test(type)) made.type = type;
  made.nonce = waiting.nonce;
  made.async = waiting.async && waiting.hasAttribute('async');
  const address = addressOf(waiting);
  if (address !== '') made.src = trusted().createScriptURL(address);
  else made.text = trusted().createScript(waiting.text);
  return made;
}

const patienceMs = 10_000;

// At the latest after some seconds: a server that hangs holds up nothing for good.
const settled = (script: HTMLScriptElement) =>
  new Promise<void>((resolve) => {
    for (const name of ['load', 'error']) script.addEventListener(name, () => resolve(), {once: true});
    setTimeout(resolve, patienceMs);
  });

// One for browsers without modules, or of a type that is no script's, never tells that it is done.
const willRun = ({type, noModule}: HTMLScriptElement) => type === 'module' || (classic.test(type) && !noModule);

const writers = ['write', 'writeln'] as const;
const nothing = () => {};

// What a waiting script writes into a page that has been read would begin a new one, without all that
// stood there. From a script that is fetched the browser takes no such words.
function withoutWriting(run: () => void): void {
  const own = writers.map((name) => Object.getOwnPropertyDescriptor(document, name));
  for (const name of writers) Object.defineProperty(document, name, {value: nothing, configurable: true, writable: true});
  try {
    run();
  } finally {
    for (const [index, name] of writers.entries()) {
      if (document[name] !== nothing) continue;
      Reflect.deleteProperty(document, name);
      if (own[index]) Object.defineProperty(document, name, own[index]);
    }
  }
}

// What ran does not run again, whichever banner of the page let it; nor does a copy, which has the mark.
export const mark = 'data-samtycke-ran';
const ran = new WeakSet<HTMLScriptElement>();

type May = (waiting: HTMLScriptElement) => boolean;

export class Scripts {
  readonly #may: May;
  readonly #note: (waiting: HTMLScriptElement) => void;
  readonly #queue = new Set<HTMLScriptElement>();
  readonly #loading = new Set<Promise<void>>();
  #running: Promise<void> | undefined;

  // `may` is asked again right before each one: the answer may have changed while it waited.
  constructor(may: May, note: (waiting: HTMLScriptElement) => void) {
    this.#may = may;
    this.#note = note;
  }

  add(waiting: HTMLScriptElement): void {
    if (ran.has(waiting)) return;
    this.#queue.add(waiting);
    this.#running ??= this.#run();
  }

  // What was added has run, or was given up.
  async finished(): Promise<void> {
    await this.#running;
    await Promise.all(this.#loading);
  }

  async #run(): Promise<void> {
    // What one task adds is one list.
    await Promise.resolve();
    for (const waiting of this.#queue) {
      // What stands in the page runs at once, so it waits for what is still being fetched before it.
      if (addressOf(waiting) === '') await Promise.all(this.#loading);
      this.#wake(waiting);
      this.#queue.delete(waiting);
    }
    this.#running = undefined;
  }

  #wake(waiting: HTMLScriptElement): void {
    if (ran.has(waiting) || !waiting.isConnected || !this.#may(waiting)) return;
    ran.add(waiting);
    try {
      const made = awake(waiting);
      if (made.src !== '' && !made.async && willRun(made)) this.#track(settled(made));
      this.#note(waiting);
      waiting.setAttribute(mark, '');
      // Beside it, and not in its place: a framework may want to take away what it put there.
      withoutWriting(() => waiting.after(made));
    } catch {
      // A page's policy or an address that is none kept it from running: so it does not.
    }
  }

  #track(done: Promise<void>): void {
    this.#loading.add(done);
    void done.then(() => this.#loading.delete(done));
  }
}
