// The banner on a site of somebody else's, whose scripts wait for an answer.
import assert from 'node:assert/strict';
import {until} from './facade.mjs';

const banner = 'samtycke-banner';
const question = `${banner} >> .banner`;
const button = (value) => `${banner} >> button[value=${value}]`;

// What waits: one script that is fetched from elsewhere, one that stands in the page.
const waiting =
  '<main><h1>Sidan</h1></main>' +
  '<script type="text/plain" nonce="{nonce}" data-category="analytics" data-src="{other}/count.js"></script>' +
  `<script type="text/plain" nonce="{nonce}" data-category="analytics">ran.push('inline')</script>`;

const isReady = () => document.querySelector('samtycke-banner')?.consent !== undefined && document.readyState === 'complete';
const isAsked = () => document.querySelector('samtycke-banner').shadowRoot.querySelector('.banner')?.checkVisibility() === true;
const ran = (tab) => tab.eval(() => globalThis.ran.toSorted());
const everything = ['/count.js', 'inline'];

async function ready(tab) {
  await until('the banner', () => tab.eval(isReady));
}

async function stranger(engine, {site}, settings) {
  site.reset();
  site.pages.set('/', waiting);
  const visitor = await engine.visitor(settings);
  const tab = await visitor.tab();
  await tab.goto(site.origin);
  await ready(tab);
  return {visitor, tab, site};
}

const allRan = (tab) => until('what was allowed', async () => (await ran(tab)).length >= everything.length);
const namesOf = async (visitor) => (await visitor.cookies()).map(({name}) => name).toSorted();

export const bannerCases = [
  {
    title: 'a stranger is asked once, and after a no nothing runs and nothing is fetched [L2, L108, L110]',
    async run(engine, stand) {
      const {visitor, tab, site} = await stranger(engine, stand);
      assert.equal(await tab.eval(isAsked), true);
      assert.deepEqual(await namesOf(visitor), []);
      await tab.click(button('refuse_all'));
      await until('the question away', async () => !(await tab.eval(isAsked)));
      await until('the choice at the server', () => site.choices.length === 1);
      await tab.reload();
      await ready(tab);
      assert.equal(await tab.eval(isAsked), false);
      assert.deepEqual([site.requests, await ran(tab), await tab.eval(() => breaches)], [[], [], []]);
      await visitor.close();
    },
  },
  {
    title: 'after a yes each script runs once, also on the next page, and a withdrawal takes its cookies away [L6, L115]',
    async run(engine, stand) {
      const {visitor, tab, site} = await stranger(engine, stand);
      await tab.click(button('allow_all'));
      await allRan(tab);
      assert.deepEqual([await ran(tab), site.requests], [everything, ['/count.js']]);
      await until('the choice at the server', () => site.choices.length === 1);
      await tab.reload();
      await ready(tab);
      await allRan(tab);
      assert.deepEqual([await ran(tab), await tab.eval(isAsked)], [everything, false]);
      await tab.eval(() => {
        document.cookie = '_count_1=a; Path=/';
        document.cookie = 'session=a; Path=/';
      });
      assert.deepEqual(await namesOf(visitor), ['_count_1', 'samtycke_choice', 'session']);
      await tab.click(button('reopen'));
      await tab.click(button('refuse_all'));
      await until('its cookie away', async () => !(await namesOf(visitor)).includes('_count_1'));
      assert.deepEqual(await namesOf(visitor), ['samtycke_choice', 'session']);
      await until('a page without it', () => tab.eval(() => document.querySelector('samtycke-banner')?.consent !== undefined && globalThis.ran.length === 0));
      assert.deepEqual(await tab.eval(() => breaches), []);
      await visitor.close();
    },
  },
  {
    title: 'the browser’s own signal is a no to marketing, whatever is allowed together [L107]',
    needs: 'Global Privacy Control',
    async run(engine, stand) {
      const {visitor, tab} = await stranger(engine, stand, {gpc: true});
      assert.match(await tab.text(question), /Global Privacy Control/);
      await tab.click(button('allow_all'));
      await allRan(tab);
      const allows = (id) => tab.eval((one) => document.querySelector('samtycke-banner').allows(one), id);
      assert.deepEqual([await allows('cookie-statistics'), await allows('cookie-marketing')], [true, false]);
      await visitor.close();
    },
  },
  {
    title: 'two tabs are in step: an answer in one is an answer in the other, and so is its withdrawal',
    needs: 'tabs in step',
    async run(engine, stand) {
      const {visitor, tab, site} = await stranger(engine, stand);
      const other = await visitor.tab();
      await other.goto(site.origin);
      await ready(other);
      assert.equal(await other.eval(isAsked), true);
      await tab.click(button('allow_all'));
      await until('the question away in the other', async () => !(await other.eval(isAsked)));
      await allRan(other);
      await tab.click(button('reopen'));
      await tab.click(button('refuse_all'));
      const isWithout = () => {
        const banner = document.querySelector('samtycke-banner');
        return banner?.consent !== undefined && globalThis.ran?.length === 0 && !banner.allows('cookie-statistics');
      };
      // The other is reloaded by itself, and meanwhile cannot be asked.
      await until('the other without it', () => other.eval(isWithout).catch(() => false));
      await visitor.close();
    },
  },
  {
    title: 'a no in another tab ends what runs in a page whose banner has left it [L115]',
    needs: 'tabs in step',
    async run(engine, stand) {
      const {visitor, tab, site} = await stranger(engine, stand);
      await tab.click(button('allow_all'));
      await allRan(tab);
      await until('the choice at the server', () => site.choices.length === 1);
      const other = await visitor.tab();
      await other.goto(site.origin);
      await ready(other);
      await tab.eval(() => document.querySelector('samtycke-banner').remove());
      await other.click(button('reopen'));
      await other.click(button('refuse_all'));
      const isAnew = () => document.querySelector('samtycke-banner')?.consent !== undefined && globalThis.ran?.length === 0;
      await until('the page without it', () => tab.eval(isAnew).catch(() => false));
      await visitor.close();
    },
  },
  {
    title: 'a copy of an open frame that is put into the page after a no is fetched by nobody [L115]',
    async run(engine, stand) {
      const {visitor, tab, site} = await stranger(engine, stand);
      site.pages.set('/', '<iframe title="film" data-name="video" data-src="{other}/film.html"></iframe>');
      await tab.reload();
      await ready(tab);
      await tab.click(button('allow_all'));
      await until('the film', () => site.requests.includes('/film.html'));
      await tab.eval(() => {
        globalThis.copy = document.querySelector('iframe').cloneNode();
      });
      await tab.click(button('reopen'));
      await tab.click(button('refuse_all'));
      await until('the frame shut', () => tab.eval(() => !document.querySelector('iframe').hasAttribute('src')));
      site.requests.length = 0;
      await tab.eval(() => document.body.append(globalThis.copy));
      await until('the copy shut', () => tab.eval(() => !document.querySelectorAll('iframe')[1].hasAttribute('src')));
      // What was on its way has arrived when this has.
      await tab.eval(() => fetch('/page.css').then((answer) => answer.text()).then(() => true));
      assert.deepEqual(site.requests, []);
      await visitor.close();
    },
  },
];
