// What is done on the portal's pages, with script and without: offers follow the switches, gates are
// moved, a question is asked as a back end asks it, code is copied.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {HtmlValidate} from 'html-validate';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {openBrowser, openPage, signIn} from './chromium.mjs';
import {openPanel} from './panel.mjs';
import {pages} from './stand.mjs';

let portal;
let browser;

before(async () => {
  portal = await Portal.open();
  await portal.stack.writeHeader();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const titleOf = (person, purpose) => person.catalogue.purposes.concat(person.catalogue.channels).find(({id}) => id === purpose).title.sv;

async function move(panel, title, on) {
  await panel.page.getByRole('switch', {name: title, exact: true}).setChecked(on);
  await panel.outcome();
}

async function cards(page) {
  await page.goto(`${portal.origin}/offers`);
  return page.locator('.card').count();
}

test('offers come with a yes, each by its own, and go with the withdrawal [L94]', async () => {
  const anna = await portal.person('anna');
  const {context, page, panel, complaints} = await openPanel(browser, portal, people.anna);
  const at = async () => {
    const count = await cards(page);
    await page.goto(`${portal.origin}/privacy`);
    await panel.ready();
    return count;
  };
  assert.equal(await at(), 0);
  await move(panel, titleOf(anna, 'contact-portal'), true);
  const general = await at();
  assert.ok(general > 0);
  await move(panel, titleOf(anna, 'traffic-offers-personal'), true);
  const personal = await at();
  assert.ok(personal > general);
  await move(panel, titleOf(anna, 'traffic-offers-personal'), false);
  assert.equal(await at(), general);
  await move(panel, titleOf(anna, 'contact-portal'), false);
  assert.equal(await at(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the administrator closes a gate and the offer goes${javaScriptEnabled ? '' : ', also without script'} [L65]`, async () => {
    const anna = await portal.person('anna');
    for (const purpose of ['contact-portal', 'traffic-offers-personal']) assert.equal((await anna.set(purpose, true)).status, 201);
    const title = titleOf(anna, 'traffic-offers-personal');
    const offered = await openPage(browser, {javaScriptEnabled});
    await signIn(offered.page, portal.origin, people.anna, '/offers');
    const {context, page} = await openPage(browser, {javaScriptEnabled});
    await signIn(page, portal.origin, people.karin, '/company');
    const row = page.locator('.rows li', {hasText: title});
    const before = await cards(offered.page);
    await row.getByRole('button').click();
    assert.match(await page.locator('main [role=status]').innerText(), new RegExp(`${title} är nu stängt`));
    assert.ok((await cards(offered.page)) < before);
    assert.equal(await offered.page.locator('[data-reason=subscriber_gate_closed]').count() > 0, true);
    await row.getByRole('button').click();
    assert.match(await page.locator('main [role=status]').innerText(), new RegExp(`${title} är nu öppet`));
    assert.equal(await cards(offered.page), before);
    await context.close();
    await offered.context.close();
  });
}

test('who does not act for the company reads its gates and has nothing to press [L68]', async () => {
  const {context, page} = await openPage(browser);
  await signIn(page, portal.origin, people.anna, '/company');
  assert.ok((await page.locator('.rows li').count()) > 3);
  assert.equal(await page.locator('main button, main form').count(), 0);
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the box answers what the call answers${javaScriptEnabled ? '' : ', also without script'}`, async () => {
    const {context, page} = await openPage(browser, {javaScriptEnabled});
    await signIn(page, portal.origin, people.karin, '/ask');
    for (const [purpose, role] of [['traffic-offers-personal', 'ecs-marketing'], ['traffic-customer-service', 'ecs-marketing']]) {
      await page.locator('select[name=purpose]').selectOption(purpose);
      await page.locator('select[name=role]').selectOption(role);
      await page.locator('main form button').click();
      await page.locator('#response').waitFor();
      const question = JSON.parse(await page.locator('#request').textContent());
      assert.deepEqual([question.purpose, question.role, question.subject], [purpose, role, 'sub-karin-bjork']);
      const answer = await portal.post('/v1/decisions', question);
      const shown = JSON.parse(await page.locator('#response').textContent());
      // How long an answer holds begins when it is given.
      const {expires: _, ...rest} = answer.json();
      const {expires: _shown, ...restShown} = shown;
      assert.deepEqual(restShown, rest);
      assert.equal(await page.locator('.verdict').getAttribute('data-decision'), rest.decision);
      const line = await page.locator('#ask-line').textContent();
      assert.ok(line.includes(await page.locator('#request').textContent()), 'the line asks the same');
    }
    await context.close();
  });
}

test('code is copied as it is shown', async () => {
  const {context, page} = await openPage(browser, {permissions: ['clipboard-read', 'clipboard-write']});
  await signIn(page, portal.origin, people.anna, '/developers');
  for (const button of await page.locator('button[data-copy]').all()) {
    await button.click();
    const code = page.locator(`#${await button.getAttribute('data-copy')}`);
    await page.waitForFunction((text) => navigator.clipboard.readText().then((copied) => copied === text), await code.textContent());
    assert.notEqual(await button.locator('xpath=following-sibling::*[@role="status"]').textContent(), '');
  }
  await context.close();
});

test('every page says what it can say without script', async () => {
  const {context, page} = await openPage(browser, {javaScriptEnabled: false});
  await signIn(page, portal.origin, people.olle, '/');
  for (const {path} of pages) {
    const answer = await page.goto(portal.origin + path);
    assert.equal(answer.status(), 200, path);
    assert.ok((await page.locator('main').innerText()).length > 100, path);
    for (const button of await page.locator('main button').all()) {
      if (await button.isVisible()) assert.equal(await button.evaluate((one) => one.form !== null), true, `${path}: a button without script does nothing`);
    }
  }
  await context.close();
});

test('the validator finds nothing in any page, in either language, signed in or not', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {'doctype-style': ['error', {style: 'lowercase'}]},
  });
  const visitors = {somebody: await portal.visitor('karin'), nobody: undefined};
  for (const [who, visitor] of Object.entries(visitors)) {
    for (const {path} of pages) {
      for (const language of ['sv', 'en']) {
        const target = `${path}?lang=${language}`;
        const {status, body} = await (visitor ? visitor.visit(target) : portal.get(target, {accept: 'text/html'}));
        assert.equal(status, 200, target);
        const {results} = await validator.validateString(body, target);
        const found = results.flatMap(({messages}) => messages.map(({ruleId, message, line}) => `${line}: ${message} (${ruleId})`));
        assert.deepEqual(found, [], `${target} of ${who}`);
      }
    }
  }
});
