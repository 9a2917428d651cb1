// Somebody presses switches while the network comes and goes, tabs are closed, and two people share the
// computer. Whatever the walk, the verifier has each withdrawal once and in order, and nothing flips to on.
//
//   SAMTYCKE_SEED=… gives a walk again, SAMTYCKE_STEPS=… makes it longer
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser} from './chromium.mjs';
import {drained, entries, openGranted, openTab, sending, sentBy, signInAgain, signOut, stopsOf} from './kept.mjs';

const seed = Number(process.env.SAMTYCKE_SEED ?? Math.floor(Math.random() * 2 ** 31));
const steps = Number(process.env.SAMTYCKE_STEPS ?? 40);
const switchesUsed = 3;
let portal;
let browser;

before(async () => {
  portal = await Portal.open();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

// mulberry32: small, and the same everywhere.
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Walk {
  #next = random(seed);
  #network = 'answer';
  // By person: what must be in the log, and the switches whose last press was a yes.
  expected = {anna: [], karin: []};
  wanted = {anna: new Set(), karin: new Set()};
  subjects = {};
  purposes = {};
  trail = [];
  // How much had been sent when this person signed in.
  since = 0;

  constructor({context, page, panel, address}) {
    Object.assign(this, {context, page, panel, address, who: 'anna', sent: sentBy(context)});
  }

  pick(list) {
    return list[Math.floor(this.#next() * list.length)];
  }

  async meet() {
    const {subject, purposes} = await this.panel.consent();
    this.subjects[this.who] = subject;
    this.purposes[this.who] = Object.keys(purposes);
  }

  async press() {
    const index = Math.floor(this.#next() * switchesUsed);
    const wasOn = await this.panel.isOn(index);
    this.trail.push(`${this.who} turns ${index} ${wasOn ? 'off' : 'on'}`);
    if (wasOn) {
      this.expected[this.who].push(this.purposes[this.who][index]);
      this.wanted[this.who].delete(index);
    } else {
      this.wanted[this.who].add(index);
    }
    await this.panel.press(index);
  }

  async network() {
    this.#network = this.pick(['answer', 'answer', 'cut', 'deaf', 500, 503]);
    this.trail.push(`the network: ${this.#network}`);
    await sending(this.context, this.#network);
  }

  async reload() {
    this.trail.push('reload');
    await this.page.reload();
    await this.panel.ready();
  }

  async close() {
    this.trail.push('the tab is closed');
    const next = await openTab(this.context, this.address);
    await this.page.close();
    Object.assign(this, next);
  }

  async swap() {
    await this.become(this.who === 'anna' ? 'karin' : 'anna');
  }

  async become(who) {
    this.trail.push(`${this.who} signs out, ${who} signs in`);
    await signOut(this.page);
    this.since = this.sent.length;
    this.who = who;
    this.panel = await signInAgain(this.page, portal, people[who], this.address);
    await this.meet();
  }

  // Nothing of the other person's was sent since this one signed in.
  strangers() {
    const others = Object.entries(this.subjects).filter(([who]) => who !== this.who).map(([, subject]) => subject);
    return this.sent.slice(this.since).filter((body) => others.some((subject) => body.includes(subject)));
  }

  // Nothing is on that was not turned on last, or that only the other person turned on.
  async look() {
    for (let index = 0; index < switchesUsed; index += 1) {
      if (this.wanted[this.who].has(index)) continue;
      assert.equal(await this.panel.isOn(index), false, `${index} flipped to on for ${this.who}`);
      assert.equal(await this.panel.allows(this.purposes[this.who][index]), false);
    }
  }
}

test(`each withdrawal arrives once and in order, and nothing flips to on: seed ${seed} [L46, L47, D27]`, async (context) => {
  context.diagnostic(`SAMTYCKE_SEED=${seed}`);
  const opened = await openGranted(browser, portal, people.anna, 0);
  const walk = new Walk(opened);
  try {
    await walk.meet();
    for (let step = 0; step < steps; step += 1) {
      await walk[walk.pick(['press', 'press', 'press', 'press', 'press', 'network', 'network', 'reload', 'close', 'swap'])]();
      await walk.look();
      assert.deepEqual(walk.strangers(), [], "sent in the other person's session");
    }
    await sending(walk.context, 'answer');
    for (const who of [walk.who, walk.who === 'anna' ? 'karin' : 'anna']) {
      if (walk.who !== who) await walk.become(who);
      else await walk.reload();
      while ((await entries(walk.page)).some(({subject}) => subject === walk.subjects[who])) await walk.page.waitForTimeout(50);
      assert.deepEqual(stopsOf(portal, walk.subjects[who]), walk.expected[who], `${who}'s withdrawals in the log`);
    }
    await drained(walk.page);
  } catch (error) {
    error.message = `${error.message}\nSAMTYCKE_SEED=${seed}\n${walk.trail.join('\n')}`;
    throw error;
  }
  await opened.context.close();
});
