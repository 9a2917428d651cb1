// Which of the core's categories an element waits for, by the names that a page uses for them.

import type {Need} from './gate.ts';
import type {Names} from './names.ts';

// The category as the page names it: in our own attribute, or in the one of another tool.
const mainName = ({dataset}: HTMLElement) => dataset['samtycke'] ?? dataset['category'] ?? dataset['name'];

const plain = (name: string | undefined) => name?.replace(/^!\s*/, '');

const nothing: Need = {categories: [], isReversed: false};

// A category goes by its own name, and by those that the page has translated. A service narrows its
// category where the page says which one it belongs to; else the category speaks for it.
export function needOf(element: HTMLElement, names: Names, knows: (category: string) => boolean): Need {
  const told = [mainName(element), element.dataset['service']];
  const isReversed = told.some((name) => name?.startsWith('!'));
  const [main, service] = told.map(plain);
  const keys = [main, names.has(service ?? '') || main === undefined ? service : undefined];
  const wanted = keys.filter((key) => key !== undefined && key !== '');
  const categories = wanted.flatMap((key) => names.get(key as string) ?? [key as string]);
  // One that nobody knows is never allowed, and says so.
  return categories.length === 0 || !categories.every(knows) ? nothing : {categories, isReversed};
}

// The names of scripts that lead nowhere: a page's mistake, worth telling.
export function unknownNames(root: ParentNode, names: Names, knows: (category: string) => boolean): readonly string[] {
  const waiting = root.querySelectorAll<HTMLElement>('script[type="text/plain"]:is([data-samtycke], [data-category], [data-name])');
  const used = [...waiting].map((script) => plain(mainName(script)) ?? '');
  return [...new Set(used)].filter((name) => !(names.get(name) ?? [name]).every(knows));
}
