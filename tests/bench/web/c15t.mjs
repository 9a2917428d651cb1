// c15t React 2.2.1 as its documentation says: provider, banner or widget, its style sheet, its Swedish
// words; in the mode without a back end, which spares it the calls that `hosted` makes. It knows five
// categories, so its panel has five switches, of which four can be pressed.
import {bundle, document} from './pages.mjs';

const app = (parts) => `
  import '@c15t/react/styles.css';
  import {createRoot} from 'react-dom/client';
  import {ConsentManagerProvider, ConsentBanner, ConsentDialog, ConsentWidget} from '@c15t/react';
  const options = {
    mode: 'offline',
    consentCategories: ['necessary', 'functionality', 'marketing', 'measurement', 'experience'],
    overrides: {country: 'SE', language: 'sv'},
    i18n: {locale: 'sv', messages: {sv: __SV__}, detectBrowserLanguage: false},
  };
  const root = document.body.appendChild(document.createElement('div'));
  createRoot(root).render(<ConsentManagerProvider options={options}>${parts}</ConsentManagerProvider>);`;

async function page(name, parts) {
  const {baseTranslations} = await import('@c15t/translations/all');
  const {js, css} = await bundle(app(parts).replace('__SV__', JSON.stringify(baseTranslations.sv)), 'jsx');
  return {
    name: `c15t React, ${name}`,
    kind: name,
    html: document('<link rel="stylesheet" href="/app.css"><script type="module" src="/app.js"></script>', ''),
    files: {'/app.js': js, '/app.css': css},
  };
}

export async function pages() {
  return [
    {...(await page('panel', '<ConsentWidget />')), switches: 'button[role=switch]:not(:disabled)', count: 4},
    {...(await page('banner', '<ConsentBanner /><ConsentDialog />')), buttons: '[data-testid*=banner] button'},
  ];
}
