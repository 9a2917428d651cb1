// The floors: a page with nothing, one with plain checkboxes, and the same after a WebAssembly module,
// as large as ours, has been fetched by the script and opened.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {built, document, notes, switches} from './pages.mjs';

const draw = `
  const asked = ${JSON.stringify(switches)};
  const make = (name, ...children) => { const made = document.createElement(name); made.append(...children); return made; };
  const rows = asked.map(({title, text}) => {
    const input = make('input');
    input.type = 'checkbox';
    return make('div', make('label', input, title), make('p', text));
  });
  document.body.append(make('form', ...${JSON.stringify(notes)}.map((note) => make('p', note)), ...rows));`;

const open = `
  const {instance} = await WebAssembly.instantiateStreaming(fetch('/core.wasm'), {});
  instance.exports._initialize?.();`;

const script = '<script type="module" src="/page.js"></script>';
const control = {switches: 'form input'};

export async function pages() {
  return [
    {name: 'empty page', kind: 'floor', html: document('', ''), files: {}},
    {name: 'floor: checkboxes', kind: 'panel', html: document(script, ''), files: {'/page.js': draw}, ...control},
    {
      name: 'floor: checkboxes after our module',
      kind: 'panel',
      html: document(script, ''),
      files: {'/page.js': `${open}${draw}`, '/core.wasm': readFileSync(join(built, 'static/samtycke-panel.wasm'))},
      ...control,
    },
  ];
}
