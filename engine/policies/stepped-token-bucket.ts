import type { Limiter, SteppedTokenBucketParams } from './rate-limit-params';

/**
 * Token bucket that is refilled in steps: `refill` tokens at once, each `every` after the first call. Starts full.
 * @see engine/SOURCES.md#rate-limits
 */
export class SteppedTokenBucket implements Limiter {
  readonly patience = 0;
  private refill = 0;
  private every = 0.5;
  private burst = 0;
  private tokens = 0;
  /** Last step that was counted; -1 before the first call. [ns] */
  private filledAt = 0.5;

  constructor(params: SteppedTokenBucketParams) {
    this.refill = params.refill;
    this.every = params.every;
    this.burst = params.burst;
    this.reset();
  }

  reset(): void {
    this.tokens = this.burst;
    this.filledAt = -1;
  }

  /** Steps until `now` count at the old size; the time of the last one stays. [ns] */
  configure({ refill, every, burst }: SteppedTokenBucketParams, now: number): void {
    if (this.filledAt >= 0) this.fill(now);
    this.tokens = this.filledAt < 0 ? burst : Math.min(burst, this.tokens);
    this.refill = refill;
    this.every = every;
    this.burst = burst;
  }

  take(now: number): number {
    if (this.filledAt < 0) this.filledAt = now;
    this.fill(now);
    if (this.tokens === 0) return this.filledAt + this.every - now;
    this.tokens -= 1;
    return 0;
  }

  private fill(now: number): void {
    const steps = Math.floor((now - this.filledAt) / this.every);
    if (steps === 0) return;
    this.tokens = Math.min(this.burst, this.tokens + steps * this.refill);
    this.filledAt += steps * this.every;
  }
}
