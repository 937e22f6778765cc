import type { EntryTable } from './entry-table';

/** Entries by (time, order of entry) in a binary heap: good for any number of them, best for none. */
export class EntryHeap {
  readonly entries: number[] = [];

  constructor(private readonly table: EntryTable) {}

  get size(): number {
    return this.entries.length;
  }

  /** The earliest, which must exist. */
  get top(): number {
    return this.entries[0]!;
  }

  push(entry: number): void {
    this.entries.push(entry);
    this.entries[this.rise(entry, this.entries.length - 1)] = entry;
  }

  removeTop(): void {
    const moved = this.entries.pop()!;
    if (this.entries.length > 0) this.sink(moved, 0);
  }

  remove(entry: number): void {
    const { entries } = this;
    const i = entries.indexOf(entry);
    if (i < 0) return;
    const moved = entries.pop()!;
    // The moved entry may belong above or below the hole: let it rise first, then sink.
    if (moved !== entry) this.sink(moved, this.rise(moved, i));
  }

  /** Where the entry belongs on the way up from `from`; what is later has made room. */
  private rise(entry: number, from: number): number {
    const { entries } = this;
    let i = from;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const other = entries[up]!;
      if (this.isBefore(other, entry)) break;
      entries[i] = other;
      i = up;
    }
    return i;
  }

  private sink(entry: number, from: number): void {
    const { entries } = this;
    const size = entries.length;
    let i = from;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= size) break;
      if (down + 1 < size && this.isBefore(entries[down + 1]!, entries[down]!)) down += 1;
      if (this.isBefore(entry, entries[down]!)) break;
      entries[i] = entries[down]!;
      i = down;
    }
    entries[i] = entry;
  }

  private isBefore(a: number, b: number): boolean {
    const { at, seq } = this.table;
    return at[a]! < at[b]! || (at[a] === at[b] && seq[a]! < seq[b]!);
  }
}
