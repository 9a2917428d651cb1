// While the banner is in sight, the page ends above it: its last lines can be scrolled into view, and
// what gets the focus is not covered (L145, D28).

// For the ring around what has the focus.
const ring = 8;

let sheet: CSSStyleSheet | undefined;
let observer: ResizeObserver | undefined;

export function makeRoom(banner: HTMLElement | undefined): void {
  observer?.disconnect();
  observer = undefined;
  const rules = (sheet ??= new CSSStyleSheet());
  const others = document.adoptedStyleSheets.filter((one) => one !== rules);
  document.adoptedStyleSheets = banner ? [...others, rules] : others;
  if (!banner) return;
  observer = new ResizeObserver(() => {
    const room = Math.ceil(banner.getBoundingClientRect().height) + ring;
    rules.replaceSync(`:root { padding-block-end: ${room}px; scroll-padding-block-end: ${room}px; }`);
  });
  observer.observe(banner);
}
