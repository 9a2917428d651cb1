// c15t's back end as its documentation sets it up for one's own machine: Node, Kysely, migrations
// run first, logs off. SQLite with the durability that our own store has.
// Usage: node c15t.mjs FOLDER PORT DOMAIN
import {c15tInstance} from '@c15t/backend';
import {kyselyAdapter} from '@c15t/backend/db/adapters/kysely';
import {migrator} from '@c15t/backend/db/migrator';
import {DB} from '@c15t/backend/db/schema';
import {serve} from '@hono/node-server';
import Database from 'better-sqlite3';
import {Kysely, SqliteDialect} from 'kysely';
import {join} from 'node:path';

const [folder, port, domain] = process.argv.slice(2);
const sqlite = new Database(join(folder, 'c15t.db'));
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
const db = new Kysely({dialect: new SqliteDialect({database: sqlite})});
const adapter = kyselyAdapter({db, provider: 'sqlite'});
const migration = await migrator({db: DB.client(adapter), schema: 'latest'});
await migration.execute?.();
const c15t = c15tInstance({
  appName: 'peer',
  basePath: '/',
  trustedOrigins: [domain],
  adapter,
  logger: {level: 'error', disabled: true},
  advanced: {disableGeoLocation: true},
});
serve({fetch: c15t.handler, hostname: '127.0.0.1', port: Number(port)}, () => console.log('ready'));
