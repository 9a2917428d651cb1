// Ours, as the portal embeds it: with what the panel needs preloaded. The verifier of `samtycke/testing`
// answers its calls in the server of this benchmark.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {built, catalogue, document} from './pages.mjs';

const own = ['samtycke-panel.js', 'samtycke-banner.js', 'samtycke-page.wasm', 'text/words.json'];
const files = Object.fromEntries(own.map((name) => [`/static/${name}`, readFileSync(join(built, 'static', name))]));

const preloads =
  '<link rel="preload" href="/static/samtycke-page.wasm" as="fetch" type="application/wasm" crossorigin>' +
  '<link rel="preload" href="/static/text/words.json" as="fetch" type="application/json" crossorigin>';
const script = (name, catalogue) =>
  `${preloads}<link rel="preload" href="${catalogue}" as="fetch" type="application/json" crossorigin>` +
  `<script type="module" src="/static/${name}.js"></script>`;

export async function pages() {
  const {createVerifier} = await import(join(built, 'package/testing/index.js'));
  const verifier = await createVerifier({catalogue});
  return [
    {
      name: 'samtycke, panel',
      kind: 'panel',
      html: document(
        script('samtycke-panel', `/v1/catalogues/${catalogue.catalogue}`),
        `<samtycke-panel catalogue="${catalogue.catalogue}" endpoint="/v1" lang="sv">Skriv till oss.</samtycke-panel>`,
      ),
      files,
      verifier,
      host: 'samtycke-panel',
      switches: '[role=switch]',
    },
    {
      name: 'samtycke, banner',
      kind: 'banner',
      html: document(script('samtycke-banner', '/catalogue.json'), '<samtycke-banner src="/catalogue.json" lang="sv"></samtycke-banner>'),
      files: {...files, '/catalogue.json': JSON.stringify(catalogue)},
      host: 'samtycke-banner',
      buttons: '.buttons button',
    },
  ];
}
