import { describe, expect, test } from 'vitest';
import { resolve } from '../../design/resolve';
import type { Design, DesignFault, DesignLink, DesignNode } from '../../design/schema';
import { groupLine } from '../../measure/group-lines';
import { Simulation } from '../simulation';

type Group = NonNullable<NonNullable<DesignLink['policy']>['group']>;
type Log = NonNullable<Extract<DesignNode, { kind: 'log' }>['params']>;
interface Parts {
  readonly log?: Log;
  readonly group?: Group;
  readonly faults?: DesignFault[];
  readonly serviceTime?: string;
  readonly errorRate?: number;
  readonly rate?: number;
}

/** 100 records a second into 4 partitions in turn, read by 2 replicas that take no time. */
function running({ log = {}, group = {}, faults = [], serviceTime = '0ms', errorRate = 0, rate = 100 }: Parts) {
  const design: Design = {
    version: 1,
    name: 'log',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate, arrivals: 'constant' } } },
      { id: 'shop', kind: 'external', params: { latency: '0ms' } },
      { id: 'log', kind: 'log', params: { partitions: 4, partitioner: 'round-robin', ...log } },
      { id: 'reader', kind: 'service', params: { replicas: 2, serviceTime, errorRate } },
    ],
    links: [
      { id: 'in', from: 'users', to: 'shop', protocol: 'local' },
      { id: 'out', from: 'shop', to: 'log', protocol: 'local' },
      { id: 'group', from: 'log', to: 'reader', protocol: 'local', policy: { group } },
    ],
    faults,
  };
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const simulation = new Simulation(result.value, 1);
  const at = (seconds: number) => {
    simulation.runUntil(seconds * 1e9);
    return groupLine(simulation.model.link('group')!.group!, simulation.now);
  };
  return { at, simulation };
}

const crash = (startAfter: string, duration: string): DesignFault => ({
  id: 'crash',
  action: 'replica-crash',
  target: { node: 'reader' },
  startAfter,
  duration,
});
const on = (action: 'consumer-pause' | 'rebalance-storm' | 'replay', params: object, startAfter: string, duration?: string) =>
  ({ id: action, action, target: { link: 'group' }, params, startAfter, ...(duration && { duration }) }) as DesignFault;
const owners = (line: ReturnType<typeof groupLine>) => line.partitions.map(({ owner }) => owner);
const lags = (line: ReturnType<typeof groupLine>) => line.partitions.map(({ lag }) => lag);

describe('a member that dies', () => {
  const group = { sessionTimeout: '10s', rebalanceTime: '2s', commit: 'record' } as const;

  test('keeps its partitions until its session is over; then an eager group stops whole while it shares out anew', () => {
    const { at } = running({ group, faults: [crash('10s', '100s')] });
    expect(owners(at(9))).toEqual([0, 0, 1, 1]);
    // Replica 0 is dead, and nobody reads its partitions; the other goes on.
    expect(lags(at(19.995))).toEqual([250, 250, 0, 0]);
    // The session is over at 20 s; until 22 s nobody reads.
    expect(at(21.995).lag).toBe(2 * 300 + 2 * 50);
    const after = at(30);
    expect([owners(after), after.lag, after.rebalances]).toEqual([[1, 1, 1, 1], 0, 1]);
  });

  test('a cooperative group goes on with what does not move', () => {
    const { at } = running({ group: { ...group, assignor: 'cooperative-sticky' }, faults: [crash('10s', '100s')] });
    // It shares out in turn: the dead one has the first and the third.
    expect(lags(at(21.995))).toEqual([300, 0, 300, 0]);
    expect(at(30).lag).toBe(0);
  });

  test('one that comes back has its partitions again, after the session of its old self', () => {
    const { at } = running({ group, faults: [crash('10s', '1s')] });
    // It comes back at 11 s; a rebalance begins, and waits for the old session until 20 s.
    expect(lags(at(19.995))).toEqual([250, 250, 225, 225]);
    const after = at(30);
    expect([owners(after), after.lag, after.duplicated]).toEqual([[0, 0, 1, 1], 0, 0]);
  });

  test('what was done and not committed is done again', () => {
    const { at } = running({ group: { ...group, commit: 'interval', commitInterval: '4s' }, faults: [crash('11s', '100s')] });
    // The last commit was at 8 s: three seconds of two partitions.
    expect(at(30).duplicated).toBe(150);
  });
});

describe('a member that stands still', () => {
  test('for less than its session: it goes on where it was', () => {
    const { at } = running({ group: { sessionTimeout: '10s' }, faults: [on('consumer-pause', {}, '10s', '5s')] });
    expect(lags(at(14.995))).toEqual([125, 125, 0, 0]);
    const after = at(20);
    expect([after.lag, after.rebalances, after.duplicated]).toEqual([0, 0, 0]);
  });

  test('for longer: others take over, and it comes back to the group', () => {
    const { at } = running({ group: { sessionTimeout: '2s', rebalanceTime: '1s' }, faults: [on('consumer-pause', {}, '10s', '20s')] });
    expect(owners(at(20))).toEqual([1, 1, 1, 1]);
    const after = at(40);
    expect([owners(after), after.rebalances, after.lag]).toEqual([[0, 0, 1, 1], 2, 0]);
  });
});

