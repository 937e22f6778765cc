import type { Rng } from '../../core/rng';

const MOST = 255;
/** A newcomer must not be the next to go. */
const FIRST = 5;

/**
 * Redis' counter of uses in one byte: the more it stands at, the less likely a use raises it; it falls by one for every period without a use.
 * @see engine/SOURCES.md#cache-eviction
 */
export class LogCounter {
  private counts = new Uint8Array(0);
  /** Number of the period in which the count was last looked at. */
  private periods = new Float64Array(0);

  /** @param decay length of a period; 0: counts never fall [ns] */
  constructor(
    private readonly rng: Rng,
    private readonly logFactor: number,
    private readonly decay: number,
  ) {}

  grow(slots: number): void {
    const counts = new Uint8Array(slots);
    counts.set(this.counts);
    this.counts = counts;
    const periods = new Float64Array(slots);
    periods.set(this.periods);
    this.periods = periods;
  }

  added(slot: number, now: number): void {
    this.counts[slot] = FIRST;
    this.periods[slot] = this.periodAt(now);
  }

  used(slot: number, now: number): void {
    const count = this.count(slot, now);
    const above = Math.max(0, count - FIRST);
    const rises = count < MOST && this.rng.next() < 1 / (above * this.logFactor + 1);
    this.counts[slot] = rises ? count + 1 : count;
    this.periods[slot] = this.periodAt(now);
  }

  count(slot: number, now: number): number {
    return Math.max(0, this.counts[slot]! - (this.periodAt(now) - this.periods[slot]!));
  }

  private periodAt(now: number): number {
    return this.decay === 0 ? 0 : Math.floor(now / this.decay);
  }
}
