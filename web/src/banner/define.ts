// Registers <samtycke-banner>. A page that loads this twice, or has registered the name itself, keeps
// the first; a server that renders pages has nowhere to register it.

import {SamtyckeBanner} from './element.ts';

if (globalThis.customElements && !customElements.get('samtycke-banner')) {
  customElements.define('samtycke-banner', SamtyckeBanner);
}

declare global {
  interface HTMLElementTagNameMap {
    'samtycke-banner': SamtyckeBanner;
  }
}

export * from './element.ts';
