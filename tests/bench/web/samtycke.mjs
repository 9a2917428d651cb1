// Ours, as the portal embeds it: with what the panel needs preloaded, for a person of one company. The verifier of
// `samtycke/testing` answers its calls in the server of this benchmark.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {built, catalogue, document} from './pages.mjs';

const own = ['samtycke-panel.js', 'samtycke-banner.js', 'samtycke-panel.wasm', 'samtycke-banner.wasm', 'text/words.json'];
const files = Object.fromEntries(own.map((name) => [`/static/${name}`, readFileSync(join(built, 'static', name))]));

const preload = ([path, type]) => `<link rel="preload" href="${path}" as="fetch" type="application/${type}" crossorigin>`;
const script = (name, ...asked) => {
  const json = ['/static/text/words.json', ...asked].map((path) => [path, 'json']);
  return [[`/static/${name}.wasm`, 'wasm'], ...json].map(preload).join('') + `<script type="module" src="/static/${name}.js"></script>`;
};

export async function pages() {
  const {createVerifier} = await import(join(built, 'package/testing/index.js'));
  const verifier = await createVerifier({catalogue});
  return [
    {
      name: 'samtycke, panel',
      kind: 'panel',
      html: document(
        script('samtycke-panel', `/v1/catalogues/${catalogue.catalogue}`, '/v1/consents/me'),
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
