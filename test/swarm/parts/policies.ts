import type { DesignLink } from '../../../engine/design/schema';
import { causes } from '../../../engine/policies/causes';
import type { Draw } from '../draw';
import { randomBreaker } from './breakers';
import { randomRateLimit } from './rate-limits';

type Policy = NonNullable<DesignLink['policy']>;

export const randomPolicy = (draw: Draw): Policy => ({
  ...draw.maybe(0.25, () => ({ scope: 'each-replica' as const })),
  ...draw.maybe(0.2, () => ({ propagateDeadline: false })),
  ...draw.maybe(0.15, () => ({ rateLimit: randomRateLimit(draw) })),
  ...draw.maybe(0.4, () => ({ retry: randomRetry(draw) })),
  ...draw.maybe(0.3, () => ({ breaker: randomBreaker(draw) })),
  ...draw.maybe(0.3, () => ({ bulkhead: randomBulkhead(draw) })),
  ...draw.maybe(0.25, () => ({ hedge: randomHedge(draw) })),
  ...draw.maybe(0.15, () => ({ throttle: { k: draw.between(1, 3), window: draw.one(['1s', '10s']) } })),
  ...draw.maybe(0.2, () => ({ concurrencyLimit: randomConcurrencyLimit(draw) })),
  ...draw.maybe(0.3, () => ({ hangUpAtDeadline: true })),
  ...draw.maybe(0.6, () => ({ timeout: draw.one(['1ms', '5ms', '20ms', '200ms']) })),
  ...draw.maybe(0.5, () => ({ cancelOnTimeout: true })),
  ...draw.maybe(0.2, () => ({ fallback: { time: draw.one(['0ms', '2ms']) } })),
});

const randomRetry = (draw: Draw): NonNullable<Policy['retry']> => ({
  attempts: draw.int(2, 3),
  backoff: draw.one(['0ms', '1ms', '30ms']),
  factor: draw.one([1, 2]),
  cap: '100ms',
  jitter: draw.one(['none', 'full', 'equal', 'decorrelated', 'polly-v2', 'exponential']),
  ...draw.maybe(0.3, () => ({ on: [...causes] })),
  ...draw.maybe(0.5, () => ({ budget: { ratio: draw.between(0, 1), cap: draw.int(1, 20) } })),
});

const randomBulkhead = (draw: Draw): NonNullable<Policy['bulkhead']> => ({
  limit: draw.int(1, 8),
  queue: draw.int(0, 5),
  maxWait: draw.one(['0ms', '5ms', '100ms']),
  ...draw.maybe(0.3, () => ({ spacing: draw.one(['1us', '1ms', '30ms', '1s']) })),
});

const randomHedge = (draw: Draw): NonNullable<Policy['hedge']> => ({
  after: draw.one([
    { kind: 'delay', delay: draw.one(['1us', '1ms', '10ms']) },
    { kind: 'percentile', percentile: draw.between(50, 99), start: '5ms' },
  ] as const),
  max: draw.int(1, 3),
  budget: draw.one([0.1, 1]),
  cancelLoser: draw.chance(0.5),
});

export const randomConcurrencyLimit = (draw: Draw): NonNullable<Policy['concurrencyLimit']> => ({
  kind: draw.one(['aimd', 'gradient'] as const),
  initialLimit: draw.int(1, 10),
  maxLimit: draw.int(1, 30),
});
