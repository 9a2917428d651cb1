// What the page was served with, and how it says it.

export interface Given {
  readonly language: 'sv' | 'en';
  readonly roles: readonly string[];
  readonly me: string;
  readonly catalogue?: string;
  readonly version?: string;
  readonly version_number?: number;
  readonly words: {readonly [key: string]: string};
}

export const place = document.getElementById('publishing') as HTMLElement;
export const given = JSON.parse(place.dataset['given'] ?? '{}') as Given;

// A word with its gaps filled; the key where there is none, so that a lack is seen.
export function say(key: string, gaps: {readonly [gap: string]: string | number} = {}): string {
  return (given.words[key] ?? key).replace(/\{([a-z_]+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole));
}

const clock = new Intl.DateTimeFormat(given.language === 'sv' ? 'sv-SE' : 'en-GB', {dateStyle: 'long', timeStyle: 'short'});

export const moment = (time: string): string => clock.format(new Date(time));

export const may = (role: string): boolean => given.roles.includes(role);
