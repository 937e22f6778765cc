import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignLink, DesignNode } from '../design/schema';
import { zFault } from '../design/schema';
import type { ServerState } from './model';
import { run } from './run';
import { Simulation } from './simulation';

type Limit = NonNullable<NonNullable<DesignLink['policy']>['rateLimit']>;
const ms = (v: number): number => v * 1e6;

/** Calls evenly spread, 1000 a second from 1 ms on, to a shop behind a gateway, both at once and without limit of their own; a store beside them. */
interface Shop {
  readonly atLink?: Limit;
  readonly atDoor?: Limit;
  readonly replicas?: number;
  readonly rate?: number;
  readonly toStore?: NonNullable<DesignLink['policy']>;
  readonly lookupTime?: string;
  readonly traffic?: object;
  readonly deadline?: string;
}
function shop({ atLink, atDoor, replicas = 1, rate = 1000, toStore = {}, lookupTime = '0ms', traffic, deadline }: Shop): Design {
  const quick = { replicas, workers: 1000, serviceTime: '0ms', queueLimit: 1_000_000 };
  const link = (from: string, to: string, policy: DesignLink['policy'] = {}): DesignLink => ({
    id: `${from}-${to}`,
    from,
    to,
    protocol: 'local',
    policy,
  });
  return {
    version: 1,
    name: 'Shop',
    run: { duration: '10s', warmup: '0s' },
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate }, ...traffic } },
      {
        id: 'edge',
        kind: 'service',
        params: { ...quick, ...(atDoor && { rateLimit: atDoor }) },
        operations: [{ name: 'buy', steps: [{ kind: 'call', link: 'edge-shop' }] }],
      },
      { id: 'shop', kind: 'service', params: { ...quick, replicas: 1 } },
      { id: 'store', kind: 'cache', params: { lookupTime } },
    ],
    links: [link('users', 'edge'), link('edge', 'shop', { ...(atLink && { rateLimit: atLink }) }), link('edge', 'store', toStore)],
    journeys: [{ id: 'buy', client: 'users', link: 'users-edge', ...(deadline && { deadline }) }],
  };
}

