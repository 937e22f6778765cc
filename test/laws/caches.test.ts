import { describe, expect, test } from 'vitest';
import type { Design, DesignNode } from '../../engine/design/schema';
import type { FigureId } from '../../engine/policies/figures';
import { parameter, theory } from './analytic';
import { delay, design, link } from './designs';
import { latency, node } from './measures';
import { disagreements, LONG, prepareEngine, writtenDown } from './replications';

prepareEngine();

type Cache = Extract<DesignNode, { kind: 'cache' }>;
type Contents = NonNullable<NonNullable<Cache['params']>['contents']>;
type Entities = NonNullable<NonNullable<Extract<DesignNode, { kind: 'client' }>['params']>['entities']>;

interface Load {
  /** [1/s] */
  readonly rate: number;
  readonly entities: Entities;
  readonly lookupTime?: string;
  readonly loadTime?: string;
}

/** Clients, a cache that takes no time unless told, and the source that it reads through to. */
const readThrough = (contents: Contents, { rate, entities, lookupTime = '0ms', loadTime = '0ms' }: Load): Design =>
  design(
    [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate }, entities } },
      { id: 'cache', kind: 'cache', params: { workers: 10_000, lookupTime, contents } },
      delay('source', loadTime),
    ],
    [link('clients', 'cache'), link('cache', 'source')],
  );

/** The same with the cache beside it: a service looks up, and loads and fills the cache itself when it misses. */
const besideIt = (contents: Contents, { rate, entities, loadTime = '0ms' }: Load): Design =>
  design(
    [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate }, entities } },
      {
        ...delay('shop', '0ms'),
        operations: [
          {
            name: 'ask',
            steps: [
              {
                kind: 'choose',
                by: 'cache-hit',
                link: 'shop-cache',
                singleFlight: true,
                hit: [],
                miss: [
                  { kind: 'call', link: 'shop-source' },
                  { kind: 'write', link: 'shop-cache' },
                ],
              },
            ],
          },
        ],
      },
      { id: 'cache', kind: 'cache', params: { workers: 10_000, lookupTime: '0ms', contents } },
      delay('source', loadTime),
    ],
    [link('clients', 'shop'), link('shop', 'cache'), link('shop', 'source')],
  );

const figureOf = (id: FigureId | 'hit-ratio') =>
  node('cache', ({ figures = [] }) => {
    const found = figures.find((line) => line.id === id);
    if (found?.kind === 'share') return found.share;
    return found?.kind === 'count' ? found.rate : null;
  });
const hitRatio = figureOf('hit-ratio');
const ratio = (a: FigureId, b: FigureId) => (report: Parameters<typeof hitRatio>[0]) =>
  (figureOf(a)(report) ?? NaN) / (figureOf(b)(report) ?? NaN);

describe.each(['cache_zipf_N10000_s0.8_C500', 'cache_zipf_N10000_s1.0_C500', 'cache_zipf_N10000_s1.2_C500'])('%s', (name) => {
  const entities: Entities = { kind: 'zipf', count: parameter(name, 'keys'), skew: parameter(name, 'zipf_exponent') };
  const capacity = parameter(name, 'capacity_entries');

  // LFU needs time to learn who is popular; the others forget within a few thousand look-ups.
  test.each([
    ['LRU', { kind: 'lru' }, 'hit_ratio_lru_che', 1.5],
    ['FIFO', { kind: 'fifo' }, 'hit_ratio_fifo_or_random_che', 1.5],
    ['random', { kind: 'random' }, 'hit_ratio_fifo_or_random_che', 1.5],
    ['LFU that remembers', { kind: 'lfu', remembered: 10_000 }, 'hit_ratio_perfect_lfu', 40],
  ] as const)('%s', { timeout: LONG }, async (_, eviction, law, warmup) => {
    const cached = readThrough({ capacity, eviction }, { rate: 10_000, entities });
    expect(
      await disagreements(cached, { seconds: 1.5, warmup }, [{ what: `${name} hit ratio`, theory: theory(name, law), measured: hitRatio }]),
    ).toEqual([]);
  });
});

