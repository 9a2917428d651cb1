// A verifier without HTTP for tests of the page: the module's own core judges what the panel submits,
// on a person in a company whose gates are open.
import {execFileSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {Core} from '../tools/core.mjs';

const folder = join(import.meta.dirname, '../../core/catalogue');
const subject = 'sub-anna-bjork';
const person = 'prs-anna';
const subscriber = 'sbr-bjork';
const administrator = 'prs-karin';
const begin = '2024-01-01T00:00:00.000Z';

export const demoCatalogue = () =>
  JSON.parse(execFileSync('jq', ['-f', join(folder, 'demo.jq'), join(folder, 'telecom-se.json')], {encoding: 'utf8'}));

export class Judge {
  #core;
  #events = [];

  static async open(catalogue = demoCatalogue()) {
    const judge = new Judge();
    judge.catalogue = catalogue;
    judge.#core = await Core.open();
    judge.#core.ask({call: 'catalogue', catalogue, signed: true});
    const provisioning = {role: 'provisioning', door: 'provisioning'};
    judge.#accept({kind: 'mandate_given', person: administrator, subscriber, link: 'm-1', from: begin}, provisioning);
    judge.#accept(
      {kind: 'relation_begun', subject, person, subscriber, subscriber_kind: 'company', link: 'r-1', from: begin},
      provisioning,
    );
    for (const {id, consent_by: by} of catalogue.purposes) {
      if (by === 'both') {
        judge.#accept(
          {kind: 'gate_opened', purpose: id, subscriber},
          {person: administrator, role: 'company-admin', door: 'gates'},
        );
      }
    }
    return judge;
  }

  get #situation() {
    return {events: this.#events, subject, now: new Date().toISOString()};
  }

  #accept(act, actor) {
    this.#events.push(...this.#core.ask({call: 'accept', act, actor, ...this.#situation}).events);
  }

  get state() {
    const {events} = this.#situation;
    return this.#core.ask({call: 'state', events, subject});
  }

  // The bytes of a submission → what the verifier would answer.
  rule(body) {
    const actor = {person, role: 'user', door: 'page', session: 'session-1'};
    const judged = this.#core.ask({call: 'judge', submission: JSON.parse(body), actor, ...this.#situation});
    this.#events.push(...judged.events);
    const receipt = judged.events.length > 0 ? {payload: {}, jws: `${randomUUID()}..`} : undefined;
    return {verdicts: judged.verdicts, state: judged.state, receipt};
  }
}
