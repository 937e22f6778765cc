import type { Entries } from './entries';
import type { Evictor } from './evictor';

/** The entry that was used least often goes; of equals, the one that was used longest ago (LFU). A binary heap of slots, O(log n). */
export class UseOrder implements Evictor {
  private heap = new Int32Array(0);
  /** Where a slot stands in the heap. */
  private places = new Int32Array(0);
  private size = 0;

  constructor(private readonly entries: Entries) {}

  grow(slots: number): void {
    const heap = new Int32Array(slots);
    heap.set(this.heap);
    this.heap = heap;
    const places = new Int32Array(slots);
    places.set(this.places);
    this.places = places;
  }

  added(slot: number): void {
    this.size += 1;
    this.rise(slot, this.size - 1);
  }

  used(slot: number): void {
    // Only more uses and a later one: it can but sink.
    this.sink(slot, this.places[slot]!);
  }

  removed(slot: number): void {
    this.size -= 1;
    const moved = this.heap[this.size]!;
    if (moved === slot) return;
    const at = this.places[slot]!;
    this.rise(moved, at);
    this.sink(moved, this.places[moved]!);
  }

  victim(): number {
    return this.heap[0]!;
  }

  private isBefore(a: number, b: number): boolean {
    const { uses, ticks } = this.entries;
    return uses[a]! < uses[b]! || (uses[a] === uses[b] && ticks[a]! < ticks[b]!);
  }

  private put(slot: number, at: number): void {
    this.heap[at] = slot;
    this.places[slot] = at;
  }

  private rise(slot: number, from: number): void {
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const other = this.heap[up]!;
      if (!this.isBefore(slot, other)) break;
      this.put(other, at);
      at = up;
    }
    this.put(slot, at);
  }

  private sink(slot: number, from: number): void {
    let at = from;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.isBefore(this.heap[down + 1]!, this.heap[down]!)) down += 1;
      const other = this.heap[down]!;
      if (!this.isBefore(other, slot)) break;
      this.put(other, at);
      at = down;
    }
    this.put(slot, at);
  }
}
