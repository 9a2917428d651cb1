// The editor of a draft: CodeMirror in a shadow root of its own, so that its styles are adopted sheets,
// which `style-src 'self'` lets through. It marks what the core finds, and leads to a finding's place.

import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {json} from '@codemirror/lang-json';
import {bracketMatching, ensureSyntaxTree, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting} from '@codemirror/language';
import {type Diagnostic, lintGutter, lintKeymap, setDiagnostics} from '@codemirror/lint';
import {searchKeymap} from '@codemirror/search';
import {EditorState} from '@codemirror/state';
import {drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers} from '@codemirror/view';
import {tags} from '@lezer/highlight';
import {element} from '../src/dom.ts';
import {given, say} from './given.ts';
import {type Range, rangeOf} from './places.ts';

// What is told of a place in the text.
export interface Mark {
  readonly where: string;
  readonly sentence: string;
  readonly isWarning: boolean;
}

const treeMaxMs = 1000;

const colours = HighlightStyle.define([
  {tag: tags.propertyName, color: 'var(--on)'},
  {tag: [tags.number, tags.bool, tags.null], color: 'var(--stopped)'},
  {tag: tags.string, color: 'var(--ink)'},
]);

const look = EditorView.theme({
  '&': {height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '0.875rem'},
  '&.cm-focused': {outline: '3px solid var(--focus, var(--on))', outlineOffset: '-1px'},
  '.cm-scroller': {fontFamily: 'ui-monospace, monospace', lineHeight: '1.5'},
  '.cm-content': {caretColor: 'var(--ink)'},
  '.cm-cursor': {borderLeftColor: 'var(--ink)'},
  '.cm-gutters': {backgroundColor: 'var(--surface)', color: 'var(--soft)', borderRight: '1px solid var(--rule)'},
  '.cm-activeLine, .cm-activeLineGutter': {backgroundColor: 'color-mix(in srgb, var(--on) 7%, transparent)'},
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    {backgroundColor: 'color-mix(in srgb, var(--on) 24%, transparent)'},
  '.cm-tooltip, .cm-panels': {backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line)'},
  // Its own marks are images in the sheet, which `img-src 'self'` shuts out.
  '.cm-lint-marker-error, .cm-lint-marker-warning, .cm-lint-marker-info': {content: 'normal'},
  '.cm-lint-marker-error::before': {content: '"●"', color: 'var(--stopped)'},
  '.cm-lint-marker-warning::before': {content: '"○"', color: 'var(--ink)'},
  '.cm-lintRange-error': {backgroundImage: 'none', textDecoration: 'underline wavy var(--stopped)'},
  '.cm-lintRange-warning': {backgroundImage: 'none', textDecoration: 'underline dotted var(--ink)'},
  '.cm-foldPlaceholder': {backgroundColor: 'transparent', color: 'var(--soft)', borderColor: 'var(--line)'},
});

const phrases: {readonly [phrase: string]: string} = {
  'Find': 'Sök', 'Replace': 'Ersätt', 'next': 'nästa', 'previous': 'föregående', 'all': 'alla', 'match case': 'skilj på stora och små',
  'regexp': 'mönster', 'by word': 'hela ord', 'replace': 'ersätt', 'replace all': 'ersätt alla', 'close': 'stäng',
  'Diagnostics': 'Anmärkningar', 'No diagnostics': 'Inga anmärkningar', 'Fold line': 'Fäll ihop', 'Unfold line': 'Fäll ut',
};

export class Editor {
  readonly root = element('div', {class: 'editor'});
  readonly #view: EditorView;

  // `typed` is called a moment after the text has changed, `save` for Ctrl+S.
  constructor(text: string, isReadOnly: boolean, typed: () => void, save: () => void) {
    const shadow = this.root.attachShadow({mode: 'open'});
    const own = keymap.of([{key: 'Mod-s', preventDefault: true, run: () => (save(), true)}]);
    this.#view = new EditorView({
      root: shadow,
      parent: shadow,
      state: EditorState.create({
        doc: text,
        extensions: [
          own, keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap, ...foldKeymap]),
          lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), bracketMatching(), indentOnInput(),
          highlightActiveLine(), json(), syntaxHighlighting(colours), look, EditorView.lineWrapping,
          EditorState.readOnly.of(isReadOnly), EditorState.phrases.of(given.language === 'sv' ? phrases : {}),
          EditorView.contentAttributes.of({'aria-label': say('text'), 'aria-describedby': 'editor-keys', tabindex: '0'}),
          EditorView.updateListener.of(({docChanged}) => docChanged && typed()),
        ],
      }),
    });
    // What describes the editor has to stand in the same root.
    shadow.append(element('p', {id: 'editor-keys', hidden: ''}, say('editor_keys')));
    // A box that scrolls is reached by the keyboard through the text in it.
    this.#view.scrollDOM.tabIndex = -1;
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }
  set text(text: string) {
    this.#view.dispatch({changes: {from: 0, to: this.#view.state.doc.length, insert: text}});
  }

  mark(marks: readonly Mark[]): void {
    const found = marks.map(({where, sentence, isWarning}): Diagnostic => {
      const {from, to} = this.#range(where);
      return {from, to, severity: isWarning ? 'warning' : 'error', message: sentence};
    });
    found.sort((a, b) => a.from - b.from);
    this.#view.dispatch(setDiagnostics(this.#view.state, found));
  }

  goTo(where: string): void {
    const {from, to} = this.#range(where);
    this.#view.dispatch({selection: {anchor: from, head: to}, effects: EditorView.scrollIntoView(from, {y: 'center'})});
    this.#view.focus();
  }

  #range(where: string): Range {
    const {state} = this.#view;
    const tree = ensureSyntaxTree(state, state.doc.length, treeMaxMs);
    return tree ? rangeOf(where, tree, (from, to) => state.sliceDoc(from, to)) : {from: 0, to: 0};
  }
}
