import { FixedWindow } from './fixed-window';
import { LeakyBucket } from './leaky-bucket';
import type { Limiter, RateLimitParams } from './rate-limit-params';
import { SlidingCounter } from './sliding-counter';
import { SlidingLog } from './sliding-log';
import { SteppedTokenBucket } from './stepped-token-bucket';
import { TokenBucket } from './token-bucket';
import { WindowedTokenBucket } from './windowed-token-bucket';

/** The limiter that these parameters describe, new at `now`. [ns] */
export function newLimiter(params: RateLimitParams, now: number): Limiter {
  switch (params.kind) {
    case 'token-bucket':
      return new TokenBucket(params, now);
    case 'stepped-token-bucket':
      return new SteppedTokenBucket(params);
    case 'windowed-token-bucket':
      return new WindowedTokenBucket(params, now);
    case 'gcra':
    case 'leaky-bucket':
      return new LeakyBucket(params, now);
    case 'fixed-window':
      return new FixedWindow(params);
    case 'sliding-log':
      return new SlidingLog(params);
    case 'sliding-counter':
      return new SlidingCounter(params);
  }
}
