// Takes away what a category stored here, by the names that the catalogue lists (L115): `_ga`, or `_ga*`
// for all that begin so. A cookie of another site is out of reach.

import {cookieNames, isOwn} from './choice.ts';

type Matches = (name: string) => boolean;

function matcher(names: readonly string[]): Matches {
  // A star alone would take the session with it.
  const exact = new Set(names.filter((name) => !name.endsWith('*')));
  const prefixes = names.filter((name) => name.endsWith('*') && name.length > 1).map((name) => name.slice(0, -1));
  return (name) => exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

// A cookie goes only with the domain and path it was set with, which no script can read.
function* places(): Generator<string> {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.map((_, index) => `; Domain=${labels.slice(index).join('.')}`)];
  const parts = location.pathname.split('/').slice(1);
  const folders = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  const paths = new Set(['/', ...folders.flatMap((path) => [path, `${path}/`])]);
  for (const domain of domains) for (const path of paths) yield `; Path=${path}${domain}`;
}

function eraseCookies(matches: Matches): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  for (const name of cookieNames().filter(matches)) {
    for (const place of places()) document.cookie = `${name}=; Max-Age=0${place}${secure}`;
  }
}

function eraseKeys(storage: () => Storage, matches: Matches): void {
  try {
    const kept = storage();
    for (const key of Object.keys(kept).filter(matches)) kept.removeItem(key);
  } catch {
    // Storage that may not be read holds nothing of ours.
  }
}

async function eraseDatabases(matches: Matches): Promise<void> {
  try {
    for (const {name} of await indexedDB.databases()) {
      if (name !== undefined && matches(name)) indexedDB.deleteDatabase(name);
    }
  } catch {
    // A browser that lists none, or keeps none.
  }
}

async function eraseCaches(matches: Matches): Promise<void> {
  try {
    for (const name of await caches.keys()) if (matches(name)) await caches.delete(name);
  } catch {
    // Without https there are none.
  }
}

// `staying` are names of what is allowed: it is not taken even where a prefix fits it.
export async function erase(names: readonly string[], staying: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const goes = matcher(names);
  const stays = matcher(staying);
  const matches = (name: string) => goes(name) && !stays(name) && !isOwn(name);
  eraseCookies(matches);
  eraseKeys(() => localStorage, matches);
  eraseKeys(() => sessionStorage, matches);
  await Promise.all([eraseDatabases(matches), eraseCaches(matches)]);
}
