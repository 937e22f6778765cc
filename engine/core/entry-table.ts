/**
 * When each entry fires and where it stands in the order of entry, in columns by the entry's number: the queue meets entries in no order, and
 * a column is less memory to go through than objects are. Entry 0 is none, so that fresh memory means "nothing here".
 */
export class EntryTable {
  /** When it fires. [ns, whole] */
  at = new Float64Array(ROOM);
  /** Order of entry; decides between equal times. */
  seq = new Float64Array(ROOM);
  /** The next of the list that it lies in; 0 after the last. */
  protected links = new Int32Array(ROOM);
  private entries = 0;

  /** A further entry; they are numbered from 1. The table grows with them and keeps them for good. */
  add(): number {
    this.entries += 1;
    if (this.entries === this.at.length) {
      const room = 2 * this.entries;
      this.at = grown(this.at, new Float64Array(room));
      this.seq = grown(this.seq, new Float64Array(room));
      this.links = grown(this.links, new Int32Array(room));
    }
    return this.entries;
  }
}

/** V8 keeps columns this long outside of its heap, where they do not move. */
const ROOM = 64;

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
