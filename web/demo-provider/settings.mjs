// What is asked on the command line, or else by the environment, or else the demo's own values.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const options = {
  port: { type: 'string' },
  portal: { type: 'string' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

export const usage = `  --port PORT      the provider's port on localhost (SAMTYCKE_PROVIDER_PORT, else 8781)
  --portal ORIGIN  the portal's origin (SAMTYCKE_PORTAL, else http://127.0.0.1:8780)
  --state FOLDER   where secrets and keys are kept (SAMTYCKE_PROVIDER_STATE, else var/provider)`;

const repository = resolve(import.meta.dirname, '../..');

export function settings(args = process.argv.slice(2)) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const port = Number(values.port ?? process.env.SAMTYCKE_PROVIDER_PORT ?? 8781);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error('--port is not a port');
  const portal = values.portal ?? process.env.SAMTYCKE_PORTAL ?? 'http://127.0.0.1:8780';
  if (!URL.canParse(portal) || new URL(portal).origin !== portal) {
    throw new Error('--portal is not an origin');
  }
  const state = values.state ?? process.env.SAMTYCKE_PROVIDER_STATE;
  return {
    port,
    portal,
    issuer: `http://localhost:${port}`,
    state: state ? resolve(state) : resolve(repository, 'var/provider'),
    help: values.help ?? false,
    positionals,
  };
}
