// From a subject to its prepared entry (docs/EVALUATE.md, `prepare`), for a back end in Node that asks
// about every record: the twin of core/index.hpp, for one purpose. No rule stands here: entries are
// the core's bytes, kept and handed back as they came.
//
// A JavaScript Map follows five pointers for each look-up, and waits for memory at each. Here a
// subject is a slot and a row of numbers, and a group of look-ups walks together, so that the memory
// fetches the lines of all while none waits.

export const entrySize = 32;

const idSizeMax = 64; // core/limits.hpp
const entryWords = entrySize / 4;
const idWords = idSizeMax / 4;
// A row: the entry, the id's size, the id's bytes, then zeros: two lines of memory, of which a short
// id needs the first.
const sizeAt = entryWords;
const idAt = sizeAt + 1;
const rowWords = 32;
const slotsMin = 64;
const group = 128;

export class Entries {
  #slots; // hash, row; a power of two of them, at most half full; row 0 is free
  #mask;
  #rows; // row 0 is nobody's
  #count = 0;
  // Of the group that is looked up.
  #ids = new Uint32Array(group * idWords);
  #hashes = new Uint32Array(group);
  #found = new Uint32Array(group);
  #touched = 0;

  // `nobody`: the entry of a subject that nobody told about, as `prepare` answers it of no events.
  // `count` is a guess that saves moving.
  constructor(nobody, count = 0) {
    let slots = slotsMin;
    while (slots < 2 * count) slots *= 2;
    this.#slots = new Uint32Array(2 * slots);
    this.#mask = slots - 1;
    this.#rows = new Uint32Array((count + 1) * rowWords);
    this.#write(0, nobody);
  }

  get count() {
    return this.#count;
  }

