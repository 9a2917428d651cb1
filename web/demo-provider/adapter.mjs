// What the provider remembers while it runs: sessions, codes, grants. A restart signs everybody out.
const entriesMax = 20_000;

export function memory(now = Date.now) {
  const entries = new Map(); // "Model:id" → { payload, until }

  function live(key) {
    const entry = entries.get(key);
    if (entry && entry.until > now()) return entry;
    entries.delete(key);
    return undefined;
  }

  // The oldest go first when it is full: those still in use come back by signing in again.
  function put(key, entry) {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size <= entriesMax) return;
    for (const [old, { until }] of entries) if (until <= now()) entries.delete(old);
    while (entries.size > entriesMax) entries.delete(entries.keys().next().value);
  }

  return class Adapter {
    #prefix;

    constructor(model) {
      this.#prefix = `${model}:`;
    }

    async upsert(id, payload, seconds) {
      const until = seconds === undefined ? Infinity : now() + seconds * 1000;
      put(this.#prefix + id, { payload, until });
    }

    async find(id) {
      return live(this.#prefix + id)?.payload;
    }

    async findByUid(uid) {
      for (const [key, { payload }] of entries) {
        if (key.startsWith(this.#prefix) && payload.uid === uid) return live(key)?.payload;
      }
      return undefined;
    }

    async findByUserCode() {
      return undefined;
    }

    async consume(id) {
      const entry = live(this.#prefix + id);
      if (entry) entry.payload.consumed = Math.floor(now() / 1000);
    }

    async destroy(id) {
      entries.delete(this.#prefix + id);
    }

    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    }
  };
}
