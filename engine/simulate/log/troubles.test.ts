import { describe, expect, test } from 'vitest';
import { resolve } from '../../design/resolve';
import type { Design, DesignFault, DesignNode } from '../../design/schema';
import type { StepInput } from '../../design/step-schema';
import { FrameRecorder } from '../../measure/frame-recorder';
import { balances, groupLine } from '../../measure/group-lines';
import { shownFigures } from '../../policies/figures';
import { run } from '../run';
import { Simulation } from '../simulation';

type LogParams = Extract<DesignNode, { kind: 'log' }>['params'];
interface Parts {
  readonly log?: LogParams;
  readonly group?: object;
  readonly faults?: readonly DesignFault[];
  readonly publish?: Partial<Extract<StepInput, { kind: 'publish' }>>;
  readonly timeout?: string;
  readonly reads?: string;
}

/** 100 records a second into one partition, each the work of a millisecond for its reader. */
function design({ log = {}, group = {}, faults = [], publish = {}, timeout = '1s', reads = '1ms' }: Parts): Design {
  const steps: StepInput[] = [{ kind: 'publish', link: 'shop-log', event: 'Placed', ...publish }];
  return {
    version: 1,
    name: 'Log in trouble',
    run: { duration: '5s', warmup: '0s' },
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant' } } },
      { id: 'shop', kind: 'gateway', params: { authTime: '0ms' }, operations: [{ name: 'place', steps }] },
      { id: 'log', kind: 'log', params: { partitions: 1, ...log } },
      { id: 'reader', kind: 'service', params: { serviceTime: reads } },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop', protocol: 'local' },
      { id: 'shop-log', from: 'shop', to: 'log', protocol: 'local', policy: { timeout } },
      { id: 'group', from: 'log', to: 'reader', protocol: 'local', policy: { group } },
    ],
    faults: [...faults],
  };
}

function simulationOf(parts: Parts): Simulation {
  const resolved = resolve(design(parts));
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return new Simulation(resolved.value, 1);
}
const lineOf = (simulation: Simulation) => groupLine(simulation.model.link('group')!.group!, simulation.now);
function reportOf(parts: Parts) {
  const result = run(design(parts));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const fault = (action: 'poison-message' | 'duplicate-delivery' | 'event-loss' | 'reordering', params: object) =>
  ({ id: 'trouble', action, target: { node: 'log' }, params, startAfter: '1s', duration: '1s' }) as DesignFault;

describe('faults of messages on a log', () => {
  test('lost messages never become records, and are counted as lost', () => {
    const simulation = simulationOf({ faults: [fault('event-loss', { share: 1 })] });
    simulation.runUntil(5e9);
    const { stats } = simulation.model.node('log')!;
    expect(Math.abs(stats.failed - 100)).toBeLessThanOrEqual(1);
    expect(lineOf(simulation).published).toBe(stats.arrived - stats.failed);
    expect(balances(lineOf(simulation))).toBe(true);
  });

  test('duplicates are records of their own, as from a producer that sends again', () => {
    const simulation = simulationOf({ faults: [fault('duplicate-delivery', { share: 1 })] });
    simulation.runUntil(5e9);
    expect(Math.abs(lineOf(simulation).published - 600)).toBeLessThanOrEqual(2);
    expect(balances(lineOf(simulation))).toBe(true);
  });

  test('late ones come later, and all of them come', () => {
    const simulation = simulationOf({ faults: [fault('reordering', { share: 0.5, delay: '200ms' })] });
    simulation.runUntil(5e9);
    expect(Math.abs(lineOf(simulation).published - 500)).toBeLessThanOrEqual(1);
  });

  test('a bad record blocks its partition as long as it is tried again', () => {
    const simulation = simulationOf({ faults: [fault('poison-message', { share: 1 })], group: { onFailure: 'retry' } });
    simulation.runUntil(5e9);
    const line = lineOf(simulation);
    expect(line.acked + line.inFlight).toBeLessThan(105);
    expect(line.lagSeconds).toBeGreaterThan(3.9);
    expect(line.redelivered).toBeGreaterThan(2);
  });

  test('parked records can be looked at like dead letters', () => {
    const { nodes } = reportOf({
      faults: [fault('poison-message', { share: 1 })],
      group: { onFailure: 'park', maxDeliveries: 2, retryDelay: '1ms' },
    });
    const { deadLetters, groups, figures } = nodes.find(({ id }) => id === 'log')!;
    const letters = deadLetters!;
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ reason: 'delivery-limit', event: 'Placed', count: groups![0]!.deadLettered });
    expect(letters[0]!.last[0]).toMatchObject({ deliveries: 2, cause: 'error' });
    const parked = figures!.find(({ id }) => id === 'records-parked');
    expect(parked).toMatchObject({ total: groups![0]!.deadLettered });
  });
});

describe('a publisher that waits for a confirm', () => {
  const p50 = (parts: Parts): number => reportOf(parts).requests.latency.p50!;

  test('hears of it when the leader has the record, or when all copies have', () => {
    const log = { replicationDelay: '20ms' } as const;
    expect(p50({ publish: { confirm: true }, log: { ...log, acks: 'leader' } })).toBeLessThan(1);
    expect(Math.abs(p50({ publish: { confirm: true }, log: { ...log, acks: 'all' } }) - 20)).toBeLessThan(0.5);
    expect(p50({ log: { ...log, acks: 'all' } })).toBeLessThan(1);
  });

  test('does not wait longer than the link’s timeout', () => {
    const { requests } = reportOf({ publish: { confirm: true }, log: { replicationDelay: '100ms' }, timeout: '50ms' });
    expect(requests.failuresByCause).toEqual({ timeout: requests.failed });
    expect(requests.failed).toBeGreaterThan(400);
  });

  test('hears that nobody leads the partition', () => {
    const lost = { id: 'lost', action: 'broker-loss', target: { node: 'log' }, params: { count: 3 }, startAfter: '1s' } as const;
    const { requests } = reportOf({ publish: { confirm: true }, faults: [lost] });
    expect(requests.failuresByCause).toEqual({ unreachable: requests.failed });
    expect(requests.failed).toBeGreaterThan(300);
  });
});

test('frames carry how far a group is behind, in records and in seconds', () => {
  // Method: a reader that takes a second for each of a hundred records a second.
  const simulation = simulationOf({ reads: '1s' });
  const recorder = new FrameRecorder(simulation.model);
  simulation.runUntil(4e9);
  recorder.tick(simulation.now);
  const { pairs, values } = recorder.take().figures;
  const of = (id: string): number => {
    const place = shownFigures.findIndex((shown) => shown.id === id);
    const log = simulation.model.node('log')!.index;
    return values[pairs.indexOf(log * shownFigures.length + place)]!;
  };
  const line = lineOf(simulation);
  expect(of('lag')).toBe(line.lag);
  expect(of('lag-time')).toBeCloseTo(line.lagSeconds, 9);
  expect(line.lag).toBeGreaterThan(390);
});
