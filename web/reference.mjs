// docs/ELEMENTS.md: every attribute, property, event, part and custom property of the elements, out of
// custom-elements.json and so out of the elements' own comments.
//
//   node web/reference.mjs build/web/package/custom-elements.json > docs/ELEMENTS.md

import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const head = `# What the elements take, tell and let you style

Made by \`web/reference.mjs\` from the elements' own comments, as \`samtycke/custom-elements.json\` is, which
editors read. How they are used: [EMBED.md](EMBED.md).
`;

const told = (text) => (text ?? '').replaceAll('\n', ' ').replaceAll('|', '\\|');
const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const typeOf = ({type}) => (type ? code(type.text) : '');

function table(title, heads, rows) {
  if (rows.length === 0) return '';
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `\n### ${title}\n\n${lines.join('\n')}\n`;
}

function section({tagName, description, attributes, members, events, slots, cssParts, cssProperties}) {
  const call = ({name, parameters = []}) => code(`${name}(${parameters.map((one) => one.name).join(', ')})`);
  const property = (one) => (one.kind === 'method' ? [call(one), ''] : [code(one.name), typeOf(one)]);
  const rule = ({readonly, description: text}) => told(text) + (readonly ? ' Read only.' : '');
  return (
    `\n## \`<${tagName}>\`\n\n${told(description)}\n` +
    table('Attributes', ['attribute', 'type', ''], attributes.map((one) => [code(one.name), typeOf(one), told(one.description)])) +
    table('Properties and methods', ['member', 'type', ''], members.map((one) => [...property(one), rule(one)])) +
    table('Events', ['event', 'type', 'when'], events.map((one) => [code(one.name), typeOf(one), told(one.description)])) +
    table('Content', ['slot', ''], slots.map((one) => [one.name ? code(one.name) : 'what stands inside', told(one.description)])) +
    table('Parts', ['`::part(…)`', ''], cssParts.map((one) => [code(one.name), told(one.description)])) +
    table('Custom properties', ['property', ''], cssProperties.map((one) => [code(one.name), told(one.description)]))
  );
}

export function referenceOf({modules}) {
  const elements = modules.flatMap(({declarations = []}) => declarations).filter(({tagName}) => tagName);
  return head + elements.toSorted((one, other) => other.tagName.localeCompare(one.tagName)).map(section).join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(referenceOf(JSON.parse(readFileSync(process.argv[2], 'utf8'))));
}
