// SQLite alone: one row a commit, durable each, for some seconds. Prints rows a second.
// Usage: node sqlite.mjs FOLDER SECONDS ROW_BYTES
import Database from 'better-sqlite3';
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';

const [folder, seconds, size] = process.argv.slice(2);
const sqlite = new Database(join(folder, 'alone.db'));
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
sqlite.exec('CREATE TABLE IF NOT EXISTS row (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
const insert = sqlite.prepare('INSERT INTO row (bytes) VALUES (?)');
const row = randomBytes(Number(size));
const begin = performance.now();
let count = 0;
while (performance.now() - begin < Number(seconds) * 1000) {
  insert.run(row);
  count += 1;
}
console.log((count / (performance.now() - begin)) * 1000);
