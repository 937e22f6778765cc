import { describe, expect, test } from 'vitest';
import type { Design, DesignNode } from '../../engine/design/schema';
import { once, prepareEngine } from '../laws/replications';

prepareEngine();

type Limit = NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>['concurrencyLimit'];

/** Twice as many requests as 4 workers can do (400 a second), an endless queue, and users who wait for 200 ms. */
const design = (concurrencyLimit?: Limit): Design => ({
  version: 1,
  name: 'An overload',
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 800 } } },
    {
      id: 'server',
      kind: 'service',
      params: {
        replicas: 1,
        workers: 4,
        queueLimit: 1_000_000,
        serviceTime: { kind: 'exponential', mean: '10ms' },
        ...(concurrencyLimit && { concurrencyLimit }),
      },
    },
  ],
  links: [{ id: 'call', from: 'clients', to: 'server', policy: { propagateDeadline: false } }],
  journeys: [{ id: 'ask', client: 'clients', link: 'call', deadline: '200ms' }],
});
const goodput = (limit?: Limit): number => once(design(limit), 1, { seconds: 60, warmup: 20 }).requests.goodput;

// Method: one seeded run each, 24,000 served; the effect is all or nothing.
describe('a server with twice the load that it can bear', () => {
  test('serves everybody too late without a limit', () => {
    expect(goodput()).toBe(0);
  });

  // AIMD falls below the number of workers now and then, when several slow calls end together.
  test('serves most of what it can in time with AIMD', () => {
    expect(goodput({ kind: 'aimd', timeout: '100ms' })).toBeGreaterThan(0.85 * 400);
  });

  test('serves as many as it can in time with the gradient', () => {
    expect(goodput({ kind: 'gradient', maxLimit: 200 })).toBeGreaterThan(0.9 * 400);
  });
});
