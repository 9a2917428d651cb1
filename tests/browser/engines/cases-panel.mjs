// The switches of a signed-in person, at the real provider and the real verifier.
import assert from 'node:assert/strict';
import {people} from '../../../web/demo/prepare.mjs';
import {bothPartyPurposes, questionAbout} from '../../tools/questions.mjs';
import {panelPath} from '../stand.mjs';
import {until} from './facade.mjs';

const panel = 'samtycke-panel';
const switches = `${panel} >> [role=switch]`;
const status = `${panel} >> [role=status]`;
const withdrawAll = `${panel} >> button[value=withdraw_all]`;

async function signIn(tab, origin, {login, password}) {
  await tab.goto(`${origin}/auth/login?return_to=${encodeURIComponent(panelPath)}`);
  await tab.fill('#login', login);
  await tab.fill('#password', password);
  await tab.click('#submit');
  await until('the portal after the sign-in', async () => (await tab.url()).startsWith(origin));
}

const ready = (tab) => until('the switches', async () => (await tab.count(switches)) > 0);

// The status, once nothing is under way and it has words.
function outcome(tab) {
  return until('words of the panel', () =>
    tab.eval(() => {
      const root = document.querySelector('samtycke-panel').shadowRoot;
      return root.querySelector('[aria-busy=true]') === null && root.querySelector('[role=status]').textContent;
    }),
  );
}

async function reload(tab) {
  await tab.reload();
  await ready(tab);
}

// Anna on her switches, with all of them off, and one that nothing but her own yes holds back.
async function anna(engine, stand, settings) {
  const visitor = await engine.visitor(settings);
  const tab = await visitor.tab();
  await signIn(tab, stand.front.origin, people.anna);
  await ready(tab);
  if ((await tab.count(withdrawAll)) > 0) {
    await tab.click(withdrawAll);
    await outcome(tab);
    await reload(tab);
  }
  return {visitor, tab, own: await tab.byRole(panel, 'switch', stand.title)};
}

async function move(tab, own) {
  await tab.click(own);
  return outcome(tab);
}

const stateOf = async ({portal, question}) => {
  const {decision, reason} = await portal.decide(question);
  return `${decision} ${reason}`;
};

const stops = ({portal, question}) =>
  portal
    .events()
    .map(({text}) => JSON.parse(text))
    .filter(({kind, subject}) => kind === 'withdrawn' && subject === question.subject).length;

// What the cases ask about: a purpose of both parties whose gate the company has opened.
export async function questionOf(portal) {
  const person = await portal.person('anna');
  const [purpose] = person.openPurposes(bothPartyPurposes(person.catalogue));
  const {title} = person.catalogue.purposes.find(({id}) => id === purpose);
  return {question: questionAbout(person.catalogue, purpose, person.subject), title: title.sv};
}

