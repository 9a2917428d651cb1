// A classic script for the very top of the page, before any script of Google's: modules come later.

import {denyFirst} from './consent-mode.ts';

denyFirst();
