import { EntryHeap } from './entry-heap';

/** What can be scheduled: the queue links its entries through their own fields and allocates nothing. */
export interface Scheduled<T> {
  /** When it fires. [ns, whole] */
  at: number;
  /** Order of entry; decides between equal times. */
  seq: number;
  /** The queue's own link while scheduled. */
  next: T | null;
}

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
 * The pending-event set: earliest first, ties in entry order. A ring of unsorted buckets, of which only the current one is
 * ordered, in the *front*; what lies beyond the ring waits in `far`. Bucket widths are powers of two [ns], so bucket numbers
 * are exact. With few entries everything lies in the front.
 *
 * The front is a short sorted list beside a typed array of its times: to put an entry into its place among a few costs less than a heap
 * does, and no entry need be looked at. When it overflows, a heap takes over until it is empty.
 */
export class EventQueue<T extends Scheduled<T>> {
  /** Sorted from `head` up to `tail`; both are `ROOM` while the heap is in use. */
  private readonly front: (T | null)[] = noEntries(ROOM);
  private readonly times = new Float64Array(ROOM);
  private head = 0;
  private tail = 0;
  private readonly heap = new EntryHeap<T>();
  private ring: (T | null)[] = [null];
  private ringSize = 1;
  /** Entries in the ring beyond the current bucket, and in `far`. */
  private outside = 0;
  private far: T | null = null;
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
  push(entry: T): void {
    const x = (entry.at - this.epoch) * this.perNano;
    if (x < this.ringSize) {
      // Of the current bucket, or before it: a look ahead may have gone past the present.
      if (x < this.current + 1) {
        this.insert(entry);
        return;
      }
      const bucket = x | 0;
      entry.next = this.ring[bucket]!;
      this.ring[bucket] = entry;
    } else {
      entry.next = this.far;
      this.far = entry;
      this.farCount += 1;
    }
    this.outside += 1;
  }

  /** Takes the earliest entry if it fires at or before `until`; null when there is none. [ns] */
  popUntil(until: number): T | null {
    this.limit = until;
    return this.pop();
  }

  /** Takes the earliest entry if it fires at or before `limit`; null when there is none. */
  pop(): T | null {
    const { head } = this;
    if (head === this.tail) return this.popBeyond();
    const at = this.times[head]!;
    if (at > this.limit) return null;
    const top = this.front[head]!;
    this.head = head + 1;
    this.pops += 1;
    if (this.pops === REVIEW_EVERY) this.review(at);
    return top;
  }

  /** Unlinks an entry that is scheduled. O(entries of its bucket). */
  remove(entry: T): void {
    const x = (entry.at - this.epoch) * this.perNano;
    if (x < this.current + 1) {
      if (this.heap.size > 0) this.removeFromHeap(entry);
      else this.removeFromFront(entry);
      return;
    }
    this.outside -= 1;
    if (x < this.ringSize) {
      const bucket = x | 0;
      this.ring[bucket] = unlink(this.ring[bucket]!, entry);
    } else {
      this.far = unlink(this.far, entry);
      this.farCount -= 1;
    }
  }

  /** Puts an entry into its place in the front. What comes last most often belongs last, so the search begins there. */
  private insert(entry: T): void {
    let i = this.tail;
    if (i === ROOM) {
      this.makeRoom(entry);
      return;
    }
    this.tail = i + 1;
    const { front, times, head } = this;
    const { at } = entry;
    while (i > head) {
      const before = times[i - 1]!;
      if (before < at || (before === at && front[i - 1]!.seq < entry.seq)) break;
      times[i] = before;
      front[i] = front[i - 1]!;
      i -= 1;
    }
    times[i] = at;
    front[i] = entry;
  }

