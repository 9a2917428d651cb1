// What follows from the answers: what waited runs, what is not allowed is taken away, and Google is
// told.

import {update} from './consent-mode.ts';
import type {BannerView, CategoryView} from './counsel.ts';
import {erase} from './erase.ts';
import {CookiesErrorEvent, ReloadEvent} from './events.ts';
import {Gate} from './gate.ts';
import {namesFrom} from './names.ts';
import {needOf, unknownNames} from './needs.ts';

const itemsOf = (categories: readonly CategoryView[]) => categories.flatMap(({items}) => items.map(({name}) => name));

const partingMs = 2_000;

export class Effects {
  readonly #host: HTMLElement;
  readonly gate: Gate;
  #view: BannerView | undefined;
  readonly #told = new Set<string>();

  constructor(host: HTMLElement) {
    this.#host = host;
    this.gate = new Gate({
      needOf: (element) => needOf(element, namesFrom(host.getAttribute('names')), (id) => this.#find(id) !== undefined),
      allows: (id) => this.#find(id)?.allowed === true,
      trusts: (script) => host.nonce === '' || script.nonce === host.nonce,
    });
    this.gate.watch(document);
  }

  apply(view: BannerView, lost: ReadonlySet<string>): void {
    this.#view = view;
    const names = namesFrom(this.#host.getAttribute('names'));
    this.gate.apply(lost);
    update(namesFrom(this.#host.getAttribute('consent-mode')), (id) => this.#find(id)?.allowed === true);
    void erase(
      itemsOf(view.categories.filter(({allowed}) => !allowed)),
      itemsOf(view.categories.filter(({allowed}) => allowed)),
    );
    for (const name of unknownNames(document, names, (id) => this.#find(id) !== undefined)) this.#tell(name);
  }

  // What runs on here by an answer that another banner of this page had, and that is none any more.
  leftBy({categories}: BannerView): ReadonlySet<string> {
    return new Set(categories.filter(({id, allowed}) => !allowed && this.gate.ran.has(id)).map(({id}) => id));
  }

  // A script cannot be taken back, so the page begins anew (L115): once, by the act that took a category
  // away, and not where the page has seen to it itself.
  async stop(lost: ReadonlySet<string>): Promise<void> {
    const running = [...lost].filter((id) => this.gate.ran.has(id));
    if (running.length === 0 || !this.#isFree(running)) return;
    // The scripts for a no are this page's to run: the next one knows of no act.
    await Promise.race([this.gate.parted(), new Promise((resolve) => setTimeout(resolve, partingMs))]);
    location.reload();
  }

  // Whether nobody has ended it in another way. From out of the page nothing rises to the page's listeners.
  #isFree(running: readonly string[]): boolean {
    const ends = this.#host.isConnected ? [this.#host] : [this.#host, document];
    return ends.every((end) => end.dispatchEvent(new ReloadEvent(running)));
  }

  #find(id: string): CategoryView | undefined {
    return this.#view?.categories.find((category) => category.id === id);
  }

  #tell(name: string): void {
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#host.dispatchEvent(new CookiesErrorEvent('unknown_name', name));
  }
}
