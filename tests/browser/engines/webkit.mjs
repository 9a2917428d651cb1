// Debian's WebKit behind the facade: its own driver under Xvfb, by selenium-webdriver. Somebody with an
// empty profile is one driver with one session; it ends with DELETE of the session, then the driver.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Builder, By, Capabilities, Key} from 'selenium-webdriver';
import {freePort} from '../../../web/demo/stack.mjs';
import {until, waitMaxMs} from './facade.mjs';

const driverPath = '/usr/bin/WebKitWebDriver';
const keys = {Tab: Key.TAB, Space: Key.SPACE};
const languages = {sv: 'sv_SE', en: 'en_GB'};

const browserPath = () =>
  execFileSync('dpkg', ['-L', 'libwebkit2gtk-4.1-0'], {encoding: 'utf8'}).split('\n').find((path) => path.endsWith('/MiniBrowser'));

// It speaks the language of its locale, and of none that the C library does not have: then English. So
// both are made here.
let localesMade;
function locales() {
  if (localesMade) return localesMade;
  localesMade = mkdtempSync(join(tmpdir(), 'samtycke-locales-'));
  for (const name of Object.values(languages)) {
    execFileSync('localedef', ['-i', name, '-f', 'UTF-8', join(localesMade, `${name}.UTF-8`)]);
  }
  process.once('exit', () => rmSync(localesMade, {recursive: true, force: true}));
  return localesMade;
}

function isUp(port) {
  return new Promise((resolve) => {
    const request = http.get({host: '127.0.0.1', port, path: '/status'}, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}

// Runs in the page; the function's promise is awaited and its failure told.
const evaluator = `const done = arguments[arguments.length - 1];
  Promise.resolve().then(() => (ACT)(...JSON.parse(arguments[0]))).then((value) => done({value}), (error) => done({error: String(error)}));`;

class Tab {
  #driver;
  #handle;
  #visitor;

  constructor(visitor, driver, handle) {
    this.#visitor = visitor;
    this.#driver = driver;
    this.#handle = handle;
  }

  // The driver has one tab in hand at a time.
  async #inHand() {
    await this.#visitor.take(this.#handle);
    return this.#driver;
  }

  async #all(place) {
    const driver = await this.#inHand();
    const [host, part] = place.split(' >> ');
    if (part === undefined) return driver.findElements(By.css(host));
    const hosts = await driver.findElements(By.css(host));
    if (hosts.length === 0) return [];
    return (await hosts[0].getShadowRoot()).findElements(By.css(part));
  }

  async #at(place, index = 0) {
    if (typeof place === 'function') return place();
    return until(place, async () => (await this.#all(place))[index]);
  }

  async goto(url) {
    await (await this.#inHand()).get(url);
  }

  async reload() {
    await (await this.#inHand()).navigate().refresh();
  }

  async url() {
    return (await this.#inHand()).getCurrentUrl();
  }

  // A button may not be drawn yet, or go away under the finger: as a person would, try it again.
  async click(place, index) {
    const element = await this.#at(place, index);
    await until(`${place} to be seen`, () => element.isDisplayed());
    await element.click();
  }

  async fill(place, text) {
    const element = await this.#at(place);
    await element.clear();
    await element.sendKeys(text);
  }

  async press(key) {
    await (await this.#inHand()).actions().sendKeys(keys[key]).perform();
  }

  async text(place, index) {
    return (await this.#at(place, index)).getText();
  }

  async count(place) {
    return (await this.#all(place)).length;
  }

  async isOn(place, index) {
    return (await this.#at(place, index)).isSelected();
  }

  // By what the engine itself computes for assistive technology, each time anew. What is not drawn has
  // no role: asking for one is an error here.
  async byRole(host, role, name) {
    return () =>
      until(`${role} ${name}`, async () => {
        for (const element of await this.#all(`${host} >> input, button`)) {
          if (!(await element.isDisplayed())) continue;
          if ((await element.getAriaRole()) === role && (await element.getAccessibleName()) === name) return element;
        }
        return undefined;
      });
  }

  async eval(act, ...given) {
    const driver = await this.#inHand();
    const {value, error} = await driver.executeAsyncScript(evaluator.replace('ACT', () => `${act}`), JSON.stringify(given));
    if (error) throw new Error(`in the page: ${error}`);
    return value;
  }

  async screenshot() {
    return Buffer.from(await (await this.#inHand()).takeScreenshot(), 'base64');
  }
}

class Visitor {
  #server;
  #driver;
  #current;
  #tabs = 0;
  #isClosed = false;

  constructor(server, driver) {
    this.#server = server;
    this.#driver = driver;
  }

  static async start({language = 'sv'} = {}) {
    const port = await freePort();
    // A process group of its own, so that Xvfb and the driver end together.
    const server = spawn('xvfb-run', ['-a', driverPath, `--port=${port}`], {
      stdio: 'ignore',
      detached: true,
      env: {...process.env, LOCPATH: locales(), LANGUAGE: language, LC_ALL: `${languages[language]}.UTF-8`},
    });
    await until('the driver', () => isUp(port));
    const wanted = new Capabilities({
      browserName: 'MiniBrowser',
      acceptInsecureCerts: true,
      'webkitgtk:browserOptions': {binary: browserPath(), args: ['--automation', '--full-screen']},
    });
    const driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
    await driver.manage().setTimeouts({script: waitMaxMs, pageLoad: waitMaxMs});
    return new Visitor(server, driver);
  }

  async take(handle) {
    if (handle === this.#current) return;
    await this.#driver.switchTo().window(handle);
    this.#current = handle;
  }

  async tab() {
    if ((this.#tabs += 1) > 1) await this.#driver.switchTo().newWindow('tab');
    this.#current = await this.#driver.getWindowHandle();
    return new Tab(this, this.#driver, this.#current);
  }

  cookies() {
    return this.#driver.manage().getCookies();
  }

  async close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#driver.quit();
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    process.kill(-this.#server.pid, 'SIGTERM');
    await ended;
  }
}

// It drops Secure cookies over plain HTTP, also on this machine: the portal has to have TLS.
export async function openWebKit() {
  const visitors = [];
  return {
    name: 'webkit',
    needsTls: true,
    async visitor(settings) {
      visitors.push(await Visitor.start(settings));
      return visitors.at(-1);
    },
    // Whoever is still there: a case that failed.
    close: () => Promise.all(visitors.map((visitor) => visitor.close())),
  };
}
