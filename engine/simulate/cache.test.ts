import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import { type Design, type DesignLink, type DesignNode, zFault } from '../design/schema';
import { figure, type FigureId } from '../policies/figures';
import type { StepInput } from '../design/step-schema';
import { Simulation } from './simulation';

type Cache = Extract<DesignNode, { kind: 'cache' }>;
type Contents = NonNullable<NonNullable<Cache['params']>['contents']>;
type Client = NonNullable<Extract<DesignNode, { kind: 'client' }>['params']>;

interface Shop {
  readonly contents?: Contents;
  readonly traffic?: Client['traffic'];
  readonly entities?: Client['entities'];
  readonly steps?: 'read' | 'write' | 'aside';
  readonly policy?: DesignLink['policy'];
  /** Of the link from the cache to the source. */
  readonly toSource?: DesignLink['policy'];
  readonly loadTime?: string;
  readonly errorRate?: number;
}

/** Users → shop → cache → source: one thing, asked for every 10 ms, that takes 100 ms to load. */
function shop({ contents = { capacity: 100 }, steps = 'read', loadTime = '100ms', errorRate = 0, ...more }: Shop): Design {
  const { traffic = { kind: 'open', rate: 100, arrivals: 'constant' }, entities = { kind: 'uniform', count: 1 } } = more;
  return {
    version: 1,
    name: 'shop',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic, entities } },
      {
        id: 'shop',
        kind: 'service',
        params: { mode: 'async', workers: 1000, serviceTime: '0ms' },
        operations: [
          {
            name: 'ask',
            steps:
              steps === 'aside'
                ? [
                    {
                      kind: 'choose',
                      by: 'cache-hit',
                      link: 'look',
                      hit: [],
                      miss: [
                        { kind: 'call', link: 'direct' },
                        { kind: 'write', link: 'look' },
                      ],
                    },
                  ]
                : [{ kind: steps, link: 'look' }],
          },
        ],
      },
      { id: 'cache', kind: 'cache', params: { workers: 10_000, lookupTime: '0ms', contents } },
      { id: 'source', kind: 'database', params: { connections: 10_000, queryTime: loadTime, errorRate } },
    ],
    links: [
      { id: 'enter', from: 'users', to: 'shop', protocol: 'local' },
      { id: 'look', from: 'shop', to: 'cache', protocol: 'local', policy: more.policy ?? {} },
      steps === 'aside'
        ? { id: 'direct', from: 'shop', to: 'source', protocol: 'local' }
        : { id: 'load', from: 'cache', to: 'source', protocol: 'local', policy: more.toSource ?? {} },
    ],
  };
}

