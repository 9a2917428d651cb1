// The banner's part of the core, as panel-module.ts has the panel's.
export const bannerModule = (): URL => new URL('./samtycke-banner.wasm', import.meta.url);
