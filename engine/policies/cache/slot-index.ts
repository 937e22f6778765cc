import { finalize } from '../../core/finalize';

const WORD = 2 ** 32;

/**
 * Finds the slot of a key. Open addressing with linear probing, at most half full; what is taken out leaves no gravestone, since those behind it
 * move up. A `Map` would allocate a box for every key above 2^30, and rehash for ever while keys come and go.
 */
export class SlotIndex {
  /** Slot + 1, or 0. */
  private cells = new Int32Array(16);
  private size = 0;

  /** @param keys by slot; whole numbers, 0 … 2^53 */
  constructor(private keys: Float64Array) {}

  /** @returns the slot, or -1 */
  find(key: number): number {
    const { cells, keys } = this;
    const mask = cells.length - 1;
    for (let at = hash(key) & mask; cells[at] !== 0; at = (at + 1) & mask) {
      const slot = cells[at]! - 1;
      if (keys[slot] === key) return slot;
    }
    return -1;
  }

  /** Adds a slot whose key is there already, and in no other slot. */
  add(slot: number): void {
    if (2 * (this.size + 1) > this.cells.length) this.rehash(this.cells.length * 2);
    this.size += 1;
    this.place(slot);
  }

  /** Takes out a slot that is in it and still has its key. */
  remove(slot: number): void {
    const { cells, keys } = this;
    const mask = cells.length - 1;
    let hole = hash(keys[slot]!) & mask;
    while (cells[hole] !== slot + 1) hole = (hole + 1) & mask;
    this.size -= 1;
    for (let at = (hole + 1) & mask; cells[at] !== 0; at = (at + 1) & mask) {
      const home = hash(keys[cells[at]! - 1]!) & mask;
      // An entry moves up into the hole unless its home lies between the two.
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      cells[hole] = cells[at]!;
      hole = at;
    }
    cells[hole] = 0;
  }

  /** The column of keys is another one now, with the same keys in it. */
  follow(keys: Float64Array): void {
    this.keys = keys;
  }

  clear(): void {
    this.cells.fill(0);
    this.size = 0;
  }

  private place(slot: number): void {
    const { cells } = this;
    const mask = cells.length - 1;
    let at = hash(this.keys[slot]!) & mask;
    while (cells[at] !== 0) at = (at + 1) & mask;
    cells[at] = slot + 1;
  }

  private rehash(length: number): void {
    const old = this.cells;
    this.cells = new Int32Array(length);
    for (const cell of old) if (cell !== 0) this.place(cell - 1);
  }
}

function hash(key: number): number {
  return finalize(key < WORD ? key : finalize(key / WORD) ^ key);
}
