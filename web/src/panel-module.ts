// The panel's part of the core, beside this file or beside the bundle that this became part of (files.ts).
// Apart from the banner's, because bundlers bring along each file that a source names.
export const panelModule = (): URL => new URL('./samtycke-panel.wasm', import.meta.url);
