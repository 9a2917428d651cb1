// Writes rows into an SQLite file as fast as it can and says so, one number a line, after each
// commit: row-writer.mjs FILE SYNCHRONOUS. Runs until it is killed.
import {writeSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';

const [file, synchronous] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous};
  CREATE TABLE IF NOT EXISTS row (number INTEGER PRIMARY KEY) STRICT`);
const insert = database.prepare('INSERT INTO row DEFAULT VALUES');
for (;;) writeSync(1, `${insert.run().lastInsertRowid}\n`);
