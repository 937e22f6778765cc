import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import { type Design, type DesignFault, zFault } from '../design/schema';
import { causes } from '../policies/causes';
import type { QueueState, ServerState } from './model';
import { Simulation } from './simulation';

const seconds = (s: number): number => s * 1e9;

const zones: Design['zones'] = [
  { id: 'a', region: 'eu' },
  { id: 'b', region: 'eu' },
  { id: 'far', region: 'us' },
];

/** A hundred requests a second from zone a to a service in these zones, one replica in each. */
function shop(where: string[], more: Partial<Design> = {}): Design {
  return {
    version: 1,
    name: 'shop',
    zones,
    nodes: [
      { id: 'users', kind: 'client', zones: ['a'], params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant' } } },
      { id: 'shop', kind: 'service', zones: where, params: { replicas: where.length, workers: 100, serviceTime: '0ms' } },
    ],
    links: [{ id: 'in', from: 'users', to: 'shop', protocol: 'local', network: { request: 100, answer: 900 } }],
    ...more,
  };
}
function resolved(design: Design) {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const started = (design: Design): Simulation => new Simulation(resolved(design), 1);
const inject = (simulation: Simulation, fault: Omit<DesignFault, 'id'>) => simulation.inject(zFault.parse({ id: 'f', ...fault }));
const account = (simulation: Simulation) => {
  const { stats } = simulation.model.journeys[0]!;
  return { ok: stats.ok, failed: stats.failed, meanMs: stats.total.mean() / 1e6 };
};

describe('between zones', () => {
  test.each([
    ['the same zone', ['a'], 0],
    ['another zone of the region', ['b'], 1],
    ['another region', ['far'], 70],
    ['both zones in turn', ['a', 'b'], 0.5],
  ])('%s: each trip takes longer by its latency', (_, where, round) => {
    const simulation = started(shop(where));
    simulation.runUntil(seconds(10));
    // The last answer from the other zone is still on its way.
    expect(account(simulation).meanMs).toBeCloseTo(round, 2);
  });

  test('what crosses is counted, both ways, apart for zones and regions', () => {
    const simulation = started(shop(['a', 'b', 'far', 'far']));
    simulation.runUntil(seconds(10));
    const { carrier, stats } = simulation.model.link('in')!;
    expect(carrier!.sentBytes).toBe(stats.attempts * 100);
    // A quarter went to zone b, half of it to the other region; some answers from there are still on their way.
    expect(carrier!.crossZoneBytes / (stats.ok * 1000)).toBeCloseTo(0.25, 2);
    expect(carrier!.crossRegionBytes / (stats.ok * 1000)).toBeCloseTo(0.5, 2);
  });

  test('a node of a zone calls from the zone of its own replica', () => {
    const design = shop(['a', 'b'], {
      nodes: [...shop(['a', 'b']).nodes!, { id: 'db', kind: 'database', zones: ['b'], params: { queryTime: '0ms' } }],
      links: [...shop([]).links!, { id: 'query', from: 'shop', to: 'db', protocol: 'local', network: { request: 10, answer: 10 } }],
    });
    const simulation = started(design);
    simulation.runUntil(seconds(10));
    const { carrier, stats } = simulation.model.link('query')!;
    expect(carrier!.crossZoneBytes / (stats.ok * 20)).toBeCloseTo(0.5, 2);
    // One hop of a millisecond in any case: from a to b at the one link or at the other.
    expect(account(simulation).meanMs).toBeCloseTo(1, 6);
  });

  test('an edit that moves a node takes effect at once, and one that takes the zones away too', () => {
    const simulation = started(shop(['far']));
    simulation.runUntil(seconds(1));
    simulation.change(resolved(shop(['a'])), 'edit');
    simulation.runUntil(seconds(2));
    const { stats } = simulation.model.journeys[0]!;
    expect(stats.inFlight).toBe(0);
    const nowhere = { ...shop(['a']), zones: [] };
    simulation.change(resolved({ ...nowhere, nodes: nowhere.nodes!.map((node) => ({ ...node, zones: [] })) }), 'edit');
    expect(simulation.model.link('in')!.carrier!.zones).toBeNull();
    simulation.runUntil(seconds(3));
    expect(account(simulation)).toMatchObject({ failed: 0 });
  });
});

describe('a zone that is lost', () => {
  test('takes its replicas with it, and gives them back; the others go on', () => {
    const simulation = started(shop(['a', 'b']));
    const shopState = simulation.model.node('shop') as ServerState;
    simulation.runUntil(seconds(1));
    inject(simulation, { action: 'zone-loss', target: { zone: 'b' } });
    expect(shopState.up.map(({ index }) => index)).toEqual([0]);
    simulation.runUntil(seconds(2));
    expect(account(simulation).failed).toBeLessThanOrEqual(1);
    simulation.heal('f');
    expect(shopState.up).toHaveLength(2);
  });

  test('a replica that another fault holds down stays down when the zone comes back', () => {
    const simulation = started(shop(['a', 'b']));
    const shopState = simulation.model.node('shop') as ServerState;
    simulation.inject(zFault.parse({ id: 'crash', action: 'replica-crash', target: { node: 'shop' }, params: { count: 2 } }));
    inject(simulation, { action: 'zone-loss', target: { zone: 'b' } });
    simulation.heal('crash');
    expect(shopState.up.map(({ index }) => index)).toEqual([0]);
    simulation.heal('f');
    expect(shopState.up).toHaveLength(2);
  });

  test('silences its clients, and stops its queues, which keep what they hold', () => {
    const nodes: Design['nodes'] = [
      ...shop(['b']).nodes!,
      { id: 'sold', kind: 'queue', zones: ['far'] },
      { id: 'books', kind: 'service', zones: ['b'], params: { serviceTime: '50ms', replicas: 1, workers: 1 } },
    ];
    const links: Design['links'] = [
      ...shop([]).links!,
      { id: 'publish', from: 'shop', to: 'sold', protocol: 'local' },
      { id: 'consume', from: 'sold', to: 'books', protocol: 'local' },
    ];
    const simulation = started(shop(['b'], { nodes, links }));
    const queue = simulation.model.node('sold') as QueueState;
    simulation.runUntil(seconds(2));
    inject(simulation, { action: 'zone-loss', target: { zone: 'far' } });
    const { waiting, completed } = queue.stats;
    const { attempts } = simulation.model.link('consume')!.stats;
    expect(waiting).toBeGreaterThan(50);
    simulation.runUntil(seconds(4));
    // Those that were out at the time are still acknowledged; no message comes, and none goes.
    expect(simulation.model.link('consume')!.stats.attempts).toBe(attempts);
    expect(queue.stats.waiting).toBe(waiting);
    expect(queue.stats.completed).toBeGreaterThan(completed);
    expect(simulation.model.link('publish')!.stats.failed).toBeGreaterThan(150);
    simulation.heal('f');
    simulation.runUntil(seconds(5));
    expect(simulation.model.link('consume')!.stats.attempts).toBeGreaterThan(attempts);

    inject(simulation, { action: 'zone-loss', target: { zone: 'a' } });
    const { arrived } = simulation.model.journeys[0]!.stats;
    simulation.runUntil(seconds(6));
    expect(simulation.model.journeys[0]!.stats.arrived).toBe(arrived);
    simulation.heal('f');
    simulation.runUntil(seconds(7));
    expect(simulation.model.journeys[0]!.stats.arrived - arrived).toBe(100);
  });
});

describe('a partition between zones', () => {
  const cut = (direction: 'both' | 'forward' | 'backward', mode: 'black-hole' | 'refuse', one: string[], other: string[]) => {
    const simulation = started(shop(['a', 'b'], { links: [{ ...shop([]).links![0]!, policy: { timeout: '100ms' } }] }));
    inject(simulation, { action: 'partition', target: { zones: { one, other } }, params: { direction, mode } });
    simulation.runUntil(seconds(10));
    const node = simulation.model.node('shop') as ServerState;
    const { stats } = simulation.model.journeys[0]!;
    const { failedBy } = simulation.model.link('in')!.stats;
    const round = (n: number) => Math.round(n / 100) * 100;
    return {
      ok: round(stats.ok),
      failed: round(stats.failed),
      worked: round(node.stats.completed),
      causes: causes.filter((_, code) => failedBy[code]! > 0),
    };
  };
  test('cuts only the calls that would cross', () => {
    expect(cut('both', 'black-hole', ['a'], ['b'])).toEqual({ ok: 500, failed: 500, worked: 500, causes: ['timeout'] });
    expect(cut('both', 'refuse', ['a'], ['b'])).toEqual({ ok: 500, failed: 500, worked: 500, causes: ['unreachable'] });
  });

  test('one way, the work is done all the same', () => {
    expect(cut('backward', 'black-hole', ['a'], ['b'])).toEqual({ ok: 500, failed: 500, worked: 1000, causes: ['timeout'] });
    // The same, said from the other side.
    expect(cut('forward', 'black-hole', ['b'], ['a'])).toEqual({ ok: 500, failed: 500, worked: 1000, causes: ['timeout'] });
    expect(cut('forward', 'black-hole', ['a'], ['b'])).toMatchObject({ worked: 500 });
  });

  test('a link is cut when nothing gets through it, not while some replicas can be reached', () => {
    const sign = (where: string[], direction: 'both' | 'forward' | 'backward') => {
      const simulation = started(shop(where));
      inject(simulation, { action: 'partition', target: { zones: { one: ['a'], other: ['b'] } }, params: { direction } });
      return simulation.model.link('in')!.cut;
    };
    expect([sign(['b'], 'both'), sign(['b'], 'forward'), sign(['b'], 'backward'), sign(['a', 'b'], 'both')]).toEqual([1, 2, 3, 0]);
  });

  test('regions stand for their zones; a zone is never cut off from itself', () => {
    expect(cut('both', 'black-hole', ['a'], ['eu'])).toMatchObject({ ok: 500, failed: 500 });
    expect(cut('both', 'black-hole', ['a'], ['us'])).toMatchObject({ ok: 1000, failed: 0 });
  });
});

test('a partition between nodes cuts the links between the two sides, each in its direction', () => {
  const simulation = started(shop(['a']));
  const sides = (one: string[], other: string[], direction: string) =>
    zFault.parse({ id: 'f', action: 'partition', target: { nodes: { one, other } }, params: { direction } });
  simulation.inject(sides(['shop'], ['users'], 'forward'));
  // What the shop sends to users does not get through: the answers.
  expect(simulation.model.link('in')!.cut).toBe(3);
  simulation.inject(sides(['users'], ['shop'], 'forward'));
  expect(simulation.model.link('in')!.cut).toBe(2);
  simulation.heal('f');
  expect(simulation.model.link('in')!.cut).toBe(0);
});
