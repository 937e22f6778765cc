import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { figure, type FigureId } from '../policies/figures';
import { causeCode } from '../measure/stats';
import type { DatabaseStore } from './database-store';
import { run } from './run';
import { Simulation } from './simulation';

type DatabaseParams = NonNullable<Extract<DesignNode, { kind: 'database' }>['params']>;
const seconds = (s: number): number => Math.round(s * 1e9);

/** A client at even gaps, a service that does these steps, and a database behind it; no time passes but where it is said. */
function shop(steps: StepInput[], params: DatabaseParams, rate = 10, entities = 1, more: Partial<Design> = {}): Design {
  return {
    version: 1,
    name: 'Shop',
    nodes: [
      {
        id: 'clients',
        kind: 'client',
        params: { traffic: { kind: 'open', arrivals: 'constant', rate }, entities: { kind: 'uniform', count: entities } },
      },
      { id: 'shop', kind: 'external', params: { latency: '0ms' }, operations: [{ name: 'buy', steps }] },
      { id: 'db', kind: 'database', params: { queryTime: '0ms', ...params } },
    ],
    links: [
      { id: 'in', from: 'clients', to: 'shop', protocol: 'local' },
      { id: 'sql', from: 'shop', to: 'db', protocol: 'local' },
    ],
    ...more,
  };
}
function started(design: Design, seed = 1): Simulation {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return new Simulation(result.value, seed);
}
const database = (simulation: Simulation) => {
  const node = simulation.model.node('db');
  if (node?.role !== 'server') throw new Error('no database');
  return node;
};
const count = (simulation: Simulation, id: FigureId): number => database(simulation).stats.figures!.values[figure[id]]!;
const crash = (n: number) =>
  ({ id: 'crash', action: 'replica-crash', target: { node: 'db' }, params: { count: n }, startAfter: 0, duration: undefined }) as never;

const write: StepInput = { kind: 'write', link: 'sql' };
const read = { kind: 'read', link: 'sql' } as const;
const ownRead: StepInput = { kind: 'read', link: 'sql', consistency: 'own-writes' };
const pause = (time: string): StepInput => ({ kind: 'wait', time });

describe('replication', () => {
  const replicated = (more: object = {}): DatabaseParams => ({ replication: { replicas: 2, lag: '20ms', reads: 'replicas', ...more } });

  test('a read right after the write misses it at a replica, and sees it once the lag has passed', () => {
    const early = started(shop([write, pause('19ms'), read], replicated()));
    early.runUntil(seconds(1.05));
    expect(['stale-reads', 'missed-own-writes', 'fresh-reads'].map((id) => count(early, id as FigureId))).toEqual([10, 10, 0]);
    const late = started(shop([write, pause('20ms'), read], replicated()));
    late.runUntil(seconds(1.05));
    expect(['stale-reads', 'missed-own-writes', 'fresh-reads'].map((id) => count(late, id as FigureId))).toEqual([0, 0, 10]);
  });

  test('asking for its own writes, or for the latest, a read goes where they are', () => {
    for (const consistency of ['own-writes', 'latest'] as const) {
      const simulation = started(shop([write, pause('5ms'), { ...read, consistency }], replicated()));
      simulation.runUntil(seconds(1.05));
      expect([count(simulation, 'stale-reads'), count(simulation, 'fresh-reads')]).toEqual([0, 10]);
    }
  });

  test('its own writes may be read at a replica that has them', () => {
    const simulation = started(shop([write, pause('30ms'), ownRead], replicated()));
    simulation.runUntil(seconds(2.05));
    const [primary, ...replicas] = database(simulation).replicas;
    expect(replicas.length).toBe(2);
    const store = database(simulation).store as DatabaseStore;
    expect(store.membersOf(0)[0]).toBe(primary);
    expect([count(simulation, 'stale-reads'), count(simulation, 'fresh-reads')]).toEqual([0, 20]);
  });

  test('a write in order waits for those before it; the lag that is shown says so', () => {
    const simulation = started(shop([write], { replication: { replicas: 1, lag: '20ms' } }));
    simulation.runUntil(seconds(1.05));
    const lag = database(simulation).stats.figures!.times(figure['replication-lag'])!;
    expect([lag.count, lag.percentile(50) / 1e6]).toEqual([10, expect.closeTo(20, 0)]);
  });
});

