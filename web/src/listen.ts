// How an element listens to its own events with their types: `samtycke-ready` is another event on a panel
// than on a banner, so that no map of all elements can hold it.

/** `addEventListener` and `removeEventListener` of an element with events of its own. */
export interface Listen<Events, Options> {
  <Name extends keyof Events & string>(name: Name, listener: (event: Events[Name]) => unknown, options?: boolean | Options): void;
  (name: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | Options): void;
}
