// The banner in an open page, as the tests look at it.
import {openPage} from './chromium.mjs';

export async function openBanner(browser, site, {path = '/', ...settings} = {}) {
  const opened = await openPage(browser, settings);
  const banner = new Banner(opened.page, site);
  await banner.go(path);
  return {...opened, banner};
}

// From now on time passes in the page only as far as `page.clock.runFor` lets it.
export async function stopClock(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

export class Banner {
  constructor(page, site) {
    this.page = page;
    this.site = site;
    this.host = page.locator('samtycke-banner');
    this.root = page.locator('samtycke-banner .banner');
    this.switches = page.locator('samtycke-banner').getByRole('switch');
  }

  async go(path) {
    await this.page.goto(this.site.origin + path);
    await this.ready();
  }

  async ready() {
    await this.page.waitForFunction(() => document.querySelector('samtycke-banner')?.consent !== undefined);
  }

  button(value) {
    return this.page.locator(`samtycke-banner button[value=${value}]`);
  }

  async press(value) {
    await this.button(value).click();
  }

  async choose(...titles) {
    await this.press('choose');
    for (const title of titles) await this.page.getByRole('switch', {name: title}).click();
    await this.press('save');
  }

  isShown() {
    return this.root.isVisible();
  }

  async allowed() {
    const consent = await this.host.evaluate((host) => host.consent);
    return Object.entries(consent.categories).filter(([, {allowed}]) => allowed).map(([id]) => id);
  }

  // The kept choice as the browser has it.
  async kept() {
    const cookies = await this.page.context().cookies();
    return cookies.find(({name}) => name === 'samtycke_choice');
  }

  ran() {
    return this.page.evaluate(() => globalThis.ran);
  }

  told() {
    return this.page.evaluate(() => globalThis.told);
  }

  breaches() {
    return this.page.evaluate(() => globalThis.breaches);
  }

  dataLayer() {
    return this.page.evaluate(() => (globalThis.dataLayer ?? []).map((entry) => [...entry]));
  }
}
