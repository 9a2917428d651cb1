// Debian's Chromium and Firefox behind the facade, by playwright-core.
import {firefox} from 'playwright-core';
import {openBrowser} from '../chromium.mjs';
import {waitMaxMs} from './facade.mjs';

const firefoxPath = '/usr/bin/firefox-esr';
const locales = {sv: 'sv-SE', en: 'en-GB'};

class Tab {
  #page;

  constructor(page) {
    this.#page = page;
  }

  #at(place, index = 0) {
    return (typeof place === 'string' ? this.#page.locator(place) : place).nth(index);
  }

  goto(url) {
    return this.#page.goto(url);
  }

  reload() {
    return this.#page.reload();
  }

  url() {
    return this.#page.url();
  }

  click(place, index) {
    return this.#at(place, index).click();
  }

  fill(place, text) {
    return this.#at(place).fill(text);
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  text(place, index) {
    return this.#at(place, index).innerText();
  }

  count(place) {
    return this.#page.locator(place).count();
  }

  isOn(place, index) {
    return this.#at(place, index).isChecked();
  }

  async byRole(host, role, name) {
    return this.#page.locator(host).getByRole(role, {name, exact: true});
  }

  eval(act, ...given) {
    return this.#page.evaluate(`(${act})(...${JSON.stringify(given)})`);
  }

  screenshot() {
    return this.#page.screenshot();
  }
}

class Visitor {
  #context;
  #end;

  constructor(context, end) {
    context.setDefaultTimeout(waitMaxMs);
    this.#context = context;
    this.#end = end;
  }

  async tab() {
    return new Tab(await this.#context.newPage());
  }

  cookies() {
    return this.#context.cookies();
  }

  async close() {
    await this.#context.close();
    await this.#end();
  }
}

const settingsOf = ({language = 'sv', script = true}) => ({
  locale: locales[language],
  javaScriptEnabled: script,
  viewport: {width: 1280, height: 900},
});

export async function openChromium() {
  const browser = await openBrowser();
  return {
    name: 'chromium',
    needsTls: false,
    async visitor(settings = {}) {
      const context = await browser.newContext(settingsOf(settings));
      // Chromium has no such setting of its own; it is what its extensions do.
      if (settings.gpc) await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true}));
      return new Visitor(context, () => {});
    },
    close: () => browser.close(),
  };
}

const launch = (firefoxUserPrefs) => firefox.launch({channel: 'moz-firefox', executablePath: firefoxPath, firefoxUserPrefs});

export async function openFirefox() {
  const browser = await launch({});
  return {
    name: 'firefox',
    needsTls: false,
    async visitor(settings = {}) {
      if (!settings.gpc) return new Visitor(await browser.newContext(settingsOf(settings)), () => {});
      // The person's own setting holds for a whole browser.
      const own = await launch({'privacy.globalprivacycontrol.enabled': true, 'privacy.globalprivacycontrol.functionality.enabled': true});
      return new Visitor(await own.newContext(settingsOf(settings)), () => own.close());
    },
    close: () => browser.close(),
  };
}
