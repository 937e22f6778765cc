import { expect, test } from 'vitest';
import type { Design, DesignLink } from '../../engine/design/schema';
import { once, prepareEngine } from '../laws/replications';

prepareEngine();

/** A web server with blocking workers before a quick catalog, and before payments that get a hundred times slower after 20 s. */
const design = (policy: DesignLink['policy']): Design => ({
  version: 1,
  name: 'A cascade through blocking workers',
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
    {
      id: 'web',
      kind: 'service',
      params: { replicas: 1, workers: 20, mode: 'blocking', queueLimit: 100 },
      operations: [
        {
          name: 'browse',
          steps: [
            { kind: 'work', time: '1ms' },
            { kind: 'call', link: 'web-catalog' },
          ],
        },
        {
          name: 'pay',
          steps: [
            { kind: 'work', time: '1ms' },
            { kind: 'call', link: 'web-payments' },
          ],
        },
      ],
    },
    { id: 'catalog', kind: 'service', params: { replicas: 2, workers: 16, serviceTime: '5ms' } },
    { id: 'payments', kind: 'external', params: { latency: { kind: 'exponential', mean: '20ms' } } },
  ],
  links: [
    { id: 'enter', from: 'clients', to: 'web' },
    { id: 'web-catalog', from: 'web', to: 'catalog' },
    { id: 'web-payments', from: 'web', to: 'payments', policy },
  ],
  journeys: [
    { id: 'browse', client: 'clients', link: 'enter', operation: 'browse', weight: 4, deadline: '1s' },
    { id: 'pay', client: 'clients', link: 'enter', operation: 'pay', weight: 1, deadline: '1s' },
  ],
  faults: [{ id: 'slow', action: 'slow-down', target: { node: 'payments' }, params: { factor: 100 }, startAfter: '20s' }],
});

/** Share of the visitors who only browse, and are served in time, while payments are slow. */
function browsing(policy: DesignLink['policy']): number {
  const { journeys } = once(design(policy), 1, { seconds: 60, warmup: 40 });
  const { ok, arrived } = journeys.find(({ id }) => id === 'browse')!;
  return ok / arrived;
}

// Method: one seeded run each, some 9,600 visitors; the effect is all or nothing.
test('slow payments take all workers, and those who only browse are lost too', () => {
  expect(browsing({})).toBeLessThan(0.3);
});

test('a bulkhead around payments keeps the rest of the shop open', () => {
  expect(browsing({ bulkhead: { limit: 8 } })).toBeGreaterThan(0.99);
});

test('so do a timeout and a breaker, once it has opened', () => {
  expect(browsing({ timeout: '100ms', breaker: { kind: 'consecutive', failures: 5, cooldown: '5s' } })).toBeGreaterThan(0.99);
});
