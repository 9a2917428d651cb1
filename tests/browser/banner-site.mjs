// A site that embeds the banner, under the policy that docs/EMBED.md recommends, and another origin
// whose scripts, frames and pictures wait for consent. Both are real servers; the other one remembers
// what it was asked for.
import {readFileSync} from 'node:fs';
import http from 'node:http';
import {join} from 'node:path';

const root = join(import.meta.dirname, '../..');
const statics = join(process.env.SAMTYCKE_BUILD ?? join(root, 'build'), 'web/static');
const types = {'.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.css': 'text/css', '.svg': 'image/svg+xml'};
export const nonce = 'r4nd0m';

const item = (name, more = {}) => ({name, lifetime: '13 månader', third_party: false, ...more});
const stored = {
  'cookie-preferences': [item('layout', {lifetime: 'tills du tar bort den'})],
  'cookie-statistics': [item('_count*'), item('visits', {lifetime: 'tills du tar bort den'})],
  'cookie-marketing': [item('_ad', {third_party: true})],
};

// The catalogue that ships, with what its categories store.
export function catalogue(change = (document) => document) {
  const document = JSON.parse(readFileSync(join(root, 'core/catalogue/telecom-se.json'), 'utf8'));
  for (const category of document.cookie_categories) category.items = stored[category.id] ?? [];
  return change(document);
}

export const names = 'analytics: cookie-statistics; matomo: cookie-statistics; video: cookie-marketing; ads: cookie-marketing';
export const types_of_google =
  'cookie-statistics: analytics_storage; cookie-marketing: ad_storage ad_user_data ad_personalization; cookie-preferences: functionality_storage personalization_storage';

const banner = (attributes) =>
  `<samtycke-banner src="/catalogue.json" endpoint="/v1" names="${names}" consent-mode="${types_of_google}" ${attributes}>` +
  '<noscript>Utan script sparas inga kakor utöver de nödvändiga.</noscript></samtycke-banner>';

function listen(handler) {
  const server = http.createServer(handler);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({server, origin: `http://127.0.0.1:${server.address().port}`})));
}

export class Site {
  // What a page of this site has in its body, by path. `{other}` is the other origin's address.
  pages = new Map();
  attributes = '';
  document = catalogue();
  requests = []; // of the other origin: paths
  choices = []; // what the page handed over: texts
  refuses = false; // whether the server has no such call
  firstReply = Promise.resolve(); // until when the reply to the first of them waits
  policy = '';

  static async open() {
    const site = new Site();
    site.main = await listen((request, response) => site.#serve(request, response));
    site.third = await listen((request, response) => site.#serveOther(request, response));
    site.origin = site.main.origin;
    site.other = site.third.origin;
    site.reset();
    return site;
  }

  reset() {
    this.pages.clear();
    this.pages.set('/', '<main><h1>Sidan</h1><p>Innehållet.</p></main>');
    this.attributes = '';
    this.document = catalogue();
    this.requests = [];
    this.choices = [];
    this.refuses = false;
    this.firstReply = Promise.resolve();
    this.policy =
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-${nonce}'; style-src 'self'; connect-src 'self'; ` +
      `img-src 'self' ${this.other}; frame-src ${this.other}; base-uri 'none'; ` +
      "require-trusted-types-for 'script'; trusted-types samtycke";
  }

  async close() {
    for (const {server} of [this.main, this.third]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #html(body) {
    return (
      '<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
      '<title>Exempel</title><link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/page.css">' +
      '<script src="/static/samtycke-early.js"></script><script src="/page.js"></script>' +
      `<script type="module" src="/static/samtycke-banner.js"></script></head><body>${banner(this.attributes)}` +
      `${body.replaceAll('{other}', this.other).replaceAll('{nonce}', nonce)}</body></html>`
    );
  }

  #serve(request, response) {
    const {pathname} = new URL(request.url, 'http://page.example');
    if (request.method === 'POST') return this.#hold(request, response);
    const body = this.pages.get(pathname);
    if (body !== undefined) {
      response.setHeader('content-security-policy', this.policy);
      return send(response, 'text/html; charset=utf-8', this.#html(body));
    }
    if (pathname === '/catalogue.json') return send(response, 'application/json', JSON.stringify(this.document));
    if (pathname === '/page.css') return send(response, 'text/css', ':root { color-scheme: light dark; font-family: system-ui, sans-serif; } body { margin: 0; background: Canvas; } main { padding: 24px; }');
    if (pathname === '/page.js') return send(response, 'text/javascript', pageScript);
    if (pathname.startsWith('/static/') && !pathname.includes('..')) return sendFile(response, pathname.slice('/static/'.length));
    response.statusCode = 404;
    response.end();
  }

  // As the verifier answers: the same choice, set by a server.
  #hold(request, response) {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', async () => {
      const {kept} = JSON.parse(text);
      if (this.choices.push(kept) === 1) await this.firstReply;
      response.statusCode = this.refuses ? 404 : 200;
      if (!this.refuses) response.setHeader('set-cookie', `samtycke_choice=2${kept.slice(1)}; Path=/; Max-Age=15768000; SameSite=Lax`);
      send(response, 'application/json', '{}');
    });
  }

  #serveOther(request, response) {
    const {pathname} = new URL(request.url, 'http://other.example');
    this.requests.push(pathname);
    if (pathname.endsWith('.js')) return send(response, 'text/javascript', `(globalThis.ran ??= []).push(${JSON.stringify(pathname)})`);
    if (pathname.endsWith('.svg')) return send(response, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
    return send(response, 'text/html', '<!doctype html><title>frame</title><p>frame</p>');
  }
}

// What a page did that its policy forbids, and what the banner told, from the first moment on.
const pageScript = `
globalThis.ran = [];
globalThis.told = [];
globalThis.breaches = [];
addEventListener('securitypolicyviolation', (event) => breaches.push(event.violatedDirective + ' ' + event.blockedURI));
for (const name of ['ready', 'change', 'show', 'hide', 'reload', 'error']) {
  addEventListener('samtycke-' + name, ({layer, code, name: about, categories}) => told.push({name, layer, code, about, categories}));
}`;

function send(response, type, body) {
  response.setHeader('content-type', type);
  response.end(body);
}

function sendFile(response, name) {
  try {
    const bytes = readFileSync(join(statics, name));
    send(response, types[name.slice(name.lastIndexOf('.'))] ?? 'application/octet-stream', bytes);
  } catch {
    response.statusCode = 404;
    response.end();
  }
}
