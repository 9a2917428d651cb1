// Makes and fills nodes without markup: no page's policy minds that.

type Attributes = {readonly [name: string]: string};

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Shows the text; an empty one hides its place.
export function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = text === '';
}

// A native switch that is named by one element and described by others. Enter does what Space does.
export function makeSwitch(name: string, descriptions: readonly string[], changed: (on: boolean) => void): HTMLInputElement {
  const input = element('input', {
    type: 'checkbox',
    role: 'switch',
    part: 'switch',
    'aria-labelledby': name,
    'aria-describedby': descriptions.join(' '),
  });
  input.addEventListener('change', () => changed(input.checked));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.repeat) return;
    event.preventDefault();
    input.click();
  });
  return input;
}
