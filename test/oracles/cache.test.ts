import { describe, expect, test } from 'vitest';
import { Rng } from '../../engine/core/rng';
import { type EvictionParams, zEviction } from '../../engine/policies/cache-params';
import { CacheTable } from '../../engine/policies/cache/cache-table';
import { EntityDraw } from '../../engine/policies/entities';
import { NANOS_PER_MS, trace } from './traces';

interface LruTrace {
  readonly scenarios: {
    /** Key, hit, evicted key or -1. */
    readonly lru_max15_zipf09_60keys: { readonly steps: readonly (readonly [number, number, number])[] };
    /** Time, key, hit. */
    readonly lru12_ttl1000_no_refresh: { readonly steps: readonly (readonly [number, number, number])[] };
    readonly lru12_ttl1000_updateAgeOnGet: { readonly steps: readonly (readonly [number, number, number])[] };
  };
  readonly steadyStateHitRatios_zipf: { readonly ratios: Readonly<Record<string, number>> };
}
interface RedisTrace {
  readonly results: readonly {
    readonly policy: 'allkeys-lru' | 'allkeys-lfu' | 'allkeys-random';
    readonly maxmemorySamples: number;
    readonly keys: number;
    readonly zipf: number;
    readonly requests: number;
    readonly warmup: number;
    readonly meanEntriesHeld: number;
    readonly hitRatio: number;
    readonly cheLRU: number;
  }[];
}

const tableOf = (capacity: number, eviction: EvictionParams, renewOnHit = false, seed = 1) =>
  new CacheTable({ capacity, eviction, renewOnHit }, Rng.root(seed));
/** Looks a key up, and keeps it when it is not there. */
function ask(table: CacheTable, key: number, now = 0, life = Infinity): boolean {
  if (table.find(key, now) >= 0) return true;
  table.put(key, 0, false, life, now);
  return false;
}

describe('npm lru-cache', () => {
  const { scenarios, steadyStateHitRatios_zipf } = trace<LruTrace>('cache_lru-cache');

  test('LRU: every hit and every eviction agrees', () => {
    const { steps } = scenarios.lru_max15_zipf09_60keys;
    const table = tableOf(15, { kind: 'lru' });
    const ours = steps.map(([key]) => {
      const hit = ask(table, key);
      return [key, hit ? 1 : 0, hit ? -1 : table.evicted];
    });
    expect(ours).toHaveLength(600);
    expect(ours).toEqual(steps);
  });

  test.each([
    ['counted from when it was put', scenarios.lru12_ttl1000_no_refresh.steps, false],
    ['counted from when it was last found', scenarios.lru12_ttl1000_updateAgeOnGet.steps, true],
  ] as const)('time to live %s: every decision agrees', (_, steps, renewOnHit) => {
    const table = tableOf(12, { kind: 'lru' }, renewOnHit);
    const ours = steps.map(([t, key]) => [t, key, ask(table, key, t * NANOS_PER_MS, 1000 * NANOS_PER_MS) ? 1 : 0]);
    expect(ours).toHaveLength(500);
    expect(ours).toEqual(steps);
    expect(table.expired).toBeGreaterThan(10);
  });

  test.each(Object.entries(steadyStateHitRatios_zipf.ratios))('hit ratio in the long run, %s', (name, ratio) => {
    // Method: 300,000 seeded look-ups after 100,000. The reference says ± 0.002 of itself; so do we of ourselves.
    const [, keys, skew, capacity] = /^N(\d+)_s([\d.]+)_C(\d+)$/.exec(name)!;
    const found = hitRatio(tableOf(Number(capacity), { kind: 'lru' }), {
      keys: Number(keys),
      skew: Number(skew),
      warmup: 100_000,
      n: 300_000,
    });
    expect(Math.abs(found - ratio)).toBeLessThan(0.004);
  });
});

interface Load {
  readonly keys: number;
  readonly skew: number;
  readonly warmup: number;
  readonly n: number;
  /** Between two look-ups. [ns] */
  readonly gap?: number;
}

function hitRatio(table: CacheTable, { keys, skew, warmup, n, gap = 1000 }: Load): number {
  const draw = new EntityDraw({ kind: 'zipf', count: keys, skew }, Rng.root(7).fork('keys'));
  let hits = 0;
  for (let i = 0; i < warmup + n; i++) {
    const hit = ask(table, draw.draw(), i * gap);
    if (hit && i >= warmup) hits += 1;
  }
  return hits / n;
}

describe('Redis 7', () => {
  const { results } = trace<RedisTrace>('cache_redis_eviction');
  const [lru5, lru10, lfu5, random] = results;
  const run = (at: (typeof results)[number] | undefined, eviction: object, gap?: number) => {
    const { keys, zipf, requests, warmup, meanEntriesHeld } = at!;
    const table = tableOf(meanEntriesHeld, zEviction.parse(eviction));
    return hitRatio(table, { keys, skew: zipf, warmup, n: requests - warmup, ...(gap !== undefined && { gap }) });
  };

  // Method: as many seeded look-ups as the reference's, over as many entries as it held on average. Redis draws its samples from neighbouring
  // buckets, not evenly, and holds now more, now fewer entries; hence the width.
  test.each([
    ['LFU by samples of five', lfu5, { kind: 'sampled-lfu' }],
    ['random', random, { kind: 'random' }],
  ])('%s: the same hit ratio within 0.006', (_, expected, eviction) => {
    expect(Math.abs(run(expected, eviction) - expected!.hitRatio)).toBeLessThan(0.006);
  });

  test('LRU by samples: one pace of the look-ups explains the hit ratios of five and of ten', () => {
    // The reference says that its clock of one second was slow for its load, not how fast the load was. At 60,000 look-ups a second both agree.
    const gap = 1e9 / 60_000;
    expect(Math.abs(run(lru5, { kind: 'sampled-lru' }, gap) - lru5!.hitRatio)).toBeLessThan(0.004);
    expect(Math.abs(run(lru10, { kind: 'sampled-lru', samples: 10 }, gap) - lru10!.hitRatio)).toBeLessThan(0.004);
  });

  test('LRU by samples with a clock that is fine enough comes close to real LRU, the closer the more samples', () => {
    const missing = [1, 5, 10].map((samples) => lru5!.cheLRU - run(lru5, { kind: 'sampled-lru', samples, clock: '1us' }));
    expect(missing[0]).toBeGreaterThan(missing[1]!);
    expect(missing[1]).toBeGreaterThan(missing[2]!);
    expect(Math.abs(missing[2]!)).toBeLessThan(0.003);
  });
});
