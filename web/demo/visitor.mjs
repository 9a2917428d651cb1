// A person's browser as far as sign-in needs one, and a back end with its access token: what the
// demo's preparation and the tests drive the real provider and the real verifier with.

import http from 'node:http';

const redirectsMax = 20;
const timeoutMs = 30_000;

// One HTTP/1.1 exchange; headers go out exactly as given. Answers {status, headers, body, json()}.
export function exchange(url, {method = 'GET', headers = {}, body, agent} = {}) {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const sized = bytes === undefined ? headers : {'content-length': bytes.length, ...headers};
  return new Promise((resolve, reject) => {
    const request = http.request(url, {method, headers: sized, agent}, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString('utf8');
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: text,
          bytes,
          json: () => JSON.parse(text),
        });
      });
    });
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`no answer from ${url}`)));
    request.on('error', reject);
    request.end(bytes);
  });
}

const entities = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'"};
const plain = (text) =>
  text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z0-9]+);/gi, (whole, name) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (entities[name]) return entities[name];
    return name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : whole;
  });

function attribute(tag, name) {
  const found = tag.match(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i'));
  return found && plain(found[1] ?? found[2] ?? found[3]);
}

// The forms of a page: [{action, method, fields: [{name, type, value}]}].
export function forms(page) {
  return [...page.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gi)].map(([form]) => {
    const head = form.match(/<form\b[^>]*>/i)[0];
    const fields = [...form.matchAll(/<(?:input|button)\b[^>]*>/gi)].map(([tag]) => ({
      name: attribute(tag, 'name'),
      type: (attribute(tag, 'type') ?? (/^<button/i.test(tag) ? 'submit' : 'text')).toLowerCase(),
      value: attribute(tag, 'value') ?? '',
    }));
    return {
      action: attribute(head, 'action') ?? '',
      method: (attribute(head, 'method') ?? 'get').toUpperCase(),
      fields: fields.filter((field) => field.name),
    };
  });
}

// Text and bytes go out as they are, anything else as JSON.
const asBody = (value) => (typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));

// Cookies by host and path, as a browser keeps them (over loopback it sends `Secure` ones too).
class Cookies {
  #kept = new Map();

  keep(url, lines) {
    for (const line of lines ?? []) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const settings = new Map(
        attributes.map((part) => [part.split('=')[0].toLowerCase(), part.slice(part.indexOf('=') + 1)]),
      );
      const path = settings.get('path') ?? '/';
      const key = `${url.hostname} ${path} ${name}`;
      const over =
        settings.get('max-age') === '0' ||
        (settings.has('expires') && Date.parse(settings.get('expires')) <= Date.now());
      if (over) this.#kept.delete(key);
      else this.#kept.set(key, {host: url.hostname, path, name, value});
    }
  }

  header(url) {
    return [...this.#kept.values()]
      .filter(({host, path}) => {
        const under = url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
        return host === url.hostname && under;
      })
      .map(({name, value}) => `${name}=${value}`)
      .join('; ');
  }

  value(name) {
    return [...this.#kept.values()].find((cookie) => cookie.name === name)?.value;
  }
}

export class Visitor {
  #cookies = new Cookies();
  #agent = new http.Agent({keepAlive: true, maxSockets: 1});

  constructor(portal) {
    this.portal = new URL(portal);
  }

  // One exchange with this visitor's cookies. Follows no redirect.
  async send(target, {headers = {}, ...rest} = {}) {
    const url = new URL(target, this.portal);
    const cookie = this.#cookies.header(url);
    const answer = await exchange(url, {
      ...rest,
      agent: this.#agent,
      headers: {accept: '*/*', ...(cookie ? {cookie} : {}), ...headers},
    });
    this.#cookies.keep(url, answer.headers['set-cookie']);
    return {...answer, url};
  }

  // As send, and goes on wherever it is sent: by GET, as browsers do after 302 and 303.
  async visit(target, options = {}) {
    let answer = await this.send(target, options);
    for (let hop = 0; [301, 302, 303].includes(answer.status); hop += 1) {
      if (hop === redirectsMax) throw new Error(`${target} sends round in circles`);
      answer = await this.send(new URL(answer.headers.location, answer.url));
    }
    return answer;
  }

  // Sends the page's first form that has such fields, filled in.
  async submit(page, values) {
    const form = forms(page.body).find(({fields}) =>
      Object.keys(values).every((name) => fields.some((field) => field.name === name)),
    );
    if (!form) throw new Error(`${page.url} has no form with ${Object.keys(values).join(', ') || 'anything'}`);
    const body = new URLSearchParams();
    for (const {name, value} of form.fields) body.set(name, values[name] ?? value);
    return this.visit(new URL(form.action || page.url, page.url), {
      method: 'POST',
      body: body.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: page.url.origin,
        'sec-fetch-site': 'same-origin',
      },
    });
  }

  // Through the provider's own page, and back on the portal, signed in. `door`: whose sign-in it is.
  async signIn(login, password, returnTo = '/', door = '/auth') {
    let page = await this.visit(`${door}/login?return_to=${encodeURIComponent(returnTo)}`);
    page = await this.submit(page, {login, password});
    if (page.url.origin !== this.portal.origin) page = await this.submit(page, {});
    if (page.url.origin !== this.portal.origin || page.status >= 400) {
      throw new Error(`${login} could not sign in: ${page.status} at ${page.url.origin}${page.url.pathname}`);
    }
    return page;
  }

  cookie(name) {
    return this.#cookies.value(name);
  }

  // JSON to the portal, as its own page sends it.
  post(target, value, headers = {}) {
    return this.send(target, {
      method: 'POST',
      body: asBody(value),
      headers: {'content-type': 'application/json', origin: this.portal.origin, 'sec-fetch-site': 'same-origin', ...headers},
    });
  }

  close() {
    this.#agent.destroy();
  }
}

// An access token for a back end (client credentials, RFC 6749 4.4, resource by RFC 8707).
export async function accessToken(provider, {client, secret, scope, resource}) {
  const {token_endpoint: endpoint} = (await exchange(new URL('/.well-known/openid-configuration', provider))).json();
  const part = (text) => encodeURIComponent(text).replace(/%20/g, '+');
  const answer = await exchange(endpoint, {
    method: 'POST',
    body: new URLSearchParams({grant_type: 'client_credentials', scope, resource}).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${part(client)}:${part(secret)}`).toString('base64')}`,
    },
  });
  if (answer.status !== 200) throw new Error(`the provider gave ${client} no token: ${answer.status} ${answer.body}`);
  return answer.json().access_token;
}

// JSON with a bearer token, as a back end sends it.
export function ask(url, token, value, {agent, headers = {}} = {}) {
  return exchange(url, {
    method: 'POST',
    agent,
    body: asBody(value),
    headers: {'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers},
  });
}
