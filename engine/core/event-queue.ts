import { EntryHeap } from './entry-heap';
import { EntryTable } from './entry-table';

/** Places in the sorted front. More entries than that at once go through a heap. */
const ROOM = 64;
const MIN_RING = 1024;
const MAX_RING = 1 << 22;
/** Below this many entries all of them lie in the front; above the other in the ring. */
const FRONT_BELOW = 12;
const RING_ABOVE = 24;
/** Pops between two looks at whether bucket width and ring length still fit. */
const REVIEW_EVERY = 8192;

/**
 * The pending-event set: earliest first, ties in entry order. Entries are numbers, whose times lie in the queue's own columns. A ring of
 * unsorted buckets, of which only the current one is ordered, in the *front*; what lies more than a ring's length ahead waits in `far`
 * until the next turn. Bucket widths are powers of two [ns], so bucket numbers are exact. With few entries everything lies in the front.
 *
 * The front is a short sorted list beside a typed array of its times: to put an entry into its place among a few costs less than a heap
 * does, and no entry need be looked at. When it overflows, a heap takes over until it is empty.
 */
export class EventQueue extends EntryTable {
  /** Sorted from `head` up to `tail`; both are `ROOM` while the heap is in use. */
  private readonly front = new Int32Array(ROOM);
  private readonly times = new Float64Array(ROOM);
  private head = 0;
  private tail = 0;
  private readonly heap = new EntryHeap(this);
  private ring = new Int32Array(1);
  private ringSize = 1;
  /** Entries in the ring beyond the current bucket, and in `far`. */
  private outside = 0;
  private far = 0;
  private farCount = 0;
  /** 1 / bucket width [1/ns]; 0 puts everything into the front. */
  private perNano = 0.5;
  private epoch = 0.5;
  private current = 0;
  private pops = 0;
  private reviewedAt = 0.5;
  /** How far `pop` goes. A field, since a double that is handed on is boxed. [ns] */
  limit = 0.5;

  constructor() {
    super();
    // Fields start as fractions so that the JIT keeps them as doubles.
    this.perNano = 0;
    this.epoch = 0;
    this.reviewedAt = 0;
    this.limit = 0;
  }

  get size(): number {
    return this.tail - this.head + this.heap.size + this.outside;
  }

  /** Adds an entry whose `at` and `seq` are set. */
  push(entry: number): void {
    const x = (this.at[entry]! - this.epoch) * this.perNano;
    const ahead = x - this.current;
    if (ahead < this.ringSize) {
      // Of the current bucket, or before it: a look ahead may have gone past the present.
      if (ahead < 1) {
        this.insert(entry);
        return;
      }
      const bucket = x & (this.ringSize - 1);
      this.links[entry] = this.ring[bucket]!;
      this.ring[bucket] = entry;
    } else {
      this.links[entry] = this.far;
      this.far = entry;
      this.farCount += 1;
    }
    this.outside += 1;
  }

  /** Takes the earliest entry if it fires at or before `until`; 0 when there is none. [ns] */
  popUntil(until: number): number {
    this.limit = until;
    return this.pop();
  }

  /** Takes the earliest entry if it fires at or before `limit`; 0 when there is none. */
  pop(): number {
    const { head } = this;
    if (head === this.tail) return this.popBeyond();
    const at = this.times[head]!;
    if (at > this.limit) return 0;
    const top = this.front[head]!;
    this.head = head + 1;
    this.pops += 1;
    if (this.pops === REVIEW_EVERY) this.review(at);
    return top;
  }

  /** Unlinks an entry that is scheduled. O(entries of its bucket). */
  remove(entry: number): void {
    const x = (this.at[entry]! - this.epoch) * this.perNano;
    if (x - this.current < 1) {
      if (this.heap.size > 0) this.removeFromHeap(entry);
      else this.removeFromFront(entry);
      return;
    }
    this.outside -= 1;
    if (x - this.current < this.ringSize) {
      // It may also have been too far when it came, and lie there until the next turn.
      const bucket = x & (this.ringSize - 1);
      if (this.lies(entry, this.ring[bucket]!)) {
        this.ring[bucket] = this.unlink(this.ring[bucket]!, entry);
        return;
      }
    }
    this.far = this.unlink(this.far, entry);
    this.farCount -= 1;
  }

  /** Puts an entry into its place in the front. What comes last most often belongs last, so the search begins there. */
  private insert(entry: number): void {
    let i = this.tail;
    if (i === ROOM) {
      this.makeRoom(entry);
      return;
    }
    this.tail = i + 1;
    const { front, times, head } = this;
    const at = this.at[entry]!;
    while (i > head) {
      const before = times[i - 1]!;
      if (before < at || (before === at && this.seq[front[i - 1]!]! < this.seq[entry]!)) break;
      times[i] = before;
      front[i] = front[i - 1]!;
      i -= 1;
    }
    times[i] = at;
    front[i] = entry;
  }

  /** The front has no place at its end: moves it to the beginning, or on into the heap. */
  private makeRoom(entry: number): void {
    const { head, heap, front, times } = this;
    if (heap.size > 0) heap.push(entry);
    else if (head > 0) {
      for (let i = head; i < ROOM; i++) {
        front[i - head] = front[i]!;
        times[i - head] = times[i]!;
      }
      this.tail = ROOM - head;
      this.head = 0;
      this.insert(entry);
    } else {
      for (let i = 0; i < ROOM; i++) heap.push(front[i]!);
      heap.push(entry);
      this.head = ROOM;
    }
  }