test('the nearest copy answers reads; when it is down, the next nearest', () => {
  const base = shop([read], { queryTime: '10ms', replication: { replicas: 2, reads: 'nearest' } });
  const zones = [{ id: 'a' }, { id: 'b' }, { id: 'far', region: 'away' }];
  const placed = { clients: ['a'], shop: ['a'], db: ['far', 'a', 'b'] } as const;
  const nodes = base.nodes!.map((node) => ({ ...node, zones: [...placed[node.id as keyof typeof placed]] }));
  const simulation = started({ ...base, nodes, zones, zoneLatency: { crossZone: '1ms', crossRegion: '5ms' } });
  const busy = (at: number): number[] => {
    simulation.runUntil(seconds(at));
    return database(simulation).replicas.map((replica) => replica.busy);
  };
  expect(busy(0.105)).toEqual([0, 1, 0]);
  simulation.inject({ id: 'dark', action: 'zone-loss', target: { zone: 'b' }, params: {}, startAfter: 0, duration: undefined } as never);
  expect(busy(0.205)).toEqual([0, 1, 0]);
  simulation.heal('dark');
  const [, near] = database(simulation).replicas;
  simulation.inject({
    id: 'lost',
    action: 'memory-leak',
    target: { node: 'db' },
    params: { lifetime: 1e9, restart: 60e9 },
    startAfter: 0,
    duration: undefined,
  } as never);
  // The copies die at a third, two thirds and the whole of a second: the primary first, then the one nearby.
  expect(busy(0.605)).toEqual([0, 1, 0]);
  expect(busy(0.905)).toEqual([0, 0, 1]);
  expect(near!.up).toBe(false);
});

describe('failover', () => {
  const design = (mode: 'async' | 'semi-sync', after = '1s') =>
    shop([write], { replication: { replicas: 2, mode, lag: '250ms', failover: { after } } }, 10, 1000);

  test('async: answered writes that no replica had are lost, and counted by thing', () => {
    const simulation = started(design('async'));
    simulation.runUntil(seconds(2.01));
    simulation.inject(crash(1));
    simulation.runUntil(seconds(3) + 1);
    // Writes of 1.8, 1.9 and 2.0 s had not arrived at 2.01 s; those of 2.1 to 3.0 s found no primary.
    expect(count(simulation, 'lost-writes')).toBe(0);
    expect(database(simulation).stats.failedBy[causeCode.unreachable]).toBe(10);
    simulation.runUntil(seconds(4) + 1);
    expect(['lost-writes', 'lost-things', 'failovers'].map((id) => count(simulation, id as FigureId))).toEqual([3, 3, 1]);
    expect(simulation.marks.filter(({ kind }) => kind === 'failover').map(({ text }) => text)).toEqual([
      'db: a replica of shard 1 became primary, 3 answered writes lost, of 3 things',
    ]);
    expect(database(simulation).stats.failedBy[causeCode.unreachable]).toBe(10);
    expect(database(simulation).stats.completed).toBe(30);
  });

  test('semi-sync: nothing that was answered is lost', () => {
    const simulation = started(design('semi-sync'));
    simulation.runUntil(seconds(2.01));
    simulation.inject(crash(1));
    simulation.runUntil(seconds(4.01));
    expect(['lost-writes', 'failovers'].map((id) => count(simulation, id as FigureId))).toEqual([0, 1]);
    // Those that waited for a replica died with the primary.
    expect(database(simulation).stats.failedBy[causeCode.crash]).toBe(3);
    const wait = database(simulation).stats.figures!.times(figure['ack-wait'])!;
    expect(wait.percentile(50) / 1e6).toBeCloseTo(250, -1);
  });

  test('a primary that is back before the failover has lost nothing', () => {
    const simulation = started(design('async', '2s'));
    simulation.runUntil(seconds(2.01));
    simulation.inject(crash(1));
    simulation.runUntil(seconds(3));
    simulation.heal('crash');
    simulation.runUntil(seconds(10));
    expect(['lost-writes', 'failovers'].map((id) => count(simulation, id as FigureId))).toEqual([0, 0]);
    expect(database(simulation).stats.failedBy[causeCode.unreachable]).toBe(10);
  });

  test('without failover, writes fail until the primary is back', () => {
    const simulation = started(shop([write], { replication: { replicas: 2, lag: '20ms' } }));
    simulation.inject(crash(1));
    simulation.runUntil(seconds(3));
    expect(database(simulation).stats.completed).toBe(0);
    simulation.heal('crash');
    simulation.runUntil(seconds(4));
    expect(database(simulation).stats.completed).toBe(10);
  });
});

