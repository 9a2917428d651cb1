// The demo's OpenID provider: real OpenID Connect by a certified library, with invented people. It
// listens on this machine only. Started by `node server.mjs`; `--help` lists what can be set.
import { timingSafeEqual, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import Provider, { errors } from 'oidc-provider';

import { configuration, people, staffClient } from './configuration.mjs';
import { languageOf, signInPage } from './pages.mjs';
import { settings, usage } from './settings.mjs';
import { loadState } from './state.mjs';

const bodySizeMax = 4096;

const assets = new Map([
  ['/style.css', ['text/css', readFileSync(new URL('style.css', import.meta.url))]],
  ['/icon.svg', ['image/svg+xml', readFileSync(new URL('icon.svg', import.meta.url))]],
  ['/leave.js', ['text/javascript', readFileSync(new URL('leave.js', import.meta.url))]],
]);

const digest = (text) => createHash('sha256').update(text).digest();
const equal = (a, b) => timingSafeEqual(digest(a), digest(b));

async function formOf(ctx) {
  if (!ctx.is('application/x-www-form-urlencoded')) ctx.throw(415);
  let text = '';
  for await (const chunk of ctx.req) {
    text += chunk.toString('latin1');
    if (text.length > bodySizeMax) ctx.throw(413);
  }
  return new URLSearchParams(text);
}

// Only this very name: a page elsewhere that renamed itself to this machine gets nothing. Nothing is
// framed, and forms go here or on to the portal.
function guard(host, portal) {
  const policy = `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self' ${portal}; frame-ancestors 'none'; base-uri 'none'`;
  return async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Referrer-Policy', 'same-origin');
    ctx.set('Content-Security-Policy', policy);
    if (ctx.host !== host) ctx.throw(421);
    const asset = ctx.method === 'GET' && assets.get(ctx.path);
    if (!asset) return next();
    ctx.type = asset[0];
    ctx.body = asset[1];
    return undefined;
  };
}

function signIn(provider) {
  const route = /^\/sign-in\/[A-Za-z0-9_-]{1,64}$/;
  return async (ctx, next) => {
    if (!route.test(ctx.path) || !['GET', 'POST'].includes(ctx.method)) return next();
    ctx.set('Cache-Control', 'no-store');
    const { uid, params } = await provider.interactionDetails(ctx.req, ctx.res);
    if (ctx.path !== `/sign-in/${uid}`) throw new errors.SessionNotFound('another sign-in was begun');
    const language = languageOf(ctx, ctx.query.lang, params.ui_locales);
    const shown = people.filter(({ roles }) => Boolean(roles) === (params.client_id === staffClient));
    ctx.type = 'html';
    if (ctx.method === 'GET') {
      ctx.body = signInPage(language, uid, shown);
      return undefined;
    }
    const form = await formOf(ctx);
    const login = (form.get('login') ?? '').trim().toLowerCase();
    const person = people.find((known) => known.login === login);
    const right = equal(form.get('password') ?? '', person?.password ?? '');
    if (!person || !right) {
      ctx.status = 403;
      ctx.body = signInPage(language, uid, shown, { login: login.slice(0, 100), wrong: true });
      return undefined;
    }
    const result = { login: { accountId: person.sub, remember: false } };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
    ctx.status = 303;
    return undefined;
  };
}

export function createProvider({ issuer, portal, state: folder }) {
  const provider = new Provider(issuer, configuration({ portal, state: loadState(folder) }));
  provider.use(guard(new URL(issuer).host, portal));
  provider.use(signIn(provider));
  // Who it was about is not for a log.
  provider.on('backchannel.error', (ctx, error, client) => {
    console.error(`sign-out not delivered to ${client.clientId}: ${error.message}`);
  });
  provider.on('server_error', (ctx, error) => console.error(`failed: ${error.message}`));
  return provider;
}

// "localhost" is two addresses, and browsers try either first.
export async function listen(provider, port) {
  const servers = [];
  for (const address of ['127.0.0.1', '::1']) {
    const server = createServer(provider.callback());
    const failure = await new Promise((done) => {
      server.once('error', done);
      server.listen(port, address, () => done(null));
    });
    if (failure && (address === '127.0.0.1' || failure.code === 'EADDRINUSE')) throw failure;
    if (!failure) servers.push(server);
  }
  return servers;
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const chosen = settings();
  if (chosen.help) {
    console.log(`node server.mjs [options]\n${usage}`);
  } else {
    const servers = await listen(createProvider(chosen), chosen.port);
    console.log(`provider ready on ${chosen.issuer}`);
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        for (const server of servers) {
          server.close();
          server.closeAllConnections();
        }
      });
    }
  }
}
