// The portal's own statistics: how many pages this visit has had. Runs only after a yes (the banner
// lets it), and the number stays in the browser.

const name = 'mitt-foretag-visits';

function counted(): number {
  try {
    const count = Number(sessionStorage.getItem(name) ?? 0) + 1;
    sessionStorage.setItem(name, String(count));
    return count;
  } catch {
    return 1; // a browser that keeps nothing counts this page alone
  }
}

const count = counted();
const place = document.getElementById('visits');
if (place) {
  place.textContent = `${place.dataset['text'] ?? ''} ${count}`;
  place.hidden = false;
}

export {};