test('a rebalance waits for work that is under way, but not for ever', () => {
  const faults = [on('rebalance-storm', { every: '1h' }, '10s')];
  const slow = { serviceTime: '5s', rate: 1, faults };
  const patient = running({ ...slow, group: { rebalanceTime: '1s', commit: 'record' } }).at(60);
  expect([patient.redelivered, patient.duplicated]).toEqual([0, 0]);
  expect(patient.rebalances).toBe(1);
  // Moved by force, what was in work is done twice: a second member joins late.
  const hasty = running({
    serviceTime: '5s',
    rate: 4,
    group: { parallel: 4, rebalanceTime: '1s', pollInterval: '1s', sessionTimeout: '1s', commit: 'record' },
    faults: [crash('10s', '12500ms')],
  }).at(60);
  expect(hasty.duplicated).toBeGreaterThan(0);
});

describe('a record at which the consumer fails', () => {
  const failing = { errorRate: 1, rate: 4, serviceTime: '1ms' };

  test('blocks its partition when it is tried for ever', () => {
    const line = running({ ...failing, group: { retryDelay: '100ms' } }).at(10);
    expect([line.acked, line.deadLettered, line.dropped, line.waiting]).toEqual([0, 0, 0, line.published - 4]);
  });

  test.each([
    ['park', 'deadLettered'],
    ['skip', 'dropped'],
  ] as const)('%s: after so many deliveries the next one has its turn', (onFailure, counted) => {
    const { at } = running({ ...failing, group: { onFailure, maxDeliveries: 3, retryDelay: '10ms' } });
    const line = at(10);
    expect(line[counted]).toBe(line.published - line.lag);
    expect(line.lag).toBeLessThanOrEqual(1);
    // The last one may still be tried.
    expect(Math.abs(line.redelivered - 2 * line[counted])).toBeLessThanOrEqual(2);
  });
});

describe('a broker that is lost', () => {
  const loss: DesignFault = { id: 'loss', action: 'broker-loss', target: { node: 'log' }, startAfter: '10s', duration: '20s' };

  test('its partitions take and give nothing until another copy leads', () => {
    const { at, simulation } = running({ log: { electionTime: '2s' }, faults: [loss] });
    at(20);
    // Broker 0 led partitions 0 and 3: two seconds of half the records were turned away.
    expect(simulation.model.node('log')!.stats.rejected).toBe(100);
    expect(at(20)).toMatchObject({ lag: 0, lost: 0 });
  });

  test('without other copies they wait for it', () => {
    const { at, simulation } = running({ log: { replication: 1, electionTime: '0ms' }, faults: [loss] });
    at(40);
    expect(simulation.model.node('log')!.stats.rejected).toBe(1000);
  });

  test.each([
    ['leader', 50],
    ['all', 0],
  ] as const)('with acks from %s, what no copy has yet: %i records lost', (acks, lost) => {
    const line = running({ log: { acks, replicationDelay: '1s', electionTime: '0ms' }, faults: [loss] }).at(20);
    expect(Math.abs(line.lost - lost)).toBeLessThanOrEqual(1);
  });
});

describe('replay and retention', () => {
  test('a replay reads again from a time', () => {
    const line = running({ faults: [on('replay', { from: '6s' }, '10s')] }).at(20);
    expect(Math.abs(line.replayed - 400)).toBeLessThanOrEqual(1);
    expect(line.duplicated).toBe(line.replayed);
    expect(line.lag).toBe(0);
  });

  test('a replay ahead passes over what waits', () => {
    const line = running({ serviceTime: '100ms', faults: [on('replay', { from: '100s' }, '10s')] }).at(10);
    expect(line.lag).toBeLessThanOrEqual(1);
    expect(Math.abs(line.dropped - 800)).toBeLessThanOrEqual(5);
  });

  test('what nobody has read when its time is up has expired', () => {
    const line = running({ log: { retention: '5s' }, group: { sessionTimeout: '60s' }, faults: [crash('10s', '100s')] }).at(20);
    // Two partitions for ten seconds, less the five that are kept.
    expect(Math.abs(line.expired - 250)).toBeLessThanOrEqual(5);
  });

  test('so has what is more than a partition may hold, and the timeline says so', () => {
    const { at, simulation } = running({ log: { capacity: 20 }, group: { sessionTimeout: '60s' }, faults: [crash('10s', '100s')] });
    expect(Math.abs(at(20).expired - 2 * (250 - 20))).toBeLessThanOrEqual(2);
    expect(simulation.marks.filter(({ kind }) => kind === 'log').map(({ text }) => text)).toEqual([
      'log holds as many records as it may (20 in a partition): the oldest are removed',
    ]);
  });
});
