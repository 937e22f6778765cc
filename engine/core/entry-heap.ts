import type { Scheduled } from './event-queue';

/** Entries by (time, order of entry) in a binary heap: good for any number of them, best for none. */
export class EntryHeap<T extends Scheduled<T>> {
  readonly entries: T[] = [];

  get size(): number {
    return this.entries.length;
  }

  /** The earliest, which must exist. */
  get top(): T {
    return this.entries[0]!;
  }

  push(entry: T): void {
    this.entries.push(entry);
    this.entries[this.rise(entry, this.entries.length - 1)] = entry;
  }

  removeTop(): void {
    const moved = this.entries.pop()!;
    if (this.entries.length > 0) this.sink(moved, 0);
  }

  remove(entry: T): void {
    const { entries } = this;
    const i = entries.indexOf(entry);
    if (i < 0) return;
    const moved = entries.pop()!;
    // The moved entry may belong above or below the hole: let it rise first, then sink.
    if (moved !== entry) this.sink(moved, this.rise(moved, i));
  }

  /** Where the entry belongs on the way up from `from`; what is later has made room. */
  private rise(entry: T, from: number): number {
    const { entries } = this;
    let i = from;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const other = entries[up]!;
      if (isBefore(other, entry)) break;
      entries[i] = other;
      i = up;
    }
    return i;
  }

  private sink(entry: T, from: number): void {
    const { entries } = this;
    const size = entries.length;
    let i = from;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= size) break;
      if (down + 1 < size && isBefore(entries[down + 1]!, entries[down]!)) down += 1;
      if (isBefore(entry, entries[down]!)) break;
      entries[i] = entries[down]!;
      i = down;
    }
    entries[i] = entry;
  }
}

const isBefore = <T extends Scheduled<T>>(a: T, b: T): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq);
