// Chance that can be had again from its seed: xoshiro128**, whose state splitmix32 fills from the seed.
// Fifty million inputs take more numbers than a state of 32 bits has before it comes round.
function* splitmix(seed) {
  for (let state = seed >>> 0; ; ) {
    state = (state + 0x9e3779b9) >>> 0;
    let x = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    yield x ^ (x >>> 15);
  }
}
const turned = (x, count) => (x << count) | (x >>> (32 - count));

export class Random {
  #a;
  #b;
  #c;
  #d;

  constructor(seed) {
    const from = splitmix(seed);
    [this.#a, this.#b, this.#c, this.#d] = [0, 0, 0, 0].map(() => from.next().value);
  }

  // 32 bits.
  bits() {
    const out = Math.imul(turned(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = turned(this.#d, 11);
    return out;
  }

  // A number in [0, count).
  below(count) {
    return Math.floor((this.bits() / 2 ** 32) * count);
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  pick(list) {
    return list[this.below(list.length)];
  }
}
