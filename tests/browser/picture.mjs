// Pictures that somebody looked at and kept, and what is drawn now beside them.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import {openBrowser} from './chromium.mjs';

const fonts = join(import.meta.dirname, 'pictures/fonts.conf');
const seen = join(import.meta.dirname, '../../build/pictures');
const keeps = process.env.SAMTYCKE_KEEP_PICTURES === '1';
// Another release of the browser rounds a corner otherwise; a colour, a word or a line that moved is more.
export const differingMax = 0.002;

// Draws with one font, whatever else the machine has.
export const openDrawing = () => openBrowser({env: {...process.env, FONTCONFIG_FILE: fonts}});

// What part of the picture is not as kept; all of it where it has another size.
export function differing(file, taken) {
  const [one, other] = [readFileSync(file), taken].map((bytes) => PNG.sync.read(bytes));
  if (one.width !== other.width || one.height !== other.height) return 1;
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, {threshold: 0.1}) / (one.width * one.height);
}

// Fails where it is not as kept. With SAMTYCKE_KEEP_PICTURES=1 it is kept from now on.
export function compare(file, taken) {
  if (keeps) writeFileSync(file, taken);
  mkdirSync(seen, {recursive: true});
  writeFileSync(join(seen, basename(file)), taken);
  const part = differing(file, taken);
  assert.ok(part <= differingMax, `${(100 * part).toFixed(2)} % of ${basename(file)} is not as kept; see build/pictures`);
}

export const still = {animations: 'disabled', caret: 'hide'};

// Until when a yes lasts is another day each day.
export const timeless = (panel) =>
  panel.host.locator('.term').evaluateAll((terms) => terms.forEach((term) => (term.textContent = '…')));
