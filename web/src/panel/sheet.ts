import text from './panel.css';

let made: CSSStyleSheet | undefined;

// One sheet for every panel of the page. Constructed, because a page's Content-Security-Policy lets
// no <style> of ours in.
export function sheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(text);
  }
  return made;
}
