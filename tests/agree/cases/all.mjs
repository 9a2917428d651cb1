// Every case, in the order in which they are sent: one session.
import {reader} from './reader.mjs';
import {beforeCatalogue, catalogues} from './catalogues.mjs';
import {canonicals, links, notices} from './small.mjs';
import {states} from './states.mjs';
import {grants} from './grants.mjs';
import {stops} from './stops.mjs';
import {gates, provisioning, switches} from './systems.mjs';
import {decisions} from './decisions.mjs';
import {panels} from './panels.mjs';
import {back, contacts, prompts} from './contacts.mjs';
import {again, cookies, permits, sums} from './sums.mjs';
import {banners} from './banners.mjs';
import {halves} from './halves.mjs';
import {lints} from './lints.mjs';
import {histories} from './histories.mjs';
import {beforeReceipts, receipts} from './receipts.mjs';
import {due, proofs, records, times} from './records.mjs';
import {verifications} from './verifications.mjs';

const chapters = {
  'the reader': reader, canonical: canonicals, 'no catalogue': beforeCatalogue, 'no receipt': beforeReceipts, catalogue: catalogues, notice: notices,
  verified: verifications, subject_at: links, state: states, grant: grants, stop: stops, gate: gates, provisioning, decision: decisions, panel: panels, 'gates and identifiers': switches,
  record: records, due, 'as of': times, proof: proofs, history: histories, receipt: receipts,
  contact: contacts, prompt: prompts, 'and back': back,
  cookie: cookies, banner: banners, sum: sums, permit: permits, 'and back again': again,
  half: halves,
  // Last: it loads catalogues of its own.
  lint: lints,
};

export const cases = Object.entries(chapters).flatMap(([chapter, list]) =>
  list.map((one) => ({...one, name: `${chapter}: ${one.name}`})));
