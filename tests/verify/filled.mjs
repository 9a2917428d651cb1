// A database filled by the code that serves, copies of it with something changed, and what `samtycke
// verify` says of them.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {Insider} from '../tools/store.mjs';

const root = process.env.SAMTYCKE_ROOT ?? join(import.meta.dirname, '../..');
const build = process.env.SAMTYCKE_BUILD ?? join(root, 'build');
const program = join(build, 'samtycke');

export function verify(words, environment = {}) {
  const {LANG, LC_ALL, LC_MESSAGES, ...rest} = process.env;
  const {status, stdout, stderr} = spawnSync(program, ['verify', ...words], {encoding: 'utf8', maxBuffer: 1 << 28, env: {...rest, ...environment}});
  return {status, stdout, stderr};
}

export class Filled {
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-verify-'));
  #triggers;
  #copies = 0;
  #insider;

  constructor(events, threads = 8) {
    const {status, stderr} = spawnSync(join(build, 'tests/verify/log_fill'), [this.#folder, String(events), String(threads)], {encoding: 'utf8'});
    assert.equal(status, 0, stderr);
    const database = new DatabaseSync(this.path('samtycke.db'));
    // All of it in one file.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
    this.events = database.prepare('SELECT count FROM head').get().count;
    database.close();
  }

  path(name) {
    return join(this.#folder, name);
  }
  // Who has the keys that the copies are sealed with.
  get insider() {
    return (this.#insider ??= new Insider(this.path('samtycke.db-keys')));
  }
  read(name) {
    return readFileSync(this.path(name), 'utf8');
  }
  json(name) {
    return JSON.parse(this.read(name));
  }

  // A copy of the database after `change`, which is not hindered by triggers; they are back afterwards.
  changed(change) {
    const path = this.path(`copy-${(this.#copies += 1)}.db`);
    copyFileSync(this.path('samtycke.db'), path);
    const database = new DatabaseSync(path);
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF');
    for (const {name} of this.#triggers) database.exec(`DROP TRIGGER ${name}`);
    try {
      change(database);
    } finally {
      for (const {sql} of this.#triggers) database.exec(sql);
      database.exec('PRAGMA journal_mode = WAL');
      database.close();
    }
    return path;
  }

  keys = () => ['--log-key', this.path('log.vkey'), '--keys', this.path('jwks.json')];
  allKeys = (partyKeys = this.path('samtycke.db-keys')) => [...this.keys(), '--party-keys', partyKeys];

  // The lines about a database, as objects.
  log(path, more = [], partyKeys = undefined) {
    const {status, stdout, stderr} = verify(['log', path, ...this.allKeys(partyKeys), '--json', ...more]);
    const lines = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    return {status, lines, wrong: lines.filter(({result}) => result === 'wrong'), stderr};
  }

  close() {
    rmSync(this.#folder, {recursive: true, force: true});
  }
}
