import type { OpossumParams } from '../breaker-params';
import { type BreakerState, CircuitBreaker, CLOSED, HALF_OPEN, OPEN } from './circuit-breaker';

/**
 * opossum's circuit breaker: a call counts when it is made, also one that is rejected, and its failure when it ends; opens above
 * the threshold, and a timer makes it half-open for one probe. Any call that ends then, also an old one, decides.
 * @see engine/SOURCES.md#circuit-breaker
 */
export class OpossumBreaker extends CircuitBreaker<OpossumParams> {
  private current: BreakerState = CLOSED;
  private params: OpossumParams;
  private openedAt = 0.5;
  /** Half-open, and nobody has probed yet. */
  private pendingClose = false;
  private window: RollingCounts;

  constructor(params: OpossumParams) {
    super();
    this.openedAt = 0;
    this.params = params;
    this.window = new RollingCounts(params);
  }

  configure(params: OpossumParams): void {
    this.params = params;
    this.window = new RollingCounts(params);
    if (this.current === OPEN) this.wakeBy(this.openedAt + params.resetTimeout);
  }

  reset(now: number): void {
    this.permit++;
    this.window = new RollingCounts(this.params);
    if (this.current !== CLOSED) this.enter(CLOSED, now);
  }

  allow(now: number): boolean {
    this.wake(now);
    this.window.fire(now);
    if (this.current === CLOSED) return true;
    if (!this.pendingClose) return false;
    this.pendingClose = false;
    return true;
  }

  record(now: number, ok: boolean, _duration: number, permit: number): void {
    if (permit !== this.permit) return;
    this.wake(now);
    const { window, params } = this;
    if (ok) {
      if (this.current === HALF_OPEN) this.enter(CLOSED, now);
      return;
    }
    window.fail(now);
    if (this.current === OPEN) return;
    const halfOpen = this.current === HALF_OPEN;
    if (!halfOpen && window.fires < params.volumeThreshold) return;
    if (halfOpen || (window.failures / window.fires) * 100 > params.errorThresholdPercentage) {
      this.trips++;
      this.openedAt = now;
      this.enter(OPEN, now);
    }
  }

  release(now: number, permit: number): void {
    if (permit !== this.permit) return;
    this.wake(now);
    if (this.current === HALF_OPEN) this.pendingClose = true;
  }

  state(now: number): BreakerState {
    return now >= this.wakeAt ? HALF_OPEN : this.current;
  }

  override wake(now: number): void {
    if (now >= this.wakeAt) this.enter(HALF_OPEN, this.wakeAt);
  }

  private enter(state: BreakerState, now: number): void {
    this.current = state;
    this.pendingClose = state === HALF_OPEN;
    this.wakeBy(state === OPEN ? now + this.params.resetTimeout : Infinity);
    this.onChange?.(now, state);
  }
}

/** Calls and failures over buckets of time; the present one is the newest of them. */
class RollingCounts {
  fires = 0;
  failures = 0;
  private readonly counts: Uint32Array;
  private readonly buckets: number;
  /** [ns] */
  private readonly width: number;
  private cursor = 0.5;

  constructor({ rollingCountTimeout, rollingCountBuckets }: OpossumParams) {
    this.buckets = rollingCountBuckets;
    // It counts in whole milliseconds, and a timer of less than one waits for one.
    this.width = Math.max(1, Math.floor(rollingCountTimeout / 1e6 / rollingCountBuckets)) * 1e6;
    this.counts = new Uint32Array(rollingCountBuckets * 2);
    this.cursor = 0;
  }

  fire(now: number): void {
    this.counts[this.bucket(now)]!++;
    this.fires++;
  }

  fail(now: number): void {
    this.counts[this.bucket(now) + 1]!++;
    this.failures++;
  }

  private bucket(now: number): number {
    const number = Math.floor(now / this.width);
    for (let gone = Math.max(this.cursor + 1, number - this.buckets + 1); gone <= number; gone++) {
      const at = (gone % this.buckets) * 2;
      this.fires -= this.counts[at]!;
      this.failures -= this.counts[at + 1]!;
      this.counts[at] = 0;
      this.counts[at + 1] = 0;
    }
    this.cursor = number;
    return (number % this.buckets) * 2;
  }
}
