import { invariant } from '../core/invariant';

const FIRST_ROOM = 64;
/** Writes kept for copies that lack them; beyond that the oldest count as had. */
const MOST = 131_072;
const NONE = -1;

/**
 * Which copies of a shard have which writes: the writes that not all copies have yet, in the order of their commit, with the time at which
 * each copy has it. Nothing happens by itself: what a copy has is found out when somebody asks, so that a write costs no event.
 *
 * A copy that is cut off (it died, or the primary did) gets nothing more until it is connected again.
 * @see engine/SOURCES.md#replication
 */
export class ReplicationLog {
  /** Writes that were let go for want of room, although a copy lacked them. */
  forgotten = 0;
  private capacity = FIRST_ROOM;
  // A ring, by position of the write.
  private keys = new Float64Array(FIRST_ROOM);
  private times = new Float64Array(FIRST_ROOM);
  private acked = new Uint8Array(FIRST_ROOM);
  /** Position of the write before it of the same key. */
  private before = new Float64Array(FIRST_ROOM);
  /** By copy: when it has the write. [ns] */
  private had: Float64Array[];
  private first = 0;
  private next = 0;
  /** Position of a key's newest write, of those that are kept. */
  private readonly newest = new Map<number, number>();
  // By copy: no write after this time gets there; when the last one that was sent does; the first write that it may lack.
  private readonly cut: Float64Array;
  private readonly lastAt: Float64Array;
  private readonly upTo: Float64Array;
  private readonly scratch: Float64Array;

  constructor(
    readonly copies: number,
    private readonly inOrder: boolean,
    private readonly most = MOST,
  ) {
    this.had = Array.from({ length: copies }, () => new Float64Array(FIRST_ROOM));
    this.cut = new Float64Array(copies).fill(Infinity);
    this.lastAt = new Float64Array(copies);
    this.upTo = new Float64Array(copies);
    this.scratch = new Float64Array(copies);
  }

  /** A write is committed at the copy that is primary. @returns its position */
  append(key: number, primary: number, now: number): number {
    this.trim(now);
    if (this.next - this.first === this.capacity) this.makeRoom();
    const position = this.next++;
    const at = position & (this.capacity - 1);
    this.keys[at] = key;
    this.times[at] = now;
    this.acked[at] = 0;
    this.before[at] = this.newest.get(key) ?? NONE;
    this.newest.set(key, position);
    for (let copy = 0; copy < this.copies; copy++) this.had[copy]![at] = copy === primary ? now : Infinity;
    return position;
  }

  /**
   * The write gets to a copy after its lag, or later if it may not overtake; never, while the copy is cut off.
   * @returns how long that takes, Infinity for never [ns]
   */
  send(position: number, copy: number, lag: number): number {
    if (this.cut[copy] !== Infinity) return Infinity;
    const at = position & (this.capacity - 1);
    let when = this.times[at]! + lag;
    if (this.inOrder && when < this.lastAt[copy]!) when = this.lastAt[copy]!;
    this.lastAt[copy] = when;
    this.had[copy]![at] = when;
    return when - this.times[at]!;
  }

  /** The write has been answered: to lose it breaks a promise. */
  acknowledge(position: number): void {
    if (position >= this.first) this.acked[position & (this.capacity - 1)] = 1;
  }

  /**
   * When so many of the copies beside the primary have the write; Infinity when too few ever will, as things stand; 0 for one that all have
   * had for long. [ns]
   */
  hadBy(position: number, copies: number, primary: number): number {
    if (position < this.first || position >= this.next) return 0;
    const at = position & (this.capacity - 1);
    const { scratch } = this;
    let found = 0;
    for (let copy = 0; copy < this.copies; copy++) {
      if (copy === primary || this.cut[copy] !== Infinity) continue;
      const when = this.had[copy]![at]!;
      let place = found++;
      for (; place > 0 && scratch[place - 1]! > when; place--) scratch[place] = scratch[place - 1]!;
      scratch[place] = when;
    }
    return copies <= found ? scratch[copies - 1]! : Infinity;
  }

  /** How many versions of the thing the copy is behind. */
  behind(copy: number, key: number, now: number): number {
    const until = this.reach(copy, now);
    const had = this.had[copy]!;
    const mask = this.capacity - 1;
    let versions = 0;
    for (let at = this.newest.get(key) ?? NONE; at >= this.first; at = this.before[at & mask]!) {
      if (had[at & mask]! <= until) break;
      versions += 1;
    }
    return versions;
  }

  /** Age of the oldest write that the copy lacks; 0 where it has all. [ns] */
  lag(copy: number, now: number): number {
    const oldest = this.advance(copy, now);
    return oldest === this.next ? 0 : now - this.times[oldest & (this.capacity - 1)]!;
  }

