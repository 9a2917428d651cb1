// axe-core in an open page, as strict as it is: every rule of it but the experimental ones, and with it
// the size of targets. It is put in by the debugger, so that no policy of the page has to be loosened.
import axe from 'axe-core';

const every = {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}};
// What a theme can change: looked at alone it takes a quarter of the time.
const ofColour = {resultTypes: ['violations'], runOnly: ['cat.color']};

async function look(page, options) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const {violations, passes} = await page.evaluate((settings) => axe.run(document, settings), options);
  if (!passes.some(({id}) => id === 'color-contrast')) throw new Error('axe saw no text');
  return violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) => `${id} ${target.join(' ')}: ${failureSummary}`));
}

// What it finds in the page as it stands, in both themes: the rule and where, one line each.
export async function findings(page) {
  await page.emulateMedia({colorScheme: 'light'});
  const light = await look(page, every);
  await page.emulateMedia({colorScheme: 'dark'});
  const dark = await look(page, ofColour);
  return [...light, ...dark.map((line) => `dark: ${line}`)];
}
