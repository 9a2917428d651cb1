// The module in Chromium, in a page with the strict content security policy, through the page's own
// door (web/src/door.ts). Served on loopback by this process.
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {stripTypeScriptTypes} from 'node:module';
import {join} from 'node:path';
import {openBrowser, openPage} from '../browser/chromium.mjs';
import {modulePath, root} from './sides.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const page = (name) => readFileSync(join(import.meta.dirname, 'page', name));
const served = {
  '/': ['text/html; charset=utf-8', () => page('agree.html')],
  '/agree.js': ['text/javascript', () => page('agree.js')],
  '/door.js': ['text/javascript', () => stripTypeScriptTypes(readFileSync(join(root, 'web/src/door.ts'), 'utf8'))],
  '/samtycke.wasm': ['application/wasm', () => readFileSync(modulePath)],
};

// Requests as bytes → the answers that the module gave in the browser, as bytes.
export async function askChromium(requests) {
  const input = Buffer.concat(requests.flatMap((request) => [request, Buffer.from('\n')]));
  const server = createServer((request, response) => {
    const [type, content] = request.url === '/requests' ? ['application/octet-stream', () => input] : (served[request.url] ?? []);
    const headers = {'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store'};
    if (!content) response.writeHead(404, headers).end();
    else response.writeHead(200, {...headers, 'Content-Type': type}).end(content());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openBrowser();
  try {
    const {page: tab, complaints} = await openPage(browser);
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    await tab.waitForFunction(() => globalThis.agreeResult !== undefined, undefined, {timeout: 120_000});
    const {answers, fault} = await tab.evaluate(() => globalThis.agreeResult);
    const grave = complaints.filter((complaint) => !complaint.includes('favicon'));
    if (fault || grave.length > 0) throw new Error([fault, ...grave].filter(Boolean).join('\n'));
    return answers.map((answer) => Buffer.from(answer, 'base64'));
  } finally {
    await browser.close();
    server.close();
  }
}
