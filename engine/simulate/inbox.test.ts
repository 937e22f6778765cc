import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { run } from './run';

/** Orders reach two bookers through a queue that takes a delivery back after 100 ms; one of the bookers stands still from the second second on. */
const design: Design = {
  version: 1,
  name: 'Bookings',
  run: { duration: '8s', warmup: '0s' },
  entities: [{ id: 'order', by: 'request' }],
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 20, arrivals: 'constant' } } },
    { id: 'shop', kind: 'service' },
    { id: 'orders', kind: 'queue', params: { prefetch: 50, consumerTimeout: '100ms', redeliveryDelay: '10ms', maxDeliveries: 20 } },
    {
      id: 'booker',
      kind: 'service',
      params: { replicas: 2, workers: 1 },
      operations: [
        {
          name: 'book',
          inbox: {},
          steps: [
            { kind: 'work', time: '5ms' },
            { kind: 'effect', effect: 'Booked', entity: 'order' },
          ],
        },
      ],
    },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-orders', from: 'shop', to: 'orders', protocol: 'event' },
    { id: 'orders-booker', from: 'orders', to: 'booker', protocol: 'event' },
  ],
  faults: [{ id: 'hang', action: 'process-pause', target: { node: 'booker' }, params: { count: 1 }, startAfter: '2s' }],
};

test('what a queue has taken back from a replica that hangs is done by another one', () => {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { nodes, ledger } = result.value;
  const { figures } = nodes.find(({ id }) => id === 'orders')!;
  const count = (of: string): number => {
    const line = figures!.find(({ id }) => id === of);
    return line?.kind === 'count' ? line.total : NaN;
  };
  expect(count('redelivered')).toBeGreaterThan(50);
  expect(count('dead-lettered')).toBe(0);
  // Each one once: those that hang are done nowhere else as long as they hang.
  expect(ledger!.effects[0]!.count).toBe(count('acked'));
  expect(count('acked')).toBe(159);
});
