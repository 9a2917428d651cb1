// The verifier's database read by another than the verifier: what is sealed there opens with the keys
// that lie beside it (AES-256-GCM; nonce, bytes, tag), each event at its own position alone.
import {createDecipheriv} from 'node:crypto';
import {DatabaseSync} from 'node:sqlite';

const nonceSize = 12;
const tagSize = 16;
const saltSize = 32;

function unsealed(key, purpose, sealed) {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceSize));
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(sealed.subarray(-tagSize));
  return Buffer.concat([decipher.update(sealed.subarray(nonceSize, -tagSize)), decipher.final()]);
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
  const owner = 'CAST(CASE party WHEN 0 THEN subject WHEN 1 THEN person ELSE subscriber END AS TEXT)';
  return rows(file, `SELECT position, ${owner} AS owner, sealed FROM events ORDER BY position`).map((row) => {
    const key = keys.get(row.owner);
    if (!key) return {position: row.position};
    const bytes = unsealed(key, `event ${row.position}`, Buffer.from(row.sealed));
    return {position: row.position, salt: bytes.subarray(0, saltSize), text: bytes.subarray(saltSize).toString('utf8')};
  });
}