function simulate(design: Design, until: number, seed = 1) {
  const simulation = new Simulation(resolved(design), seed);
  simulation.runUntil(until * 1e9);
  return simulation;
}
function resolved(design: Design) {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const figuresOf = (simulation: Simulation) => simulation.model.node('cache')!.stats.figures!;
const count = (simulation: Simulation, id: FigureId): number => figuresOf(simulation).values[figure[id]]!;
const counts = (simulation: Simulation, ...ids: FigureId[]) => Object.fromEntries(ids.map((id) => [id, count(simulation, id)]));
const source = (simulation: Simulation) => simulation.model.node('source')!.stats;
const journey = (simulation: Simulation) => simulation.model.journeys[0]!.stats;
const crash = (simulation: Simulation) =>
  simulation.inject(zFault.parse({ id: 'crash', action: 'replica-crash', target: { node: 'cache' }, params: {} }));

describe('reading through', () => {
  test('the first ten look-ups all miss and all load, then it hits until it expires', () => {
    const contents: Contents = { capacity: 10, ttl: '1s' };
    // Asked every 10 ms from 10 ms on; loads that began at 10 … 100 ms are back at 110 … 200 ms, the last one good up to 1.2 s.
    const simulation = simulate(shop({ contents }), 1.2);
    expect(counts(simulation, 'hits', 'misses', 'loads', 'coalesced', 'expired')).toEqual({
      hits: 110,
      misses: 10,
      loads: 10,
      coalesced: 0,
      expired: 0,
    });
    expect(source(simulation).arrived).toBe(10);
    simulation.runUntil(1.25e9);
    expect(counts(simulation, 'expired', 'loads')).toEqual({ expired: 1, loads: 15 });
  });

  test('with single flight there is one load, whose answer all get', () => {
    const simulation = simulate(shop({ contents: { capacity: 10, singleFlight: true } }), 1.005);
    expect(counts(simulation, 'misses', 'loads', 'coalesced', 'hits')).toEqual({ misses: 10, loads: 1, coalesced: 9, hits: 90 });
    expect(source(simulation).arrived).toBe(1);
    expect(journey(simulation)).toMatchObject({ arrived: 100, ok: 100 });
    // Whoever waited for a load got the answer when it came.
    expect(simulation.model.link('enter')!.stats.duration.max).toBe(100e6);
  });

  test('a load that fails fails for all who waited, each with its cause, and leaves nothing', () => {
    const simulation = simulate(shop({ contents: { capacity: 10, singleFlight: true }, errorRate: 1 }), 1.005);
    expect(count(simulation, 'hits')).toBe(0);
    expect(count(simulation, 'entries')).toBe(0);
    const { arrived, ok, failed } = journey(simulation);
    expect([ok, failed > 80, arrived]).toEqual([0, true, 100]);
    // The database is to blame for all of them, not the cache.
    expect(source(simulation).blamed).toBe(failed);
  });

  test('who loads may give up: the first of those who wait loads in its place', () => {
    // Each caller waits 35 ms and then tells the cache to stop; a load takes 100 ms: nobody ever gets it.
    const policy = { timeout: '35ms', cancelOnTimeout: true };
    const loading = shop({ contents: { capacity: 10, singleFlight: true }, policy, toSource: { cancelOnTimeout: true } });
    const simulation = simulate(loading, 1.005);
    expect(journey(simulation).ok).toBe(0);
    expect(count(simulation, 'loads')).toBe(1);
    expect(source(simulation).arrived).toBeGreaterThan(20);
    // One at a time, whoever does it.
    expect(simulation.model.link('load')!.stats.inFlight).toBe(1);
    expect(simulation.model.node('cache')!.stats.inSystem).toBeLessThanOrEqual(4);
  });

  test('a crash empties it, loads and waits included', () => {
    const simulation = simulate(shop({ contents: { capacity: 10, singleFlight: true } }), 0.5);
    expect(count(simulation, 'entries')).toBe(1);
    crash(simulation);
    expect(count(simulation, 'entries')).toBe(0);
    simulation.runUntil(0.705e9);
    simulation.heal('crash');
    simulation.runUntil(0.755e9);
    expect(counts(simulation, 'hits', 'loads')).toEqual({ hits: 40, loads: 2 });
    crash(simulation);
    expect(simulation.model.node('cache')!.stats.inSystem).toBe(0);
    simulation.heal('crash');
    simulation.runUntil(1.2e9);
    expect(counts(simulation, 'loads', 'entries')).toEqual({ loads: 3, entries: 1 });
  });

  test('keys without anything are asked for each time, unless it remembers that', () => {
    const entities: Client['entities'] = { kind: 'uniform', count: 1000 };
    const absent = (more: object) =>
      simulate(shop({ contents: { capacity: 1000, absentShare: 0.3, ...more }, entities, loadTime: '0ms' }), 100);
    const [without, remembering] = [absent({}), absent({ negativeTtl: '1h' })];
    // 10,000 look-ups of 1,000 keys: all known in the end but the 30 %.
    expect(count(without, 'entries') / 1000).toBeCloseTo(0.7, 1);
    expect(count(without, 'misses')).toBeGreaterThan(3000);
    expect(count(remembering, 'entries')).toBeGreaterThan(990);
    expect(count(remembering, 'misses')).toBeLessThanOrEqual(1000);
    expect(count(remembering, 'negative-hits') / count(remembering, 'hits')).toBeCloseTo(0.3, 1);
  });
});

describe('a cache that its callers fill', () => {
  test('look-ups miss until somebody has put the answer there', () => {
    const simulation = simulate(shop({ steps: 'aside' }), 1.005);
    expect(counts(simulation, 'hits', 'misses', 'loads')).toEqual({ hits: 90, misses: 10, loads: 0 });
    expect(source(simulation).arrived).toBe(10);
  });
});

describe('writing', () => {
  const writes = (contents: Partial<Contents>, more: Shop = {}) =>
    shop({ contents: { capacity: 100, ...contents }, steps: 'write', ...more });

  test('through: the source first, then the entry', () => {
    const simulation = simulate(writes({ writes: 'through' }), 0.105);
    expect(journey(simulation).ok).toBe(0);
    expect(count(simulation, 'entries')).toBe(0);
    simulation.runUntil(0.115e9);
    expect(journey(simulation).ok).toBe(1);
    expect(count(simulation, 'entries')).toBe(1);
  });

  test('around: the source, and the entry goes', () => {
    const simulation = simulate(writes({ writes: 'around' }), 0.5);
    expect(journey(simulation).ok).toBeGreaterThan(30);
    expect(count(simulation, 'entries')).toBe(0);
  });

  test('behind: acknowledged at once, and those of one key go as one', () => {
    const simulation = simulate(writes({ writes: 'behind', flushAfter: '1s' }), 1.005);
    expect(journey(simulation)).toMatchObject({ arrived: 100, ok: 100 });
    expect(source(simulation).arrived).toBe(0);
    expect(counts(simulation, 'writes-behind', 'unwritten', 'flushed')).toEqual({ 'writes-behind': 100, unwritten: 100, flushed: 0 });
    // Sent at 1.01 s; what came until 1.11 s waits for the next time.
    simulation.runUntil(1.115e9);
    expect(source(simulation).arrived).toBe(1);
    expect(count(simulation, 'flushed')).toBe(100);
    expect(count(simulation, 'unwritten')).toBe(11);
  });

  test('behind: a crash loses what was acknowledged and not written, and counts it', () => {
    const entities: Client['entities'] = { kind: 'uniform', count: 50 };
    const simulation = simulate(writes({ writes: 'behind', flushAfter: '300ms' }, { entities }), 2.3051);
    const unwritten = count(simulation, 'unwritten');
    expect(unwritten).toBeGreaterThan(10);
    expect(count(simulation, 'lost-writes')).toBe(0);
    crash(simulation);
    expect(counts(simulation, 'lost-writes', 'unwritten', 'entries')).toEqual({ 'lost-writes': unwritten, unwritten: 0, entries: 0 });
    expect(count(simulation, 'writes-behind')).toBe(count(simulation, 'flushed') + unwritten);
    simulation.heal('crash');
    simulation.runUntil(6e9);
    const { 'writes-behind': all, ...rest } = counts(simulation, 'writes-behind', 'flushed', 'lost-writes', 'unwritten');
    expect(Object.values(rest).reduce((sum, n) => sum + n, 0)).toBe(all);
  });

  test('behind: a write that the source never takes is given up after its attempts', () => {
    const simulation = simulate(
      writes(
        { writes: 'behind', flushAfter: '100ms', flushAttempts: 3 },
        { errorRate: 1, traffic: { kind: 'open', rate: 1, arrivals: 'constant' } },
      ),
      2.005,
    );
    expect(source(simulation).arrived).toBe(3);
    expect(counts(simulation, 'lost-writes', 'unwritten', 'entries')).toEqual({ 'lost-writes': 1, unwritten: 1, entries: 1 });
  });

  test('behind: with a full buffer a write waits for the source itself', () => {
    const entities: Client['entities'] = { kind: 'uniform', count: 1000 };
    const simulation = simulate(writes({ writes: 'behind', flushAfter: '1h', buffer: 20 }, { entities }), 5);
    expect(count(simulation, 'unwritten')).toBeGreaterThanOrEqual(20);
    expect(count(simulation, 'unwritten')).toBeLessThan(60);
    expect(source(simulation).arrived).toBe(500 - count(simulation, 'writes-behind'));
  });
});

describe('versions', () => {
  /** Each request writes the thing to the source, past the cache or through it, waits, and reads it through the cache. */
  const writeAndRead = (
    contents: Contents,
    write: 'past' | 'past, then removed' | 'through',
    consistency: 'any' | 'own-writes' | 'latest' = 'any',
  ) => {
    const base = shop({ contents, loadTime: '1ms', traffic: { kind: 'open', rate: 10, arrivals: 'constant' } });
    return simulate(
      {
        ...base,
        nodes: base.nodes!.map((node) =>
          node.kind === 'service'
            ? {
                ...node,
                operations: [
                  {
                    name: 'ask',
                    steps: [
                      { kind: 'write', link: write === 'through' ? 'look' : 'direct' },
                      ...(write === 'past, then removed' ? [{ kind: 'write', link: 'look', remove: true } as const] : []),
                      { kind: 'wait', time: '10ms' },
                      { kind: 'read', link: 'look', consistency },
                    ],
                  },
                ],
              }
            : node,
        ),
        links: [...base.links!, { id: 'direct', from: 'shop', to: 'source', protocol: 'local' }],
      },
      10.05,
    );
  };

  test('what was written past it is stale from then on, and each reader misses what it wrote', () => {
    // The first reader loads; ninety-nine others find what that one saw.
    expect(counts(writeAndRead({ capacity: 10 }, 'past'), 'hits', 'stale-hits', 'missed-own-writes')).toEqual({
      hits: 99,
      'stale-hits': 99,
      'missed-own-writes': 99,
    });
  });

  test('it is never stale where the write goes through it, behind it, or takes the entry out', () => {
    for (const writes of ['through', 'around', 'behind'] as const)
      expect(counts(writeAndRead({ capacity: 10, writes, flushAfter: '30ms' }, 'through'), 'stale-hits', 'missed-own-writes')).toEqual({
        'stale-hits': 0,
        'missed-own-writes': 0,
      });
    expect(counts(writeAndRead({ capacity: 10 }, 'past, then removed'), 'stale-hits', 'hits')).toEqual({ 'stale-hits': 0, hits: 0 });
  });

  test('a reader that asks for what it wrote, or for the latest, gets it from the source', () => {
    for (const consistency of ['own-writes', 'latest'] as const)
      expect(counts(writeAndRead({ capacity: 10 }, 'past', consistency), 'stale-hits', 'loads', 'hits')).toEqual({
        'stale-hits': 0,
        loads: 100,
        hits: 0,
      });
  });

  test('who loaded before a write and puts that there after it leaves an old entry; single flight keeps it out', () => {
    // The trip to the source takes 20 ms each way: read at 21 ms, written past the cache at 26 ms and removed, put there at 41 ms.
    const race = (singleFlight: boolean): number => {
      const base = shop({
        contents: { capacity: 10, singleFlight },
        loadTime: '1ms',
        traffic: { kind: 'open', rate: 1, arrivals: 'constant' },
      });
      const write: StepInput[] = [
        { kind: 'wait', time: '25ms' },
        { kind: 'write', link: 'direct' },
        { kind: 'write', link: 'look', remove: true },
        { kind: 'wait', time: '100ms' },
        { kind: 'read', link: 'look' },
      ];
      const steps: StepInput[] = [{ kind: 'parallel', branches: [[{ kind: 'read', link: 'look' }], write] }];
      const nodes = base.nodes!.map((node) => (node.kind === 'service' ? { ...node, operations: [{ name: 'ask', steps }] } : node));
      const links = base.links!.map((link) => (link.id === 'load' ? { ...link, network: { latency: '20ms' } } : link));
      return count(
        simulate({ ...base, nodes, links: [...links, { id: 'direct', from: 'shop', to: 'source', protocol: 'local' }] }, 1.5),
        'stale-hits',
      );
    };
    expect(race(false)).toBe(1);
    expect(race(true)).toBe(0);
  });
});

describe('edits while it runs', () => {
  const before = shop({ contents: { capacity: 100, singleFlight: true, writes: 'behind', flushAfter: '10s' }, steps: 'write' });
  const withCache = (params: Cache['params']): Design => ({
    ...before,
    nodes: before.nodes!.map((node) => (node.kind === 'cache' ? { ...node, params } : node)),
  });

  test('without contents it hits by its ratio, and what was not written is lost; with them it begins empty', () => {
    const simulation = simulate(before, 0.505);
    simulation.change(resolved(withCache({ hitRatio: 1, lookupTime: '0ms' })), 'edit');
    expect(counts(simulation, 'entries', 'lost-writes', 'unwritten')).toEqual({ entries: 0, 'lost-writes': 50, unwritten: 0 });
    simulation.runUntil(1e9);
    expect(journey(simulation).failed).toBe(0);
    simulation.change(resolved(before), 'edit');
    simulation.runUntil(1.505e9);
    expect(count(simulation, 'entries')).toBe(1);
  });

  test('without its source there is nowhere to write to', () => {
    const simulation = simulate(before, 0.505);
    simulation.change(resolved({ ...before, links: before.links!.filter(({ id }) => id !== 'load') }), 'edit');
    expect(counts(simulation, 'lost-writes', 'unwritten')).toEqual({ 'lost-writes': 50, unwritten: 0 });
    simulation.runUntil(1e9);
    expect(count(simulation, 'entries')).toBe(1);
  });

  test('a smaller capacity evicts at once', () => {
    const entities: Client['entities'] = { kind: 'uniform', count: 1000 };
    const wide = (capacity: number) => shop({ contents: { capacity }, entities, loadTime: '0ms' });
    const simulation = simulate(wide(100), 10);
    expect(count(simulation, 'entries')).toBe(100);
    const evictions = count(simulation, 'evictions');
    simulation.change(resolved(wide(10)), 'edit');
    expect(count(simulation, 'entries')).toBe(10);
    expect(count(simulation, 'evictions')).toBe(evictions + 90);
  });
});
