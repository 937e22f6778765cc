import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import { type Design, type DesignFault, zFault } from '../../engine/design/schema';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import type { Cause } from '../../engine/policies/causes';
import { figure, type FigureId } from '../../engine/policies/figures';
import { causeCode } from '../../engine/measure/stats';
import { Simulation } from '../../engine/simulate/simulation';
import { designFor, shop } from './shop';

/** Two sums that grow: what is looked at is how much the first grew for each of the second. */
type Probe = (simulation: Simulation) => readonly [number, number];

const nodeAt = ({ model }: Simulation, id: string) => model.node(id)!;
const linkAt = ({ model }: Simulation, id: string) => model.link(id)!;
const perSecond =
  (sum: (simulation: Simulation) => number): Probe =>
  (simulation) => [sum(simulation), simulation.now / 1e9];
const arrivals = (id: string): Probe => perSecond((s) => nodeAt(s, id).stats.arrived);
const completions = (id: string): Probe => perSecond((s) => nodeAt(s, id).stats.completed);
const failures = (id: string, cause: Cause): Probe => perSecond((s) => linkAt(s, id).stats.failedBy[causeCode[cause]]!);
const answers = perSecond((s) => linkAt(s, 'users-api').stats.ok);
/** [ms] */
const duration =
  (id: string): Probe =>
  (s) => [Number(linkAt(s, id).stats.duration.total()) / 1e6, linkAt(s, id).stats.duration.count];
const service =
  (id: string): Probe =>
  (s) => [Number(nodeAt(s, id).stats.service.total()) / 1e6, nodeAt(s, id).stats.service.count];
/** Workers there are, on average. */
const capacity = (id: string): Probe => perSecond((s) => nodeAt(s, id).stats.areaCapacity / 1e9);
const counted = (id: string, name: FigureId): Probe => perSecond((s) => nodeAt(s, id).stats.figures!.values[figure[name]]!);
interface Case {
  readonly action: FaultAction;
  readonly target: DesignFault['target'];
  readonly params?: object;
  readonly probe: Probe;
  /** What it was before, and what it is while the fault is on: between the two. */
  readonly before: readonly [number, number];
  readonly during: readonly [number, number];
  /** When it is looked at, from the start of the fault; [1 s, 9 s] when left out. [s] */
  readonly window?: readonly [number, number];
  /** What it is once the fault is over, where it is not as before. */
  readonly after?: readonly [number, number];
}

const about = (value: number, by = 0.02): readonly [number, number] => [value * (1 - by), value * (1 + by)];
const none: readonly [number, number] = [0, 0];
const all = about(100);