function resolved(design: Design) {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
function report(design: Design) {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const simulated = (design: Design) => new Simulation(resolved(design), 1);
const serverOf = (simulation: Simulation, id: string) => simulation.model.node(id) as ServerState;
const store = { link: 'edge-store' };

describe.each(['atLink', 'atDoor'] as const)('a limit %s', (place) => {
  const at = (limit: Limit, more: Shop = {}): Shop => ({ ...more, [place]: limit });
  const limits = (design: Design) => {
    const { nodes, links, requests } = report(design);
    const where = place === 'atDoor' ? nodes.find(({ id }) => id === 'edge')! : links.find(({ id }) => id === 'edge-shop')!;
    return { decided: where.rateLimit, causes: where.failuresByCause, requests };
  };

  test('is accounted for: who passed, who was refused, by which cause', () => {
    const { decided, causes, requests } = limits(shop(at({ kind: 'fixed-window', limit: 10, window: '100ms' })));
    // Calls at 1, 2, … 10,000 ms; the last one is alone in its window.
    expect(decided).toEqual({ decisions: 10_000, delayed: 0, refused: 8999, storeFailures: 0 });
    expect(causes).toEqual({ 'rate-limited': 8999 });
    expect(requests).toMatchObject({ ok: 1001, failed: 8999 });
  });

  test('in each replica lets each pass as much', () => {
    const alone = limits(shop(at({ kind: 'fixed-window', limit: 10, window: '100ms', scope: 'each-replica' }, { replicas: 4 })));
    expect(alone.requests.ok).toBe(4001);
    const together = limits(shop(at({ kind: 'fixed-window', limit: 10, window: '100ms' }, { replicas: 4 })));
    expect(together.requests.ok).toBe(1001);
    const shared = limits(shop(at({ kind: 'fixed-window', limit: 10, window: '100ms', store }, { replicas: 4 })));
    expect(shared.requests.ok).toBe(1001);
  });

  test('by tenant counts each by itself', () => {
    const tenants = [
      { id: 'large', share: 3 },
      { id: 'small', share: 1 },
    ];
    const { requests } = limits(shop(at({ kind: 'fixed-window', limit: 50, window: '100ms', per: 'tenant' }, { traffic: { tenants } })));
    // About 75 and 25 come per window: of the one, 50 pass, of the other, all.
    expect(requests.ok / 10_000).toBeGreaterThan(0.73);
    expect(requests.ok / 10_000).toBeLessThan(0.77);
  });

  test('that holds calls back lets them out evenly, and refuses what finds no place', () => {
    const { decided, requests } = limits(shop(at({ kind: 'leaky-bucket', rate: 100, queue: 5 })));
    expect(decided!.refused).toBe(10_000 - 1000 - 5);
    expect(decided!.delayed).toBe(1004);
    expect(requests).toMatchObject({ ok: 1000, failed: 8995 });
    // In the steady state each waits for the five before it, but for what came in between.
    expect(requests.latency.p50).toBeGreaterThan(40);
    expect(requests.latency.max).toBeLessThanOrEqual(50.5);
  });

  test('does not begin what its deadline has overtaken while it waited', () => {
    const { requests } = limits(shop(at({ kind: 'leaky-bucket', rate: 10, queue: 5 }, { deadline: '150ms', rate: 20 })));
    expect(requests.failuresByCause['deadline']).toBeGreaterThan(50);
    expect(requests.late).toBe(0);
  });

  describe('in a store', () => {
    test('asks it over its link, and takes as long', () => {
      const design = shop(at({ kind: 'fixed-window', limit: 10, window: '100ms', store }, { lookupTime: '3ms' }));
      const all = report(design);
      expect(all.links.find(({ id }) => id === 'edge-store')!.rate).toBe(1000);
      expect(all.nodes.find(({ id }) => id === 'store')!.throughput).toBeGreaterThan(999);
      expect(all.requests.latency.p50).toBeCloseTo(3, 1);
    });

    test.each([
      ['open', 1000],
      ['closed', 0],
    ] as const)('is %s while the store is cut off', (whenDown, passed) => {
      const design = shop(at({ kind: 'fixed-window', limit: 1, window: '10s', store: { ...store, whenDown } }, { rate: 100 }));
      const { decided, causes, requests } = limits({
        ...design,
        faults: [{ id: 'cut', action: 'partition', target: { link: 'edge-store' }, params: { mode: 'refuse' } }],
      });
      expect(decided).toEqual({ decisions: 1000, delayed: 0, refused: 0, storeFailures: 1000 });
      expect(requests.ok).toBe(passed);
      expect(causes).toEqual(passed > 0 ? {} : { dependency: 1000 });
    });

    test('takes a substitute for no decision, and a decision that used one for a decision', () => {
      const closed = { kind: 'fixed-window', limit: 1, window: '10s', store: { ...store, whenDown: 'closed' } } as const;
      const cut = { id: 'cut', action: 'partition', target: { link: 'edge-store' }, params: { mode: 'refuse' } } as const;
      const substituted = shop(at(closed, { rate: 100, toStore: { fallback: { time: '0ms' } } }));
      expect(limits({ ...substituted, faults: [cut] }).decided!.storeFailures).toBe(1000);
      const design = shop(at(closed, { rate: 100 }));
      const { decided } = limits({
        ...design,
        nodes: [...design.nodes!, { id: 'log', kind: 'external', params: { errorRate: 1, latency: '0ms' } }].map((node) =>
          node.id === 'store' ? { ...node, kind: 'service', params: { serviceTime: '0ms' } } : node,
        ) as DesignNode[],
        links: [...design.links!, { id: 'store-log', from: 'store', to: 'log', protocol: 'local', policy: { fallback: { time: '0ms' } } }],
      });
      // The first call passes, and the last one, with which the next window begins.
      expect(decided).toMatchObject({ refused: 998, storeFailures: 0 });
    });

    test('that turns calls away loses none of the time they waited', () => {
      const simulation = simulated(shop(at({ kind: 'fixed-window', limit: 10, window: '10s', store }, { lookupTime: '3ms' })));
      simulation.runUntil(ms(2000));
      simulation.change(resolved(shop({ rate: 0 })), 'edit');
      simulation.runUntil(ms(3000));
      const { stats } = serverOf(simulation, 'edge');
      expect(stats.inSystem).toBe(0);
      expect(stats.areaInSystem).toBe(2000 * ms(3));
    });

    test('of which the answer comes too late is open, and the decision counts all the same', () => {
      const design = shop(
        at({ kind: 'fixed-window', limit: 500, window: '1d', store }, { rate: 100, toStore: { timeout: '2ms' }, lookupTime: '5ms' }),
      );
      const simulation = simulated(design);
      simulation.runUntil(ms(6005));
      expect(serverOf(simulation, 'shop').stats.completed).toBe(600);
      // The store quick again: 500 and more were counted while nobody heard of it.
      simulation.change(
        resolved(shop(at({ kind: 'fixed-window', limit: 500, window: '1d', store }, { rate: 100, toStore: { timeout: '2ms' } }))),
        'edit',
      );
      simulation.runUntil(ms(8000));
      expect(serverOf(simulation, 'shop').stats.completed).toBeLessThanOrEqual(601);
    });

    test('takes the calls that wait for it along when the replica dies that asks', () => {
      const simulation = simulated(shop(at({ kind: 'gcra', rate: 1000, burst: 100, store }, { lookupTime: '50ms', rate: 100 })));
      simulation.runUntil(ms(1000));
      expect(serverOf(simulation, 'edge').stats.inSystem).toBe(5);
      simulation.inject(zFault.parse({ id: 'down', action: 'replica-crash', target: { node: 'edge' } }));
      expect(serverOf(simulation, 'edge').stats.inSystem).toBe(0);
      expect(serverOf(simulation, 'edge').stats.failedBy.reduce((a, b) => a + b)).toBe(5);
      simulation.runUntil(ms(1100));
      const { stats } = simulation.model.link('edge-store')!;
      expect(stats.inFlight).toBe(0);
      expect(stats.failed).toBe(5);
      expect(serverOf(simulation, 'store').stats.inSystem).toBe(0);
    });
  });

  describe('that is edited while it runs', () => {
    const passedAfter = (before: Limit, after: Limit | undefined): number => {
      const simulation = simulated(shop(at(before)));
      simulation.runUntil(ms(50));
      const passed = serverOf(simulation, 'shop').stats.completed;
      simulation.change(resolved(shop(after ? at(after) : {})), 'edit');
      simulation.runUntil(ms(90));
      return serverOf(simulation, 'shop').stats.completed - passed;
    };
    const window = (limit: number): Limit => ({ kind: 'fixed-window', limit, window: '100ms' });

    test('keeps its counts when only the rate changes', () => {
      expect(passedAfter(window(10), window(15))).toBe(5);
      expect(passedAfter({ ...window(10), per: 'tenant' }, { ...window(15), per: 'tenant' })).toBe(5);
      expect(passedAfter({ ...window(10), store } as Limit, { ...window(15), store } as Limit)).toBe(5);
    });
    test('begins anew as another kind', () => {
      expect(passedAfter(window(10), { kind: 'sliding-log', limit: 15, window: '100ms' })).toBe(15);
    });
    test('lets all pass when it is taken away', () => {
      expect(passedAfter(window(10), undefined)).toBe(40);
    });
    test('its account goes on', () => {
      const simulation = simulated(shop(at(window(10))));
      for (const [until, limit] of [
        [100, undefined],
        [200, window(5)],
        [300, { kind: 'gcra' } as Limit],
      ] as const) {
        simulation.runUntil(ms(until));
        simulation.change(resolved(shop(limit ? at(limit) : {})), 'edit');
      }
      simulation.runUntil(ms(400));
      const { limit } = place === 'atDoor' ? serverOf(simulation, 'edge').stats : simulation.model.link('edge-shop')!.stats;
      expect(limit.decisions).toBe(300);
    });
    test('questions on the way are answered, whatever became of the limit', () => {
      for (const after of [undefined, window(1), { ...window(1), store: { ...store, whenDown: 'closed' } } as Limit]) {
        const simulation = simulated(shop(at({ ...window(10), store } as Limit, { lookupTime: '20ms' })));
        simulation.runUntil(ms(50));
        expect(serverOf(simulation, 'edge').stats.inSystem).toBe(20);
        simulation.change(resolved(shop({ ...(after && at(after)), rate: 0 })), 'edit');
        simulation.runUntil(ms(100));
        expect(serverOf(simulation, 'edge').stats.inSystem).toBe(0);
        expect(simulation.idle).toBe(true);
      }
    });
  });
});

test('the obvious operation and the obvious journey leave a store’s link alone', () => {
  const design = shop({ atDoor: { kind: 'gcra', store } });
  const edge = design.nodes!.map((node) => (node.id === 'edge' ? { ...node, operations: [] } : node));
  const { links } = report({ ...design, nodes: edge });
  expect(links.map(({ id, rate }) => [id, Math.round(rate)])).toEqual([
    ['users-edge', 1000],
    ['edge-shop', expect.any(Number)],
    ['edge-store', 1000],
  ]);
});

test('a store that is a service of its own asks further', () => {
  const design = shop({ atDoor: { kind: 'gcra', store: { link: 'edge-limiter' } } });
  const { nodes } = report({
    ...design,
    nodes: [...design.nodes!, { id: 'limiter', kind: 'service', params: { serviceTime: '0ms' } }, { id: 'redis', kind: 'cache' }],
    links: [
      ...design.links!,
      { id: 'edge-limiter', from: 'edge', to: 'limiter', protocol: 'local' },
      { id: 'limiter-redis', from: 'limiter', to: 'redis', protocol: 'local' },
    ],
  });
  expect(nodes.find(({ id }) => id === 'redis')!.rate).toBe(1000);
});
