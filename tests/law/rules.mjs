// Writes docs/RULES.md and docs/decision-order.svg, the rules told to a person who is no lawyer and no
// programmer: from the core's own table of the order, the sentences of core/text and the rulings of
// docs/law/rows.json. With --check it writes nothing and fails where the files differ.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {codes} from '../agree/core-lists.mjs';

const root = join(import.meta.dirname, '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const texts = Object.fromEntries(['sv', 'en'].map((language) => [language, JSON.parse(read(`core/text/${language}.json`)).codes]));
const order = [...read('core/decide.hpp').match(/decision_order\[\] = \{([\s\S]*?)\};/)[1].matchAll(/Code::([a-z_]+)/g)].map(([, code]) => code);
const rulings = JSON.parse(read('docs/law/rows.json')).sections.at(-1).rows;

// What is asked at each place, in plain words. A code without a question is a failure.
const steps = [
  ['The use', [
    ['unknown_purpose', 'Does the catalogue know this purpose?'],
    ['lek_gate_missing', 'Has a lawyer signed off a use that the law does not name?'],
    ['purpose_inactive', 'Is the purpose in force?'],
    ['stale', 'Is what we know new enough for who asks?'],
    ['store_unknown', 'Do we know where the data lies?'],
    ['store_unreadable', 'Could we read what the person chose?'],
    ['retention_store_locked', 'Is it outside the store kept for the police?'],
    ['role_not_permitted', 'May this kind of staff or system do this?'],
    ['special_category', 'Is nothing about health, belief or the like asked for?'],
    ['content_not_allowed', 'Is nothing asked for that people said, wrote or visited?'],
    ['field_not_in_purpose', 'Is only data asked for that the purpose names?'],
  ]],
  ['The person', [
    ['restricted', 'Is the person’s data free to be used at all?'],
    ['purpose_mismatch', 'Is the offer of the kind that was asked about?'],
    ['objected', 'Has the person not objected to marketing?'],
    ['no_identified_user', 'Do we know whose data it is?'],
    ['subscriber_gate_closed', 'Does the company allow this use?'],
    ['relation_ended', 'Does the person still have the subscription?'],
    ['user_consent_missing', 'Has the person answered?'],
    ['no_decision', 'Has the person answered? (where no company is asked)'],
    ['refused', 'Was the answer yes?'],
    ['withdrawn', 'Has the yes not been taken back?'],
  ]],
  ['The time', [
    ['superseded_processing', 'Was the yes given to what is done today?'],
    ['expired', 'Does the yes still run?'],
    ['outside_consent_interval', 'Was the record made while the yes ran?'],
    ['record_too_old', 'Is the record young enough?'],
  ]],
];
const asked = steps.flatMap(([, list]) => list);
const same = JSON.stringify(asked.map(([code]) => code)) === JSON.stringify(order);

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function picture() {
  const row = 30;
  const width = 800;
  let y = 54;
  const lines = [];
  for (const [title, list] of steps) {
    lines.push(`<text x="20" y="${y}" class="part">${escape(title)}</text>`);
    y += 14;
    for (const [code, question] of list) {
      lines.push(
        `<rect x="20" y="${y}" width="470" height="${row - 6}" rx="4" class="ask"/>`,
        `<text x="32" y="${y + 16}">${escape(question)}</text>`,
        `<path d="M490 ${y + 12}h38m-6-4l6 4-6 4" class="arrow"/>`,
        `<text x="538" y="${y + 16}" class="no">no: ${code}</text>`,
      );
      y += row;
    }
    y += 30;
  }
  lines.push(`<rect x="20" y="${y - 20}" width="470" height="${row}" rx="4" class="yes"/>`, `<text x="32" y="${y}" class="allow">Every answer was yes: allowed</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 30}" role="img" aria-labelledby="title about">
<title id="title">The order of a decision</title>
<desc id="about">${asked.length} questions, asked from top to bottom. The first one that is answered with no is the reason to deny; when every answer is yes the use is allowed.</desc>
<style>
text { font: 14px system-ui, sans-serif; fill: #1b1f24 }
.part { font-weight: 600; font-size: 16px }
.ask { fill: #f2f4f7; stroke: #8a94a3 }
.yes { fill: #dff3e4; stroke: #2f7d4a }
.allow { font-weight: 600 }
.no { font-family: ui-monospace, monospace; font-size: 13px; fill: #8c1d18 }
.arrow { fill: none; stroke: #8a94a3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e8eaed } .ask { fill: #262b33; stroke: #6c7684 } .yes { fill: #17402a; stroke: #58b27c } .no { fill: #ff9d94 }
}
</style>
<text x="20" y="26" class="part">May this data be used for this?</text>
${lines.join('\n')}
</svg>
`;
}

const cell = (text) => text.replaceAll('|', '\\|');

function page() {
  const row = (code) => `| \`${code}\` | ${cell(texts.sv[code])} | ${cell(texts.en[code])} |`;
  const others = codes.filter((code) => !order.includes(code));
  return `# The rules, told plainly

Made by \`node tests/law/rules.mjs\` from the core's own table of the order, the sentences that people are
shown, and the rulings. \`./check law\` fails when it is not what the build would write.

A system that wants to use somebody's traffic data asks first. The core then asks these questions, one
after the other. **The first no is the answer, and the reason.** Only when there is no no is the use
allowed, and for a minute at most: then it must be asked again.

![The order of a decision](decision-order.svg)

Some uses need no consent, because the law itself orders or permits them: a bill, a warning to the public,
a fault that is being traced. They are answered after the questions about the use, whatever the person chose;
only those that are marketing stop at an objection.

Five things follow, and are meant:

- **Silence is no.** Nothing is on until a person turned it on.
- **Two must say yes.** The company can stop a use for all its people and can start it for nobody.
- **A no needs no reasons, no form and no right words.** Whoever may say it is heard, on an old page too.
- **A yes needs everything to be right:** the words of today, shown before, by a press of the person's own.
- **A no counts at the next question.** What was done before it stays lawful; nothing is done after it.

## What is told, and when

${steps.map(([title, list]) => `### ${title}

| Reason | På svenska | In English |
| --- | --- | --- |
${list.map(([code]) => row(code)).join('\n')}
`).join('\n')}
### Everything else that can be answered

| Reason | På svenska | In English |
| --- | --- | --- |
${others.map(row).join('\n')}

## Where the law leaves a choice

The stricter or the simpler reading was taken each time. The numbers are those of [LAW.md](LAW.md).

| Ruling | What was decided | About |
| --- | --- | --- |
${rulings.map(({id, demand, source}) => `| ${id} | ${cell(demand)} | ${cell(source)} |`).join('\n')}
`;
}

const files = {'docs/decision-order.svg': picture(), 'docs/RULES.md': page()};
if (process.argv.slice(2).join() === '--check') {
  const promises = [
    [same, 'every reason of the order has its question, in its place'],
    [codes.every((code) => texts.sv[code] && texts.en[code]), 'every code has a sentence in both languages'],
    ...Object.entries(files).map(([path, text]) => [
      existsSync(join(root, path)) && read(path) === text, `${path} is what \`node tests/law/rules.mjs\` writes`]),
  ];
  for (const [holds, promise] of promises) if (!holds) console.log(`BROKEN ${promise}`);
  const held = promises.filter(([holds]) => holds).length;
  console.log(`${held} passed, ${promises.length - held} failed`);
  process.exitCode = held === promises.length ? 0 : 1;
} else {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
}