const cases: readonly Case[] = [
  {
    action: 'added-latency',
    target: { link: 'api-partner' },
    params: { extra: '200ms' },
    probe: duration('api-partner'),
    before: [10, 12],
    during: [409, 413],
  },
  {
    action: 'jitter',
    target: { node: 'partner' },
    params: { most: '200ms' },
    probe: duration('api-partner'),
    before: [10, 12],
    during: [95, 130],
  },
  {
    action: 'slow-down',
    target: { node: 'partner' },
    params: { factor: 4 },
    probe: service('partner'),
    before: about(10),
    during: about(40),
  },
  {
    action: 'cpu-steal',
    target: { node: 'api' },
    params: { share: 0.5, count: 1 },
    probe: service('api'),
    before: about(5),
    during: about(6.25),
  },
  { action: 'error-rate', target: { node: 'partner' }, params: { share: 0.5 }, probe: answers, before: all, during: [40, 60] },
  {
    action: 'brown-out',
    target: { node: 'partner' },
    params: { slow: 0.3, extra: '2s', errors: 0.2 },
    probe: duration('api-partner'),
    before: [10, 12],
    during: [450, 750],
  },
  {
    action: 'too-many-requests',
    target: { node: 'partner' },
    params: { rate: 20 },
    probe: failures('api-partner', 'rate-limited'),
    before: none,
    during: about(80),
  },
  { action: 'replica-crash', target: { node: 'api' }, params: { count: 4 }, probe: answers, before: all, during: none },
  {
    action: 'process-pause',
    target: { node: 'api' },
    params: { count: 1 },
    probe: answers,
    before: all,
    during: about(75, 0.05),
    after: all,
  },
  {
    action: 'rolling-restart',
    target: { node: 'api' },
    params: { down: '2s', pause: '500ms' },
    probe: capacity('api'),
    before: about(2000),
    during: about(1600, 0.03),
  },
  {
    action: 'memory-leak',
    target: { node: 'api' },
    params: { lifetime: '2s', restart: '2s' },
    probe: capacity('api'),
    before: about(2000),
    during: [800, 1400],
  },
  { action: 'pool-exhaustion', target: { node: 'partner' }, params: { left: 0 }, probe: answers, before: all, during: none },
  {
    action: 'retry-storm',
    target: { node: 'partner' },
    params: { length: '1s', every: '4s' },
    probe: failures('api-partner', 'error'),
    before: none,
    during: about(25, 0.05),
  },
  {
    action: 'slow-disk',
    target: { node: 'store' },
    params: { extra: '50ms', reads: 0 },
    probe: service('store'),
    before: about(2),
    during: [20, 30],
  },
  { action: 'disk-full', target: { node: 'store' }, probe: failures('api-store', 'error'), before: none, during: all },
  { action: 'primary-failure', target: { node: 'store' }, probe: answers, before: all, during: none },
  {
    action: 'replica-lag',
    target: { node: 'store' },
    params: { extra: '500ms' },
    probe: counted('store', 'stale-reads'),
    before: none,
    during: [0.1, 100],
  },
  { action: 'shard-loss', target: { node: 'store' }, probe: answers, before: all, during: none },
  {
    action: 'partition',
    target: { link: 'api-store' },
    params: { mode: 'refuse' },
    probe: failures('api-store', 'unreachable'),
    before: none,
    during: all,
  },
  {
    action: 'packet-loss',
    target: { link: 'api-partner' },
    params: { share: 0.1 },
    probe: duration('api-partner'),
    before: [10, 12],
    during: [35, 130],
  },
  {
    action: 'bandwidth-cap',
    target: { link: 'api-partner' },
    params: { bandwidth: 4 },
    probe: duration('api-partner'),
    before: [10, 12],
    during: [18, 5000],
  },
  {
    action: 'connection-reset',
    target: { link: 'api-partner' },
    params: { every: '100ms' },
    probe: failures('api-partner', 'unreachable'),
    before: none,
    during: [5, 30],
  },
  {
    action: 'dns-failure',
    target: { node: 'store' },
    params: { answer: 'no-such-name', cached: '5s' },
    probe: failures('api-store', 'unreachable'),
    before: none,
    during: all,
    window: [6, 9],
  },
  { action: 'payload-corruption', target: { link: 'api-partner' }, params: { share: 0.5 }, probe: answers, before: all, during: [40, 60] },
  { action: 'traffic-surge', target: { node: 'users' }, params: { factor: 3 }, probe: arrivals('api'), before: all, during: about(300) },
  {
    action: 'reconnect-storm',
    target: { node: 'users' },
    params: { clients: 500, within: '5s' },
    probe: arrivals('api'),
    before: all,
    during: about(200),
    window: [1, 4],
  },
  { action: 'zone-loss', target: { zone: 'eu-a' }, probe: capacity('api'), before: about(2000), during: about(1000) },
  { action: 'region-loss', target: { region: 'eu' }, probe: answers, before: all, during: none },
  {
    action: 'cache-flush',
    target: { node: 'cache' },
    probe: counted('cache', 'misses'),
    before: [0, 45],
    during: [50, 100],
    window: [0, 2],
  },
  {
    action: 'hot-key',
    target: { node: 'users' },
    params: { share: 1, entity: 3 },
    probe: counted('cache', 'misses'),
    before: [1, 100],
    during: [0, 0.5],
  },
  { action: 'bad-deploy', target: { node: 'partner' }, params: { errorRate: 0.5 }, probe: answers, before: all, during: [40, 60] },
  { action: 'contract-break', target: { node: 'partner' }, probe: answers, before: all, during: none },
  { action: 'consumer-pause', target: { node: 'queue' }, probe: arrivals('worker'), before: all, during: none },
  {
    action: 'rebalance-storm',
    target: { link: 'log-reader' },
    params: { every: '100ms' },
    probe: arrivals('reader'),
    before: all,
    during: [0, 90],
  },
  { action: 'broker-loss', target: { node: 'queue' }, probe: failures('api-queue', 'unreachable'), before: none, during: all },
  { action: 'replay', target: { link: 'log-reader' }, probe: arrivals('reader'), before: all, during: [150, 100_000], window: [0, 5] },
  {
    action: 'certificate-expiry',
    target: { link: 'api-partner' },
    probe: failures('api-partner', 'certificate'),
    before: none,
    during: all,
  },
  {
    action: 'poison-message',
    target: { node: 'queue' },
    params: { share: 0.5 },
    probe: completions('worker'),
    before: all,
    during: [40, 60],
  },
  {
    action: 'duplicate-delivery',
    target: { node: 'queue' },
    params: { share: 0.5 },
    probe: arrivals('worker'),
    before: all,
    during: [135, 165],
  },
  { action: 'event-loss', target: { node: 'queue' }, params: { share: 0.5 }, probe: arrivals('worker'), before: all, during: [40, 60] },
  {
    action: 'reordering',
    target: { node: 'queue' },
    params: { share: 1, delay: '3s' },
    probe: arrivals('worker'),
    before: all,
    during: none,
    window: [0.1, 2.9],
  },
]; // prettier-ignore

