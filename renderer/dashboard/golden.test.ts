import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Histories } from '../charts/series';
import { goldens } from './golden';

const design: Design = {
  version: 1,
  name: 'shop',
  nodes: [
    { id: 'api', kind: 'service' },
    { id: 'q', kind: 'queue' },
  ],
};
const domain = { id: 'd', title: 'D', nodes: ['api', 'q'], entries: ['api'] };
const numbers: Record<string, number> = {
  'api arrivals': 100,
  'api throughput': 90,
  'api failures': 10,
  'api p99': 40,
  'api samples': 5,
  'api utilization': 0.5,
  'q utilization': Number.NaN,
  'api backlog': 3,
  'q backlog': 7,
  'api queueWait': 900,
  'q queueWait': 12,
};
const histories = {
  nodeHistory: (id: string, column: string) => ({
    times: Float64Array.of(1),
    values: Float32Array.of(numbers[`${id} ${column}`] ?? Number.NaN),
  }),
  nodeCause: (id: string, cause: string) => ({
    times: Float64Array.of(1),
    values: Float32Array.of(id === 'api' && cause === 'out-of-stock' ? 4 : 9),
  }),
} as Histories;

const value = (id: string) => goldens.find((golden) => golden.id === id)!.read(histories, domain, design, 0).values[0];

test('the signals of a domain come from its entries, its servers and its queues', () => {
  expect(value('rate')).toBe(100);
  expect(value('errors')).toBeCloseTo(0.1, 6);
  expect(value('duration')).toBe(40);
  expect(value('saturation')).toBe(0.5);
  expect(value('queue')).toBe(10);
  // The service's own queue is no consumer's lag.
  expect(value('lag')).toBe(12);
  expect(value('reservations')).toBe(4);
});

test('a domain in which nothing finished has no share of errors', () => {
  const quiet = { nodeHistory: () => ({ times: Float64Array.of(1), values: Float32Array.of(0) }) } as unknown as Histories;
  expect(goldens.find(({ id }) => id === 'errors')!.read(quiet, domain, design, 0).values[0]).toBeNaN();
});
