import type { Rng } from '../core/rng';
import type { ThrottleParams } from './throttle-params';

const SLOTS = 60;

/**
 * Client-side throttling: of the attempts, max(0, (requests − k · accepts) / (requests + 1)) are refused before they are sent, where requests
 * are those that ended, and those that were refused here. Under an overload it sends k times what gets accepted.
 * @see engine/SOURCES.md#client-side-throttling
 */
export class Throttle {
  private k = 1.5;
  private width = 0.5;
  private requests = 0;
  private accepts = 0;
  private readonly slots = new Uint32Array(SLOTS * 2);
  private cursor = 0.5;

  constructor(
    params: Pick<ThrottleParams, 'k' | 'window'>,
    private readonly rng: Rng,
  ) {
    this.cursor = 0;
    this.configure(params);
  }

  /** Takes new parameters; another window forgets what was counted. */
  configure({ k, window }: Pick<ThrottleParams, 'k' | 'window'>): void {
    this.k = k;
    const width = window / SLOTS;
    if (width === this.width) return;
    this.width = width;
    this.cursor = 0;
    this.requests = 0;
    this.accepts = 0;
    this.slots.fill(0);
  }

  /** Whether an attempt may be sent; one that may not is counted here, one that may when it ends. [ns] */
  allow(now: number): boolean {
    this.slotAt(now);
    const excess = this.requests - this.k * this.accepts;
    if (excess <= 0 || this.rng.next() * (this.requests + 1) >= excess) return true;
    this.record(now, false);
    return false;
  }

  /** An attempt has ended. [ns] */
  record(now: number, accepted: boolean): void {
    const at = this.slotAt(now);
    this.requests++;
    this.slots[at]!++;
    if (!accepted) return;
    this.accepts++;
    this.slots[at + 1]!++;
  }

  private slotAt(now: number): number {
    const slot = Math.floor(now / this.width);
    for (let gone = Math.max(this.cursor + 1, slot - SLOTS + 1); gone <= slot; gone++) {
      const at = (gone % SLOTS) * 2;
      this.requests -= this.slots[at]!;
      this.accepts -= this.slots[at + 1]!;
      this.slots[at] = 0;
      this.slots[at + 1] = 0;
    }
    this.cursor = slot;
    return (slot % SLOTS) * 2;
  }
}
