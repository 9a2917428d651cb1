// One contract for three browsers, as thin as the cases need it, and one back end for each library.
//
// openEngine(name) starts a browser: {name, needsTls, visitor(settings), close()}.
// visitor({language, gpc, script}) is somebody with an empty profile: {tab(), cookies(), close()};
// gpc: the browser sends Global Privacy Control; script: false turns scripts off.
// tab() opens a page. A place in a page is a CSS selector, or HOST >> PART: inside HOST's shadow tree.
//   goto(url), reload(), url()
//   click(place, index = 0), fill(place, text), press(key)    as a person does it, with real input
//   text(place, index = 0)                                    what is seen of it
//   count(place), isOn(place, index = 0)
//   byRole(host, role, name)   the place of what assistive technology calls so, for click and isOn
//   eval(function, ...arguments)                              in the page; its promise is awaited
//   screenshot()                                              bytes of a PNG
import {setTimeout as pause} from 'node:timers/promises';

// A machine that does other things as well is slow, not wrong.
export const waitMaxMs = 60_000;

const backEnds = {
  chromium: () => import('./playwright.mjs').then(({openChromium}) => openChromium()),
  firefox: () => import('./playwright.mjs').then(({openFirefox}) => openFirefox()),
  webkit: () => import('./webkit.mjs').then(({openWebKit}) => openWebKit()),
};

export const openEngine = (name) => backEnds[name]();

// Asks until the answer is a yes, and gives it; `what` is said when it never is.
export async function until(what, ask) {
  const end = Date.now() + waitMaxMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(50);
  }
}