  /** The front is empty: goes on in the heap, or with the next bucket. */
  private popBeyond(): number {
    const { heap } = this;
    if (heap.size === 0) {
      this.clearFront();
      return this.advance();
    }
    const { top } = heap;
    const at = this.at[top]!;
    if (at > this.limit) return 0;
    heap.removeTop();
    if (heap.size === 0) this.clearFront();
    this.pops += 1;
    if (this.pops === REVIEW_EVERY) this.review(at);
    return top;
  }

  private clearFront(): void {
    this.head = 0;
    this.tail = 0;
  }

  private removeFromHeap(entry: number): void {
    this.heap.remove(entry);
    if (this.heap.size === 0) this.clearFront();
  }

  private removeFromFront(entry: number): void {
    const { front, times } = this;
    const i = front.indexOf(entry, this.head);
    if (i < 0 || i >= this.tail) return;
    this.tail -= 1;
    for (let to = i; to < this.tail; to++) {
      front[to] = front[to + 1]!;
      times[to] = times[to + 1]!;
    }
  }

  /** Moves on to the next bucket that holds something, and takes its first entry. */
  private advance(): number {
    if (this.outside === 0) return 0;
    const { links } = this;
    let entry = 0;
    // With nothing in the ring there is nothing to go through.
    if (this.farCount === this.outside) this.current = this.ringSize - 1;
    do {
      if (this.current >= this.ringSize - 1) {
        this.turn();
        // What was too far may be due in the bucket that stands at the seam of two turns.
        if (this.tail > 0) return this.pop();
      }
      this.current += 1;
      entry = this.ring[this.current]!;
    } while (entry === 0);
    this.ring[this.current] = 0;
    let following = links[entry]!;
    // A bucket of one need not be put in order.
    const at = this.at[entry]!;
    if (following === 0 && at <= this.limit) {
      this.outside -= 1;
      this.pops += 1;
      if (this.pops === REVIEW_EVERY) this.review(at);
      return entry;
    }
    for (;;) {
      this.outside -= 1;
      this.insert(entry);
      if (following === 0) break;
      entry = following;
      following = links[entry]!;
    }
    return this.pop();
  }

  /** Begins a new turn of the ring and deals out what was too far. */
  private turn(): void {
    const width = 1 / this.perNano;
    this.epoch += this.ringSize * width;
    if (this.farCount === this.outside) {
      // The ring is empty: jump to where the next entry lies instead of turning through nothing.
      let earliest = Infinity;
      for (let entry = this.far; entry !== 0; entry = this.links[entry]!) earliest = Math.min(earliest, this.at[entry]!);
      if (earliest > this.epoch) this.epoch = Math.floor(earliest / width) * width;
    }
    this.current = -1;
    const { far } = this;
    this.far = 0;
    this.outside -= this.farCount;
    this.farCount = 0;
    this.pushAll(far);
  }

  /** Adds a list of entries. */
  private pushAll(first: number): void {
    let entry = first;
    while (entry !== 0) {
      const following = this.links[entry]!;
      this.push(entry);
      entry = following;
    }
  }

  /** Fits bucket width to the spacing of events, ring length to their number. */
  private review(now: number): void {
    const gap = (now - this.reviewedAt) / this.pops;
    this.pops = 0;
    this.reviewedAt = now;
    const size = this.size;
    if (size < FRONT_BELOW) {
      if (this.perNano !== 0) this.rebuild(0, 1, now);
      return;
    }
    if (this.perNano === 0 && size < RING_ABOVE) return;
    let width = 1;
    // Two to four entries a bucket, and a ring that most delays do not outreach.
    while (width < 2 * gap && width < 2 ** 40) width *= 2;
    let ringSize = MIN_RING;
    while (ringSize * width < 4 * size * gap && ringSize < MAX_RING) ringSize *= 2;
    const drift = this.perNano * width;
    if (drift < 0.25 || drift > 2 || ringSize > this.ringSize * 2 || ringSize * 4 < this.ringSize) this.rebuild(1 / width, ringSize, now);
  }

  private rebuild(perNano: number, ringSize: number, now: number): void {
    const all = this.takeAll();
    this.ring = new Int32Array(ringSize);
    this.ringSize = ringSize;
    this.perNano = perNano;
    this.epoch = perNano === 0 ? 0 : Math.floor(now * perNano) / perNano;
    this.current = perNano === 0 ? 0 : -1;
    this.pushAll(all);
  }

  /** Takes everything out, as a list. */
  private takeAll(): number {
    const { links, front, heap } = this;
    let all = this.far;
    for (const first of this.ring) {
      for (let entry = first; entry !== 0; ) {
        const following = links[entry]!;
        links[entry] = all;
        all = entry;
        entry = following;
      }
    }
    for (const entry of [...front.slice(this.head, this.tail), ...heap.entries]) {
      links[entry] = all;
      all = entry;
    }
    heap.entries.length = 0;
    this.clearFront();
    this.outside = 0;
    this.far = 0;
    this.farCount = 0;
    return all;
  }

  private lies(entry: number, first: number): boolean {
    const { links } = this;
    for (let at = first; at !== 0; at = links[at]!) if (at === entry) return true;
    return false;
  }

  /** The list without one of its entries. */
  private unlink(first: number, entry: number): number {
    const { links } = this;
    if (first === entry) return links[entry]!;
    for (let at = first; at !== 0; at = links[at]!) {
      if (links[at] === entry) {
        links[at] = links[entry]!;
        break;
      }
    }
    return first;
  }
}
