import type { LeakyBucketParams, Limiter } from './rate-limit-params';

// Times are whole nanoseconds, so calls that come at just the rate may come a part of one too early. [ns]
const TICK = 1;
// Ten times a tenth must be one whole call, although it adds up to a little more. [ns]
const ROUNDING = 1e-3;

/**
 * Leaky bucket: calls flow in, and drain at `rate`. `burst` of them pass at once; a further one waits until it has drained that far, if no more
 * than `queue` wait, and else is refused. With no queue it is the meter of ATM's GCRA: a token bucket of size `burst` seen from the other side.
 * @see engine/SOURCES.md#rate-limits
 */
export class LeakyBucket implements Limiter {
  patience = 0.5;
  private rate = 0.5;
  private burst = 0.5;
  // Calls that came in since the bucket was empty last, and when that was: their difference has no rounding to add up.
  private inflow = 0.5;
  private emptyAt = 0.5;

  constructor({ rate, burst, queue = 0 }: LeakyBucketParams, now = 0) {
    this.rate = rate;
    this.burst = burst;
    this.patience = Math.ceil((queue * 1e9) / rate);
    this.reset(now);
  }

  reset(now: number): void {
    this.inflow = 0;
    this.emptyAt = now;
  }

  /** What is in the bucket drains at the new rate from now on; calls that wait keep the turn they have. [ns] */
  configure({ rate, burst, queue = 0 }: LeakyBucketParams, now: number): void {
    this.inflow = this.level(now);
    this.emptyAt = now;
    this.rate = rate;
    this.burst = burst;
    this.patience = Math.ceil((queue * 1e9) / rate);
  }

  take(now: number): number {
    const level = this.level(now);
    if (level === 0) this.reset(now);
    const late = ((level + 1 - this.burst) * 1e9) / this.rate;
    const wait = late < TICK ? 0 : Math.ceil(late - ROUNDING);
    if (wait <= this.patience) this.inflow += 1;
    return wait;
  }

  /** Calls in the bucket. */
  private level(now: number): number {
    return Math.max(0, this.inflow - ((now - this.emptyAt) * this.rate) / 1e9);
  }
}
