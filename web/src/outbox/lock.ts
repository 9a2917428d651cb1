// One delivery at a time among all tabs and workers of the site, so that what is kept leaves in order.

const lockName = 'samtycke-outbox';
const lockMaxSeconds = 60;

let before: Promise<unknown> = Promise.resolve();

// Where there are no locks across tabs, at least this page's deliveries wait for each other.
function afterThose<Value>(act: () => Promise<Value>): Promise<Value> {
  const mine = before.then(act, act);
  before = mine.catch(() => undefined);
  return mine;
}

/** Runs the act when nobody else delivers; rejects with a TimeoutError when that takes too long. */
export async function alone<Value>(act: () => Promise<Value>): Promise<Value> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return afterThose(act);
  const signal = AbortSignal.timeout(lockMaxSeconds * 1000);
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return act();
  };
  try {
    // What the lock's holder returns is what the request resolves to.
    return (await locks.request(lockName, {signal}, begin)) as Value;
  } catch (error) {
    if (hasBegun || signal.aborted) throw error;
    // A page that may store nothing has the call and is refused every lock.
    return afterThose(act);
  }
}
