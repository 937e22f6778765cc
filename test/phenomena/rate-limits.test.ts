import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignNode } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';

// docs/phenomena/rate-limits.md tells of these numbers.

type Limit = NonNullable<NonNullable<Extract<DesignNode, { kind: 'gateway' }>['params']>['rateLimit']>;
const LIMIT = 100;
const WINDOW = '1s';

/** 4,000 requests a second in the 200 ms on either side of every other full second, and none else: 1,600 in two seconds. [ms] */
const times = Array.from({ length: 1600 }, (_, i) => 800 + i / 4);

/** These requests, at a gateway with this limit. */
function edge(rateLimit: Limit, replicas = 1): Design {
  return {
    version: 1,
    name: 'Limited',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'recorded', times, repeatEvery: '2s' } } },
      { id: 'edge', kind: 'gateway', params: { replicas, authTime: '0ms', rateLimit } },
      { id: 'shop', kind: 'service', params: { replicas: 1, workers: 1000, serviceTime: '0ms' } },
      { id: 'redis', kind: 'cache', name: 'Redis', params: { lookupTime: '100us' } },
    ],
    links: [
      { id: 'users-edge', from: 'users', to: 'edge', protocol: 'local' },
      { id: 'edge-shop', from: 'edge', to: 'shop', protocol: 'local' },
      { id: 'edge-redis', from: 'edge', to: 'redis', protocol: 'local', policy: { timeout: '50ms' } },
    ],
  };
}

/** What passed in 20 s, and the most in any second, looked at each millisecond. */
function passed(design: Design) {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const simulation = new Simulation(result.value, 1);
  const shop = simulation.model.node('shop')!;
  const counts = [0];
  for (let now = 1; now <= 20_000; now++) {
    simulation.runUntil(now * 1e6);
    counts.push(shop.stats.arrived);
  }
  const perSecond = counts.map((count, i) => count - counts[Math.max(0, i - 1000)]!);
  return { all: counts.at(-1)!, most: Math.max(...perSecond) };
}

const fixed: Limit = { kind: 'fixed-window', limit: LIMIT, window: WINDOW };

describe('the border of two windows', () => {
  test.each<[Limit, { all: number; most: number }]>([
    [fixed, { all: 2000, most: 200 }],
    [
      { kind: 'sliding-log', limit: LIMIT, window: WINDOW },
      { all: 1000, most: 100 },
    ],
    // Rounds what it still counts of the window before down.
    [
      { kind: 'sliding-counter', limit: LIMIT, window: WINDOW },
      { all: 1200, most: 120 },
    ],
    // What the full bucket holds, and what comes back in the 400 ms.
    [
      { rate: LIMIT, burst: LIMIT },
      { all: 1390, most: 139 },
    ],
    [
      { kind: 'gcra', rate: LIMIT, burst: 1 },
      { all: 400, most: 40 },
    ],
  ])('%j', (limit, expected) => {
    expect(passed(edge(limit))).toEqual(expected);
  });
});

describe('four replicas of the gateway', () => {
  test('that each limit by themselves let four times as much pass', () => {
    expect(passed(edge({ ...fixed, scope: 'each-replica' }, 4))).toEqual({ all: 8000, most: 800 });
  });

  test('that ask one store let as much pass as one', () => {
    expect(passed(edge({ ...fixed, store: { link: 'edge-redis' } }, 4))).toEqual({ all: 2000, most: 200 });
  });
});
