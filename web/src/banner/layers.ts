// Which layer of the banner is in sight, and where the focus goes with it.

import type {Words} from '../words.ts';
import type {BannerView} from './counsel.ts';
import {Drawing, type Layer, type Press} from './draw.ts';
import {LayerEvent} from './events.ts';
import {makeRoom} from './room.ts';

// What a page's own link carries, ours or cookieconsent's.
const openers = '[data-samtycke-open], [data-cc="show-preferencesModal"]';

export const isOpener = (target: EventTarget | undefined): target is HTMLElement =>
  target instanceof HTMLElement && target.matches(openers);

export class Layers {
  readonly #host: HTMLElement;
  readonly #drawing: Drawing;
  #layer: Layer = 'none';
  #opener: HTMLElement | undefined;
  #view: BannerView | undefined;
  #words: Words | undefined;

  constructor(host: HTMLElement, press: (what: Press) => void) {
    this.#host = host;
    this.#drawing = new Drawing(press);
  }

  get nodes(): readonly HTMLElement[] {
    return this.#drawing.nodes;
  }

  get on(): readonly string[] {
    return this.#drawing.on;
  }

  // The question comes and goes with the core's answer; settings stay until they are left.
  draw(view: BannerView, words: Words): void {
    this.#view = view;
    this.#words = words;
    if (view.prompt && this.#layer === 'none') this.show('first');
    else if (!view.prompt && this.#layer === 'first') this.show('none');
    else this.show(this.#layer);
  }

  // By the page's link, to which the focus returns, or by ours.
  open(opener: HTMLElement | undefined): void {
    this.#opener = opener;
    this.show('settings');
  }

  // From settings back to the question, where there still is one. Whether the question itself is
  // left, so that the session has to know.
  back(): boolean {
    if (this.#layer === 'first') return true;
    this.show(this.#view?.prompt ? 'first' : 'none');
    return false;
  }

  show(layer: Layer): void {
    if (!this.#view || !this.#words) return;
    const before = this.#layer;
    const hadFocus = this.#hasFocus();
    this.#layer = layer;
    this.#drawing.draw(layer, this.#view, this.#words, this.#view.prompt);
    this.#drawing.offer(layer === 'none' && document.querySelector(openers) === null);
    makeRoom(layer === 'none' ? undefined : this.#drawing.root);
    if (layer === before) return;
    if (before !== 'none') this.#host.dispatchEvent(new LayerEvent('hide', before));
    if (layer !== 'none') this.#host.dispatchEvent(new LayerEvent('show', layer));
    // A question that comes by itself takes no focus; what a person opened or left hands it on.
    if (layer === 'settings' || (layer === 'first' && hadFocus)) this.#drawing.focus();
    else if (layer === 'none' && hadFocus) this.#giveFocusBack();
  }

  announce(text: string): void {
    this.#drawing.announce(text);
  }

  // Whether a key pressed now is meant for the banner: nothing else of the page has the focus.
  isAddressed(): boolean {
    const focused = document.activeElement;
    return this.#layer !== 'none' && (this.#hasFocus() || focused === null || focused === document.body);
  }

  #hasFocus(): boolean {
    return this.#drawing.root.contains(this.#host.shadowRoot?.activeElement ?? null);
  }

  #giveFocusBack(): void {
    if (this.#opener?.isConnected) this.#opener.focus();
    else this.#drawing.focusWayBack();
    this.#opener = undefined;
  }
}