const START = 20;
const END = 30;

function started(faults: readonly DesignFault[], of: Design = shop): Simulation {
  const design = resolve({ ...of, faults: [...faults] });
  if (!design.ok) throw new Error(JSON.stringify(design.problems));
  return new Simulation(design.value, 1);
}

function measured(simulation: Simulation, probe: Probe, from: number, to: number): number {
  simulation.runUntil(from * 1e9);
  const [a, b] = probe(simulation);
  simulation.runUntil(to * 1e9);
  const [c, d] = probe(simulation);
  return d === b ? 0 : (c - a) / (d - b);
}

describe('every fault does what it says, and is gone when it ends', () => {
  test.each(cases)('$action', ({ action, target, params, probe, before, during, window = [1, 9], after = before }) => {
    // Method: one run of 60 s with constant arrivals. The fault is on from 20 to 30 s; the figure is looked at before, meanwhile, and from
    // 45 s on, when what had piled up is worked off.
    const when = { startAfter: `${START}s`, duration: `${END - START}s` };
    const simulation = started([{ id: 'f', action, target, params, ...when } as DesignFault]);
    const within = (value: number, [least, most]: readonly [number, number], when: string): void => {
      expect(value, `${when}: at least`).toBeGreaterThanOrEqual(least);
      expect(value, `${when}: at most`).toBeLessThanOrEqual(most);
    };
    within(measured(simulation, probe, 15, START - 1), before, 'before');
    within(measured(simulation, probe, START + window[0], START + window[1]), during, 'meanwhile');
    within(measured(simulation, probe, 45, 60), after, 'after');
    expect(simulation.activeFaults).toEqual([]);
  });

  test('none is left out', () => {
    expect(cases.map(({ action }) => action).toSorted()).toEqual(Object.keys(faultActions).toSorted());
  });
});

describe('faults that overlap on one target do not heal each other', () => {
  // Method: every ordered pair of faults that the table has for one target, one with itself included. The first is healed while the second
  // is on: the second's figure is not as it was before. Then the second is healed, and both figures are as before.
  const lasting = cases.filter(({ window }) => window === undefined);
  const on = (target: object): readonly Case[] => lasting.filter((one) => JSON.stringify(one.target) === JSON.stringify(target));
  const pairs = [...new Set(lasting.map(({ target }) => JSON.stringify(target)))].flatMap((target) => {
    const here = on(JSON.parse(target) as object);
    return here.flatMap((first) => here.map((second) => ({ first, second, names: `${first.action}, then ${second.action}` })));
  });
  const isBetween = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;

  test.each(pairs)('$names', ({ first, second }) => {
    const simulation = started([], designFor(first.target));
    const inject = (id: string, { action, target, params }: Case): void => simulation.inject(zFault.parse({ id, action, target, params }));
    simulation.runUntil(5e9);
    inject('first', first);
    simulation.runUntil(6e9);
    inject('second', second);
    simulation.runUntil(7.5e9);
    simulation.heal('first');
    const still = measured(simulation, second.probe, 9, 12);
    expect(isBetween(still, second.before), `${still} while the second is on`).toBe(false);
    simulation.heal('second');
    simulation.runUntil(16e9);
    const [a, b] = first.probe(simulation);
    const later = measured(simulation, second.probe, 16, 18);
    const [c, d] = first.probe(simulation);
    expect(isBetween(later, second.before), `${later} after the second`).toBe(true);
    const healed = d === b ? 0 : (c - a) / (d - b);
    expect(isBetween(healed, first.before), `${healed} after the first`).toBe(true);
  });

  test('and there are many such pairs', () => {
    expect(pairs.length).toBeGreaterThan(150);
  });
});
