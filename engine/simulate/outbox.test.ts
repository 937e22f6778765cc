import { expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { figure, type FigureId } from '../policies/figures';
import { Simulation } from './simulation';

test('what a full queue refuses stays in the outbox until there is room', () => {
  // Method: a burst of a hundred messages in a second; the queue has room for five, and its consumer takes fifty a second.
  const design: Design = {
    version: 1,
    name: 'Full queue',
    nodes: [
      {
        id: 'users',
        kind: 'client',
        params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant', curve: { kind: 'step', to: 0, startAfter: '1s' } } },
      },
      {
        id: 'shop',
        kind: 'gateway',
        operations: [
          {
            name: 'place',
            steps: [
              { kind: 'write', link: 'shop-db' },
              { kind: 'publish', link: 'shop-queue', event: 'Placed' },
            ],
          },
        ],
      },
      { id: 'db', kind: 'database' },
      { id: 'queue', kind: 'queue', params: { capacity: 5, overflow: 'reject-publish', prefetch: 1 } },
      { id: 'reader', kind: 'service', params: { serviceTime: '20ms' } },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-db', from: 'shop', to: 'db', protocol: 'sql' },
      { id: 'shop-queue', from: 'shop', to: 'queue', protocol: 'event', outbox: { store: 'shop-db', interval: '10ms' } },
      { id: 'queue-reader', from: 'queue', to: 'reader', protocol: 'event' },
    ],
  };
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, 1);
  simulation.runUntil(6e9);
  const of = (node: string, id: FigureId): number => simulation.model.node(node)!.stats.figures!.values[figure[id]]!;
  expect(of('shop', 'outbox-committed')).toBeGreaterThan(98);
  expect(of('shop', 'outbox-again')).toBeGreaterThan(100);
  expect(of('queue', 'messages-dropped')).toBe(of('shop', 'outbox-again'));
  expect(of('queue', 'acked')).toBe(of('shop', 'outbox-committed'));
  expect(of('shop', 'outbox-waiting')).toBe(0);
});
