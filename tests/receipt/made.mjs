// Receipts as the core writes them: the demo's catalogue, one person, one administrator, and what
// they did. The events are what `judge` recorded, so their words are really those of the catalogue.
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {root, sides} from '../agree/sides.mjs';

export const origin = 'https://consent.example';
export const salt = Buffer.alloc(32, 7).toString('base64');
export const purpose = 'traffic-offers-personal';
const now = '2026-12-01T08:00:00.000Z';

// The demo's catalogue, made as ./run makes it.
const folder = join(root, 'core/catalogue');
export const catalogue = JSON.parse(execFileSync('jq', ['-f', join(folder, 'demo.jq'), join(folder, 'telecom-se.json')], {encoding: 'utf8'}));

const begun = [
  {kind: 'relation_begun', subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', subscriber_kind: 'company', door: 'provisioning', at: '2026-11-01T08:00:00Z', sequence: 1},
  {kind: 'mandate_given', subscriber: 'sbr-bjork', person: 'prs-karin', door: 'provisioning', at: '2026-11-01T08:00:00Z', sequence: 1, from: '2026-11-01T08:00:00Z', until: '2027-11-01T08:00:00Z'},
];

// One session with the native core; every answer must be `ok`.
class Session {
  #core = sides.native();
  #position = 0;

  async ask(request) {
    const [answer] = await this.#core.ask([Buffer.from(JSON.stringify(request))]);
    const {ok, error} = JSON.parse(answer);
    if (error) throw new Error(`${request.call}: ${error.code} at ${error.where}`);
    return ok;
  }

  async open(document = catalogue) {
    await this.ask({call: 'catalogue', signed: true, catalogue: document});
    await this.ask({call: 'events', events: begun});
    return this;
  }

  async digest(id, language) {
    return (await this.ask({call: 'notice', purpose: id, language})).digest;
  }

  // What a page sends about each purpose, judged and told; the events that were recorded.
  async choose(choices, at = now, language = 'sv') {
    const {subject} = await this.ask({call: 'state', subject: 'sub-anna'});
    const changes = [];
    for (const [id, choice] of Object.entries(choices)) {
      const one = [...catalogue.purposes, ...catalogue.channels].find((other) => other.id === id);
      changes.push({
        purpose: id, choice, method: 'switch', roles: ['user'], text_digest: await this.digest(id, language),
        processing_version: one.processing_version, text_version: one.text_version,
      });
    }
    return this.#judged({
      subject: 'sub-anna', actor: {person: 'prs-anna', session: 'ses-1', role: 'user', door: 'page'},
      submission: {
        submission_id: `sbm-${this.#position}`, subject: 'sub-anna', sequence: subject.sequence, catalogue: catalogue.catalogue,
        catalogue_version: catalogue.catalogue_version, language, ui_build: 'tests', notice_shown_at: at, decided_at: at, changes,
      },
    }, at);
  }

  async gate(id, gate, at = now) {
    const {events} = await this.ask({
      call: 'accept', subscriber: 'sbr-bjork', now: at, actor: {person: 'prs-karin', session: 'ses-2', role: 'company-admin', door: 'gates'},
      act: {kind: gate, subscriber: 'sbr-bjork', purpose: id},
    });
    await this.ask({call: 'events', events});
    return events;
  }

  async #judged(asked, at) {
    const {events, verdicts} = await this.ask({call: 'judge', now: at, ...asked});
    if (!verdicts.every(({accepted}) => accepted)) throw new Error(JSON.stringify(verdicts));
    await this.ask({call: 'events', events});
    return events;
  }

  // The payload of a receipt for them.
  async receipt(events, more = {}) {
    const told = events.map((event) => ({position: this.#position++, event, salt, ...more}));
    return (await this.ask({call: 'receipt', origin, issued_at: now, submission_id: `sbm-${told[0].position}`, events: told})).payload;
  }

  close() {
    return this.#core.close();
  }
}

export const session = (document) => new Session().open(document);
