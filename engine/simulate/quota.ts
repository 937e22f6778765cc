import { rps } from '../core/units';
import { TokenBucket } from '../policies/token-bucket';

/** Quotas that faults put on the calls of a node, whatever limit it has of its own. A call must pass all of them. */
export class Quota {
  readonly buckets: TokenBucket[] = [];

  /** @param now [ns] @returns whether a call may come in */
  admits(now: number): boolean {
    for (const bucket of this.buckets) if (bucket.take(now) > 0) return false;
    return true;
  }
}

/** As many calls per second as `rate`, and as many at once as a second brings. */
export const quotaBucket = (rate: number, now: number): TokenBucket =>
  new TokenBucket({ rate: rps(rate), burst: Math.max(1, rate), initial: 1 }, now);
