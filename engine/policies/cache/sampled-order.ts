import type { Rng } from '../../core/rng';
import type { Entries } from './entries';
import type { Evictor } from './evictor';
import { occupiedSlot } from './random-order';

/** Candidates that Redis keeps from one eviction to the next. */
const POOL = 16;

/**
 * How Redis approximates an order: it looks at a few entries drawn at random, keeps the sixteen best candidates that it has seen, and evicts the
 * best of them that is still there. A candidate is judged as it was when it was drawn.
 * @see engine/SOURCES.md#cache-eviction
 */
export class SampledOrder implements Evictor {
  /** Candidates from worst to best; -1 for none. */
  private readonly keys = new Float64Array(POOL).fill(-1);
  private readonly slots = new Int32Array(POOL);
  private readonly ranks = new Float64Array(POOL);

  /**
   * @param rank how well an entry would go: the highest goes first
   * @param onUse what is written down of a use
   */
  constructor(
    private readonly entries: Entries,
    private readonly rng: Rng,
    private readonly samples: number,
    private readonly rank: (slot: number, now: number) => number,
    private readonly onUse: {
      grow(slots: number): void;
      added(slot: number, now: number): void;
      used(slot: number, now: number): void;
    } | null,
  ) {}

  grow(slots: number): void {
    this.onUse?.grow(slots);
  }

  added(slot: number, now: number): void {
    this.onUse?.added(slot, now);
  }

  used(slot: number, now: number): void {
    this.onUse?.used(slot, now);
  }

  removed(): void {}

  victim(now: number): number {
    for (;;) {
      for (let i = 0; i < this.samples; i++) {
        const slot = occupiedSlot(this.entries, this.rng);
        this.consider(slot, this.rank(slot, now));
      }
      for (let at = POOL - 1; at >= 0; at--) {
        const key = this.keys[at]!;
        if (key < 0) continue;
        this.keys[at] = -1;
        const slot = this.slots[at]!;
        // Gone since it was drawn: a ghost.
        if (this.entries.keys[slot] === key) return slot;
      }
    }
  }

  /** Candidates stand from the left without gaps, ranks rising, except that the best ones may have been taken from the right. */
  private consider(slot: number, rank: number): void {
    const { keys, slots, ranks } = this;
    let at = 0;
    while (at < POOL && keys[at]! >= 0 && ranks[at]! < rank) at++;
    const full = keys[POOL - 1]! >= 0;
    if (at === 0 && full) return;
    if (at === POOL || keys[at]! >= 0) {
      if (full) {
        // The worst one goes, those below move down.
        at -= 1;
        keys.copyWithin(0, 1, at + 1);
        slots.copyWithin(0, 1, at + 1);
        ranks.copyWithin(0, 1, at + 1);
      } else {
        keys.copyWithin(at + 1, at, POOL - 1);
        slots.copyWithin(at + 1, at, POOL - 1);
        ranks.copyWithin(at + 1, at, POOL - 1);
      }
    }
    keys[at] = this.entries.keys[slot]!;
    slots[at] = slot;
    ranks[at] = rank;
  }
}
