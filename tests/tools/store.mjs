// The verifier's database read by another than the verifier: what is sealed there opens with the keys
// that lie beside it (AES-256-GCM; nonce, bytes, tag), each event at its own position alone.
import {createCipheriv, createDecipheriv, randomBytes} from 'node:crypto';
import {DatabaseSync} from 'node:sqlite';

const nonceSize = 12;
const tagSize = 16;
const saltSize = 32;
const digestSize = 32;
const owner = 'CAST(CASE party WHEN 0 THEN subject WHEN 1 THEN person ELSE subscriber END AS TEXT)';

function unsealed(key, purpose, sealed) {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceSize));
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(sealed.subarray(-tagSize));
  return Buffer.concat([decipher.update(sealed.subarray(nonceSize, -tagSize)), decipher.final()]);
}

function sealed(key, purpose, bytes) {
  const nonce = randomBytes(nonceSize);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function rows(file, sql) {
  const database = new DatabaseSync(file, {readOnly: true});
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

// Every event in order: its position, salt and text. One whose key is gone has neither.
export function eventsIn(file, keysFile = `${file}-keys`) {
  const keys = new Map(rows(keysFile, 'SELECT CAST(number AS TEXT) AS number, key FROM parties').map(({number, key}) => [number, key]));
  return rows(file, `SELECT position, ${owner} AS owner, sealed FROM events ORDER BY position`).map((row) => {
    const key = keys.get(row.owner);
    if (!key) return {position: row.position};
    const bytes = unsealed(key, `event ${row.position}`, Buffer.from(row.sealed));
    return {position: row.position, salt: bytes.subarray(0, saltSize), text: bytes.subarray(saltSize).toString('utf8')};
  });
}

// How many of the events at these positions any of the keys opens, whoever it belongs to.
export function countOpened(file, positions, keysFile) {
  const keys = rows(keysFile, 'SELECT key FROM parties UNION SELECT common_key FROM names').map(({key}) => key);
  const wanted = new Set(positions);
  const opens = (key, {position, sealed: bytes}) => {
    try {
      return unsealed(key, `event ${position}`, Buffer.from(bytes)).length > 0;
    } catch {
      return false;
    }
  };
  return rows(file, 'SELECT position, sealed FROM events')
    .filter(({position}) => wanted.has(position))
    .filter((row) => keys.some((key) => opens(key, row))).length;
}

// Whoever has the keys as well, and writes into the tables what they like.
export class Insider {
  constructor(keysFile) {
    this.keys = new Map(rows(keysFile, 'SELECT CAST(number AS TEXT) AS number, key FROM parties').map(({number, key}) => [number, key]));
    const [{key}] = rows(keysFile, 'SELECT common_key AS key FROM names');
    this.keys.set('0', key);
  }

  event(database, position) {
    const row = database.prepare(`SELECT ${owner} AS owner, sealed FROM events WHERE position = ?`).get(position);
    const bytes = unsealed(this.keys.get(row.owner), `event ${position}`, Buffer.from(row.sealed));
    return {owner: row.owner, salt: bytes.subarray(0, saltSize), text: bytes.subarray(saltSize).toString('utf8')};
  }

  setEvent(database, position, {owner: by, salt, text}) {
    const cell = sealed(this.keys.get(by), `event ${position}`, Buffer.concat([salt, Buffer.from(text)]));
    database.prepare('UPDATE events SET sealed = ? WHERE position = ?').run(cell, position);
  }

  answers(database) {
    return database.prepare('SELECT by_id, CAST(owner AS TEXT) AS owner, sealed FROM submissions').all().map((row) => {
      const bytes = unsealed(this.keys.get(row.owner), 'answer', Buffer.from(row.sealed));
      return {id: row.by_id, owner: row.owner, digest: bytes.subarray(0, digestSize), answer: bytes.subarray(digestSize).toString('utf8')};
    });
  }

  setAnswer(database, {id, owner: by, digest, answer}) {
    const cell = sealed(this.keys.get(by), 'answer', Buffer.concat([digest, Buffer.from(answer)]));
    database.prepare('UPDATE submissions SET sealed = ? WHERE by_id = ?').run(cell, id);
  }
}
