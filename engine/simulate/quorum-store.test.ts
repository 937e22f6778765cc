import { describe, expect, test } from 'vitest';
import { causeCode } from '../measure/stats';
import { resolve } from '../design/resolve';
import type { Design, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { figure, type FigureId } from '../policies/figures';
import { Simulation } from './simulation';

type Params = NonNullable<Extract<DesignNode, { kind: 'key-value' }>['params']>;
const seconds = (s: number): number => Math.round(s * 1e9);

/** A client, a service that does these steps in no time, and a key-value store. */
const shop = (steps: StepInput[], params: Params, rate = 10, entities = 1, arrivals: 'constant' | 'poisson' = 'constant'): Design => ({
  version: 1,
  name: 'Shop',
  nodes: [
    {
      id: 'clients',
      kind: 'client',
      params: { traffic: { kind: 'open', arrivals, rate }, entities: { kind: 'uniform', count: entities } },
    },
    { id: 'shop', kind: 'external', params: { latency: '0ms' }, operations: [{ name: 'buy', steps }] },
    { id: 'kv', kind: 'key-value', params: { coordinationTime: '0ms', ...params } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'shop', protocol: 'local' },
    { id: 'kv', from: 'shop', to: 'kv', protocol: 'local' },
  ],
});
function started(design: Design, seed = 1): Simulation {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return new Simulation(result.value, seed);
}
const store = (simulation: Simulation) => {
  const node = simulation.model.node('kv');
  if (node?.role !== 'server') throw new Error('no store');
  return node;
};
const count = (simulation: Simulation, id: FigureId): number => store(simulation).stats.figures!.values[figure[id]]!;
const counts = (simulation: Simulation, ...ids: FigureId[]): number[] => ids.map((id) => count(simulation, id));
const crash = (n: number) =>
  ({ id: 'crash', action: 'replica-crash', target: { node: 'kv' }, params: { count: n }, startAfter: 0, duration: undefined }) as never;
const write: StepInput = { kind: 'write', link: 'kv' };
const read = { kind: 'read', link: 'kv' } as const;
const slow = { kind: 'exponential', mean: '10ms' } as const;

describe('what it costs', () => {
  test('each copy is a piece of work: three copies hold three times the workers', () => {
    const simulation = started(shop([write], { nodes: 3, quorum: { n: 3, r: 1, w: 1 }, accessTime: '10ms' }, 10));
    simulation.runUntil(seconds(10.099));
    // 100 writes × 3 copies × 10 ms.
    expect(store(simulation).stats.areaBusy / 1e9).toBeCloseTo(3, 6);
    expect(store(simulation).stats.completed).toBe(100);
  });
});

describe('R + W > N', () => {
  test('no read misses a write that was acknowledged before it began', () => {
    const simulation = started(
      shop([write, read, read], { quorum: { n: 3, r: 2, w: 2, readRepair: false }, accessTime: slow }, 100, 3, 'poisson'),
    );
    simulation.runUntil(seconds(30));
    expect(count(simulation, 'stale-reads')).toBe(0);
    expect(count(simulation, 'fresh-reads')).toBeGreaterThan(5000);
  });

  test('with R = W = 1 reads do miss writes, their own too; asking for the latest helps', () => {
    const quorum = { n: 3, r: 1, w: 1, readRepair: false } as const;
    const weak = started(shop([write, read], { quorum, accessTime: slow }, 100, 1000));
    weak.runUntil(seconds(10));
    expect(count(weak, 'stale-reads')).toBeGreaterThan(50);
    expect(count(weak, 'missed-own-writes')).toBe(count(weak, 'stale-reads'));
    const latest = started(shop([write, { ...read, consistency: 'latest' }], { quorum, accessTime: slow }, 100, 1000));
    latest.runUntil(seconds(10));
    expect(count(latest, 'stale-reads')).toBe(0);
  });
});

describe('nodes that are down', () => {
  test('strict: with too few owners a write fails at once', () => {
    const simulation = started(shop([write], { nodes: 3, quorum: { n: 3, r: 2, w: 2 }, accessTime: '1ms' }, 100, 100));
    simulation.inject(crash(2));
    simulation.runUntil(seconds(1));
    const { stats } = store(simulation);
    expect([stats.completed, stats.failedBy[causeCode['no-quorum']]]).toEqual([0, stats.failed]);
    expect(stats.failed).toBeGreaterThan(90);
  });

  test('sloppy: others take the write and hand it over when the owner is back', () => {
    const quorum = { n: 3, r: 1, w: 3, mode: 'sloppy', readRepair: false } as const;
    const simulation = started(shop([write], { nodes: 5, quorum, accessTime: '1ms' }, 100, 100));
    simulation.inject(crash(2));
    simulation.runUntil(seconds(1.995));
    expect(store(simulation).stats.failed).toBe(0);
    expect(count(simulation, 'hints')).toBeGreaterThan(100);
    const hints = count(simulation, 'hints');
    simulation.heal('crash');
    simulation.runUntil(seconds(3));
    expect(count(simulation, 'hints')).toBe(hints);
  });

  test('a copy that missed a write while it was down is old until a read repairs it', () => {
    const run = (readRepair: boolean): Simulation => {
      const simulation = started(shop([read], { nodes: 3, quorum: { n: 3, r: 1, w: 1, readRepair }, accessTime: slow }, 50, 20));
      simulation.inject(crash(1));
      const writing = resolve(shop([write], { nodes: 3, quorum: { n: 3, r: 1, w: 1, readRepair }, accessTime: slow }, 50, 20));
      const reading = resolve(shop([read], { nodes: 3, quorum: { n: 3, r: 1, w: 1, readRepair }, accessTime: slow }, 50, 20));
      if (!writing.ok || !reading.ok) throw new Error('no design');
      simulation.change(writing.value, 'write');
      simulation.runUntil(seconds(4));
      simulation.heal('crash');
      simulation.change(reading.value, 'read');
      simulation.runUntil(seconds(5));
      return simulation;
    };
    const without = run(false);
    const [stale] = counts(without, 'stale-reads');
    expect(stale).toBeGreaterThan(5);
    without.runUntil(seconds(10));
    expect(count(without, 'stale-reads')).toBeGreaterThan(3 * stale!);
    const repaired = run(true);
    repaired.runUntil(seconds(10));
    // One repair for each thing that was written, and stale reads end with that.
    expect(count(repaired, 'read-repairs')).toBeGreaterThanOrEqual(15);
    expect(count(repaired, 'read-repairs')).toBeLessThanOrEqual(25);
    expect(count(repaired, 'stale-reads')).toBeLessThan(25);
  });
});

test('writes of one thing through two nodes at one time conflict; through one node they do not', () => {
  const quorum = { n: 3, r: 1, w: 2 } as const;
  const three = started(shop([write], { nodes: 3, quorum, accessTime: '50ms' }, 100, 1));
  three.runUntil(seconds(1.05));
  expect(count(three, 'write-conflicts')).toBeGreaterThan(90);
  const one = started(shop([write], { nodes: 1, quorum, accessTime: '50ms' }, 100, 1));
  one.runUntil(seconds(1.05));
  expect(count(one, 'write-conflicts')).toBe(0);
});
