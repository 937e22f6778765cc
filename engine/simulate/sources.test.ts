import { describe, expect, test } from 'vitest';
import { chiSquare, chiSquareInterval } from '../../test/statistics';
import { resolve } from '../design/resolve';
import type { Design, DesignNode, ResolvedDesign } from '../design/schema';
import { Simulation } from './simulation';

type Client = Extract<DesignNode, { kind: 'client' }>;
type Params = NonNullable<Client['params']>;

const design = (params: Params, more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Sources',
  nodes: [
    { id: 'clients', kind: 'client', params },
    { id: 'api', kind: 'external', params: { latency: '1ms' } },
  ],
  links: [{ id: 'clients-api', from: 'clients', to: 'api', protocol: 'local' }],
  ...more,
});
function compiled(of: Design): ResolvedDesign {
  const result = resolve(of);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const start = (of: Design, seed = 1): Simulation => new Simulation(compiled(of), seed);
const arrived = ({ model }: Simulation): number => model.node('clients')!.stats.arrived;
/** Arrivals up to and including each of these times. [s] */
const arrivedBy = (simulation: Simulation, seconds: readonly number[]): number[] =>
  seconds.map((second) => {
    simulation.runUntil(second * 1e9);
    return arrived(simulation);
  });

const times = ['0s', '1s', '1s', '2500ms', '4s'];
const recorded = (more: object = {}): Params => ({ traffic: { kind: 'recorded', times, ...more } });

describe('recorded arrivals', () => {
  test('come when they were recorded, and then no more', () => {
    expect(arrivedBy(start(design(recorded())), [0, 0.999, 1, 2.4, 2.5, 3.9, 4, 100])).toEqual([1, 1, 3, 3, 4, 4, 5, 5]);
  });

  test('start over', () => {
    expect(arrivedBy(start(design(recorded({ repeatEvery: '5s' }))), [4, 4.9, 5, 6, 9, 10])).toEqual([5, 5, 6, 8, 10, 11]);
  });

  test('a surge sends each of them again, its fraction adding up', () => {
    const surge = (factor: number) =>
      design(recorded({ times: ['1s', '1s', '2s', '3s', '4s'], repeatEvery: '5s' }), {
        faults: [{ id: 'surge', action: 'traffic-surge', target: { node: 'clients' }, params: { factor } }],
      });
    expect(arrivedBy(start(surge(3)), [4.9])).toEqual([15]);
    expect(arrivedBy(start(surge(0.2)), [4.9, 9.9, 99.9])).toEqual([1, 2, 20]);
    expect(arrivedBy(start(surge(0)), [99.9])).toEqual([0]);
  });

  test('go on where they are when something else is edited, and begin in the middle when they are new', () => {
    const simulation = start(design(recorded()));
    simulation.runUntil(2e9);
    simulation.change(compiled({ ...design(recorded()), name: 'Edited' }), 'name');
    expect(arrivedBy(simulation, [2.5, 10])).toEqual([4, 5]);
    const other = start(design({ traffic: { kind: 'open', rate: 0 } }));
    other.runUntil(2e9);
    other.change(compiled(design(recorded())), 'recording');
    expect(arrivedBy(other, [2.5, 10])).toEqual([1, 2]);
    other.change(compiled(design({ traffic: { kind: 'open', arrivals: 'constant', rate: 1 } })), 'stream');
    expect(arrivedBy(other, [20.5])).toEqual([12]);
  });

  test('name their journeys, entities and tenants', () => {
    const journeys = ['a', 'b'].map((id) => ({ id, client: 'clients', link: 'clients-api' }));
    const simulation = start(
      design(recorded({ journeys: ['b', 'a', 'b', 'b', 'b'], tenants: ['zoo', '', 'acme', 'zoo', 'zoo'] }), { journeys }),
    );
    simulation.runUntil(10e9);
    expect(simulation.model.journeys.map(({ id, stats }) => [id, stats.ok])).toEqual([
      ['a', 1],
      ['b', 4],
    ]);
    expect(simulation.model.tenants.map(({ id, stats }) => [id, stats.arrived, stats.ok])).toEqual([
      ['zoo', 3, 3],
      ['acme', 1, 1],
    ]);
  });
});

describe('recorded times of steps', () => {
  /** Mean time of work at the service. [ms] */
  const worked = ({ model }: Simulation): number => model.node('api')!.stats.service.mean() / 1e6;
  const columns = [{ name: 'api', times: [10, 20, 30, 40, 50] }];

  test('a column named like a node is its work', () => {
    const simulation = start(design(recorded({ columns })));
    simulation.runUntil(10e9);
    expect(worked(simulation)).toBe(30);
  });

  test('a step names its column; where nothing was recorded its time is drawn', () => {
    const of = design(recorded({ columns: [{ name: 'query', times: [10, null, 30, null, 50] }] }));
    const operations = [{ name: 'serve', steps: [{ kind: 'work' as const, time: '5ms', recorded: 'query' }] }];
    const simulation = start({ ...of, nodes: of.nodes!.map((node) => (node.id === 'api' ? { ...node, operations } : node)) });
    simulation.runUntil(10e9);
    expect(worked(simulation)).toBe((10 + 5 + 30 + 5 + 50) / 5);
  });

  test('each attempt has its own, and work that nobody waits for takes its time', () => {
    const of = design(
      recorded({
        columns: [
          { name: 'api', times: [100, 100, 100, 100, 100] },
          { name: 'api.2', times: [60, 60, 60, 1, 1] },
        ],
      }),
    );
    const policy = { timeout: '50ms', retry: { attempts: 3, backoff: '0ms', jitter: 'none' as const } };
    const simulation = start({ ...of, links: of.links!.map((link) => ({ ...link, policy })) });
    simulation.runUntil(10e9);
    const { stats } = simulation.model.node('api')!;
    // Three requests time out at all three attempts, the third one being like the second; two succeed at the second.
    expect([stats.arrived, stats.abandoned]).toEqual([3 * 3 + 2 * 2, 3 * 3 + 2]);
    expect(worked(simulation)).toBe((5 * 100 + 6 * 60 + 2 * 1) / 13);
    expect(simulation.model.links[0]!.stats.ok).toBe(2);
  });

  test('requests under way when the recording is changed end as they were recorded', () => {
    const of = design(recorded({ columns }));
    const operations = [
      {
        name: 'serve',
        steps: [
          { kind: 'wait' as const, time: '3s' },
          { kind: 'work' as const, time: '7ms', recorded: 'api' },
        ],
      },
    ];
    const withSteps = (design: Design): Design => ({
      ...design,
      nodes: design.nodes!.map((node) => (node.id === 'api' ? { ...node, operations } : node)),
    });
    const simulation = start(withSteps(of));
    simulation.runUntil(2e9);
    simulation.change(
      compiled(withSteps(design({ traffic: { kind: 'recorded', times: ['9s'], columns: [{ name: 'api', times: [11] }] } }))),
      'other',
    );
    simulation.runUntil(20e9);
    expect(worked(simulation)).toBe((10 + 20 + 30 + 11) / 4);
  });
});

test('traffic from outside takes the place of the design’s, edits or not', () => {
  const of = compiled(design({ traffic: { kind: 'open', rate: 100 } }));
  const traced = compiled(design(recorded())).nodes[0]!;
  if (traced.kind !== 'client') throw new Error('not a client');
  const simulation = new Simulation(of, 1, new Map([['clients', traced.params.traffic]]));
  simulation.runUntil(2e9);
  simulation.change(compiled(design({ traffic: { kind: 'open', rate: 500 } })), 'rate');
  expect(arrivedBy(simulation, [3, 10])).toEqual([4, 5]);
});

describe('tenants', () => {
  test('share the traffic as they say, over clients and edits', () => {
    // Method: one seed, 10,000 requests, chi-square against the shares in its two-sided 99.9 % interval.
    const simulation = start(
      design({
        traffic: { kind: 'open', arrivals: 'constant', rate: 1000 },
        tenants: [
          { id: 'big', share: 6 },
          { id: 'small', share: 1 },
          { id: 'none', share: 0 },
          { id: 'mid', share: 3 },
        ],
      }),
    );
    simulation.runUntil(10e9);
    const counts = simulation.model.tenants.map(({ stats }) => stats.arrived);
    expect(counts[2]).toBe(0);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(10_000);
    const [low, high] = chiSquareInterval(2);
    const found = chiSquare([counts[0]!, counts[1]!, counts[3]!], (cell) => [6000, 1000, 3000][cell]!);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
    simulation.change(
      compiled(design({ traffic: { kind: 'open', arrivals: 'constant', rate: 1000 }, tenants: [{ id: 'mid' }] })),
      'one tenant',
    );
    simulation.runUntil(11e9);
    expect(simulation.model.tenants.map(({ stats }) => stats.arrived)).toEqual([counts[0], counts[1], 0, counts[3]! + 1000]);
  });
});

test('entities: the same stream whatever the tenants, and none without', () => {
  const hot = (params: Params): number[] => {
    const simulation = start(design(params));
    const seen: number[] = [];
    for (let ms = 0; ms < 200; ms++) {
      simulation.runUntil(ms * 1e6 + 5e5);
      const calls = simulation.kernel.pool.all.filter((task) => task.replica !== null);
      seen.push(...calls.map((task) => task.entity));
    }
    return seen;
  };
  const traffic = { kind: 'open', arrivals: 'constant', rate: 1000 } as const;
  const entities = { kind: 'zipf', count: 50, skew: 1 } as const;
  const alone = hot({ traffic, entities });
  expect(alone.length).toBeGreaterThan(150);
  expect(new Set(alone).size).toBeGreaterThan(10);
  expect(hot({ traffic, entities, tenants: [{ id: 'a' }, { id: 'b' }] })).toEqual(alone);
  expect(new Set(hot({ traffic }))).toEqual(new Set([-1]));
});

test('a bursty stream follows its curve and its surges, at the rate of theory', () => {
  // Method: 30 seeds of 200 s; theory inside ± 4 standard errors, which must be narrower than 5 %.
  const params: Params = {
    traffic: {
      kind: 'bursty',
      rate: 20,
      factor: 6,
      calm: '500ms',
      burst: '100ms',
      curve: { kind: 'step', to: 0.5, startAfter: '100s' },
    },
  };
  const counts = Array.from({ length: 30 }, (_, i) => arrivedBy(start(design(params), i + 1), [200])[0]!);
  const theory = 20 * ((500 + 6 * 100) / 600) * (100 + 50);
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const error = Math.sqrt(counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (counts.length - 1) / counts.length);
  expect(Math.abs(mean - theory)).toBeLessThan(4 * error);
  expect((4 * error) / theory).toBeLessThan(0.05);
});
