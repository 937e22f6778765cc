/**
 * How far one group has read one partition. Records are worked on one after the other: at most one is in work. What is done is safe only when it
 * is committed; until then a crash brings it back.
 *
 * published + replayed = acked + parked + skipped + expired + lost + waiting + in flight, at every moment.
 */
export class Progress {
  /** The offset up to which the group has committed, and the next one that it takes. */
  committed = 0;
  next = 0;
  /** The record in work; -1 for none. */
  working = -1;
  /** The record in work is gone from the log. */
  loose = false;
  /** One past the last record that was ever taken. */
  furthest = 0;
  published = 0;
  /** Put in front of the group again by a seek. */
  replayed = 0;
  acked = 0;
  parked = 0;
  /** Passed over: given up as poison, or behind a seek. */
  skipped = 0;
  /** Removed by retention before they were read. */
  expired = 0;
  lost = 0;

  /** @param from the first offset that concerns the group @param end one past the newest record */
  constructor(from: number, end: number) {
    this.committed = from;
    this.next = from;
    this.furthest = from;
    this.published = end - from;
  }

  get busy(): boolean {
    return this.working >= 0 || this.loose;
  }

  /** Records that are not done: one past the newest, less those that are. */
  lag(end: number): number {
    return end - this.next + (this.busy ? 1 : 0);
  }

  waiting(end: number): number {
    return end - this.next;
  }

  /** Taken and not committed. */
  get inFlight(): number {
    return this.next - this.committed + (this.loose ? 1 : 0);
  }

  /** Done and not committed. */
  get uncommitted(): number {
    return (this.working >= 0 ? this.working : this.next) - this.committed;
  }

  /** Takes the next record into work. @returns its offset */
  take(): number {
    this.working = this.next;
    this.next += 1;
    if (this.next > this.furthest) this.furthest = this.next;
    return this.working;
  }

  /** The record in work is done. */
  done(): void {
    if (this.loose) {
      this.loose = false;
      this.acked += 1;
    }
    this.working = -1;
  }

  /** Makes safe what is done. @returns how many records that were */
  commit(): number {
    const count = this.uncommitted;
    this.acked += count;
    this.committed += count;
    return count;
  }

  /** The record in work is given up, into a place of its own or for good; it counts as committed at once. */
  giveUp(into: 'parked' | 'skipped'): void {
    this[into] += 1;
    if (this.loose) this.loose = false;
    else {
      this.commit();
      this.committed = this.next;
    }
    this.working = -1;
  }

  /** Begins anew where the group has committed: whoever worked on it is gone. @param first oldest offset that is kept */
  restart(first: number): void {
    if (this.loose) {
      this.loose = false;
      this.expired += 1;
    }
    this.working = -1;
    // What was done and is gone from the log cannot come back.
    if (this.committed < first) {
      this.acked += first - this.committed;
      this.committed = first;
    }
    this.next = this.committed;
  }

  /** Records before `first` are to be removed. @returns how many of them nobody has taken */
  removedBefore(first: number): number {
    if (this.next >= first && (this.working < 0 || this.working >= first)) return 0;
    const unread = Math.max(0, first - this.next);
    this.commit();
    if (this.working >= 0) {
      this.loose = true;
      this.working = -1;
    }
    this.expired += unread;
    this.committed = first;
    this.next = first;
    if (this.furthest < first) this.furthest = first;
    return unread;
  }

  /** Goes on at another offset. What is in work is given up. */
  seek(to: number): void {
    this.commit();
    if (this.loose) {
      this.loose = false;
      this.expired += 1;
    }
    this.working = -1;
    if (to < this.committed) this.replayed += this.committed - to;
    else this.skipped += to - this.committed;
    this.committed = to;
    this.next = to;
    if (this.furthest < to) this.furthest = to;
  }
}
