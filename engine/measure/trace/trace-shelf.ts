import type { Clock } from '../../core/clock';
import type { Rng } from '../../core/rng';
import { Ending, Trail, TrailRoom } from './trail';

/** Rows of 20 bytes that all trails may take together: 30 MB. */
const MOST_ROWS = 1_500_000;
/** Answered requests whose trails stay for a while whatever became of them: what breaks an invariant is often known only later. */
const RECENT = 4096;
/** Requests that are kept for good. Above it, slices of time are merged two by two, and each keeps as much as one did. */
const MOST_KEPT = 1000;
/** Trails that keep their room while nobody uses them. */
const MOST_SPARE = 1000;
/** [ns] */
const FIRST_SLICE = 1e9;

/** Why a trail is kept. */
const Reason = { slow: 0, late: 1, degraded: 2, failed: 3, broken: 4, sample: 5 } as const;
const REASONS = 8;

/** How many are kept in each slice of time, and in the whole run: of each journey, cause, and so on. */
const inSlice = [2, 2, 1, 2, 3, 2];
const inRun = [10, 5, 5, 5, 50, 0];

/** What is kept of a stretch of time. */
class Slice {
  readonly groups = new Map<number, Trail[]>();
}

/**
 * Follows requests, and keeps of those that have ended the slowest, the failed, late and degraded, those that broke an invariant, and a
 * random sample: evenly over the time that has passed, so that a longer run keeps less of each second. All in bounded memory.
 */
export class TraceShelf {
  /** Requests that were not followed, for want of room. */
  missed = 0;
  private readonly room: TrailRoom;
  private readonly spare: Trail[] = [];
  private readonly byRequest = new Map<number, Trail>();
  private readonly recent: (Trail | null)[] = Array.from({ length: RECENT }, () => null);
  private recentFrom = 0;
  private recentCount = 0;
  private slices = new Map<number, Slice>();
  private readonly pinned = new Slice();
  /** Width of a slice. [ns] */
  private width = FIRST_SLICE;

  /** @param luck draws who is in the sample */
  constructor(
    protected readonly clock: Clock,
    private readonly luck: Rng,
    mostRows = MOST_ROWS,
    private readonly mostKept = MOST_KEPT,
  ) {
    this.room = new TrailRoom(clock, mostRows);
  }

  /** Begins to follow a request. Null when there is no room. */
  follow(request: number): Trail | null {
    const trail = this.spare.pop() ?? new Trail(this.room);
    if (!trail.begin(request)) {
      this.spare.push(trail);
      this.missed += 1;
      return null;
    }
    trail.luck = this.luck.next();
    trail.holders = 1;
    this.byRequest.set(request, trail);
    return trail;
  }

  /** The trail of a request that is in flight, recent, or kept. */
  find(request: number): Trail | null {
    return this.byRequest.get(request) ?? null;
  }

  /** The request has ended, as its trail says. What comes after it in its name is still followed as long as it is here. */
  ended(trail: Trail): void {
    trail.endedAt = this.clock.now;
    const { slices, width } = this;
    const index = Math.floor(trail.endedAt / width);
    let slice = slices.get(index);
    if (slice === undefined) {
      this.thinOut();
      slice = this.sliceAt(Math.floor(trail.endedAt / this.width));
    }
    this.offer(slice, trail, inSlice);
    this.offer(this.pinned, trail, inRun);
    if (this.recentCount === RECENT) this.dropOldest();
    this.recent[(this.recentFrom + this.recentCount) % RECENT] = trail;
    this.recentCount += 1;
    // Where requests are large, fewer of the recent ones stay.
    while (this.recentCount > 0 && this.room.rows > this.room.most / 2) this.dropOldest();
  }

  /** The request broke an invariant. */
  broke(request: number): void {
    const trail = this.find(request);
    if (trail === null || trail.broken) return;
    trail.broken = true;
    if (trail.ending === Ending.open) return;
    this.put(this.sliceAt(Math.floor(trail.endedAt / this.width)), Reason.broken, Reason.broken, inSlice, trail);
    this.put(this.pinned, Reason.broken, Reason.broken, inRun, trail);
  }

  /** Every request that is kept. */
  kept(): Set<Trail> {
    const all = new Set<Trail>();
    for (const slice of [this.pinned, ...this.slices.values()])
      for (const group of slice.groups.values()) for (const trail of group) all.add(trail);
    return all;
  }

  /** Lets the recent request go that ended longest ago. */
  private dropOldest(): void {
    const trail = this.recent[this.recentFrom]!;
    this.recent[this.recentFrom] = null;
    this.recentFrom = this.recentFrom + 1 === RECENT ? 0 : this.recentFrom + 1;
    this.recentCount -= 1;
    this.release(trail);
  }

