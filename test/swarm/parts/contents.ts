import type { DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';

type CacheParams = NonNullable<Extract<DesignNode, { kind: 'cache' }>['params']>;

/** What the edge of a CDN keeps. */
export const randomEdge = (draw: Draw) => ({
  capacity: draw.one([1, 5, 100, 10_000]),
  eviction: draw.one([
    { kind: 'lru' },
    { kind: 'fifo' },
    { kind: 'random' },
    { kind: 'lfu', remembered: draw.one([0, 3, 1000]) },
    { kind: 'sampled-lru', samples: draw.int(1, 10), clock: draw.one(['1us', '1s']) },
    { kind: 'sampled-lfu', decay: draw.one(['0ms', '100ms']) },
  ] as const),
  ...draw.maybe(0.6, () => ({ ttl: draw.one(['1us', '20ms', '500ms']), ttlJitter: draw.one([0, 0.5, 1]) })),
  renewOnHit: draw.chance(0.3),
  singleFlight: draw.chance(0.5),
  absentShare: draw.one([0, 0, 0.3, 1]),
  ...draw.maybe(0.3, () => ({ negativeTtl: draw.one(['1ms', '300ms']) })),
});

/** What a cache keeps, key by key. */
export const randomContents = (draw: Draw): NonNullable<CacheParams['contents']> => ({
  ...randomEdge(draw),
  writes: draw.one(['through', 'around', 'behind', 'behind']),
  flushAfter: draw.one(['1us', '5ms', '700ms']),
  buffer: draw.one([1, 4, 1000]),
  flushAttempts: draw.one([1, 3]),
});
