import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignNode, ResolvedDesign } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';
import { everything } from '../fuzz/everything';
import { delay, exponential, queue, row, station, stream, users } from './designs';

// Identities: whole nanoseconds make them exact, so there is no tolerance.

function compiled(design: Design): ResolvedDesign {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** Runs with traffic, then without it until nothing is left to happen. */
function drained(design: Design, seed: number): Simulation {
  const simulation = new Simulation(compiled(design), seed);
  simulation.runUntil(5e9);
  const nodes = design.nodes!.map((node) =>
    node.kind === 'client' ? { ...node, params: { traffic: { kind: 'open' as const, rate: 0 } } } : node,
  );
  simulation.change(compiled({ ...design, nodes, faults: [] }), 'traffic off');
  simulation.runUntil(30 * 86_400e9);
  return simulation;
}

const overloaded = (design: Design): Design => ({
  ...design,
  links: design.links!.map((link) => ({
    ...link,
    policy: {
      timeout: '2ms',
      cancelOnTimeout: link.id.length % 2 === 0,
      retry: { attempts: 3, backoff: '1ms' },
      bulkhead: { limit: 50, queue: 10, maxWait: '1ms' },
    },
  })),
});

type Discipline = NonNullable<NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>['discipline']>;
const disciplines: Discipline[] = [
  { kind: 'lifo' },
  { kind: 'priority' },
  { kind: 'priority', whenFull: 'displace' },
  { kind: 'codel', target: '50us', interval: '1ms' },
  { kind: 'codel', law: 'folly', target: '50us', interval: '1ms' },
  { kind: 'adaptive-lifo', target: '50us', interval: '1ms' },
  { kind: 'processor-sharing' },
];
/** Two stations, the first one too slow for the traffic, with impatient users of two kinds and a bound on the wait. */
const ordered = (discipline: Discipline): Design => {
  const base = row(stream(150), [
    station('a', exponential(0.01), { discipline, queueLimit: 20, mode: 'blocking', maxQueueWait: exponential(0.2) }),
    station('b', exponential(0.005), { discipline, workers: 2 }),
  ]);
  const journey = { client: 'clients', link: 'clients-a', deadline: '2ms' };
  return {
    ...base,
    journeys: [
      { id: 'low', ...journey },
      { id: 'high', priority: 7, ...journey },
    ],
  };
};

const designs: Record<string, Design> = {
  'one queue': queue(stream(90), station('server', exponential(0.01))),
  'a bounded queue over its limit': queue(stream(150), station('server', exponential(0.01), { queueLimit: 10 })),
  'a row of stations': row(stream(80), [
    station('a', exponential(0.01)),
    station('b', exponential(0.01), { mode: 'blocking', workers: 3 }),
    delay('c', exponential(0.02), 0.1),
  ]),
  'closed traffic': row(users(20, exponential(1)), [station('a', exponential(0.02)), station('b', exponential(0.05))]),
  'timeouts, retries and bulkheads under overload': overloaded(
    row(stream(200), [station('a', exponential(0.01)), station('b', exponential(0.01)), station('c', exponential(0.01))]),
  ),
  'one of each kind, with faults': everything,
  ...Object.fromEntries(disciplines.map((discipline) => [`${JSON.stringify(discipline)} under overload`, ordered(discipline)])),
};

describe.each(Object.entries(designs))('%s', (_, design) => {
  const { model, idle } = drained(design, 1);

  test('everything comes to an end', () => {
    expect(idle).toBe(true);
    expect(model.nodes.map(({ id, stats }) => [id, stats.inSystem, stats.waiting, stats.busy])).toEqual(
      model.nodes.map(({ id }) => [id, 0, 0, 0]),
    );
  });

  test('Little’s law, to the nanosecond: the area under the number in system is the sum of the sojourns', () => {
    const busyNodes = model.nodes.filter(({ stats }) => stats.arrived > stats.rejected);
    expect(busyNodes.length).toBeGreaterThan(1);
    expect(busyNodes.map(({ id, stats }) => [id, stats.present.area()])).toEqual(busyNodes.map(({ id, stats }) => [id, stats.sojourns]));
    expect(busyNodes.every(({ stats }) => stats.present.area() > 0n)).toBe(true);
  });

  test('what came has gone, one way or the other', () => {
    for (const { id, stats } of model.nodes) expect([id, stats.completed + stats.failed]).toEqual([id, stats.arrived]);
    for (const { id, stats } of model.links) expect([id, stats.ok + stats.failed]).toEqual([id, stats.calls]);
    for (const { id, stats } of model.journeys)
      expect([id, stats.ok + stats.degraded + stats.late + stats.failed]).toEqual([id, stats.arrived]);
  });
});

test('where every call is served, the area under the queue is the sum of the waits, and the busy area the sum of the work', () => {
  const { model } = drained(designs['one queue']!, 2);
  const { stats } = model.node('server')!;
  expect(stats.queued.area()).toBe(stats.queueWait.total());
  expect(stats.held.area()).toBe(stats.service.total());
  expect(stats.sojourns).toBe(stats.total.total());
});

test.each([
  { curve: { kind: 'spike', factor: 0.1, startAfter: '5s', duration: '5s' }, requests: 10 * 15 + 1 * 5 },
  { curve: { kind: 'spike', factor: 0, startAfter: '5s', duration: '5s' }, requests: 10 * 15 },
  { curve: { kind: 'spike', factor: 20, startAfter: '5050ms', duration: '1s' }, requests: 10 * 19 + 200 },
  { curve: { kind: 'ramp', to: 3, startAfter: '5s', duration: '10s' }, requests: 10 * 5 + 20 * 10 + 30 * 5 },
  { curve: { kind: 'daily', swing: 1, period: '10s', peakAt: '0s' }, requests: 10 * 20 },
] as const)('a constant stream sends what its curve adds up to: $curve', ({ curve, requests }) => {
  const clients: DesignNode = {
    id: 'clients',
    kind: 'client',
    params: { traffic: { kind: 'open', arrivals: 'constant', rate: 10, curve } },
  };
  const simulation = new Simulation(compiled(queue(clients, delay('server', '0ms'))), 1);
  simulation.runUntil(20e9);
  expect(Math.abs(simulation.model.node('clients')!.stats.arrived - requests)).toBeLessThanOrEqual(1);
});
