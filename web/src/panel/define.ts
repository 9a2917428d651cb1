// Registers <samtycke-panel>. A page that loads this twice, or has registered the name itself, keeps
// the first.

import {SamtyckePanel} from './element.ts';

if (!customElements.get('samtycke-panel')) customElements.define('samtycke-panel', SamtyckePanel);

declare global {
  interface HTMLElementTagNameMap {
    'samtycke-panel': SamtyckePanel;
  }
}

export {SamtyckePanel};
