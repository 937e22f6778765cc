import { describe, expect, test } from 'vitest';
import { apply } from '../design/edits';
import { resolve } from '../design/resolve';
import { type Design, type DesignLink, type DesignNode, zFault } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { figure, type FigureId } from '../policies/figures';
import { Simulation } from './simulation';

type Client = NonNullable<Extract<DesignNode, { kind: 'client' }>['params']>;

interface Shop {
  readonly singleFlight?: boolean;
  readonly replicas?: number;
  readonly entities?: Client['entities'];
  readonly errorRate?: number;
  /** Of the link from the users to the shop, and from the shop to the source. */
  readonly enter?: DesignLink['policy'];
  readonly load?: DesignLink['policy'];
  readonly params?: object;
}

/** What the shop does: look up, and on a miss read the source and fill the cache. */
const aside = (singleFlight: boolean): StepInput => ({
  kind: 'choose',
  by: 'cache-hit',
  link: 'look',
  singleFlight,
  hit: [],
  miss: [
    { kind: 'read', link: 'load' },
    { kind: 'write', link: 'look' },
  ],
});
const withSteps = (singleFlight: boolean, replicas: number, params: object = {}): DesignNode => ({
  id: 'shop',
  kind: 'service',
  params: { mode: 'async', workers: 1000, serviceTime: '0ms', replicas, loadBalancing: 'round-robin', ...params },
  operations: [{ name: 'ask', steps: [aside(singleFlight)] }],
});

/** Users → shop → cache, and the source beside it: one thing, asked for every 10 ms, that takes 100 ms to load. */
function shop({ singleFlight = true, replicas = 1, errorRate = 0, ...more }: Shop = {}): Design {
  const entities = 'entities' in more ? more.entities : ({ kind: 'uniform', count: 1 } as const);
  return {
    version: 1,
    name: 'shop',
    nodes: [
      {
        id: 'users',
        kind: 'client',
        params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant' }, ...(entities && { entities }) },
      },
      withSteps(singleFlight, replicas, more.params),
      { id: 'cache', kind: 'cache', params: { workers: 10_000, lookupTime: '0ms', contents: { capacity: 100 } } },
      { id: 'source', kind: 'database', params: { connections: 10_000, queryTime: '100ms', errorRate } },
    ],
    links: [
      { id: 'enter', from: 'users', to: 'shop', protocol: 'local', policy: more.enter ?? {} },
      { id: 'look', from: 'shop', to: 'cache', protocol: 'local' },
      { id: 'load', from: 'shop', to: 'source', protocol: 'local', policy: more.load ?? {} },
    ],
  };
}

