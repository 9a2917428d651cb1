// The app as the browser runs it: against a verifier that lives in the page, so that it needs no server.
import {createElement} from 'react';
import {hydrateRoot} from 'react-dom/client';
import {createVerifier} from 'samtycke/testing';
import catalogue from './catalogue.json';
import {Page} from './page.js';

const [first, second] = catalogue.purposes.map(({id}) => id);
globalThis.verifier = await createVerifier({catalogue, choices: {[first]: 'granted', [second]: 'withdrawn'}});
verifier.install('/v1');
hydrateRoot(document.getElementById('root'), createElement(Page));
