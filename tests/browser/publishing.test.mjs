// The page where catalogues are published, as its two people meet it: typed with the core's findings
// beside, seen as a person will see it, told of each other's edits, approved and put in force.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {people} from '../../web/demo/prepare.mjs';
import {Portal} from '../tools/portal.mjs';
import {findings} from './axe.mjs';
import {openBrowser, openPage} from './chromium.mjs';

const path = '/console/publishing';
let portal;
let browser;
let pelle;
let agnes;

// Signed in to the console, at the page; what the page's policy forbids is a complaint as well.
async function open({login, password}, settings = {}) {
  const opened = await openPage(browser, settings);
  const {context, page, complaints} = opened;
  await context.exposeFunction('tellBreach', (text) => complaints.push(`breach: ${text}`));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => tellBreach(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`${portal.origin}/console/auth/login?return_to=${encodeURIComponent(path)}`);
  await page.locator('input[name=login]:visible').fill(login);
  await page.locator('input[name=password]:visible').fill(password);
  await page.locator('#submit').click();
  await page.waitForURL(`${portal.origin}${path}`);
  await page.locator('#publishing:not([aria-busy])').waitFor();
  complaints.length = 0;
  return opened;
}

before(async () => {
  portal = await Portal.open();
  browser = await openBrowser();
  pelle = await open(people.pelle);
  agnes = await open(people.agnes, {locale: 'en-GB'});
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const editor = (page) => page.locator('.editor .cm-content');

// Puts another text into the editor as a person would: all is marked and pasted over.
async function type(page, text) {
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await editor(page).evaluate((content, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    content.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
  }, text);
}

// What the draft was begun with, and what is in force.
let address;
let published;
const next = (changes = {}) => ({...published, version: published.version + 1, ...changes});
const text = (document) => JSON.stringify(document, null, 2);
const sums = {sv: {mend: /Måste rättas/, none: /Ingenting måste rättas|Inga anmärkningar/}};

test('a draft is begun from what is in force, and the real switches show it in both languages', async () => {
  const {page, complaints} = pelle;
  const {catalogue} = JSON.parse(await page.locator('#publishing').getAttribute('data-given'));
  published = (await portal.get(`/v1/catalogues/${catalogue}`)).json();
  await page.getByRole('button', {name: 'Börja ett utkast'}).click();
  await page.waitForURL(/draft=dra-/);
  address = page.url();
  await editor(page).waitFor();
  for (const [lang, list] of [['sv', 'Erbjudanden'], ['en', 'Offers']]) {
    const panel = page.locator(`samtycke-panel[lang=${lang}]`);
    await panel.getByRole('switch').first().waitFor();
    assert.ok((await panel.getByText(list).count()) > 0, lang);
  }
  await page.locator('.findings').getByText(sums.sv.none).waitFor();
  assert.deepEqual(complaints, []);
});

test('what the core finds is told beside the text while it is typed, and leads to its place', async () => {
  const {page, complaints} = pelle;
  const broken = next({purposes: published.purposes.map((one, i) => (i === 0 ? {...one, data_types: one.data_types.slice(1)} : one))});
  await type(page, text(broken));
  const finding = page.locator('.findings li', {hasText: '/purposes/0/processing_version'});
  await finding.waitFor();
  await page.locator('.findings').getByText(sums.sv.mend).waitFor();
  await finding.getByRole('button').click();
  await page.locator('.editor .cm-lint-marker-error').waitFor();
  const line = await page.locator('.editor .cm-activeLine').textContent();
  assert.match(line, /"processing_version"/);
  await type(page, '{"half": ');
  await page.locator('.findings').getByText('Texten är inte giltig JSON').waitFor();
  assert.deepEqual(complaints, []);
});

test('the change is compared with what is in force: who is asked again, and how many, never of a few [L54, L69]', async () => {
  const {page} = pelle;
  const [first] = published.purposes;
  const wider = {...first, processing_version: first.processing_version + 1, title: {...first.title, sv: 'Ett nytt namn på ändamålet'}};
  await type(page, text(next({purposes: [wider, ...published.purposes.slice(1)]})));
  await page.keyboard.press('ControlOrMeta+s');
  const row = page.locator('.comparison tr', {hasText: first.id});
  await row.getByText('Ny användning: alla frågas igen').waitFor();
  await row.getByText('färre än 10').waitFor();
  await page.locator('samtycke-panel[lang=sv]').getByText('Ett nytt namn på ändamålet').waitFor();
});

test('of two editors the later is told, and neither text is lost', async () => {
  const other = await open(people.pelle);
  await other.page.goto(address);
  await editor(other.page).waitFor();
  const theirs = await other.page.locator('.bar').textContent();
  assert.match(theirs, /Revision 2/);
  const {page} = pelle;
  const mine = next({catalogue_version: '2026-12-01.9'});
  await type(other.page, text(next({catalogue_version: '2026-12-01.8'})));
  await other.page.getByRole('button', {name: 'Spara', exact: true}).click();
  await other.page.locator('.bar').getByText(/Revision 3/).waitFor();
  await type(page, text(mine));
  await page.keyboard.press('ControlOrMeta+s');
  const told = page.getByRole('alert').filter({hasText: 'Pelle Ros'});
  await told.waitFor();
  await told.getByText('Visa den andra texten').click();
  assert.match(await told.locator('pre').textContent(), /2026-12-01\.8/);
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await editor(page).getByText('2026-12-01.9').waitFor();
  await told.getByRole('button', {name: 'Spara min ovanpå'}).click();
  await page.locator('.bar').getByText(/Revision 4/).waitFor();
  await told.waitFor({state: 'hidden'});
  await other.context.close();
});

test('the keyboard leaves the text, and axe finds nothing in either theme', async () => {
  const {page} = pelle;
  await editor(page).focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.className === 'editor'), false);
  assert.deepEqual(await findings(page), []);
  await page.emulateMedia({colorScheme: 'light'});
});

test('a second person approves it and it is published; whoever edited has no such button', async () => {
  await pelle.page.getByText('Inte godkänt än.').waitFor();
  assert.equal(await pelle.page.getByRole('button', {name: 'Godkänn'}).count(), 0);
  const {page, complaints} = agnes;
  await page.goto(address);
  const approve = page.getByRole('button', {name: 'Approve'});
  await approve.waitFor();
  assert.deepEqual(await findings(page), []);
  await approve.click();
  await page.getByText(/Approved by Agnes Holm/).waitFor();
  await page.getByRole('button', {name: 'Publish'}).click();
  await page.getByText(/is published and in force from/).waitFor();
  assert.equal((await portal.get(`/v1/catalogues/${published.catalogue}`)).json().catalogue_version, '2026-12-01.9');
  await page.goto(portal.origin + path);
  const row = page.locator('tr', {hasText: '2026-12-01.9'});
  await row.waitFor();
  assert.match(await row.textContent(), /Pelle Ros.*Agnes Holm/);
  assert.deepEqual(await findings(page), []);
  // A published draft is a text to read, and nothing to do.
  await page.goto(address);
  await page.getByText('The draft is published.').waitFor();
  assert.equal(await page.locator('.draft').getByRole('button', {name: /^(Save|Approve|Publish)$/}).count(), 0);
  assert.deepEqual(complaints, []);
});