  /** Writes that the copy lacks. */
  lacking(copy: number, now: number): number {
    const oldest = this.advance(copy, now);
    if (this.inOrder) return this.next - oldest;
    const until = this.reach(copy, now);
    let lacking = 0;
    for (let position = oldest; position < this.next; position++)
      if (this.had[copy]![position & (this.capacity - 1)]! > until) lacking += 1;
    return lacking;
  }

  /** Nothing more gets to the copy. */
  disconnect(copy: number, now: number): void {
    this.cut[copy] = Math.min(this.cut[copy]!, now);
  }

  isConnected(copy: number): boolean {
    return this.cut[copy] === Infinity;
  }

  /** The copy is sent all that it lacks, and has it after the lag. [ns] */
  connect(copy: number, now: number, lag: number): void {
    if (this.cut[copy] === Infinity) return;
    const oldest = this.advance(copy, now);
    const until = this.cut[copy]!;
    const had = this.had[copy]!;
    const mask = this.capacity - 1;
    for (let position = oldest; position < this.next; position++) if (had[position & mask]! > until) had[position & mask] = now + lag;
    this.lastAt[copy] = now + lag;
    this.cut[copy] = Infinity;
  }

  /**
   * Makes a copy the primary. What it lacks is gone, everywhere; the others are to be connected to it anew.
   * @param lost is told of each write that is gone: its key, and whether it had been answered
   */
  promote(copy: number, now: number, lost: (key: number, acked: boolean) => void): void {
    const until = this.reach(copy, now);
    const { first, next } = this;
    const mask = this.capacity - 1;
    // Nothing that survives changes its place against the others; each moves to the place of one that is gone.
    let to = first;
    this.newest.clear();
    for (let position = first; position < next; position++) {
      const at = position & mask;
      if (this.had[copy]![at]! > until) {
        lost(this.keys[at]!, this.acked[at] === 1);
        continue;
      }
      this.move(at, to & mask);
      this.before[to & mask] = this.newest.get(this.keys[to & mask]!) ?? NONE;
      this.newest.set(this.keys[to & mask]!, to);
      to += 1;
    }
    this.next = to;
    this.upTo.fill(first);
    for (let other = 0; other < this.copies; other++) if (other !== copy) this.disconnect(other, now);
    this.cut[copy] = Infinity;
    this.lastAt[copy] = now;
  }

  private reach(copy: number, now: number): number {
    const cut = this.cut[copy]!;
    return cut < now ? cut : now;
  }

  /** Position of the first write that the copy lacks. */
  private advance(copy: number, now: number): number {
    const until = this.reach(copy, now);
    const had = this.had[copy]!;
    const mask = this.capacity - 1;
    let position = Math.max(this.upTo[copy]!, this.first);
    while (position < this.next && had[position & mask]! <= until) position += 1;
    this.upTo[copy] = position;
    return position;
  }

  /** Forgets the oldest writes, as far as all copies have them. */
  private trim(now: number): void {
    let oldest = this.next;
    for (let copy = 0; copy < this.copies; copy++) oldest = Math.min(oldest, this.advance(copy, now));
    while (this.first < oldest) this.forgetFirst();
  }

  private forgetFirst(): void {
    const position = this.first++;
    const key = this.keys[position & (this.capacity - 1)]!;
    if (this.newest.get(key) === position) this.newest.delete(key);
  }

  private makeRoom(): void {
    if (this.capacity >= this.most) {
      this.forgetFirst();
      this.forgotten += 1;
      return;
    }
    const capacity = this.capacity * 2;
    invariant((capacity & (capacity - 1)) === 0, 'a ring holds a power of two');
    this.keys = this.spread(this.keys, new Float64Array(capacity));
    this.times = this.spread(this.times, new Float64Array(capacity));
    this.before = this.spread(this.before, new Float64Array(capacity));
    this.had = this.had.map((had) => this.spread(had, new Float64Array(capacity)));
    this.acked = this.spread(this.acked, new Uint8Array(capacity));
    this.capacity = capacity;
  }

  private spread<A extends Float64Array | Uint8Array>(from: A, to: A): A {
    for (let position = this.first; position < this.next; position++)
      to[position & (to.length - 1)] = from[position & (this.capacity - 1)]!;
    return to;
  }

  private move(from: number, to: number): void {
    if (from === to) return;
    this.keys[to] = this.keys[from]!;
    this.times[to] = this.times[from]!;
    this.acked[to] = this.acked[from]!;
    for (const had of this.had) had[to] = had[from]!;
  }
}
