// The page where catalogues are published: what is in force, what waits, and the drafts; or one draft.

import {element} from '../src/dom.ts';
import {beginDraft, listDrafts, type Publication, readVersion, Refused, type Revision} from './calls.ts';
import {DraftPage} from './draft.ts';
import {given, may, moment, place, say} from './given.ts';

const address = '/console/publishing';

const names = (list: readonly {readonly name: string}[]): string => list.map(({name}) => name).join(', ');

function newestOf(publications: readonly Publication[]): Publication | undefined {
  return publications.filter(({catalogue}) => catalogue === given.catalogue).at(-1);
}

// The newest text that was published, whether it is in force yet or not: what a draft is compared with.
function readNewest(publications: readonly Publication[]): Promise<string> {
  const version = Math.max(given.version_number ?? 0, newestOf(publications)?.version_number ?? 0);
  return readVersion(given.catalogue ?? '', version === given.version_number ? undefined : version);
}

// Indented, and with its number one higher: what has to change before it can be published.
function asDraft(published: string): string {
  const document = JSON.parse(published) as {version: number};
  return `${JSON.stringify({...document, version: document.version + 1}, null, 2)}\n`;
}

function draftsTable(drafts: readonly Revision[]): HTMLElement {
  if (drafts.length === 0) return element('p', {class: 'empty'}, say('no_drafts'));
  const rows = drafts.map(({draft, revision, editor, at}) =>
    element('tr', {}, element('th', {scope: 'row'}, element('a', {href: `${address}?draft=${draft}`}, draft)),
      element('td', {}, String(revision)), element('td', {}, editor.name), element('td', {}, moment(at))));
  const head = ['draft', 'revision', 'last_editor', 'changed'].map((key) => element('th', {scope: 'col'}, say(key)));
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
}

function publicationsTable(publications: readonly Publication[]): HTMLElement {
  if (publications.length === 0) return element('p', {class: 'empty'}, say('no_publications'));
  const rows = publications.toReversed().map((one) =>
    element('tr', {}, element('th', {scope: 'row'}, `${one.version_number} (${one.version})`), element('td', {}, moment(one.in_force_from)),
      element('td', {}, names(one.edited_by)), element('td', {}, one.approved_by.name),
      element('td', {}, element('a', {href: `/console/processing?version=${one.version_number}`}, say('processing')))));
  const head = ['version', 'in_force_from', 'editors', 'approver', 'document'].map((key) => element('th', {scope: 'col'}, say(key)));
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
}

function beginButton(publications: readonly Publication[]): HTMLElement {
  const button = element('button', {type: 'button', class: 'first'}, say('begin'));
  button.hidden = !may('publisher') || !given.catalogue;
  button.addEventListener('click', () => void attempt(async () => {
    const {draft} = await beginDraft(asDraft(await readNewest(publications)));
    location.assign(`${address}?draft=${draft}`);
  }));
  return button;
}

async function showList(): Promise<void> {
  const {drafts, publications} = await listDrafts();
  const inForce = element('p', {}, say('in_force', {catalogue: given.catalogue ?? '–', version: given.version ?? '–', number: given.version_number ?? '–'}), ' ',
    element('a', {href: '/console/processing'}, say('processing')));
  place.replaceChildren(
    inForce,
    element('h2', {}, say('drafts')), draftsTable(drafts), element('p', {}, beginButton(publications)),
    element('h2', {}, say('publications')), publicationsTable(publications),
  );
}

async function showDraft(id: string): Promise<void> {
  const {publications} = await listDrafts();
  const page = await DraftPage.open(id, await readNewest(publications));
  const back = element('p', {}, element('a', {href: address}, say('all_drafts')));
  place.replaceChildren(back, page.root);
}

async function attempt(deed: () => Promise<void>): Promise<void> {
  try {
    await deed();
  } catch (error) {
    const text = error instanceof Refused && error.message ? error.message : say('no_answer');
    place.prepend(element('p', {class: 'wrong', role: 'alert'}, text));
  }
  place.removeAttribute('aria-busy');
}

const draft = new URLSearchParams(location.search).get('draft');
void attempt(() => (draft ? showDraft(draft) : showList()));
