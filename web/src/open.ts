// Opens the core wherever the package is: in Node its module is a file, in a page it is fetched.

import {Core} from './core.ts';

interface NodeFiles {
  readFile(path: URL): Promise<BufferSource>;
}

// Asked for in this way and not imported, so that one file serves both and no bundler looks for Node's.
const node = (globalThis as {readonly process?: {getBuiltinModule?(name: 'node:fs/promises'): NodeFiles}}).process;

/** Reads a module: the whole core's, beside this file, unless `url` names another. */
export async function readModule(
  url: URL = new URL('./samtycke.wasm', import.meta.url),
): Promise<Response | BufferSource> {
  if (url.protocol !== 'file:') return fetch(url);
  if (!node?.getBuiltinModule) throw new TypeError('a file can be read in Node 20.16 or later only');
  return node.getBuiltinModule('node:fs/promises').readFile(url);
}

/**
 * Opens a core. Without an argument it is the whole one, which answers every call of docs/EVALUATE.md;
 * those of a page (`samtycke/samtycke-panel.wasm`, `samtycke/samtycke-banner.wasm`) are smaller and answer what a
 * panel or a banner asks.
 */
export async function openCore(source?: URL | Response | BufferSource): Promise<Core> {
  const isRead = source !== undefined && !(source instanceof URL);
  return Core.open(isRead ? source : await readModule(source));
}
