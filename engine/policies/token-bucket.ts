import { type Nanos, type Rps, rps, timeFor } from '../core/units';
import type { Limiter, TokenBucketParams } from './rate-limit-params';

/**
 * Token bucket with continuous refill.
 * @see engine/SOURCES.md#token-bucket
 */
export class TokenBucket implements Limiter {
  readonly patience = 0;
  private rate: Rps = rps(0.5);
  private burst = 0.5;
  private initial = 0.5;
  // What the bucket held at `readAt`. A refused call leaves both alone, so polling cannot add up rounding errors.
  private tokens = 0.5;
  private readAt = 0.5;

  constructor(params: TokenBucketParams, now = 0) {
    this.rate = params.rate;
    this.burst = params.burst;
    this.initial = params.initial;
    this.reset(now);
  }

  reset(now: number): void {
    this.tokens = this.burst * this.initial;
    this.readAt = now;
  }

  /** Takes new parameters. Tokens earned until `now` are kept at the old rate, up to the new burst. [ns] */
  configure(params: TokenBucketParams, now: number = this.readAt): void {
    this.tokens = Math.min(params.burst, this.held(now));
    this.readAt = now;
    this.rate = params.rate;
    this.burst = params.burst;
    this.initial = params.initial;
  }

  /**
   * Takes a token if the bucket holds one at `now`. Refill is computed on read: idle costs nothing.
   * @returns 0 if taken, else the wait until a token exists [ns, >= 1]
   */
  take(now: number): Nanos {
    const held = this.held(now);
    if (held < 1) return timeFor(1 - held, this.rate);
    this.tokens = held - 1;
    this.readAt = now;
    return 0 as Nanos;
  }

  private held(now: number): number {
    return Math.min(this.burst, this.tokens + ((now - this.readAt) * this.rate) / 1e9);
  }
}
