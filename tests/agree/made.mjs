// Requests that make sense, put together by chance: most of them are accepted, and each can miss by
// a millisecond, a version, a role or a party.
import {
  canonical, catalogue, change, event, gatekeeper, granted, olle, purpose, state, stopped, submission, systems, textDigest, user,
} from './cases/world.mjs';

const purposes = ['traffic-offers', 'traffic-develop', 'traffic-tips', 'traffic-halfway', 'contact-sms', 'traffic-improve', 'traffic-dormant'];
const gated = ['traffic-offers', 'traffic-develop'];
const sorted = (list, key = (one) => one.purpose ?? '') => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
const base = Date.parse('2026-11-24T08:00:00.000Z');
const day = 86_400_000;
const time = (ms) => new Date(ms).toISOString();

export class Made {
  #random;

  constructor(random) {
    this.#random = random;
  }

  // Mostly now; at times the edge of something that ends or begins.
  #near(ms) {
    return time(ms + this.#random.pick([0, 0, 0, 0, -1, 1, 1000, -1000, 300_000, -300_000, 300_001, day, -day]));
  }

  #choice(id) {
    const random = this.#random;
    if (random.chance(75)) {
      const at = base - random.below(600) * day;
      const versions = random.chance(10) ? {processing_version: 1 + random.below(3)} : {};
      const stop = random.chance(20) ? {stopped_at: time(at - random.below(40) * day)} : {};
      const since = time(at - random.below(30) * day);
      return granted(id, {at: time(at), since, until: time(at + 730 * day), sequence: 1 + random.below(4), ...versions, ...stop});
    }
    return stopped(id, random.pick(['refused', 'withdrawn', 'expired']), {at: this.#near(base - 30 * day)});
  }

  state() {
    const random = this.#random;
    const choices = purposes.filter(() => random.chance(55)).map((id) => this.#choice(id));
    const gates = gated.filter(() => random.chance(90)).map((id) => ({purpose: id, open: random.chance(92), at: time(base - 90 * day)}));
    const objections = random.chance(8) ? [random.chance(50) ? {at: time(base - day)} : {purpose: random.pick(purposes), at: time(base - day)}] : [];
    const of = random.chance(20) ? olle : state;
    const made = of({
      subject: {choices: sorted(choices), ended: random.chance(3), begun: !random.chance(2), sequence: 4 + random.below(3)},
      person: {objections: sorted(objections), restricted: random.chance(5)},
      subscriber: {gates: sorted(gates)},
    });
    if (random.chance(2)) delete made.subject.person;
    if (random.chance(1)) made.readable = false;
    return made;
  }

  #change() {
    const random = this.#random;
    const id = random.chance(97) ? random.pick(purposes.slice(0, random.chance(90) ? 5 : 7)) : random.pick(['*', 'traffic-old-profile', 'invoicing', 'traffic-unheard']);
    const choice = random.chance(80)
      ? random.pick(['granted', 'granted', 'granted', 'withdrawn', 'refused'])
      : random.pick(['objection', 'objection_lifted', 'restricted', 'unrestricted', 'granted', 'withdrawn']);
    const made = change(id, choice, {method: random.pick(['switch', 'switch', 'button'])});
    if (random.chance(10)) made.roles = ['subscriber', 'user'];
    if (random.chance(3)) made.method = random.pick(['scroll', 'timeout', 'default', 'nod']);
    if (random.chance(3)) made.text_version = 1 + random.below(3);
    if (random.chance(3)) made.processing_version = 1 + random.below(3);
    if (random.chance(2)) made.text_digest = textDigest(random.pick(purposes.slice(0, 3)));
    if (random.chance(2)) made.note = random.pick(['hello', '19121212-1212', 121212]);
    if (random.chance(4)) delete made[random.pick(Object.keys(made))];
    return made;
  }

  #judge() {
    const random = this.#random;
    const given = this.state();
    const changes = Array.from({length: random.pick([1, 1, 1, 2, 3])}, () => this.#change());
    const english = random.chance(15);
    if (english) {
      for (const one of changes) if (purpose(one.purpose)?.title.en && one.text_digest) one.text_digest = textDigest(one.purpose, 'en');
    }
    const sent = submission(changes, {
      subject: given.subject.id, sequence: given.subject.sequence, language: english ? 'en' : 'sv', decided_at: this.#near(base),
      notice_shown_at: this.#near(base - 60_000),
    });
    if (random.chance(4)) sent.sequence += random.pick([-1, 1]);
    if (random.chance(4)) delete sent[random.pick(Object.keys(sent))];
    const actor = user(given.subject.person ?? 'prs-anna');
    if (random.chance(6)) Object.assign(actor, random.pick([
      {person: 'prs-bo'}, {person: 'prs-karin', role: 'company-admin'}, {door: 'form'}, {role: 'customer-service', door: 'customer-service'},
      {role: 'import', door: 'import'}, {door: 'sms'}, {session: undefined},
    ]));
    return {call: 'judge', submission: sent, actor, now: time(base), state: given};
  }

  question() {
    const random = this.#random;
    const of = random.chance(80) ? catalogue.purposes.filter((one) => one.active && one.id !== 'traffic-improve') : [...catalogue.purposes, ...catalogue.information_purposes];
    const one = random.pick(of);
    const fields = (one.data_types ?? ['usage-volume']).filter(() => random.chance(60));
    const question = {purpose: one.id, role: random.chance(95) ? one.roles[0] : random.pick(catalogue.roles), fields, source_store: 'mediation'};
    if (random.chance(3)) question.source_store = random.pick(['crime-retention', 'attic']);
    if (random.chance(4)) question.fields.push(random.pick(['cell-id', 'visited-domain', 'special-category', 'quality-metric']));
    if (random.chance(25)) question.record_time = this.#near(base - random.below(60) * day);
    if (random.chance(5)) question.offer_class = random.pick(['electronic-communications-service', 'device']);
    return question;
  }

  #decide() {
    const random = this.#random;
    const question = this.question();
    const given = this.state();
    // A yes to what is asked, more often than chance alone would give one.
    if (random.chance(60) && !given.subject.choices.some((one) => one.purpose === question.purpose) && purpose(question.purpose)) {
      given.subject.choices = sorted([...given.subject.choices, this.#choice(question.purpose)]);
    }
    return {call: 'decide_processing', question, now: random.chance(90) ? time(base) : this.#near(base + random.below(800) * day), state: given};
  }

  #accept() {
    const random = this.#random;
    const now = random.chance(90) ? time(base) : this.#near(Date.parse('2027-01-01T00:00:00Z'));
    if (random.chance(50)) {
      const act = {kind: random.pick(['gate_opened', 'gate_closed']), subscriber: 'sbr-bjork', purpose: random.pick(random.chance(85) ? gated : purposes)};
      return {call: 'accept', act, actor: gatekeeper(random.chance(10) ? {person: 'prs-bo'} : {}), now, state: state({subscriber: {gates: []}})};
    }
    const act = random.pick([
      {kind: 'relation_ended', subject: 'sub-anna'}, {kind: 'identifier_linked', subject: 'sub-anna', link: 'lnk-1', identifier_kind: 'msisdn', from: now},
      {kind: 'identifier_unlinked', subject: 'sub-anna', link: 'lnk-1'}, {kind: 'mandate_given', person: 'prs-maria', subscriber: 'sbr-bjork', from: now},
      {kind: 'mandate_ended', person: 'prs-karin', subscriber: 'sbr-bjork'}, {kind: 'relation_begun', subject: 'sub-anna', subscriber: 'sbr-bjork'},
    ]);
    return {call: 'accept', act, actor: systems(random.chance(10) ? {role: 'user'} : {}), now, state: this.state()};
  }

  #panel() {
    const random = this.#random;
    const given = this.state();
    const now = time(base);
    const wishes = purposes.filter(() => random.chance(10)).map((id) => ({purpose: id, choice: random.pick(['granted', 'withdrawn', 'refused']), phase: random.pick(['saving', 'failed'])}));
    delete given.subscriber.mandates;
    const act = random.pick([
      {kind: 'show', now, state: given}, {kind: 'set', now, purpose: random.pick(purposes), on: random.chance(50), submission_id: 'sbm-1', ui_build: 'b1'},
      {kind: random.pick(['allow_all', 'refuse_all', 'withdraw_all']), now, submission_id: 'sbm-2', ui_build: 'b1'}, {kind: 'failed', now},
      {kind: 'answered', now, state: given, verdicts: wishes.map((wish) => ({...wish, accepted: random.chance(60), code: random.pick(['stale_sequence', 'clock_skew'])}))},
    ]);
    const model = {state: given, language: 'sv', notice_shown_at: now, wishes: sorted(wishes), status_purposes: []};
    return {call: 'panel', language: random.chance(90) ? 'sv' : 'en', ...(act.kind !== 'show' || random.chance(50) ? {model} : {}), act};
  }

  #life() {
    const random = this.#random;
    const at = (count) => time(base - (200 - count * 7) * day);
    const events = [event('relation_begun', {subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', door: 'provisioning', at: at(0)})];
    for (let count = 1; count < 3 + random.below(12); ++count) {
      const kind = random.pick(['granted', 'granted', 'withdrawn', 'refused', 'expired', 'gate_opened', 'gate_closed', 'objection', 'objection_lifted', 'restricted', 'unrestricted', 'relation_ended', 'mandate_given']);
      events.push(event(kind, {
        subject: 'sub-anna', person: 'prs-anna', subscriber: 'sbr-bjork', purpose: random.pick(gated), at: at(count), sequence: count + 1,
        ...(kind === 'granted' && {until: time(base + 300 * day), evidence: {processing_version: 1 + random.below(2), text_version: 1}}),
      }));
    }
    const call = random.chance(50) ? {call: 'state'} : {call: 'decide_processing', now: time(base), question: this.question()};
    return {...call, subject: 'sub-anna', events};
  }

  request() {
    const random = this.#random;
    const kind = random.below(100);
    if (kind < 45) return this.#judge();
    if (kind < 78) return this.#decide();
    if (kind < 88) return this.#accept();
    if (kind < 94) return this.#life();
    if (kind < 99) return this.#panel();
    return {call: 'canonical', value: JSON.parse(canonical({state: this.state()}))};
  }
}
