// Registers <samtycke-panel>. A page that loads this twice, or has registered the name itself, keeps
// the first; a server that renders pages has nowhere to register it.

import {SamtyckePanel} from './element.ts';

if (globalThis.customElements && !customElements.get('samtycke-panel')) {
  customElements.define('samtycke-panel', SamtyckePanel);
}

declare global {
  interface HTMLElementTagNameMap {
    'samtycke-panel': SamtyckePanel;
  }
}

export * from './element.ts';