  // Takes an entry over, in place of the one before.
  put(subject, entry) {
    if (!this.#read(subject, 0)) throw new RangeError('that is no id');
    if (2 * (this.#count + 1) > this.#mask) this.#growSlots();
    const hash = this.#hashes[0];
    const slot = this.#slotOf(hash, subject.length);
    let row = this.#slots[2 * slot + 1];
    if (row !== 0) return this.#write(row, entry);
    row = this.#count + 1;
    if ((row + 1) * rowWords > this.#rows.length) this.#growRows();
    this.#write(row, entry);
    this.#rows[row * rowWords + sizeAt] = subject.length;
    this.#rows.set(this.#ids.subarray(0, (subject.length + 3) >> 2), row * rowWords + idAt);
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = row;
    this.#count = row;
  }

  // The entry of a subject; of one that was never put, and of what is no id, nobody's.
  find(subject) {
    const words = new Uint32Array(entryWords);
    this.copyAll([{subject}], 0, 1, words, 0);
    return new Uint8Array(words.buffer);
  }

  // Writes the entries of the subjects of `questions[begin]` to `[begin + count - 1]`, one after
  // another, from `words[at]` on.
  copyAll(questions, begin, count, words, at) {
    for (let done = 0; done < count; done += group) {
      this.#copyGroup(questions, begin + done, Math.min(group, count - done), words, at + done * entryWords);
    }
  }

  // Memory is touched for the whole group before anything is decided by it: a branch that waits for
  // memory and is guessed wrongly would keep all behind it waiting.
  #copyGroup(questions, begin, count, words, at) {
    const slots = this.#slots;
    const rows = this.#rows;
    const mask = this.#mask;
    const hashes = this.#hashes;
    const found = this.#found;
    for (let i = 0; i < count; ++i) found[i] = this.#read(questions[begin + i].subject, i) ? 1 : 0;
    let touched = 0;
    for (let i = 0; i < count; ++i) touched ^= slots[2 * (hashes[i] & mask)];
    for (let i = 0; i < count; ++i) {
      if (found[i] === 0) continue;
      let slot = hashes[i] & mask;
      while (slots[2 * slot + 1] !== 0 && slots[2 * slot] !== hashes[i]) slot = (slot + 1) & mask;
      found[i] = slots[2 * slot + 1];
    }
    for (let i = 0; i < count; ++i) touched ^= rows[found[i] * rowWords + sizeAt];
    this.#touched = touched; // or the touching would be left out
    for (let i = 0; i < count; ++i) {
      const {length} = questions[begin + i].subject ?? '';
      let row = found[i];
      if (row !== 0 && !this.#isAt(row, i, length)) {
        // Another id of the same 32 bits of hash: one look-up of four thousand million.
        row = slots[2 * this.#slotOf(hashes[i], length, i) + 1];
      }
      const from = row * rowWords;
      const to = at + i * entryWords;
      words[to] = rows[from];
      words[to + 1] = rows[from + 1];
      words[to + 2] = rows[from + 2];
      words[to + 3] = rows[from + 3];
      words[to + 4] = rows[from + 4];
      words[to + 5] = rows[from + 5];
      words[to + 6] = rows[from + 6];
      words[to + 7] = rows[from + 7];
    }
  }

  // Reads an id into place `i` of the group, four letters a word, and hashes it; false when it is none.
  #read(subject, i) {
    const size = typeof subject === 'string' ? subject.length : 0;
    if (size === 0 || size > idSizeMax) return false;
    const ids = this.#ids;
    let at = i * idWords;
    let hash = size;
    let letters = 0;
    let k = 0;
    for (; k + 4 <= size; k += 4) {
      const first = subject.charCodeAt(k);
      const second = subject.charCodeAt(k + 1);
      const third = subject.charCodeAt(k + 2);
      const fourth = subject.charCodeAt(k + 3);
      letters |= first | second | third | fourth;
      ids[at] = first | (second << 8) | (third << 16) | (fourth << 24);
      hash = Math.imul(hash ^ ids[at++], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let word = 0;
    for (let shift = 0; k < size; ++k, shift += 8) {
      const letter = subject.charCodeAt(k);
      letters |= letter;
      word |= letter << shift;
    }
    if ((size & 3) !== 0) ids[at] = word;
    // Every bit of it depends on every bit of the id (MurmurHash3's finalizer).
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    this.#hashes[i] = hash ^ (hash >>> 16);
    return letters < 0x80; // a larger one would run into its neighbour in the word
  }

  #isAt(row, i, size) {
    const rows = this.#rows;
    const ids = this.#ids;
    const from = row * rowWords;
    if (rows[from + sizeAt] !== size) return false;
    for (let k = 0; k < size; k += 4) {
      if (rows[from + idAt + (k >> 2)] !== ids[i * idWords + (k >> 2)]) return false;
    }
    return true;
  }

  // Where the id at place `i` of the group is, or the free slot where it would be.
  #slotOf(hash, size, i = 0) {
    const slots = this.#slots;
    let slot = hash & this.#mask;
    for (; slots[2 * slot + 1] !== 0; slot = (slot + 1) & this.#mask) {
      if (slots[2 * slot] === hash && this.#isAt(slots[2 * slot + 1], i, size)) break;
    }
    return slot;
  }

  #write(row, entry) {
    if (entry.length !== entrySize) throw new RangeError(`an entry has ${entrySize} bytes`);
    new Uint8Array(this.#rows.buffer, row * rowWords * 4, entrySize).set(entry);
  }

  #growSlots() {
    const before = this.#slots;
    this.#slots = new Uint32Array(2 * before.length);
    this.#mask = before.length - 1;
    for (let i = 0; i < before.length; i += 2) {
      if (before[i + 1] === 0) continue;
      let slot = before[i] & this.#mask;
      while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots.set(before.subarray(i, i + 2), 2 * slot);
    }
  }

  #growRows() {
    const before = this.#rows;
    this.#rows = new Uint32Array(2 * before.length);
    this.#rows.set(before);
  }
}
