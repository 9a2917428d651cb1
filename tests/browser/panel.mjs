// The panel in an open page, as the tests look at it.
import {openPage, signIn} from './chromium.mjs';

// What a page did that its content security policy forbids, and what the panel told.
function record() {
  globalThis.breaches = [];
  globalThis.told = [];
  addEventListener('securitypolicyviolation', (event) => {
    breaches.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  for (const name of ['ready', 'change', 'saved', 'error']) {
    addEventListener(`samtycke-${name}`, (event) => {
      const {code, status, receipt} = event;
      told.push({name, code, status, receipt: receipt && Object.keys(receipt).sort()});
    });
  }
}

// A signed-in person's page with the switches on it. `chooses` names one of a person's companies.
export async function openPanel(browser, portal, person, {chooses, ...settings} = {}) {
  const opened = await openPage(browser, settings);
  await opened.page.addInitScript(record);
  await signIn(opened.page, portal.origin, person);
  const panel = new Panel(opened.page);
  if (chooses) await opened.page.getByRole('radio', {name: chooses}).check();
  if (settings.javaScriptEnabled !== false) await panel.ready();
  return {...opened, panel};
}

export class Panel {
  constructor(page) {
    this.page = page;
    this.host = page.locator('samtycke-panel');
    this.switches = page.getByRole('switch');
    this.status = page.locator('samtycke-panel [role=status]');
  }

  async ready() {
    await this.switches.first().waitFor();
  }

  // The words of the status, once nothing is under way and it has any.
  async outcome() {
    await this.page.waitForFunction(() => {
      const root = document.querySelector('samtycke-panel').shadowRoot;
      return root.querySelector('[aria-busy=true]') === null && root.querySelector('[role=status]').textContent !== '';
    });
    return this.status.textContent();
  }

  async press(index) {
    await this.switches.nth(index).click();
    return this.outcome();
  }

  // Leaves nothing on, whatever a test before it did.
  async clear() {
    const button = this.page.locator('samtycke-panel button[value=withdraw_all]');
    if ((await button.count()) === 0) return;
    await button.click();
    await this.outcome();
    await this.page.reload();
    await this.ready();
  }

  isOn(index) {
    return this.switches.nth(index).isChecked();
  }

  // Which id the core knows the switch by: the panel's summary keeps the order of the page.
  allows(purpose) {
    return this.host.evaluate((panel, id) => panel.allows(id), purpose);
  }

  consent() {
    return this.host.evaluate((panel) => panel.consent);
  }

  told() {
    return this.page.evaluate(() => told);
  }

  breaches() {
    return this.page.evaluate(() => breaches);
  }

  // Whether sending a choice fails: 'answer' lets it through, a number is answered with that status,
  // 'cut' breaks the connection.
  async sending(how) {
    await this.page.unroute('**/consents/me');
    if (how === 'answer') return;
    await this.page.route('**/consents/me', (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      return how === 'cut' ? route.abort() : route.fulfill({status: how, json: {code: 'unavailable'}});
    });
  }
}
