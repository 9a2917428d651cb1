// The same list of cases in each engine. Chromium and Firefox go to the portal plainly, as in the demo;
// WebKit through TLS, for it drops Secure cookies without. What an engine goes without, and why:
//   scripts turned off: in Firefox the driver's setting did not lead to the form, in WebKit there is none.
//   Global Privacy Control: WebKitGTK has no such setting.
import test, {after, before} from 'node:test';
import {freePort} from '../../web/demo/stack.mjs';
import {Portal} from '../tools/portal.mjs';
import {Site} from './banner-site.mjs';
import {cases} from './engines/cases.mjs';
import {questionOf} from './engines/cases-panel.mjs';
import {openEngine} from './engines/facade.mjs';
import {Front} from './engines/front.mjs';

const without = {
  chromium: [],
  firefox: ['scripts can be turned off'],
  webkit: ['scripts can be turned off', 'Global Privacy Control'],
};
const stand = {};
let engine;

before(async () => {
  const [port, behind] = [await freePort(), await freePort()];
  stand.front = await Front.open(port, behind);
  stand.portal = await Portal.open({portalPort: port, extra: {port: behind}});
  Object.assign(stand, await questionOf(stand.portal));
  stand.site = await Site.open();
});
after(async () => {
  await engine?.close();
  await stand.site?.close();
  await stand.portal?.close();
  await stand.front?.close();
});

async function use(name) {
  if (engine?.name === name) return;
  await engine?.close();
  engine = await openEngine(name);
  stand.front.isSecure = engine.needsTls;
}

for (const [name, missing] of Object.entries(without)) {
  for (const {title, needs, run} of cases) {
    if (missing.includes(needs)) continue;
    test(`${name}: ${title}`, async () => {
      stand.front.mend();
      stand.front.sending = 'answer';
      await use(name);
      await run(engine, stand);
    });
  }
}
