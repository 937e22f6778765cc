import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { run } from './run';

const shop: Design = {
  version: 1,
  name: 'Shop',
  prices: { currency: 'EUR' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 100 } } },
    { id: 'shop', kind: 'service', params: { replicas: 3, serviceTime: '1ms' }, prices: { replicaHour: 0.2, millionCalls: 0.5 } },
    { id: 'psp', kind: 'external', params: { latency: '1ms' }, prices: { gigabyte: 10 } },
    { id: 'spare', kind: 'service', params: { serviceTime: '1ms' } },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-psp', from: 'shop', to: 'psp', network: { request: 1000, answer: 5000 } },
  ],
};

const costOf = (design: Design) => {
  const report = run(design, { duration: 20, warmup: 5 });
  if (!report.ok) throw new Error(report.problems[0]?.message);
  return report.value;
};

test('Replicas, calls and gigabytes cost what the design says, counted from the end of the warm-up', () => {
  const { cost, links } = costOf(shop);
  const answered = links.find(({ id }) => id === 'shop-psp')!.traffic!.received;
  // 3 replicas at 0.20, 360,000 calls an hour at 0.50 a million, and what the provider has sent at 10 a gigabyte.
  const traffic = (answered / 15) * 3600 * 1e-9 * 10;
  expect(answered).toBeGreaterThan(1500 * 5000);
  expect(cost?.currency).toBe('EUR');
  expect(cost?.perHour).toBeCloseTo(0.6 + 0.18 + traffic, 9);
  expect(cost?.perDay).toBeCloseTo((0.78 + traffic) * 24, 9);
  expect(cost?.perThousandRequests).toBeCloseTo((0.78 + traffic) / 360, 6);
  expect(cost?.parts.map(({ id }) => id)).toEqual(['psp', 'shop']);
});

test('A design without prices has no cost', () => {
  const { prices: _, nodes = [], ...rest } = shop;
  expect(costOf({ ...rest, nodes: nodes.map(({ prices: __, ...node }) => node) }).cost).toBeNull();
});

test('Prices change nothing of what happens', () => {
  const { prices: _, nodes = [], ...rest } = shop;
  const free = costOf({ ...rest, nodes: nodes.map(({ prices: __, ...node }) => node) });
  expect(costOf(shop).digest).toBe(free.digest);
});
