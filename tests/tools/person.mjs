// A person on the portal, for tests: signs in at the real provider and moves sliders through the
// panel of the WebAssembly core, as the page does, only without a page.
import {randomUUID} from 'node:crypto';
import {people} from '../../web/demo/prepare.mjs';
import {Visitor} from '../../web/demo/visitor.mjs';
import {Core} from './core.mjs';

const uiBuild = 'tests';
const language = 'sv';

export class Person {
  #core;
  #model;

  // sub names one of the demo's people; subject one of their relations, if they have several.
  static async signIn(stack, sub, subject) {
    const person = new Person();
    person.visitor = new Visitor(stack.portal);
    await person.visitor.signIn(people[sub].login, people[sub].password);
    person.#core = await Core.open();
    const own = await person.consents(subject);
    const document = await person.visitor.send(`/v1/catalogues/${own.catalogue.id}`);
    person.catalogue = document.json();
    person.#core.ask({call: 'catalogue', catalogue: person.catalogue, signed: true});
    person.subject = own.subject;
    if (own.state) person.#step({kind: 'show', state: own.state}, own.now);
    return person;
  }

  async consents(subject = this.subject) {
    const answer = await this.visitor.send(`/v1/consents/me${subject ? `?subject=${subject}` : ''}`);
    if (answer.status !== 200) throw new Error(`own state: ${answer.status} ${answer.body}`);
    return answer.json();
  }

  #step(act, now = new Date().toISOString()) {
    const request = {call: 'panel', language, act: {now, ...act}};
    if (this.#model) request.model = this.#model;
    const {model, submission, view} = this.#core.ask(request);
    this.#model = model;
    this.view = view;
    return submission;
  }

  // What the page would send if this slider were moved now. Sends nothing.
  submission(purpose, on, submissionId = randomUUID()) {
    return this.#step({kind: 'set', purpose, on, submission_id: submissionId, ui_build: uiBuild});
  }

  send(submission, headers) {
    return this.visitor.post('/v1/consents/me', submission, headers);
  }

  // Takes the verifier's answer to a submission as the page would.
  settle(answer) {
    if (answer.status === 201) {
      const {state, verdicts} = answer.json();
      this.#step({kind: 'answered', state, verdicts});
    } else {
      this.#step({kind: 'failed'});
    }
  }

  // Moves a slider and waits for the verifier's answer.
  async set(purpose, on) {
    const answer = await this.send(this.submission(purpose, on));
    this.settle(answer);
    return answer;
  }

  // Every purpose that has a switch, and how one stands.
  switches() {
    return this.#shown().map(({id}) => id);
  }

  // Those of the purposes whose gate the company has opened.
  openPurposes(purposes) {
    return this.#shown()
      .filter(({id, gate_note: closed}) => purposes.includes(id) && closed === undefined)
      .map(({id}) => id);
  }

  isOn(purpose) {
    return this.#shown().find(({id}) => id === purpose).on;
  }

  #shown() {
    return this.view.groups.flatMap(({purposes}) => purposes);
  }

  // Shows the newest state, as after a reload.
  async reload() {
    const {state, now} = await this.consents();
    this.#model = undefined;
    this.#step({kind: 'show', state}, now);
  }

  close() {
    this.visitor.close();
  }
}
