// Which banners are in the page. What one opened and ran is there after it has left, so the last to leave
// goes on hearing of withdrawals, until another one hears of them (L115).

export interface Follower {
  // Hears of nothing any more.
  end(): void;
}

const present = new Set<Follower>();
let away: Follower | undefined;

// It is in the page and has its answers.
export function enter(banner: Follower): void {
  present.add(banner);
  if (away !== banner) away?.end();
  away = undefined;
}

// It leaves the page. `isHolding`: something is allowed that a withdrawal would end.
export function leave(banner: Follower, isHolding: boolean): void {
  present.delete(banner);
  if (isHolding && present.size === 0) {
    away?.end();
    away = banner;
  } else {
    banner.end();
  }
}
