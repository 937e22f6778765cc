import { describe, expect, test } from 'vitest';
import type { Design, DesignLink } from '../../engine/design/schema';
import { once, prepareEngine } from '../laws/replications';

prepareEngine();

/** Three layers, each of which tries four times, above a store that is down from the 100th second to the 200th. */
function design(budget?: { ratio: number; cap: number }): Design {
  const policy: DesignLink['policy'] = {
    retry: { attempts: 4, backoff: '1ms', on: ['error', 'dependency'], ...(budget && { budget }) },
  };
  const layer = (id: string) => ({ id, kind: 'service' as const, params: { mode: 'async' as const, workers: 64, serviceTime: '1ms' } });
  return {
    version: 1,
    name: 'A retry storm',
    nodes: [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 10 } } },
      layer('edge'),
      layer('orders'),
      { id: 'store', kind: 'external', params: { latency: '1ms' } },
    ],
    links: [
      { id: 'a', from: 'clients', to: 'edge', policy },
      { id: 'b', from: 'edge', to: 'orders', policy },
      { id: 'c', from: 'orders', to: 'store', policy },
    ],
    faults: [{ id: 'down', action: 'error-rate', target: { node: 'store' }, params: { share: 1 }, startAfter: '100s', duration: '100s' }],
  };
}

/** Calls to the store per request, from `warmup` on for 50 s. [s] */
function load(of: Design, warmup: number): number {
  const report = once(of, 1, { seconds: 50, warmup });
  return report.nodes.find(({ id }) => id === 'store')!.rate / report.nodes.find(({ id }) => id === 'clients')!.rate;
}

describe('three layers of four attempts', () => {
  test('are one call a request while all is well', () => {
    expect(load(design(), 40)).toBe(1);
  });

  test('are 64 calls a request while the store is down', () => {
    expect(load(design(), 120)).toBeCloseTo(64, 0);
  });

  test('with a retry budget they are hardly more than one', () => {
    expect(load(design({ ratio: 0.1, cap: 10 }), 120)).toBeLessThan(1.1);
  });
});
