// What a thousand presses leave in the page's memory: the first switch on and off, each press answered
// before the next, and the heap after a collection before and after.
const warm = 100;
const presses = 1_000;

async function press(tab, count) {
  await tab.evaluate(async (count) => {
    const root = document.querySelector('samtycke-panel').shadowRoot;
    for (let index = 0; index < count; index += 1) {
      root.querySelector('[role=switch]').click();
      while (root.querySelector('[aria-busy]')) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }, count);
}

// {before, after} in bytes.
export async function heapOf(browser, server, page) {
  server.show(page);
  const context = await browser.newContext({locale: 'sv-SE'});
  try {
    const tab = await context.newPage();
    tab.setDefaultTimeout(300_000);
    const session = await context.newCDPSession(tab);
    const used = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    await tab.goto(server.origin);
    await tab.getByRole('switch').first().waitFor();
    await press(tab, warm);
    const before = await used();
    await press(tab, presses);
    return {before, after: await used()};
  } finally {
    await context.close();
  }
}
