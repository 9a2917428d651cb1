// What both exchanges ask of a page and a server: everything that can be seen and answered.
import {openBrowser} from '../browser/chromium.mjs';
import {openPanel} from '../browser/panel.mjs';

// The groups on the page, as a person reads them.
export const groupsOf = (panel) =>
  panel.host.evaluate(({shadowRoot: root}) =>
    [...root.querySelectorAll('fieldset:has([role=switch])')].map((group) => ({
      title: group.querySelector('legend').textContent.trim(),
      purposes: [...group.querySelectorAll('[role=switch]')].map((input) => ({
        title: root.getElementById(input.getAttribute('aria-labelledby')).textContent.trim(),
        on: input.checked,
      })),
    })),
  );

// Runs `look` on the panel of a signed-in person.
export async function withPanel(portal, person, look, settings) {
  const browser = await openBrowser();
  try {
    const {page, panel} = await openPanel(browser, portal, person, settings);
    await look(panel, page);
  } finally {
    await browser.close();
  }
}

// A question about each consent purpose that only choice and gate can deny.
export const questions = (catalogue, subject) =>
  catalogue.purposes.map(({id, roles, data_types: types}) => ({
    subject, purpose: id, role: roles[0], fields: types, source_store: catalogue.stores.find(({only_for: only}) => !only).id,
  }));
