// A server of files and nothing else, with a content security policy as strict as the portal's.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname, join} from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

// `answer` is asked first: a Response, or nothing for what lies in the folder. `scripts` are further
// sources of scripts for the policy.
export async function serve(folder, {answer = () => undefined, scripts = ''} = {}) {
  const policy =
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${scripts}; style-src 'self'; ` +
    `connect-src 'self'; img-src 'self' data:`;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    const chunks = await request.toArray();
    const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : undefined;
    const answered = await answer(url, {method: request.method, body});
    if (answered) {
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      response.end(await answered.text());
      return;
    }
    const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, {'content-type': types[extname(path)] ?? 'text/plain', 'content-security-policy': policy});
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
