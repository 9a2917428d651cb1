// From a draft to a version in force: a second person approves what is saved, and it is published.

import {element} from '../src/dom.ts';
import {approve, type Draft, publish, Refused} from './calls.ts';
import {given, may, moment, say} from './given.ts';

// A moment in the reader's own time zone, as the field gives it.
const momentOf = (local: string): string => new Date(local).toISOString();

export class Steps {
  readonly root = element('section', {class: 'steps', 'aria-labelledby': 'steps'});
  readonly #state = element('div', {});
  readonly #told = element('p', {role: 'status', hidden: ''});
  readonly #approve = element('button', {type: 'button'}, say('approve'));
  readonly #publish = element('button', {type: 'submit', class: 'first'}, say('publish'));
  readonly #when = element('input', {type: 'datetime-local', id: 'from', disabled: ''});
  readonly #form: HTMLFormElement;
  readonly #changed: () => Promise<void>;
  #draft: Draft | undefined;

  // `changed`: what the verifier knows of the draft is not as it was.
  constructor(changed: () => Promise<void>) {
    this.#changed = changed;
    this.#form = this.#makeForm();
    this.#approve.addEventListener('click', () => void this.#do(async ({draft, digest}) => {
      await approve(draft, digest);
      return say('approved_now');
    }));
    const heading = element('h2', {id: 'steps'}, say('steps'));
    this.root.append(heading, element('p', {class: 'soft'}, say('steps_lead')), this.#state, this.#approve, this.#form, this.#told);
  }

  // `isSaved`: what is in the editor is what the verifier has.
  show(draft: Draft, isSaved: boolean): void {
    this.#draft = draft;
    const isOwn = draft.editors.some(({id}) => id === given.me);
    const isReady = isSaved && !draft.published && draft.change?.may_follow === true;
    this.#approve.hidden = !may('approver') || isOwn || draft.published || draft.approved === true;
    this.#approve.disabled = !isReady;
    this.#form.hidden = !(may('publisher') || may('approver')) || draft.published || draft.approved !== true;
    this.#publish.disabled = !isReady;
    this.#state.replaceChildren(...this.#lines(draft, isSaved).map((line) => element('p', {}, line)));
  }

  #lines(draft: Draft, isSaved: boolean): string[] {
    const lines = [say('edited_by', {names: draft.editors.map(({name}) => name).join(', ')})];
    const approval = draft.approvals.find(({digest}) => digest === draft.digest);
    if (draft.published) return [...lines, say('is_published')];
    if (draft.approved && approval) lines.push(say('approved_by', {name: approval.approver.name, moment: moment(approval.at)}));
    else lines.push(say(draft.approvals.length > 0 ? 'approval_void' : 'not_approved'));
    if (!isSaved) lines.push(say('save_first'));
    else if (draft.change?.may_follow !== true) lines.push(say('mend_first'));
    return lines;
  }

  #makeForm(): HTMLFormElement {
    const choose = (value: string, checked: boolean): HTMLInputElement => {
      const input = element('input', {type: 'radio', name: 'when', value, id: `when-${value}`});
      input.checked = checked;
      input.addEventListener('change', () => (this.#when.disabled = value === 'at-once'));
      return input;
    };
    const line = (value: string, checked: boolean): HTMLElement =>
      element('p', {}, choose(value, checked), ' ', element('label', {for: `when-${value}`}, say(`when_${value.replace('-', '_')}`)));
    const form = element(
      'form',
      {},
      element('fieldset', {}, element('legend', {}, say('when')), line('at-once', true), line('later', false),
        element('p', {}, element('label', {for: 'from'}, say('from')), ' ', this.#when)),
      this.#publish,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const from = this.#when.disabled || this.#when.value === '' ? undefined : momentOf(this.#when.value);
      void this.#do(async ({draft, digest}) => {
        const {version, in_force_from} = await publish(draft, digest, from);
        return say('published_now', {version, moment: moment(in_force_from)});
      });
    });
    return form;
  }

  async #do(deed: (draft: {draft: string; digest: string}) => Promise<string>): Promise<void> {
    const {draft, digest} = this.#draft ?? {};
    if (!draft || !digest) return;
    try {
      this.#tell(await deed({draft, digest}), 'done');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#tell(error.message || say('no_answer'), 'wrong');
    }
    await this.#changed();
  }

  #tell(text: string, kind: 'done' | 'wrong'): void {
    this.#told.hidden = false;
    this.#told.className = kind;
    this.#told.textContent = text;
  }
}
