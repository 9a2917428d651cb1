// Debian's Chromium, driven by playwright-core; reports what the page complained about.
import {existsSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {panelPath} from './stand.mjs';

const executablePath = '/usr/bin/chromium';

export async function openBrowser(settings = {}) {
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}`);
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
    ...settings,
  });
}

// A page of a new, empty context. `complaints` fills with errors, failed loads and breaches of the
// content security policy, wherever they happen.
export async function openPage(browser, settings = {}) {
  const context = await browser.newContext({locale: 'sv-SE', viewport: {width: 1280, height: 900}, ...settings});
  // A machine that does other things as well is slow, not wrong.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  return {context, page, complaints};
}

// Through the provider's page, as the person would, and back to where the panel is.
export async function signIn(page, portal, {login, password}, path = panelPath) {
  await page.goto(`${portal}/auth/login?return_to=${encodeURIComponent(path)}`);
  await page.locator('input[name=login]:visible').fill(login);
  await page.locator('input[name=password]:visible').fill(password);
  await page.locator('#submit').click();
  await page.waitForURL(`${portal}/**`);
}