describe('time to live', () => {
  const name = 'cache_ttl_zipf';
  const keys = parameter(name, 'keys');
  const load: Load = {
    rate: parameter(name, 'request_rate_per_s'),
    entities: { kind: 'zipf', count: keys, skew: parameter(name, 'zipf_exponent') },
  };

  test.each([
    { renewOnHit: false, law: 'hit_ratio_ttl_not_refreshed' },
    { renewOnHit: true, law: 'hit_ratio_ttl_reset_on_hit' },
  ])('begins anew with each hit: $renewOnHit', { timeout: LONG }, async ({ renewOnHit, law }) => {
    const cached = readThrough({ capacity: keys, ttl: `${parameter(name, 'ttl_s')}s`, renewOnHit }, load);
    expect(
      await disagreements(cached, { seconds: 30, warmup: 60 }, [
        { what: `${name} hit ratio`, theory: theory(name, law), measured: hitRatio },
      ]),
    ).toEqual([]);
  });
});

describe('misses of one key at the same time', () => {
  const name = 'cache_singleflight_refresh_rate';
  const load: Load = {
    rate: parameter(name, 'key_request_rate_per_s'),
    entities: { kind: 'uniform', count: 1 },
    loadTime: `${parameter(name, 'load_time_s')}s`,
  };
  const contents: Contents = { capacity: 1, ttl: `${parameter(name, 'ttl_s')}s` };

  test('with single flight: one load an expiry', { timeout: LONG }, async () => {
    expect(
      await disagreements(readThrough({ ...contents, singleFlight: true }, load), { seconds: 100, warmup: 10 }, [
        { what: `${name} loads`, theory: theory(name, 'db_loads_per_s'), measured: node('source', (n) => n.rate) },
      ]),
    ).toEqual([]);
  });

  test('with single flight beside the cache: one load an expiry too', { timeout: LONG }, async () => {
    expect(
      await disagreements(besideIt(contents, load), { seconds: 100, warmup: 10 }, [
        { what: `${name} loads beside it`, theory: theory(name, 'db_loads_per_s'), measured: node('source', (n) => n.rate) },
      ]),
    ).toEqual([]);
  });

  test('without: all that come while it loads', { timeout: LONG }, async () => {
    expect(
      await disagreements(readThrough(contents, load), { seconds: 2000, warmup: 10 }, [
        {
          what: `${name} loads an expiry`,
          theory: theory(name, 'db_loads_per_expiry_without_coalescing'),
          measured: ratio('loads', 'expired'),
        },
      ]),
    ).toEqual([]);
  });
});

test('reading through a cache that holds 800 of 1,000 equal keys takes Lc + (1 − h) · Ldb', { timeout: LONG }, async () => {
  const name = 'cache_aside_latency';
  const cached = readThrough(
    { capacity: 1000 * parameter(name, 'hit_ratio'), eviction: { kind: 'random' } },
    {
      rate: 200,
      entities: { kind: 'uniform', count: 1000 },
      lookupTime: `${parameter(name, 'cache_latency_s')}s`,
      loadTime: `${parameter(name, 'db_latency_s')}s`,
    },
  );
  expect(
    await disagreements(cached, { seconds: 60, warmup: 60 }, [
      { what: `${name} latency [ms]`, theory: theory(name, 'mean_latency_s') * 1000, measured: latency },
    ]),
  ).toEqual([]);
});

describe('writes past the cache', () => {
  test('with w writes a second and a time to live of T, 1 − (1 − e^(−wT)) / wT of the hits are stale', { timeout: LONG }, async () => {
    // Hits on an entry come evenly over its life, and at age a it is stale with probability 1 − e^(−wa).
    const [writes, ttl] = [0.5, 2];
    const cached = readThrough({ capacity: 1, ttl: `${ttl}s` }, { rate: 100, entities: { kind: 'uniform', count: 1 } });
    const past: Design = {
      ...cached,
      nodes: [
        ...cached.nodes!.filter(({ id }) => id !== 'source'),
        { id: 'editors', kind: 'client', params: { traffic: { kind: 'open', rate: writes }, entities: { kind: 'uniform', count: 1 } } },
        { ...delay('editor', '0ms'), operations: [{ name: 'edit', steps: [{ kind: 'write', link: 'editor-source' }] }] },
        { id: 'source', kind: 'database', params: { connections: 1000, queryTime: '0ms' } },
      ],
      links: [...cached.links!, link('editors', 'editor'), link('editor', 'source')],
    };
    const wT = writes * ttl;
    expect(
      await disagreements(past, { seconds: 1000, warmup: 10 }, [
        { what: 'stale share of hits', theory: 1 - (1 - Math.exp(-wT)) / wT, measured: ratio('stale-hits', 'hits') },
      ]),
    ).toEqual([]);
  });
});

writtenDown();
