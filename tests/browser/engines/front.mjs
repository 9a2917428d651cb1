// What stands before the verifier: one port, plain and TLS, that can fail on purpose, so that every
// engine meets the same failure. It takes the place of a server that ends TLS: the verifier behind it
// knows the plain origin, so a page's Origin is named as that one, and where the engine wants TLS a
// page that is asked for plainly is sent on to it. It adds an address for reports to a page's policy
// and keeps them: what a page did that its policy forbids, told by the engine itself.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const reportPath = '/breaches-of-policy';
const tlsHandshake = 22;

// A certificate of this moment, for this machine alone.
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-tls-'));
  try {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
      '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert], {stdio: 'ignore'});
    return {key: readFileSync(key), cert: readFileSync(cert)};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

export class Front {
  breaches = [];
  // What a choice that is sent meets: 'answer', or a status.
  sending = 'answer';
  isSecure = false;
  #isCut = false;
  #sockets = new Set();

  static async open(port, target) {
    const front = new Front();
    front.port = port;
    front.target = target;
    front.#listen();
    await new Promise((resolve) => front.server.listen(port, '127.0.0.1', resolve));
    return front;
  }

  get origin() {
    return `${this.isSecure ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  #listen() {
    const plain = http.createServer((request, response) => this.#serve(request, response, false));
    const secure = https.createServer(certificate(), (request, response) => this.#serve(request, response, true));
    this.server = net.createServer((socket) => {
      if (this.#isCut) return socket.destroy();
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#sockets.delete(socket));
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        (first[0] === tlsHandshake ? secure : plain).emit('connection', socket);
        process.nextTick(() => socket.resume());
      });
    });
  }

  // The network is gone, until it is there again.
  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend() {
    this.#isCut = false;
  }

  #serve(request, response, isTls) {
    const {pathname} = new URL(request.url, this.origin);
    if (pathname === reportPath) return this.#hear(request, response);
    if (this.isSecure && !isTls && request.headers.accept?.includes('text/html')) {
      return response.writeHead(307, {location: this.origin + request.url}).end();
    }
    if (this.sending !== 'answer' && request.method === 'POST' && pathname === '/v1/consents/me') {
      request.resume();
      return response.writeHead(this.sending, {'content-type': 'application/json'}).end('{"code":"unavailable"}');
    }
    return this.#pass(request, response);
  }

  #hear(request, response) {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      const {'csp-report': report} = JSON.parse(text);
      this.breaches.push(`${report['effective-directive'] ?? report['violated-directive']} ${report['blocked-uri']}`);
      response.writeHead(204).end();
    });
  }

  #pass(request, response) {
    const {method, url: path, headers} = request;
    const asked = {...headers};
    if (asked.origin) asked.origin = asked.origin.replace(/^https:/, 'http:');
    const onward = http.request({host: '127.0.0.1', port: this.target, method, path, headers: asked}, (answer) => {
      response.writeHead(answer.statusCode, this.#reported(answer.rawHeaders));
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  #reported(raw) {
    return raw.map((value, index) =>
      index % 2 === 1 && raw[index - 1].toLowerCase() === 'content-security-policy' ? `${value}; report-uri ${reportPath}` : value,
    );
  }

  async close() {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
