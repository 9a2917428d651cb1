// What every engine has to do, once for all of them: each case is {title, needs, run}. `needs` names
// what not every engine has; engines.test.mjs says which one goes without it. `run` gets a person's or
// visitor's browser by the facade, and the portal or the site.
import {panelCases} from './cases-panel.mjs';
import {bannerCases} from './cases-banner.mjs';

export const cases = [...panelCases, ...bannerCases];
