/** What can wait in a lane. */
export interface Expiring<T extends Expiring<T>> {
  /** When it was added. [ns] */
  sentAt: number;
  /** Order of entry, taken when it was added. */
  expirySeq: number;
  /** Its neighbours; null outside of any lane. */
  lanePrevious: T | null;
  laneNext: T | null;
}

/**
 * Timeouts of one length expire in the order in which they were set. So they wait in a list, adding and removing is O(1),
 * and only the first of them is represented in the event queue, by the lane's sentinel. The list is a circle through the sentinel: who
 * leaves it need not know which lane it is.
 */
export class Lane<T extends Expiring<T>> {
  /** True while the sentinel lies in the event queue. */
  armed = false;

  constructor(
    /** Length of every timeout in this lane. [ns] */
    readonly delay: number,
    /** The entry that stands for the lane in the event queue. */
    readonly sentinel: T,
  ) {
    sentinel.lanePrevious = sentinel;
    sentinel.laneNext = sentinel;
  }

  /** The next to expire. */
  get head(): T | null {
    const { laneNext } = this.sentinel;
    return laneNext === this.sentinel ? null : laneNext;
  }

  /** Appends an entry whose `sentAt` and `expirySeq` are set. */
  add(entry: T): void {
    const { sentinel } = this;
    const last = sentinel.lanePrevious!;
    entry.laneNext = sentinel;
    entry.lanePrevious = last;
    last.laneNext = entry;
    sentinel.lanePrevious = entry;
  }
}

/** Takes an entry out of the lane that it waits in. */
export const leaveLane = <T extends Expiring<T>>(entry: T): void => {
  const before = entry.lanePrevious!;
  const after = entry.laneNext!;
  before.laneNext = after;
  after.lanePrevious = before;
  entry.lanePrevious = null;
  entry.laneNext = null;
};
