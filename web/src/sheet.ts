import look from './look.css';

const made = new Map<string, CSSStyleSheet>();

// Constructed, because a page's Content-Security-Policy lets no <style> of ours in; and not before an
// element is, because a server has none.
function sheetOf(text: string): CSSStyleSheet {
  let sheet = made.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    made.set(text, sheet);
  }
  return sheet;
}

// The look that all elements of ours share, and an element's own. All of a kind share both.
export const sheets = (own: string): CSSStyleSheet[] => [sheetOf(look), sheetOf(own)];
