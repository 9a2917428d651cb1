// What people sent and what the verifier acknowledged, held against what its log really holds.
import assert from 'node:assert/strict';
import {DatabaseSync} from 'node:sqlite';
import {leafHash, rootOf, sha256} from '../tools/tree.mjs';
import {eventsIn} from '../tools/store.mjs';

// Each event is in the log, and nothing else is: the last signed head is that of their entries.
function checkLog(database, events) {
  const last = database.prepare('SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1').get();
  assert.equal(last?.size ?? 0, events.length, 'the log and the store do not hold as many events');
  if (!last) return;
  const leaves = events.map(({salt, text}) => leafHash(sha256(salt, text)));
  const [, , root] = Buffer.from(last.note).toString('utf8').split('\n');
  assert.equal(root, rootOf(leaves).toString('base64'), 'the signed head is not that of the events');
}

export class Journal {
  #sent = new Map(); // submission_id → how many changes
  #acknowledged = new Map(); // submission_id → how many were accepted

  sent({submission_id: id, changes}) {
    this.#sent.set(id, changes.length);
  }

  acknowledged({submission_id: id}, verdicts) {
    this.#acknowledged.set(id, verdicts.filter(({accepted}) => accepted).length);
  }

  get count() {
    return this.#acknowledged.size;
  }

  // Acknowledged changes that the database lacks: all of them when it is damaged. Also asserts that
  // nothing else is wrong with it: no gap, nothing recorded twice.
  lost(file) {
    const database = new DatabaseSync(file);
    try {
      const whole = database.prepare('PRAGMA integrity_check').get().integrity_check === 'ok';
      const table = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'events'").get();
      if (!whole || !table) return [...this.#acknowledged.values()].reduce((sum, count) => sum + count, 0);
      const rows = eventsIn(file);
      const first = rows[0]?.position ?? 0;
      rows.forEach(({position}, index) => assert.equal(position, first + index, 'a gap in the log'));
      checkLog(database, rows);
      const found = new Map();
      for (const {text} of rows) {
        const id = JSON.parse(text).evidence?.submission_id;
        if (this.#sent.has(id)) found.set(id, (found.get(id) ?? 0) + 1);
      }
      for (const [id, count] of found) {
        assert.ok(count <= this.#sent.get(id), `${id} was recorded twice`);
      }
      let lost = 0;
      for (const [id, count] of this.#acknowledged) lost += count - Math.min(count, found.get(id) ?? 0);
      return lost;
    } finally {
      database.close();
    }
  }
}

// One person who moves sliders to and fro until told to stop. A submission whose answer never came is
// sent again, the same bytes, as the page does.
export class Load {
  #unanswered = null;
  #stopped = true;
  #running = null;
  #step = 0;

  constructor(person, journal, purposes) {
    this.person = person;
    this.journal = journal;
    this.purposes = purposes;
    this.on = new Map();
  }

  async #round() {
    const purpose = this.purposes[this.#step % this.purposes.length];
    const on = !this.on.get(purpose);
    const submission = this.#unanswered ?? this.person.submission(purpose, on);
    this.journal.sent(submission);
    this.#unanswered = submission;
    const answer = await this.person.send(submission);
    assert.equal(answer.status, 201, `${answer.status} ${answer.body}`);
    this.journal.acknowledged(submission, answer.json().verdicts);
    this.#unanswered = null;
    this.person.settle(answer);
    this.on.set(purpose, on);
    this.#step += 1;
  }

  // Runs until stop() or until the verifier is gone.
  start() {
    this.#stopped = false;
    this.#running = (async () => {
      while (!this.#stopped) {
        try {
          await this.#round();
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          return; // no answer: whether it was recorded is not known yet
        }
      }
    })();
  }

  async stop() {
    this.#stopped = true;
    await this.#running;
  }

  // Sends what had no answer, so that its outcome is known.
  async catchUp() {
    if (this.#unanswered) await this.#round();
  }
}