  /** The front has no place at its end: moves it to the beginning, or on into the heap. */
  private makeRoom(entry: T): void {
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
  private popBeyond(): T | null {
    const { heap } = this;
    if (heap.size === 0) {
      this.clearFront();
      return this.advance();
    }
    const { top } = heap;
    if (top.at > this.limit) return null;
    heap.removeTop();
    if (heap.size === 0) this.clearFront();
    this.pops += 1;
    if (this.pops === REVIEW_EVERY) this.review(top.at);
    return top;
  }

  private clearFront(): void {
    this.head = 0;
    this.tail = 0;
  }

  private removeFromHeap(entry: T): void {
    this.heap.remove(entry);
    if (this.heap.size === 0) this.clearFront();
  }

  private removeFromFront(entry: T): void {
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
  private advance(): T | null {
    if (this.outside === 0) return null;
    const { ring } = this;
    let entry: T | null = null;
    do {
      if (this.current >= this.ringSize - 1) this.turn();
      this.current += 1;
      entry = ring[this.current]!;
    } while (entry === null);
    ring[this.current] = null;
    // Most buckets hold one entry, which need not be put in order.
    if (entry.next === null && entry.at <= this.limit) {
      this.outside -= 1;
      this.pops += 1;
      if (this.pops === REVIEW_EVERY) this.review(entry.at);
      return entry;
    }
    do {
      const following: T | null = entry.next;
      this.outside -= 1;
      this.insert(entry);
      entry = following;
    } while (entry !== null);
    return this.pop();
  }

  /** Begins a new turn of the ring and deals out what was too far. */
  private turn(): void {
    const width = 1 / this.perNano;
    this.epoch += this.ringSize * width;
    if (this.farCount === this.outside) {
      // The ring is empty: jump to where the next entry lies instead of turning through nothing.
      let earliest = Infinity;
      for (let entry = this.far; entry !== null; entry = entry.next) if (entry.at < earliest) earliest = entry.at;
      if (earliest > this.epoch) this.epoch = Math.floor(earliest / width) * width;
    }
    this.current = -1;
    let entry = this.far;
    this.far = null;
    this.outside -= this.farCount;
    this.farCount = 0;
    while (entry !== null) {
      const following: T | null = entry.next;
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
    // One to two entries a bucket, and a ring that most delays do not outreach.
    while (width < gap && width < 2 ** 40) width *= 2;
    let ringSize = MIN_RING;
    while (ringSize < 2 * size && ringSize < MAX_RING) ringSize *= 2;
    const drift = this.perNano * width;
    if (drift < 0.25 || drift > 2 || ringSize > this.ringSize * 2 || ringSize * 4 < this.ringSize) this.rebuild(1 / width, ringSize, now);
  }

  private rebuild(perNano: number, ringSize: number, now: number): void {
    let all: T | null = this.far;
    for (const head of this.ring) {
      for (let entry = head; entry !== null; ) {
        const following: T | null = entry.next;
        entry.next = all;
        all = entry;
        entry = following;
      }
    }
    for (const entry of [...this.front.slice(this.head, this.tail), ...this.heap.entries] as T[]) {
      entry.next = all;
      all = entry;
    }
    this.heap.entries.length = 0;
    this.clearFront();
    this.outside = 0;
    this.far = null;
    this.farCount = 0;
    this.ring = noEntries(ringSize);
    this.ringSize = ringSize;
    this.perNano = perNano;
    this.epoch = perNano === 0 ? 0 : Math.floor(now * perNano) / perNano;
    this.current = perNano === 0 ? 0 : -1;
    while (all !== null) {
      const following: T | null = all.next;
      this.push(all);
      all = following;
    }
  }
}

/** Filled one by one, so that V8 knows it to have no holes. */
const noEntries = (length: number): null[] => Array.from({ length }, () => null);

function unlink<T extends Scheduled<T>>(head: T | null, entry: T): T | null {
  if (head === entry) return entry.next;
  for (let at = head; at !== null; at = at.next) {
    if (at.next === entry) {
      at.next = entry.next;
      break;
    }
  }
  return head;
}
