import type { RateLimitParams } from '../../policies/rate-limit-params';

/** Calls a second that a limit lets pass in the long run, all callers together; null where it counts by tenant or entity, or there is none. [1/s] */
export function limitRate(limit: RateLimitParams | undefined): number | null {
  if (!limit || limit.per !== 'all' || limit.scope === 'each-replica') return null;
  return ownRate(limit);
}

/** Calls a second that one count of a limit lets pass in the long run. [1/s] */
export function ownRate(limit: RateLimitParams): number {
  switch (limit.kind) {
    case 'token-bucket':
    case 'gcra':
    case 'leaky-bucket':
      return limit.rate;
    case 'stepped-token-bucket':
      return (limit.refill * 1e9) / limit.every;
    case 'windowed-token-bucket':
    case 'fixed-window':
    case 'sliding-log':
    case 'sliding-counter':
      return (limit.limit * 1e9) / limit.window;
  }
}
