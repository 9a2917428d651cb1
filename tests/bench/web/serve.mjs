// One server for everybody: files from memory, brotli at its best, and counts what it sends.
import {createServer} from 'node:http';
import {extname} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';

const types = {'.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm'};
const html = 'text/html; charset=utf-8';
const smallest = (bytes) => brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}});

// What was sent before is not compressed again: no server does that to a catalogue while a page waits.
const known = new Map();
function small(bytes) {
  const text = bytes.toString('latin1');
  if (!known.has(text)) known.set(text, smallest(bytes));
  return known.get(text);
}

// Serves one page at a time.
export class Server {
  bytes = 0; // of bodies sent, the document's own left out
  requests = 0;
  page;
  #listening;

  static async open() {
    const server = new Server();
    server.#listening = createServer((request, response) => void server.#answer(request, response));
    await new Promise((resolve) => server.#listening.listen(0, '127.0.0.1', resolve));
    server.origin = `http://127.0.0.1:${server.#listening.address().port}`;
    return server;
  }

  // From now on this page is served, and counted from nothing.
  show(page) {
    page.smaller ??= Object.fromEntries(Object.entries(page.files).map(([path, text]) => [path, small(Buffer.from(text))]));
    page.document ??= small(Buffer.from(page.html));
    [this.page, this.bytes, this.requests] = [page, 0, 0];
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.origin);
    const {page} = this;
    if (url.pathname === '/') return send(response, html, page.document);
    this.requests += 1;
    const file = page.smaller[url.pathname];
    if (file) return this.#count(response, types[extname(url.pathname)], file);
    if (!page.verifier || !url.pathname.startsWith('/v1/')) return response.writeHead(404).end();
    const body = request.method === 'POST' ? Buffer.concat(await request.toArray()).toString() : undefined;
    const answer = await page.verifier.fetch(url, {method: request.method, body});
    const text = small(Buffer.from(await answer.text()));
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    return this.#count(response, answer.headers.get('content-type'), text, answer.status);
  }

  #count(response, type, bytes, status = 200) {
    this.bytes += bytes.length;
    send(response, type, bytes, status);
  }

  async close() {
    this.#listening.closeAllConnections();
    await new Promise((resolve) => this.#listening.close(resolve));
  }
}

function send(response, type, bytes, status = 200) {
  response.writeHead(status, {'content-type': type, 'content-encoding': 'br', 'content-length': bytes.length, vary: 'accept-encoding'});
  response.end(bytes);
}
