/** What can wait in a lane. */
export interface Expiring<T extends Expiring<T>> {
  /** When it expires. [ns] */
  expiresAt: number;
  /** Order of entry, taken when it was added. */
  expirySeq: number;
  lane: Lane<T> | null;
  lanePrevious: T | null;
  laneNext: T | null;
}

/**
 * Timeouts of one length expire in the order in which they were set. So they wait in a list, adding and removing is O(1),
 * and only the first of them is represented in the event queue, by the lane's sentinel.
 */
export class Lane<T extends Expiring<T>> {
  head: T | null = null;
  private tail: T | null = null;
  /** True while the sentinel lies in the event queue. */
  armed = false;

  constructor(
    /** Length of every timeout in this lane. [ns] */
    readonly delay: number,
    /** The entry that stands for the lane in the event queue. */
    readonly sentinel: T,
  ) {}

  /** Appends an entry whose `expiresAt` and `expirySeq` are set. */
  add(entry: T): void {
    const last = this.tail;
    entry.lane = this;
    entry.laneNext = null;
    entry.lanePrevious = last;
    if (last === null) this.head = entry;
    else last.laneNext = entry;
    this.tail = entry;
  }

  remove(entry: T): void {
    const { lanePrevious: before, laneNext: after } = entry;
    if (before === null) this.head = after;
    else before.laneNext = after;
    if (after === null) this.tail = before;
    else after.lanePrevious = before;
    entry.lane = null;
    entry.lanePrevious = null;
    entry.laneNext = null;
  }
}
