// Chance that can be repeated: SAMTYCKE_SEED=N gives the same numbers again. Prints its seed.

// xorshift32, from 0 up to and without 1.
export function seeded(name) {
  const seed = Number(process.env.SAMTYCKE_SEED ?? 1 + Math.floor(Math.random() * 0x7fffffff));
  console.log(`${name}: SAMTYCKE_SEED=${seed}`);
  let x = seed | 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}
