import type { Evictor } from './evictor';

/** The entry that was used longest ago goes (LRU), or the one that came first (FIFO): a list through the slots, all steps O(1). */
export class AgeOrder implements Evictor {
  // -1 ends the list.
  private newer = new Int32Array(0);
  private older = new Int32Array(0);
  private newest = -1;
  private oldest = -1;

  /** @param moves whether an entry that is used becomes the newest */
  constructor(private readonly moves: boolean) {}

  grow(slots: number): void {
    this.newer = grown(this.newer, slots);
    this.older = grown(this.older, slots);
  }

  added(slot: number): void {
    this.older[slot] = this.newest;
    this.newer[slot] = -1;
    if (this.newest >= 0) this.newer[this.newest] = slot;
    else this.oldest = slot;
    this.newest = slot;
  }

  used(slot: number): void {
    if (!this.moves || slot === this.newest) return;
    this.removed(slot);
    this.added(slot);
  }

  removed(slot: number): void {
    const newer = this.newer[slot]!;
    const older = this.older[slot]!;
    if (newer >= 0) this.older[newer] = older;
    else this.newest = older;
    if (older >= 0) this.newer[older] = newer;
    else this.oldest = newer;
  }

  victim(): number {
    return this.oldest;
  }
}

function grown(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(column);
  return longer;
}
