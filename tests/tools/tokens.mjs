// Access tokens that the demo's provider has signed, or seems to have: with its own key, from the
// folder where it keeps it, so that a test can change one thing and leave the rest right.
import {createHmac, createPrivateKey, randomUUID, sign} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {exchange} from '../../web/demo/visitor.mjs';

const encoded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export class Tokens {
  #key;
  #kid;
  #stack;

  static async of(stack) {
    const tokens = new Tokens();
    tokens.#stack = stack;
    tokens.#key = createPrivateKey({key: JSON.parse(readFileSync(stack.path('provider', 'signing-key.jwk'), 'utf8')), format: 'jwk'});
    const {jwks_uri: uri} = (await exchange(new URL('/.well-known/openid-configuration', stack.provider))).json();
    tokens.#kid = (await exchange(new URL(uri))).json().keys[0].kid;
    return tokens;
  }

  // What a good token of the person says; `undefined` takes a member away.
  #claims(sub, changes) {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: this.#stack.provider, aud: this.#stack.portal, sub, client_id: 'other-site', jti: randomUUID(),
      iat: now, exp: now + 300, scope: 'consents:write', ...changes,
    };
  }

  #header(changes) {
    return {alg: 'RS256', typ: 'at+jwt', kid: this.#kid, ...changes};
  }

  person(sub, claims = {}, header = {}) {
    const input = `${encoded(this.#header(header))}.${encoded(this.#claims(sub, claims))}`;
    return `${input}.${sign('sha256', Buffer.from(input), this.#key).toString('base64url')}`;
  }

  // Signed with nothing, or with a word that everybody knows.
  unsigned(sub) {
    return `${encoded(this.#header({alg: 'none'}))}.${encoded(this.#claims(sub))}.`;
  }

  hmac(sub, secret) {
    const input = `${encoded(this.#header({alg: 'HS256'}))}.${encoded(this.#claims(sub))}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }
}