export const panelCases = [
  {
    title: 'a yes is there after a reload and allows, a withdrawal is there after a reload and denies [L46]',
    async run(engine, stand) {
      const {visitor, tab, own} = await anna(engine, stand);
      for (let index = 0; index < (await tab.count(switches)); index += 1) assert.equal(await tab.isOn(switches, index), false);
      await move(tab, own);
      await reload(tab);
      assert.equal(await tab.isOn(own), true);
      assert.equal(await stateOf(stand), 'allow consent_given');
      await move(tab, own);
      await reload(tab);
      assert.equal(await tab.isOn(own), false);
      assert.equal(await stateOf(stand), 'deny withdrawn');
      await visitor.close();
    },
  },
  {
    title: 'Tab alone comes to the switches in their order, and Space moves them [L140]',
    async run(engine, stand) {
      const {visitor, tab} = await anna(engine, stand);
      const focused = () =>
        tab.eval(() => {
          const {shadowRoot} = document.querySelector('samtycke-panel');
          return [...shadowRoot.querySelectorAll('[role=switch]')].indexOf(shadowRoot.activeElement);
        });
      for (const index of [0, 1]) {
        for (let presses = 0; presses < 60 && (await focused()) !== index; presses += 1) await tab.press('Tab');
        assert.equal(await focused(), index);
        for (const on of [true, false]) {
          await tab.press('Space');
          await until('the switch after Space', async () => (await outcome(tab)) && (await tab.isOn(switches, index)) === on);
        }
      }
      await visitor.close();
    },
  },
  {
    title: 'a yes that meets 500 goes back to off, says which one, and is not recorded [L47]',
    async run(engine, stand) {
      const {visitor, tab, own} = await anna(engine, stand);
      const events = stand.portal.events().length;
      stand.front.sending = 500;
      const said = await move(tab, own);
      assert.ok(said.includes(stand.title), said);
      assert.equal(await tab.isOn(own), false);
      stand.front.sending = 'answer';
      await reload(tab);
      assert.equal(await tab.isOn(own), false);
      assert.equal(stand.portal.events().length, events);
      await visitor.close();
    },
  },
  {
    title: 'a withdrawal without a network is off at once, is kept, and arrives once when the network is back [L46]',
    async run(engine, stand) {
      const {visitor, tab, own} = await anna(engine, stand);
      await move(tab, own);
      assert.equal(await stateOf(stand), 'allow consent_given');
      const before = stops(stand);
      stand.front.cut();
      await move(tab, own);
      assert.equal(await tab.isOn(own), false);
      assert.equal(await tab.eval((purpose) => document.querySelector('samtycke-panel').allows(purpose), stand.question.purpose), false);
      assert.equal(stops(stand), before);
      stand.front.mend();
      await reload(tab);
      assert.equal(await tab.isOn(own), false);
      await until('the withdrawal in the log', () => stops(stand) > before);
      assert.equal(await stateOf(stand), 'deny withdrawn');
      await reload(tab);
      assert.equal(await tab.isOn(own), false);
      assert.equal(stops(stand), before + 1);
      await visitor.close();
    },
  },
  {
    title: 'the history opens and begins with what was done last',
    async run(engine, stand) {
      const {visitor, tab, own} = await anna(engine, stand);
      await move(tab, own);
      await move(tab, own);
      await tab.click(`${panel} >> .history > summary`);
      const line = `${panel} >> .history .lines > li`;
      await until('the lines', async () => (await tab.count(line)) > 1);
      const done = (nth) => tab.text(`${line}:nth-child(${nth}) > p`);
      assert.match(await done(1), new RegExp(`^Återkallat: ${stand.title}`));
      assert.match(await done(2), new RegExp(`^Tillåtet: ${stand.title}`));
      await visitor.close();
    },
  },
  {
    title: 'the page and its switches speak the language of the browser, and the other one on a press [L151]',
    async run(engine, stand) {
      const {visitor, tab, own} = await anna(engine, stand);
      const language = () => tab.eval(() => [document.documentElement.lang, document.querySelector('samtycke-panel').shadowRoot.querySelector('[lang]').lang]);
      assert.deepEqual(await language(), ['sv', 'sv']);
      await move(tab, own);
      assert.equal(await tab.text(`${panel} >> .word`), 'På');
      await tab.click('header a[hreflang=en]');
      await until('the page in English', () => tab.eval(() => document.documentElement.lang === 'en'));
      await ready(tab);
      assert.deepEqual(await language(), ['en', 'en']);
      assert.equal(await tab.text(`${panel} >> .word`), 'On');
      await visitor.close();
    },
  },
  {
    title: 'no act of these breaks the page’s policy, and the policy is in force: module, script and Trusted Types',
    async run(engine, stand) {
      stand.front.breaches.length = 0;
      const {visitor, tab, own} = await anna(engine, stand);
      await move(tab, own);
      await move(tab, own);
      await tab.click(`${panel} >> .history > summary`);
      assert.equal(
        await tab.eval(async () => (await WebAssembly.compileStreaming(fetch('/static/samtycke-panel.wasm'))) instanceof WebAssembly.Module),
        true,
      );
      assert.deepEqual(stand.front.breaches, []);
      const refused = await tab.eval(() => {
        globalThis.told = [];
        addEventListener('securitypolicyviolation', ({effectiveDirective}) => told.push(effectiveDirective));
        new Image().src = 'http://127.0.0.1:9/stranger.png';
        return [() => (document.createElement('script').textContent = 'stranger()'), () => (document.body.innerHTML = 'stranger')].map((act) => {
          try {
            return act();
          } catch ({name}) {
            return name;
          }
        });
      });
      assert.deepEqual(refused, ['TypeError', 'TypeError']);
      const expected = ['img-src', 'require-trusted-types-for', 'require-trusted-types-for'];
      await until('the events of three breaches', async () => (await tab.eval(() => told.length)) >= expected.length);
      assert.deepEqual((await tab.eval(() => told)).toSorted(), expected);
      await until('their reports', () => stand.front.breaches.length >= expected.length);
      assert.deepEqual(stand.front.breaches.map((line) => line.split(' ')[0]).toSorted(), expected);
      await visitor.close();
    },
  },
  {
    title: 'a receipt is proved by the browser itself, or it says that it cannot',
    async run(engine, stand) {
      const {visitor, tab, own} = await anna(engine, stand);
      await move(tab, own);
      await tab.click(`${panel} >> .history > summary`);
      await until('the lines', async () => (await tab.count(`${panel} >> .lines details`)) > 0);
      await tab.click(`${panel} >> .lines details > summary`, 0);
      const told = () => tab.eval(() => document.querySelector('samtycke-panel').shadowRoot.querySelector('.verdict').dataset.told);
      await until('the receipt', () => tab.eval(() => !document.querySelector('samtycke-panel').shadowRoot.querySelector('.ways button').hidden));
      // WebKit's driver does not scroll to it; the press itself is tried in receipt.test.mjs.
      await tab.eval(() => document.querySelector('samtycke-panel').shadowRoot.querySelector('.ways button').click());
      await until('the verdict', async () => Boolean(await told()));
      console.log(`${engine.name}: ${await told()}`);
      assert.equal(await told(), 'proved', await tab.text(`${panel} >> .verdict`, 0));
      await visitor.close();
    },
  },
  {
    title: 'without script the page withdraws by its form and says what was withdrawn [L53]',
    needs: 'scripts can be turned off',
    async run(engine, stand) {
      const person = await stand.portal.person('anna');
      if (!person.isOn(stand.question.purpose)) assert.equal((await person.set(stand.question.purpose, true)).status, 201);
      const visitor = await engine.visitor({script: false});
      const tab = await visitor.tab();
      await signIn(tab, stand.front.origin, people.anna);
      assert.equal(await tab.count(switches), 0);
      await tab.click(`form[action="/v1/stops"]:has(input[value="${stand.question.purpose}"]) button`);
      await until('the words', async () => (await tab.text('main')).includes(stand.title));
      assert.equal(await stateOf(stand), 'deny withdrawn');
      await visitor.close();
    },
  },
];
