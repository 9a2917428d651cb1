// What an element extends. On a server that renders pages there is no HTMLElement: there an element's
// file can be imported all the same, and nothing comes of it.
export const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

// Takes over what a page set on the element before it was one of ours: the class's own setter has not
// seen it, and would be hidden by it.
export function adopt<Name extends string>(element: {[name in Name]: unknown}, name: Name): void {
  if (!Object.hasOwn(element, name)) return;
  const value = element[name];
  Reflect.deleteProperty(element, name);
  element[name] = value as (typeof element)[Name];
}
