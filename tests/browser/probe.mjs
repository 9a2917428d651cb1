// What the eye and the finger meet in an open page, through every shadow root: `probe` in the page.

function install() {
  const every = (root = document) =>
    [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one, ...every(one.shadowRoot)] : [one]));
  const parentOf = (one) => one.assignedSlot ?? one.parentElement ?? one.getRootNode().host ?? null;
  const above = (one) => (one ? [one, ...above(parentOf(one))] : []);
  const isUnseen = (one) => above(one).some((part) => getComputedStyle(part).clipPath !== 'none');
  const isSeen = (one) => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length > 0 && !isUnseen(one);
  const named = (one) => `${one.localName}.${one.className || one.value || ''} "${(one.ariaLabel ?? one.textContent).trim().slice(0, 40)}"`;
  const holds = (outer, inner, slack = 1) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const meet = (a, b, slack) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;
  const clips = (one) => !/^visible/.test(getComputedStyle(one).overflow) && one !== document.body && one !== document.documentElement;

  const controls = () =>
    every().filter((one) => one.matches('a[href], button, select, summary, input:not([type=hidden]), [tabindex="0"]') && isSeen(one));

  // What a finger may hit: the whole label of a field. A link inside a sentence is as high as its line.
  const targetOf = (one) => (one.labels?.[0] ?? one).getBoundingClientRect();
  const isInSentence = (one) =>
    getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim().length > one.textContent.trim().length + 3;
  const small = (least) =>
    controls().filter((one) => !isInSentence(one) && !one.matches('pre')).flatMap((one) => {
      const {width, height} = targetOf(one);
      return width < least - 0.5 || height < least - 0.5 ? [`${named(one)} ${Math.round(width)}×${Math.round(height)}`] : [];
    });

  const walked = new Set();
  const active = () => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one === document.body ? null : one;
  };
  const ringOf = (one) => {
    const {outlineStyle, outlineWidth, outlineOffset, outlineColor} = getComputedStyle(one);
    const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
    const {left, top, right, bottom} = one.getBoundingClientRect();
    return {
      isDrawn: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      color: outlineColor,
      box: {left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach},
    };
  };
  // What hides the focus: the end of the window, a box that clips, or something that floats above.
  const hiding = (one, {box}) => {
    const found = [];
    if (!holds({left: 0, top: 0, right: innerWidth, bottom: innerHeight}, box)) found.push(`the window, ${JSON.stringify(box)}`);
    const around = above(parentOf(one));
    for (const part of around) if (clips(part) && !holds(part.getBoundingClientRect(), box)) found.push(`clipped by ${named(part)}`);
    const floats = every().filter((part) => /sticky|fixed/.test(getComputedStyle(part).position) && isSeen(part) && part.textContent.trim() !== '');
    for (const part of floats) {
      if (!around.includes(part) && !part.contains(one) && part !== one && meet(part.getBoundingClientRect(), box, 1)) found.push(`under ${named(part)}`);
    }
    return found;
  };
  // Where the focus is, and what is wrong there; null when it has left the page or begins anew.
  const focus = () => {
    const one = active();
    if (!one || walked.has(one)) return null;
    walked.add(one);
    const ring = ringOf(one);
    const {left, top, right, bottom} = targetOf(one);
    const floating = above(one).some((part) => /sticky|fixed/.test(getComputedStyle(part).position));
    return {
      what: named(one),
      room: `${one.getRootNode().host?.localName ?? 'page'}${floating ? ' floating' : ''}`,
      box: {left, right, top: top + scrollY, bottom: bottom + scrollY},
      isDrawn: ring.isDrawn,
      hidden: hiding(one, ring),
    };
  };
  const missed = () =>
    controls()
      .filter((one) => !walked.has(one) && !(one.type === 'radio' && [...walked].some((other) => other.name === one.name)))
      .map(named);

  // Every line of text, with where it stands and whose it is.
  const lines = () =>
    every().filter((one) => isSeen(one) && !one.matches('script, style, noscript, option')).flatMap((one) =>
      [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '').flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].map((box) => ({one, box, text: node.data.trim().slice(0, 40)}));
      }),
    );
  const isFloating = (one) => above(one).some((part) => /sticky|fixed/.test(getComputedStyle(part).position));
  // What is lost when text grows: what leaves the window or is cut off, and lines that lie on each other.
  const lost = () => {
    const found = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) found.push(`scrolls ${over} sideways`);
    const all = lines();
    for (const {one, box, text} of all) {
      if (box.left < -1 || box.right > innerWidth + 1) found.push(`"${text}" leaves the window`);
      const cut = above(one).find((part) => /hidden|clip/.test(getComputedStyle(part).overflowX) && clips(part));
      const edge = cut?.getBoundingClientRect();
      if (edge && (box.left < edge.left - 1 || box.right > edge.right + 1)) found.push(`"${text}" is cut off`);
    }
    const scrolls = (one) => above(one).some((part) => clips(part) && /auto|scroll/.test(getComputedStyle(part).overflowY));
    const resting = all.filter(({one}) => !isFloating(one) && !scrolls(one));
    resting.forEach(({box, text}, index) => {
      for (const other of resting.slice(index + 1)) if (meet(box, other.box, 3)) found.push(`"${text}" lies on "${other.text}"`);
    });
    return [...new Set(found)];
  };

  // Whatever would move. The form's wait, in which it is not yet seen, is no motion.
  const moving = () =>
    every().flatMap((one) =>
      ['', '::before', '::after'].flatMap((pseudo) => {
        const {transitionDuration, animationDuration, animationName, scrollBehavior} = getComputedStyle(one, pseudo);
        const lasts = (text) => text.split(',').some((part) => Number.parseFloat(part) > 0);
        const moves = lasts(transitionDuration) || (lasts(animationDuration) && !['none', 'wait'].includes(animationName)) || scrollBehavior === 'smooth';
        return moves ? [`${named(one)}${pseudo}`] : [];
      }),
    );

  globalThis.probe = {every, isSeen, controls, small, focus, missed, lost, moving, named, active, ringOf, reset: () => walked.clear()};
}

// Puts it into every page of the context, now and later.
export async function putProbe({context, page}) {
  await context.addInitScript(install);
  await page.evaluate(install);
}

// Below, or beside and further right; what floats has a place of its own.
const isAfter = (next, before) => {
  if (next.room !== before.room) return true;
  const isBelow = next.box.top >= before.box.bottom - 8;
  const isBeside = next.box.bottom > before.box.top + 1 && next.box.left >= before.box.left - 1;
  return isBelow || isBeside || next.box.left >= before.box.right - 1;
};

// From the top by Tab alone until the page lets go: what is wrong on the way.
export async function walk(page) {
  await page.evaluate(() => {
    probe.reset();
    // Tab goes on from where the focus was last.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  });
  const wrong = [];
  let before;
  for (;;) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => probe.focus());
    if (now === null) break;
    if (!now.isDrawn) wrong.push(`${now.what} shows no focus`);
    for (const by of now.hidden) wrong.push(`${now.what} is hidden: ${by}`);
    if (before && !isAfter(now, before)) wrong.push(`${now.what} comes after ${before.what}`);
    before = now;
  }
  await page.evaluate(() => probe.active()?.blur());
  for (const what of await page.evaluate(() => probe.missed())) wrong.push(`${what} is not reached`);
  return wrong;
}
