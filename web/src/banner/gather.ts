// Fetches side by side what a visit needs: the module, the words and the catalogue.

import {Core} from '../core.ts';
import {bannerModule} from '../banner-module.ts';
import {fetchWords, type Words} from '../words.ts';
import {Choice, Handover} from './choice.ts';
import {Counsel} from './counsel.ts';
import {type Changed, Visit} from './visit.ts';

interface Host {
  readonly language: string;
  getAttribute(name: string): string | null;
}

const attribute = (host: Host, name: string) => host.getAttribute(name)?.trim() ?? '';

function verifierOf(host: Host): URL {
  const fallback = new URL('/v1', document.baseURI);
  const wanted = attribute(host, 'endpoint');
  if (wanted === '' || !URL.canParse(wanted, document.baseURI)) return fallback;
  const url = new URL(wanted, document.baseURI);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : fallback;
}

function catalogueOf(host: Host): URL {
  const src = attribute(host, 'src');
  if (src !== '') return new URL(src, document.baseURI);
  const folder = verifierOf(host).href.replace(/\/*$/, '/');
  return new URL(`catalogues/${encodeURIComponent(attribute(host, 'catalogue'))}`, folder);
}

// A page with its own catalogue has no verifier, unless it says where. One of another origin could only
// set a cookie of its own.
function handoverOf(host: Host): Handover | undefined {
  const isAlone = attribute(host, 'src') !== '' && attribute(host, 'endpoint') === '';
  const verifier = verifierOf(host);
  return isAlone || verifier.origin !== location.origin ? undefined : new Handover(verifier);
}

async function fetchText(url: URL): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the catalogue could not be fetched: ${answer.status}`);
  return answer.text();
}

async function openCounsel(url: URL): Promise<Counsel> {
  const module = fetch(bannerModule()).then((answer) => Core.open(answer));
  const [core, catalogue] = await Promise.all([module, fetchText(url)]);
  return new Counsel(core, catalogue);
}

export async function gather(host: Host, changed: Changed, failed: (error: unknown) => void): Promise<readonly [Words, Visit]> {
  const {language} = host;
  const [counsel, words] = await Promise.all([openCounsel(catalogueOf(host)), fetchWords(language)]);
  return [words, new Visit(counsel, new Choice(), handoverOf(host), language, changed, failed)];
}