  private sliceAt(index: number): Slice {
    const known = this.slices.get(index);
    if (known !== undefined) return known;
    const fresh = new Slice();
    this.slices.set(index, fresh);
    return fresh;
  }

  private offer(slice: Slice, trail: Trail, most: readonly number[]): void {
    const { ending, journey, cause } = trail;
    this.put(slice, Reason.slow + journey * REASONS, Reason.slow, most, trail);
    this.put(slice, Reason.sample, Reason.sample, most, trail);
    if (ending === Ending.late) this.put(slice, Reason.late + journey * REASONS, Reason.late, most, trail);
    else if (ending === Ending.degraded) this.put(slice, Reason.degraded + journey * REASONS, Reason.degraded, most, trail);
    else if (ending === Ending.failed) this.put(slice, Reason.failed + cause * REASONS, Reason.failed, most, trail);
    if (trail.broken) this.put(slice, Reason.broken, Reason.broken, most, trail);
  }

  /** Puts a trail into a group, in the place of another one where the group is full. */
  private put(slice: Slice, key: number, reason: number, sizes: readonly number[], trail: Trail): void {
    const most = sizes[reason]!;
    if (most === 0) return;
    const group = slice.groups.get(key);
    if (group === undefined) {
      slice.groups.set(key, [trail]);
      trail.holders += 1;
      return;
    }
    if (group.includes(trail)) return;
    if (group.length < most) {
      group.push(trail);
      trail.holders += 1;
      return;
    }
    let worst = 0;
    for (let i = 1; i < group.length; i++) if (goesBefore(reason, group[worst]!, group[i]!)) worst = i;
    if (!goesBefore(reason, trail, group[worst]!)) return;
    const out = group[worst]!;
    group[worst] = trail;
    trail.holders += 1;
    this.release(out);
  }

  /** Where there is too much, two slices become one. */
  private thinOut(): void {
    for (;;) {
      const kept = this.kept();
      let rows = 0;
      for (const trail of kept) rows += trail.at.length;
      if ((kept.size <= this.mostKept && rows <= this.room.most / 3) || this.slices.size <= 1) return;
      const old = this.slices;
      this.slices = new Map();
      this.width *= 2;
      for (const [index, slice] of old) this.merge(this.sliceAt(Math.floor(index / 2)), slice);
    }
  }

  private merge(into: Slice, from: Slice): void {
    for (const [key, group] of from.groups) {
      for (const trail of group) {
        this.put(into, key, key % REASONS, inSlice, trail);
        this.release(trail);
      }
    }
  }

  private release(trail: Trail): void {
    trail.holders -= 1;
    if (trail.holders > 0) return;
    this.byRequest.delete(trail.request);
    trail.end(this.spare.length < MOST_SPARE);
    this.spare.push(trail);
  }
}

/** Makes the shelf of a run. @param luck draws who is in the random sample */
export type ShelfMaker = (clock: Clock, luck: Rng) => TraceShelf;

export const boundedShelf: ShelfMaker = (clock, luck) => new TraceShelf(clock, luck);

/** Follows one request and no other: a run repeats itself, so any request can be looked at in a second one. */
export const shelfForOne =
  (wanted: number): ShelfMaker =>
  (clock, luck) =>
    new OneRequest(clock, luck, wanted);

class OneRequest extends TraceShelf {
  constructor(
    clock: Clock,
    luck: Rng,
    private readonly wanted: number,
  ) {
    super(clock, luck);
  }

  override follow(request: number): Trail | null {
    return request === this.wanted ? super.follow(request) : null;
  }
}

/** Follows every request that begins in a stretch of time, and keeps them all: for those who want a true picture and not the worst. [ns] */
export const shelfForAll =
  (from: number, most: number): ShelfMaker =>
  (clock, luck) =>
    new EveryRequest(clock, luck, from, most);

class EveryRequest extends TraceShelf {
  private readonly all = new Set<Trail>();
  private followed = 0;

  constructor(
    clock: Clock,
    luck: Rng,
    private readonly from: number,
    private readonly most: number,
  ) {
    super(clock, luck);
  }

  override follow(request: number): Trail | null {
    if (this.clock.now < this.from || this.followed >= this.most) return null;
    const trail = super.follow(request);
    if (trail !== null) this.followed += 1;
    return trail;
  }

  override ended(trail: Trail): void {
    trail.endedAt = this.clock.now;
    this.all.add(trail);
  }

  override broke(request: number): void {
    const trail = this.find(request);
    if (trail !== null) trail.broken = true;
  }

  override kept(): Set<Trail> {
    return this.all;
  }
}

/** Which of two is rather kept: the slower one where that counts, else by luck alone, so that each has the same chance. */
const goesBefore = (reason: number, a: Trail, b: Trail): boolean =>
  reason === Reason.slow ? a.endedAt - a.startedAt > b.endedAt - b.startedAt : a.luck < b.luck;
