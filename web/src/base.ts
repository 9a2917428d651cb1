// What an element extends. On a server that renders pages there is no HTMLElement: there an element's
// file can be imported all the same, and nothing comes of it.
export const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);
