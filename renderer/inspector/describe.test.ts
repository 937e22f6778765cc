import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { distributionText, obviousLines, stepLines } from './describe';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'orders', kind: 'service', name: 'Orders', params: { serviceTime: { kind: 'lognormal', p50: '5ms', p99: '30ms' } } },
    { id: 'stock', kind: 'service', name: 'Stock' },
    { id: 'cache', kind: 'cache' },
    { id: 'events', kind: 'queue', name: 'Events' },
  ],
  links: [
    { id: 'orders-events', from: 'orders', to: 'events' },
    { id: 'orders-stock', from: 'orders', to: 'stock' },
    { id: 'orders-cache', from: 'orders', to: 'cache' },
  ],
};
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/\u00a0/g, ' '));

test('steps are told in words, with the names of the canvas', () => {
  const lines = stepLines(design, [
    { kind: 'work', time: '5ms', errorRate: 0.01 },
    { kind: 'call', link: 'orders-stock', operation: 'reserve', onError: 'fallback' },
    {
      kind: 'parallel',
      need: 1,
      branches: [
        [{ kind: 'wait', time: 100 }],
        [
          { kind: 'work', time: '1ms' },
          { kind: 'publish', link: 'orders-events', event: 'OrderPlaced' },
        ],
      ],
    },
    {
      kind: 'choose',
      by: 'probability',
      branches: [
        { share: 3, steps: [] },
        { share: 1, steps: [{ kind: 'call', link: 'gone' }] },
      ],
    },
    { kind: 'choose', by: 'cache-hit', link: 'orders-cache', hit: [], miss: [{ kind: 'call', link: 'orders-stock', onError: 'ignore' }] },
  ]);
  expect(plain(lines)).toEqual([
    { text: 'Work: 5 ms; 1 % fails' },
    { text: 'Call Stock (reserve); answer with a substitute if it fails' },
    {
      text: 'Side by side, until 1 of 2 succeeded:',
      inner: [
        { text: 'Wait: 100 ms' },
        { text: 'One after the other:', inner: [{ text: 'Work: 1 ms' }, { text: 'Publish OrderPlaced to Events' }] },
      ],
    },
    { text: 'One of, by chance:', inner: [{ text: '75 %: nothing' }, { text: '25 %: call gone' }] },
    { text: 'Look up in cache:', inner: [{ text: 'Found: nothing' }, { text: 'Not found: call Stock; go on if it fails' }] },
  ]);
});

test('without operations: work, then calls, then messages', () => {
  const [orders, , cache] = design.nodes ?? [];
  expect(orders && plain(obviousLines(design, orders))).toEqual([
    { text: 'Work: lognormal, p50 5 ms, p99 30 ms' },
    { text: 'Call Stock' },
    { text: 'Call cache' },
    { text: 'Publish to Events' },
  ]);
  expect(cache && plain(obviousLines(design, cache))).toEqual([{ text: 'Work: 300 µs' }]);
});

test('the link to a store of a rate limit is not called as a matter of course', () => {
  const limited: Design = {
    ...design,
    nodes: design.nodes!.map((node) =>
      node.id === 'orders' ? { ...node, kind: 'service', params: { rateLimit: { store: { link: 'orders-cache' } } } } : node,
    ),
  };
  const texts = obviousLines(limited, limited.nodes![0]!).map(({ text }) => text);
  expect(texts.slice(1)).toEqual(['Call Stock', 'Publish to Events']);
});

test.each([
  ['5ms', '5 ms'],
  [40, '40 ms'],
  [{ kind: 'exponential', mean: '1s' }, 'exponential, mean 1 s'],
  [{ kind: 'uniform' }, 'uniform, 1 ms to 10 ms'],
] as const)('%j reads %s', (value, text) => {
  expect(plain(distributionText(value))).toBe(text);
});
