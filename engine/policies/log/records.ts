/** What a log keeps of a message, beside its time. */
export interface Recordable {
  readonly entity: number;
  readonly request: number;
  readonly tenant: number;
  readonly priority: number;
  readonly row: number;
  readonly bytes: number;
  /** Number of the event. */
  readonly need: number;
}

const LEAST = 64;

/**
 * The records of one partition, from the oldest that is kept to the newest, in flat rings that grow up to a bound. An offset never means another
 * record, also after older ones have been removed.
 */
export class Records {
  /** Offset of the oldest record, and of the one that comes next. */
  first = 0;
  end = 0;
  /** Of all records. [bytes] */
  bytes = 0;
  private mask = LEAST - 1;
  private times = new Float64Array(LEAST);
  private sequences = new Float64Array(LEAST);
  private entities = new Float64Array(LEAST);
  private requests = new Float64Array(LEAST);
  private sizes = new Float64Array(LEAST);
  private tenants = new Int32Array(LEAST);
  private rows = new Int32Array(LEAST);
  private events = new Int32Array(LEAST);
  private priorities = new Uint8Array(LEAST);
  /** 1 for a record that every consumer fails at. */
  private bads = new Uint8Array(LEAST);

  get length(): number {
    return this.end - this.first;
  }

  /**
   * @param sequence number of the record in its log, over all partitions
   * @param bad whether every consumer fails at it
   */
  append(record: Recordable, now: number, sequence: number, bad = false): void {
    if (this.length > this.mask) this.grow();
    const at = this.end & this.mask;
    this.times[at] = now;
    this.sequences[at] = sequence;
    this.entities[at] = record.entity;
    this.requests[at] = record.request;
    this.sizes[at] = record.bytes;
    this.tenants[at] = record.tenant;
    this.rows[at] = record.row;
    this.events[at] = record.need;
    this.priorities[at] = record.priority;
    this.bads[at] = bad ? 1 : 0;
    this.bytes += record.bytes;
    this.end += 1;
  }

  /** When a record came. [ns] */
  time(offset: number): number {
    return this.times[offset & this.mask]!;
  }

  /** Whether every consumer fails at it. */
  isBad(offset: number): boolean {
    return this.bads[offset & this.mask] === 1;
  }

  sequence(offset: number): number {
    return this.sequences[offset & this.mask]!;
  }

  /** Writes what is kept of a record into a message. */
  read(offset: number, into: { -readonly [K in keyof Recordable]: Recordable[K] }): void {
    const at = offset & this.mask;
    into.entity = this.entities[at]!;
    into.request = this.requests[at]!;
    into.bytes = this.sizes[at]!;
    into.tenant = this.tenants[at]!;
    into.row = this.rows[at]!;
    into.need = this.events[at]!;
    into.priority = this.priorities[at]!;
  }

  /** The first record that came at `time` or later; the end if none has. [ns] */
  offsetAt(time: number): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      if (this.time(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first record that stays, when records go that came before `since` [ns], and the oldest beyond `bytes` and beyond `count`. */
  firstKept(since: number, bytes: number, count: number): number {
    let first = Math.max(this.first, this.end - count);
    let left = this.bytes;
    for (let offset = this.first; offset < first; offset++) left -= this.sizes[offset & this.mask]!;
    while (first < this.end && (this.time(first) < since || left > bytes)) {
      left -= this.sizes[first & this.mask]!;
      first += 1;
    }
    return first;
  }

  /** Removes the oldest records. */
  dropBefore(first: number): void {
    while (this.first < first) {
      this.bytes -= this.sizes[this.first & this.mask]!;
      this.first += 1;
    }
  }

  /** Removes the newest records: those from an offset on. */
  dropFrom(end: number): void {
    while (this.end > end) {
      this.end -= 1;
      this.bytes -= this.sizes[this.end & this.mask]!;
    }
  }

  private grow(): void {
    const moved = <A extends Float64Array | Int32Array | Uint8Array>(from: A, to: A): A => {
      for (let offset = this.first; offset < this.end; offset++) to[offset & mask] = from[offset & this.mask]!;
      return to;
    };
    const size = (this.mask + 1) * 2;
    const mask = size - 1;
    this.times = moved(this.times, new Float64Array(size));
    this.sequences = moved(this.sequences, new Float64Array(size));
    this.entities = moved(this.entities, new Float64Array(size));
    this.requests = moved(this.requests, new Float64Array(size));
    this.sizes = moved(this.sizes, new Float64Array(size));
    this.tenants = moved(this.tenants, new Int32Array(size));
    this.rows = moved(this.rows, new Int32Array(size));
    this.events = moved(this.events, new Int32Array(size));
    this.priorities = moved(this.priorities, new Uint8Array(size));
    this.bads = moved(this.bads, new Uint8Array(size));
    this.mask = mask;
  }
}
