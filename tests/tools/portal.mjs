// A portal of a test's own: real verifier and provider on free ports, the demo's companies and
// people, gates open as the demo opens them (or shut). State lies in a folder that goes away with it.
import {mkdtempSync, rmSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {prepare, provision, signedIn, staffSignedIn} from '../../web/demo/prepare.mjs';
import {freePort, Stack} from '../../web/demo/stack.mjs';
import {ask, exchange} from '../../web/demo/visitor.mjs';
import {Person} from './person.mjs';
import {eventsIn} from './store.mjs';

export class Portal {
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-test-'));
  #visitors = [];
  #agent = new http.Agent({keepAlive: true});

  static async open({gates = true, ...settings} = {}) {
    const portal = new Portal();
    portal.stack = new Stack({
      folder: portal.#folder,
      portalPort: await freePort(),
      providerPort: await freePort(),
      ...settings,
    });
    try {
      await portal.stack.start();
      await (gates ? prepare : provision)(portal.stack);
      portal.decider = await portal.stack.token('offer-engine', 'decisions:read');
      portal.eraser = await portal.stack.token('privacy-office', 'subjects:erase');
      portal.provisioner = await portal.stack.token('customer-systems', 'provisioning:write');
    } catch (error) {
      await portal.close();
      throw error;
    }
    return portal;
  }

  url(path) {
    return new URL(path, this.stack.portal);
  }

  get origin() {
    return this.stack.portal;
  }

  // Without any session.
  get(path, headers = {}) {
    return exchange(this.url(path), {headers, agent: this.#agent});
  }

  send(method, path, {headers = {}, body} = {}) {
    return exchange(this.url(path), {method, headers, body, agent: this.#agent});
  }

  async person(sub, subject) {
    const person = await Person.signIn(this.stack, sub, subject);
    this.#visitors.push(person);
    return person;
  }

  async visitor(sub) {
    const visitor = await signedIn(this.stack, sub);
    this.#visitors.push(visitor);
    return visitor;
  }

  async staff(sub) {
    const visitor = await staffSignedIn(this.stack, sub);
    this.#visitors.push(visitor);
    return visitor;
  }

  // One question as an enforcement point, or any JSON to another call.
  post(path, value, token = this.decider, headers = {}) {
    return ask(this.url(path), token, value, {agent: this.#agent, headers});
  }

  async decide(question) {
    const answer = await this.post('/v1/decisions', question);
    if (answer.status !== 200) throw new Error(`decision: ${answer.status} ${answer.body}`);
    return answer.json();
  }

  provision(acts) {
    return this.post('/v1/provisioning', {acts}, this.provisioner);
  }

  // What the log holds, read beside the verifier.
  events() {
    return eventsIn(join(this.stack.data, 'samtycke.db'));
  }

  async close() {
    for (const visitor of this.#visitors) visitor.close();
    this.#agent.destroy();
    await this.stack.stopAll();
    rmSync(this.#folder, {recursive: true, force: true});
  }
}
