const FAILED = 1;
const SLOW = 2;

/** How calls ended, over the last so many of them. */
export class CountWindow {
  total = 0;
  failed = 0;
  slow = 0;
  /** Outcomes as bits. */
  private readonly ring: Uint8Array;
  private cursor = 0;

  constructor(size: number) {
    this.ring = new Uint8Array(size);
  }

  add(_now: number, failed: boolean, slow: boolean): void {
    const { ring, cursor } = this;
    if (this.total === ring.length) {
      const oldest = ring[cursor]!;
      if ((oldest & FAILED) !== 0) this.failed--;
      if ((oldest & SLOW) !== 0) this.slow--;
    } else this.total++;
    ring[cursor] = (failed ? FAILED : 0) | (slow ? SLOW : 0);
    if (failed) this.failed++;
    if (slow) this.slow++;
    this.cursor = cursor + 1 === ring.length ? 0 : cursor + 1;
  }

  clear(): void {
    this.total = 0;
    this.failed = 0;
    this.slow = 0;
    this.ring.fill(0);
  }
}

/** How calls ended, over the present slot of time and those before it; slots begin at whole multiples of their width. */
export class SlotWindow {
  total = 0;
  failed = 0;
  slow = 0;
  /** Calls, failed and slow ones of each slot. */
  private readonly slots: Uint32Array;
  /** Number of the present slot. */
  private cursor = 0.5;

  constructor(
    private readonly count: number,
    /** [ns] */
    private readonly width: number,
  ) {
    this.slots = new Uint32Array(count * 3);
    this.cursor = 0;
  }

  add(now: number, failed: boolean, slow: boolean): void {
    const slot = Math.floor(now / this.width);
    this.dropUntil(slot);
    const at = (slot % this.count) * 3;
    this.total++;
    this.slots[at]!++;
    if (failed) {
      this.failed++;
      this.slots[at + 1]!++;
    }
    if (slow) {
      this.slow++;
      this.slots[at + 2]!++;
    }
  }

  clear(): void {
    this.total = 0;
    this.failed = 0;
    this.slow = 0;
    this.slots.fill(0);
  }

  /** Empties the slots that the present one pushes out of the window. */
  private dropUntil(slot: number): void {
    const first = Math.max(this.cursor + 1, slot - this.count + 1);
    for (let gone = first; gone <= slot; gone++) {
      const at = (gone % this.count) * 3;
      this.total -= this.slots[at]!;
      this.failed -= this.slots[at + 1]!;
      this.slow -= this.slots[at + 2]!;
      this.slots.fill(0, at, at + 3);
    }
    this.cursor = slot;
  }
}
