// Who may ask this provider for what. Everything not named here is off.
import { readFileSync } from 'node:fs';

import { errors } from 'oidc-provider';

import { memory } from './adapter.mjs';
import { errorPage, leavePage, leftPage } from './pages.mjs';

const people = JSON.parse(readFileSync(new URL('people.json', import.meta.url), 'utf8'));
const byId = new Map(people.map((person) => [person.sub, person]));

// The operator's own people come in by a client of its own, and are told apart by a claim.
export const staffClient = 'samtycke-console';

const backEnds = {
  'offer-engine': 'decisions:read',
  'customer-systems': 'provisioning:write',
  'privacy-office': 'subjects:erase',
};

function clients(portal, secrets) {
  return [
    {
      client_id: 'mitt-foretag',
      client_secret: secrets['mitt-foretag'],
      redirect_uris: [`${portal}/auth/callback`],
      post_logout_redirect_uris: [`${portal}/`],
      backchannel_logout_uri: `${portal}/auth/backchannel-logout`,
      backchannel_logout_session_required: true,
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: 'openid profile',
    },
    {
      client_id: staffClient,
      client_secret: secrets[staffClient],
      redirect_uris: [`${portal}/console/auth/callback`],
      post_logout_redirect_uris: [`${portal}/console`],
      backchannel_logout_uri: `${portal}/console/auth/backchannel-logout`,
      backchannel_logout_session_required: true,
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: 'openid profile',
    },
    ...Object.entries(backEnds).map(([id, scope]) => ({
      client_id: id,
      client_secret: secrets[id],
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope,
    })),
  ];
}

// The portal belongs to the operator itself: signing in is all it asks for, so there is no question
// to put, and the grant is written down as given.
async function firstPartyGrant(ctx) {
  const { client, session, provider } = ctx.oidc;
  const known = session.grantIdFor(client.clientId);
  if (known) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(client.scope);
  await grant.save();
  return grant;
}

// The library rightly refuses to send anything to this machine's own addresses; here the portal lives
// on one, and it is the only place that is ever written to.
function fetchPortalOnly(portal) {
  return (url, { dispatcher, ...options }) => {
    if (new URL(url).origin !== portal) return Promise.reject(new Error('only the portal is written to'));
    return fetch(url, options);
  };
}

export function configuration({ portal, state }) {
  return {
    adapter: memory(),
    fetch: fetchPortalOnly(portal),
    clients: clients(portal, state.secrets),
    jwks: { keys: [state.jwk] },
    cookies: { keys: [state.cookieKey], names: { session: 'provider', interaction: 'provider-sign-in', resume: 'provider-resume' } },
    scopes: ['openid', 'profile', ...Object.values(backEnds)],
    claims: { openid: ['sub'], profile: ['name', 'samtycke_roles'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic'],
    subjectTypes: ['public'],
    pkce: { required: () => true },
    interactions: { url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
    loadExistingGrant: firstPartyGrant,
    findAccount: (ctx, id) => byId.has(id) && {
      accountId: id,
      claims: () => ({ sub: id, name: byId.get(id).name, samtycke_roles: byId.get(id).roles }),
    },
    renderError: errorPage(portal),
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: leavePage, postLogoutSuccessSource: leftPage(portal) },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, client) => (client.grantTypeAllowed('client_credentials') ? portal : undefined),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== portal || !backEnds[client.clientId]) throw new errors.InvalidTarget();
          return {
            audience: portal,
            scope: backEnds[client.clientId],
            accessTokenFormat: 'jwt',
            accessTokenTTL: 3600,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
    ttl: { ClientCredentials: 3600, AuthorizationCode: 60, AccessToken: 600, IdToken: 600, Interaction: 3600, Session: 8 * 3600, Grant: 8 * 3600 },
  };
}

export { people };
