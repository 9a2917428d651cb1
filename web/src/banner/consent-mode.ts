// Google Consent Mode v2: everything is denied before anything runs, and then told as it is.

import type {Names} from './names.ts';

const types = [
  'ad_storage',
  'ad_user_data',
  'ad_personalization',
  'analytics_storage',
  'functionality_storage',
  'personalization_storage',
  'security_storage',
] as const;
const waitMs = 500;

declare global {
  interface Window {
    dataLayer?: unknown[];
    samtyckeConsentMode?: true;
  }
}

// Google's scripts tell a command from an event by its being an arguments object.
function gtag(..._: readonly unknown[]): void {
  (window.dataLayer ??= []).push(arguments);
}

// Once a page, whoever comes first.
export function denyFirst(): void {
  if (window.samtyckeConsentMode) return;
  window.samtyckeConsentMode = true;
  gtag('consent', 'default', {...Object.fromEntries(types.map((type) => [type, 'denied'])), wait_for_update: waitMs});
}

let told = '';

// `names` says which types follow which category. A type that no category names stays denied; one that
// several name needs them all.
export function update(names: Names, allows: (category: string) => boolean): void {
  if (names.size === 0) return;
  const state = types.map((type) => {
    const categories = [...names].filter(([, list]) => list.includes(type)).map(([category]) => category);
    return [type, categories.length > 0 && categories.every(allows) ? 'granted' : 'denied'] as const;
  });
  const now = JSON.stringify(state);
  if (now === told) return;
  told = now;
  denyFirst();
  gtag('consent', 'update', Object.fromEntries(state));
}
