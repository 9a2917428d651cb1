// vanilla-cookieconsent 3.1.0 as its documentation says for a page: its module and its sheet, a
// category a switch. The panel is its preferences modal, opened at once.
import {categories, document, installed, switches} from './pages.mjs';

const configuration = (asked) => ({
  hideFromBots: false, // a browser that is driven counts as one
  categories: Object.fromEntries(asked.map(({id}) => [id, {}])),
  language: {
    default: 'sv',
    translations: {
      sv: {
        consentModal: {
          title: 'Får vi använda kakor?',
          description: 'Andra kakor än de nödvändiga används bara om du säger ja.',
          acceptAllBtn: 'Tillåt alla',
          acceptNecessaryBtn: 'Avvisa alla',
          showPreferencesBtn: 'Välj själv',
        },
        preferencesModal: {
          title: 'Dina val',
          acceptAllBtn: 'Tillåt alla',
          acceptNecessaryBtn: 'Avvisa alla',
          savePreferencesBtn: 'Spara val',
          closeIconLabel: 'Stäng',
          sections: asked.map(({id, title, text}) => ({title, description: text, linkedCategory: id})),
        },
      },
    },
  },
});

const script = (asked, then = '') =>
  `import * as CookieConsent from '/cookieconsent.esm.js';
  await CookieConsent.run(${JSON.stringify(configuration(asked))});${then}`;

const head =
  '<link rel="stylesheet" href="/cookieconsent.css"><link rel="modulepreload" href="/cookieconsent.esm.js">' +
  '<script type="module" src="/page.js"></script>';
const shared = {
  '/cookieconsent.esm.js': installed('vanilla-cookieconsent/dist/cookieconsent.esm.js'),
  '/cookieconsent.css': installed('vanilla-cookieconsent/dist/cookieconsent.css'),
};

export async function pages() {
  const page = (name, text) => ({name: `cookieconsent, ${name}`, kind: name, html: document(head, ''), files: {...shared, '/page.js': text}});
  return [
    {...page('panel', script(switches, 'CookieConsent.showPreferences();')), switches: '#cc-main .section__toggle'},
    {...page('banner', script(categories)), buttons: '#cc-main .cm__btn'},
  ];
}
