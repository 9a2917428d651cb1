// Chance that can be had again from its seed: splitmix32.
export class Random {
  #state;

  constructor(seed) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  }

  // 32 bits.
  bits() {
    let x = (this.#state = (this.#state + 0x9e3779b9) >>> 0);
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
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
