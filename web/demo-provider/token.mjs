// Prints an access token for a back end of the demo: `node token.mjs offer-engine`.
import { settings, usage } from './settings.mjs';
import { readSecret } from './state.mjs';

const { issuer, portal, state, help, positionals } = settings();

if (help || positionals.length !== 1) {
  console.log(`node token.mjs CLIENT [options]   CLIENT is offer-engine or customer-systems\n${usage}`);
  process.exit(help ? 0 : 2);
}

const scopes = {
  'offer-engine': 'decisions:read',
  'customer-systems': 'provisioning:write',
  'privacy-office': 'subjects:erase',
};
const [client] = positionals;
if (!Object.hasOwn(scopes, client)) {
  console.error(`no back end \`${client}\`; there are: ${Object.keys(scopes).join(', ')}`);
  process.exit(2);
}

const answer = await fetch(`${issuer}/token`, {
  method: 'POST',
  headers: { authorization: `Basic ${btoa(`${client}:${readSecret(state, client)}`)}` },
  body: new URLSearchParams({ grant_type: 'client_credentials', resource: portal, scope: scopes[client] }),
  signal: AbortSignal.timeout(5000),
});
const told = await answer.json();
if (!answer.ok) {
  console.error(`the provider refused: ${told.error}`);
  process.exit(1);
}
console.log(told.access_token);