describe('row locks', () => {
  const locked = (timeout: string, entities: number) =>
    shop([write], { queryTime: '80ms', connections: 50, queueLimit: 1000, rowLocks: { timeout } }, 50, entities);

  test('writes of one thing are done one after the other', () => {
    const simulation = started(locked('50s', 1));
    simulation.runUntil(seconds(1.019));
    // 50 came, from 20 ms on; each holds the row for 80 ms.
    expect([database(simulation).stats.completed, count(simulation, 'lock-waiting')]).toEqual([12, 37]);
  });

  test('a write that has waited too long fails, and its connection is free again', () => {
    const simulation = started(locked('100ms', 1));
    simulation.runUntil(seconds(2.01));
    const { stats } = database(simulation);
    expect(stats.failedBy[causeCode['lock-timeout']]!).toBeGreaterThan(50);
    expect(stats.arrived).toBe(stats.completed + stats.failed + stats.inSystem);
    expect(stats.busy).toBe(stats.inSystem);
    expect(count(simulation, 'lock-waiting')).toBeLessThan(6);
  });

  test('reads wait for nobody, nor do writes of other things', () => {
    const reads = started(shop([read], { queryTime: '80ms', connections: 50, rowLocks: {} }, 50, 1));
    reads.runUntil(seconds(1.01));
    expect(count(reads, 'lock-waiting')).toBe(0);
    const many = started(locked('50s', 1_000_000));
    many.runUntil(seconds(1.01));
    expect(count(many, 'lock-waiting')).toBe(0);
  });

  test('the locks of a replica that dies are free, and its waiting calls fail', () => {
    const simulation = started(locked('50s', 1));
    simulation.runUntil(seconds(0.505));
    simulation.inject(crash(1));
    expect([database(simulation).stats.inSystem, count(simulation, 'lock-waiting')]).toEqual([0, 0]);
    simulation.heal('crash');
    simulation.runUntil(seconds(0.605));
    expect(database(simulation).stats.busy).toBeGreaterThan(0);
    simulation.runUntil(seconds(0.7));
    expect(database(simulation).stats.completed).toBeGreaterThan(6);
  });

  test('switched off, whoever waits goes on at once', () => {
    const simulation = started(locked('50s', 1));
    simulation.runUntil(seconds(0.505));
    const after = resolve(shop([write], { queryTime: '80ms', connections: 50, queueLimit: 1000 }, 50, 1));
    if (!after.ok) throw new Error('no design');
    simulation.change(after.value, 'no locks');
    simulation.runUntil(seconds(0.586));
    expect(count(simulation, 'lock-waiting')).toBe(0);
    expect(database(simulation).stats.completed).toBeGreaterThan(20);
  });
});

describe('shards', () => {
  test('each thing is at its shard, and the hottest shard is told', () => {
    const simulation = started(shop([write], { shards: { by: 'range', count: 4, keys: 100, splits: [50, 60, 70] } }, 100, 100));
    simulation.runUntil(seconds(50));
    const hot = count(simulation, 'hottest-shard-queries');
    const other = count(simulation, 'other-shard-queries');
    // 50 of 100 things; 5,000 draws: four standard deviations are 0.03.
    expect(Math.abs(hot / (hot + other) - 0.5)).toBeLessThan(0.03);
    expect(database(simulation).replicas.length).toBe(4);
  });

  test('a shard that is down fails its own things only', () => {
    const simulation = started(shop([write], { shards: { by: 'range', count: 4, keys: 100 } }, 100, 100));
    simulation.inject(crash(1));
    simulation.runUntil(seconds(20));
    const { completed, failed } = database(simulation).stats;
    expect(Math.abs(failed / (completed + failed) - 0.25)).toBeLessThan(0.04);
  });
});

describe('connections that calls may be sent to', () => {
  const replicated = (reads: 'primary' | 'replicas' | 'nearest', more: object = {}): DatabaseParams => ({
    connections: 10,
    replication: { replicas: 2, reads, ...more },
  });
  const capacity = (simulation: Simulation): number => database(simulation).stats.capacity;
  const at = (simulation: Simulation, time: number): number => {
    simulation.runUntil(seconds(time));
    return capacity(simulation);
  };

  test('those of replicas that only stand by do not count', () => {
    expect(capacity(started(shop([write], replicated('primary'))))).toBe(10);
    expect(capacity(started(shop([write], { ...replicated('primary'), shards: { by: 'hash', count: 4 } })))).toBe(40);
    expect(capacity(started(shop([write], replicated('replicas'))))).toBe(30);
    expect(capacity(started(shop([write], replicated('nearest'))))).toBe(30);
    // Where some read asks for its own writes, replicas answer it.
    expect(capacity(started(shop([write, ownRead], replicated('primary'))))).toBe(30);
  });

  test('so utilization is of the primary: 100/s that take 50 ms hold 5 of its 10 connections', () => {
    const result = run(shop([write], { ...replicated('primary'), queryTime: '50ms' }, 100), { duration: 20, warmup: 1 });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.value.nodes.find(({ id }) => id === 'db')!.utilization).toBeCloseTo(0.5, 2);
  });

  test('while the primary is dead there are none; then those of the new one count, and the old one stands by', () => {
    const faults = [{ id: 'death', action: 'primary-failure', target: { node: 'db' }, startAfter: '1s', duration: '20s' }];
    const design = shop([write], replicated('primary', { failover: { after: '5s' } }), 10, 1, { faults } as Partial<Design>);
    const simulation = started(design);
    expect([0.5, 3, 7, 30].map((time) => at(simulation, time))).toEqual([10, 0, 10, 10]);
  });

  test('after an edit a replica counts until it has finished what it has', () => {
    const slow = (reads: 'primary' | 'replicas') => shop([read], { ...replicated(reads), queryTime: '1s' }, 10);
    const simulation = started(slow('replicas'));
    expect(at(simulation, 2)).toBe(30);
    const edited = resolve(slow('primary'));
    if (!edited.ok) throw new Error('does not resolve');
    simulation.change(edited.value, 'edit');
    expect(capacity(simulation)).toBe(30);
    expect(at(simulation, 3.5)).toBe(10);
  });
});
