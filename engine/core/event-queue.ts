/** What can be scheduled: the queue links its entries through their own fields and allocates nothing. */
export interface Scheduled<T> {
  /** When it fires. [ns, whole] */
  at: number;
  /** Order of entry; decides between equal times. */
  seq: number;
  /** The queue's own link while scheduled. */
  next: T | null;
}

const MIN_RING = 1024;
const MAX_RING = 1 << 20;
/** Below this many entries a plain heap is faster than a ring of buckets; above the other it is slower. */
const HEAP_BELOW = 12;
const RING_ABOVE = 48;
/** Pops between two looks at whether bucket width and ring length still fit. */
const REVIEW_EVERY = 8192;

/**
 * The pending-event set: earliest first, ties in entry order. A ring of unsorted buckets, of which only the current one is
 * ordered, by a heap; what lies beyond the ring waits in `far`. Bucket widths are powers of two [ns], so bucket numbers
 * are exact. With few entries everything lies in the heap.
 */
export class EventQueue<T extends Scheduled<T>> {
  private heap: (T | null)[] = new Array<T | null>(256).fill(null);
  private heapSize = 0;
  private heapRoom = 256;
  private ring: (T | null)[] = [null];
  private ringSize = 1;
  /** Entries in the ring beyond the current bucket, and in `far`. */
  private outside = 0;
  private far: T | null = null;
  private farCount = 0;
  /** 1 / bucket width [1/ns]; 0 puts everything into the heap. */
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
    return this.heapSize + this.outside;
  }

  /** Adds an entry whose `at` and `seq` are set. */
  push(entry: T): void {
    const x = (entry.at - this.epoch) * this.perNano;
    if (x < this.ringSize) {
      const bucket = x | 0;
      if (bucket <= this.current) {
        this.heapPush(entry);
        return;
      }
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
    if (this.heapSize === 0 && !this.advance()) return null;
    const top = this.heap[0]!;
    if (top.at > this.limit) return null;
    this.heapRemoveTop();
    this.pops += 1;
    if (this.pops === REVIEW_EVERY) this.review(top.at);
    return top;
  }

  /** Unlinks an entry that is scheduled. O(entries of its bucket). */
  remove(entry: T): void {
    const x = (entry.at - this.epoch) * this.perNano;
    if (x < this.ringSize && (x | 0) <= this.current) {
      this.heapRemove(entry);
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

  /** Moves on to the next bucket that holds something. False when nothing is left. */
  private advance(): boolean {
    if (this.outside === 0) return false;
    do {
      if (this.current >= this.ringSize - 1) this.turn();
      this.current += 1;
      let entry = this.ring[this.current]!;
      if (entry !== null) {
        this.ring[this.current] = null;
        do {
          const following: T | null = entry.next;
          this.outside -= 1;
          this.heapPush(entry);
          entry = following!;
        } while (entry !== null);
      }
    } while (this.heapSize === 0);
    return true;
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
    if (size < HEAP_BELOW) {
      if (this.perNano !== 0) this.rebuild(0, 1, now);
      return;
    }
    if (this.perNano === 0 && size < RING_ABOVE) return;
    let width = 1;
    while (width * 2 <= gap && width < 2 ** 40) width *= 2;
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
    for (let i = 0; i < this.heapSize; i++) {
      const entry = this.heap[i]!;
      this.heap[i] = null;
      entry.next = all;
      all = entry;
    }
    this.heapSize = 0;
    this.outside = 0;
    this.far = null;
    this.farCount = 0;
    this.ring = new Array<T | null>(ringSize).fill(null);
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

  private heapPush(entry: T): void {
    const heap = this.heap;
    let i = this.heapSize++;
    if (i === this.heapRoom) this.widen();
    const { at, seq } = entry;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const other = heap[up]!;
      if (other.at < at || (other.at === at && other.seq < seq)) break;
      heap[i] = other;
      i = up;
    }
    heap[i] = entry;
  }

  private widen(): void {
    this.heap.push(null);
    this.heapRoom = this.heap.length;
  }

  private heapRemoveTop(): void {
    const last = --this.heapSize;
    const entry = this.heap[last]!;
    this.heap[last] = null;
    if (last > 0) this.sink(entry, 0);
  }

  private heapRemove(entry: T): void {
    const i = this.heap.indexOf(entry);
    if (i < 0) return;
    const last = --this.heapSize;
    const moved = this.heap[last]!;
    this.heap[last] = null;
    if (i === last) return;
    // The moved entry may belong above or below the hole: let it rise first, then sink.
    this.sink(moved, this.rise(moved, i));
  }

  private rise(entry: T, from: number): number {
    const heap = this.heap;
    let i = from;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const other = heap[up]!;
      if (other.at < entry.at || (other.at === entry.at && other.seq < entry.seq)) break;
      heap[i] = other;
      i = up;
    }
    return i;
  }

  private sink(entry: T, from: number): void {
    const heap = this.heap;
    const size = this.heapSize;
    const { at, seq } = entry;
    let i = from;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= size) break;
      let other = heap[down]!;
      if (down + 1 < size) {
        const right = heap[down + 1]!;
        if (right.at < other.at || (right.at === other.at && right.seq < other.seq)) {
          other = right;
          down += 1;
        }
      }
      if (at < other.at || (at === other.at && seq < other.seq)) break;
      heap[i] = other;
      i = down;
    }
    heap[i] = entry;
  }
}

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
