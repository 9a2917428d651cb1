// Klaro 0.7.22 as its documentation says: a configuration, and one deferred script with its style in it.
// The panel is its modal, opened at once by `mustConsent`; the banner its notice.
import {categories, document, installed, switches} from './pages.mjs';

const configuration = (asked, settings) => ({
  version: 1,
  lang: 'sv',
  acceptAll: true,
  ...settings,
  translations: {
    sv: {
      privacyPolicyUrl: '/privacy',
      purposes: {own: {title: 'Dina val'}},
      ...Object.fromEntries(asked.map(({id, title, text}) => [id, {title, description: text}])),
    },
  },
  services: asked.map(({id}) => ({name: id, purposes: ['own']})),
});

export async function pages() {
  const page = (name, asked, settings) => ({
    name: `klaro, ${name}`,
    kind: name,
    html: document('<script defer src="/config.js"></script><script defer src="/klaro.js"></script>', ''),
    files: {
      '/config.js': `var klaroConfig = ${JSON.stringify(configuration(asked, settings))};`,
      '/klaro.js': installed('klaro/dist/klaro.js'),
    },
  });
  return [
    {...page('panel', switches, {mustConsent: true, groupByPurpose: false}), switches: '.klaro li.cm-service input.cm-list-input:not([id$=toggle-all])'},
    {...page('banner', categories, {}), buttons: '.klaro .cookie-notice .cn-buttons button'},
  ];
}