function resolved(design: Design) {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
function simulate(design: Design, until: number): Simulation {
  const simulation = new Simulation(resolved(design), 1);
  simulation.runUntil(until * 1e9);
  return simulation;
}
const loads = (simulation: Simulation): number => simulation.model.node('source')!.stats.arrived;
const journey = (simulation: Simulation) => simulation.model.journeys[0]!.stats;
const count = (simulation: Simulation, id: FigureId): number => simulation.model.node('shop')!.stats.figures!.values[figure[id]]!;
const inject = (simulation: Simulation, action: string, target: string, params: object = {}) =>
  simulation.inject(zFault.parse({ id: action, action, target: { node: target }, params }));
const conserves = (simulation: Simulation): boolean => {
  const { arrived, ok, failed } = journey(simulation);
  const { present } = simulation.model.node('shop')!.stats;
  return arrived === ok + failed + present.count;
};

// The first one misses at 10 ms and has loaded at 110 ms; nine more come meanwhile, and the tenth finds the entry.
describe('misses of one key at the same time, beside the cache', () => {
  test('one load, whose answer all get at once', () => {
    const simulation = simulate(shop(), 0.1099);
    expect(journey(simulation).ok).toBe(0);
    simulation.runUntil(0.1101e9);
    expect(journey(simulation).ok).toBe(11);
    simulation.runUntil(1e9);
    expect(loads(simulation)).toBe(1);
    expect([count(simulation, 'misses-loaded'), count(simulation, 'misses-shared')]).toEqual([1, 9]);
    expect(simulation.model.node('cache')!.stats.figures!.values[figure.hits]).toBe(90);
  });

  test('without it each one loads', () => {
    expect(loads(simulate(shop({ singleFlight: false }), 1))).toBe(10);
  });

  test('one load in each replica, since each is a process of its own', () => {
    expect(loads(simulate(shop({ replicas: 4 }), 1))).toBe(4);
  });

  test('after a flush the source is asked once a replica again, not once a caller', () => {
    const storeReads = (singleFlight: boolean): number => {
      const simulation = simulate(shop({ singleFlight, replicas: 2 }), 1);
      const before = loads(simulation);
      inject(simulation, 'cache-flush', 'cache');
      simulation.runUntil(2e9);
      return loads(simulation) - before;
    };
    expect(storeReads(true)).toBe(2);
    expect(storeReads(false)).toBe(10);
  });

  test('different keys do not wait for each other, nor do calls that are about nothing in particular', () => {
    const wide = simulate(shop({ entities: { kind: 'uniform', count: 1_000_000 } }), 1);
    expect(count(wide, 'misses-shared')).toBe(0);
    const nothing = simulate(shop({ entities: undefined }), 1);
    expect([count(nothing, 'misses-shared'), count(nothing, 'misses-loaded')]).toEqual([0, 10]);
  });

  test('a load that fails, fails all who waited for it, with its cause', () => {
    const simulation = simulate(shop({ errorRate: 1 }), 0.1101);
    expect(journey(simulation)).toMatchObject({ ok: 0, failed: 10 });
    // The next one, at that moment, tries anew.
    expect(loads(simulation)).toBe(2);
  });

  test('a load that times out lets all go at once', () => {
    const simulation = simulate(shop({ load: { timeout: '50ms' } }), 0.0601);
    expect(journey(simulation).failed).toBe(5);
    expect(conserves(simulation)).toBe(true);
  });
});

describe('who is gone', () => {
  test('a waiter that is cancelled leaves the others waiting, and the load goes on', () => {
    // The hasty come every 12.5 ms and wait 35 ms: by 105 ms five of those who waited for the load have gone.
    const patient = shop();
    const traffic = { kind: 'open', rate: 80, arrivals: 'constant' } as const;
    const hasty: DesignNode = { id: 'hasty', kind: 'client', params: { traffic, entities: { kind: 'uniform', count: 1 } } };
    const enter: DesignLink = {
      id: 'hurry',
      from: 'hasty',
      to: 'shop',
      protocol: 'local',
      policy: { timeout: '35ms', cancelOnTimeout: true },
    };
    const simulation = simulate({ ...patient, nodes: [...patient.nodes!, hasty], links: [...patient.links!, enter] }, 0.105);
    expect(journey(simulation)).toMatchObject({ ok: 0, failed: 0 });
    expect(simulation.model.journeys[1]!.stats).toMatchObject({ arrived: 8, ok: 0, failed: 5 });
    simulation.runUntil(0.1101e9);
    expect(loads(simulation)).toBe(1);
    expect(journey(simulation).ok).toBe(11);
  });

  test('one who loads and is cancelled takes all along who wait, as in Go where the load knows its caller’s context', () => {
    const simulation = simulate(shop({ enter: { timeout: '60ms', cancelOnTimeout: true } }), 0.0699);
    expect(journey(simulation)).toMatchObject({ arrived: 6, failed: 0 });
    simulation.runUntil(0.0701e9);
    expect(journey(simulation)).toMatchObject({ ok: 0, failed: 6 });
    // The one who came at that moment loads anew.
    expect(simulation.model.node('shop')!.stats.present.count).toBe(1);
    expect(conserves(simulation)).toBe(true);
    simulation.runUntil(1e9);
    expect(conserves(simulation)).toBe(true);
  });

  test('where the callee works on for callers that are gone, the load ends and fills the cache', () => {
    const simulation = simulate(shop({ enter: { timeout: '60ms' } }), 1);
    expect(loads(simulation)).toBe(1);
    expect(journey(simulation)).toMatchObject({ ok: 95, failed: 5 });
  });

  test('a replica that dies takes its loads along, and nobody is left waiting', () => {
    const simulation = simulate(shop({ replicas: 2 }), 0.055);
    inject(simulation, 'replica-crash', 'shop', { count: 1 });
    expect(conserves(simulation)).toBe(true);
    simulation.runUntil(0.2e9);
    simulation.heal('replica-crash');
    simulation.runUntil(1e9);
    expect(loads(simulation)).toBe(2);
    expect(conserves(simulation)).toBe(true);
    expect(simulation.model.node('shop')!.stats.present.count).toBe(0);
  });
});

describe('edits while it runs', () => {
  test('switched on, new misses share a load; those that load already go on', () => {
    const simulation = simulate(shop({ singleFlight: false }), 0.055);
    simulation.change(resolved(shop()), 'edit');
    simulation.runUntil(1e9);
    // At 10 … 50 ms each by itself, and one at 60 ms.
    expect(loads(simulation)).toBe(6);
    expect(journey(simulation).failed).toBe(0);
  });

  test('switched off, those who wait get their answer, and new misses load', () => {
    const simulation = simulate(shop(), 0.055);
    simulation.change(resolved(shop({ singleFlight: false })), 'edit');
    simulation.runUntil(0.1101e9);
    expect(journey(simulation).ok).toBe(6);
    simulation.runUntil(1e9);
    expect(loads(simulation)).toBe(6);
    expect(journey(simulation).failed).toBe(0);
  });

  test('an edit of something else begins no second load', () => {
    const simulation = simulate(shop(), 0.055);
    simulation.change(resolved(apply(shop(), { kind: 'set-info', description: 'Edited.' })), 'edit');
    simulation.runUntil(1e9);
    expect(loads(simulation)).toBe(1);
  });

  test('the service is taken out: nobody is left behind', () => {
    const simulation = simulate(shop(), 0.055);
    const without = apply(shop(), { kind: 'remove-node', id: 'shop' });
    simulation.change(resolved(without), 'edit');
    simulation.runUntil(1e9);
    expect(journey(simulation)).toMatchObject({ arrived: 5, failed: 5 });
  });
});

test('a request has seen what its load has read: reading its own writes after that works', () => {
  const design = shop();
  const steps: StepInput[] = [{ kind: 'write', link: 'load' }, aside(true), { kind: 'read', link: 'load', consistency: 'own-writes' }];
  const nodes = design.nodes!.map((node): DesignNode => (node.id === 'shop' ? { ...node, operations: [{ name: 'ask', steps }] } : node));
  const simulation = simulate({ ...design, nodes }, 2);
  expect(journey(simulation).failed).toBe(0);
  expect(conserves(simulation)).toBe(true);
});
