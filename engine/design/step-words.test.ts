import { expect, test } from 'vitest';
import type { Design } from './schema';
import { type StepInput, type StepShape, stepSchemas } from './step-schema';
import { innerLists } from './step-tree';
import { briefTime, distributionWords, listWords, stepWords } from './step-words';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'orders', kind: 'service', name: 'Orders' },
    { id: 'stock', kind: 'service', name: 'Stock' },
    { id: 'db', kind: 'database', name: 'Orders DB' },
    { id: 'cache', kind: 'cache' },
    { id: 'events', kind: 'queue', name: 'Events' },
  ],
  links: [
    { id: 'orders-events', from: 'orders', to: 'events' },
    { id: 'orders-stock', from: 'orders', to: 'stock' },
    { id: 'orders-db', from: 'orders', to: 'db' },
    { id: 'orders-cache', from: 'orders', to: 'cache' },
  ],
  entities: [{ id: 'order', name: 'Order' }],
};
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** One of each: a kind of step that is added to the schema and not here fails to compile, and one without words fails below. */
const each: Record<StepShape, { readonly step: StepInput; readonly words: string; readonly lists?: readonly string[] }> = {
  work: { step: { kind: 'work', time: '5ms', errorRate: 0.01 }, words: 'Work: 5 ms; 1 % fails' },
  wait: { step: { kind: 'wait' }, words: 'Wait: 100 ms' },
  call: {
    step: { kind: 'call', link: 'orders-stock', operation: 'reserve', needs: ['sku'], onError: 'fallback' },
    words: 'Call Stock · reserve, needs sku, substitute if it fails',
  },
  read: {
    step: { kind: 'read', link: 'orders-db', entity: 'order', consistency: 'latest' },
    words: 'Read Order from Orders DB, the latest',
  },
  write: { step: { kind: 'write', link: 'orders-cache', remove: true }, words: 'Remove from cache' },
  publish: {
    step: { kind: 'publish', link: 'orders-events', event: 'OrderPlaced', confirm: true, onError: 'ignore' },
    words: 'Publish OrderPlaced to Events, confirmed, goes on if it fails',
  },
  effect: {
    step: { kind: 'effect', effect: 'PaymentCaptured', entity: 'order', amount: 2, idempotent: true, stock: 'take' },
    words: 'Effect: PaymentCaptured of Order, 2; once for each request; takes it from stock, however little is left',
  },
  check: { step: { kind: 'check', entity: 'order', units: 2 }, words: 'Check that 2 units of Order are left' },
  parallel: {
    step: { kind: 'parallel', need: 1, branches: [[], []] },
    words: 'In parallel, until 1 of 2 succeeded',
    lists: ['Branch 1', 'Branch 2'],
  },
  repeat: { step: { kind: 'repeat', times: 3, steps: [] }, words: 'Repeat 3 times', lists: ['Each time'] },
  try: {
    step: { kind: 'try', steps: [], failed: [{ kind: 'wait' }], unknown: [] },
    words: 'Try, and go on by how it ended',
    lists: ['Try', 'When it is done', 'When it failed for certain', 'When nobody knows'],
  },
  saga: {
    step: { kind: 'saga', store: 'orders-db', stages: [{ name: 'Charge', steps: [], compensate: [{ kind: 'wait' }] }, { steps: [] }] },
    words: 'Saga: 2 stages, 1 with a compensation, progress kept in Orders DB',
    lists: ['Stage 1 · Charge', 'To undo Charge', 'Stage 2', 'To undo stage 2'],
  },
  chance: {
    step: { kind: 'choose', by: 'probability', branches: [{ share: 3, steps: [] }, { steps: [] }] },
    words: 'One of 2, by chance',
    lists: ['75 %', '25 %'],
  },
  'look-up': {
    step: { kind: 'choose', by: 'cache-hit', link: 'orders-cache', hit: [], miss: [] },
    words: 'Look up in cache',
    lists: ['Found', 'Not found'],
  },
};

test.each(Object.entries(each))('%s has words', (_, { step, words, lists = [] }) => {
  expect(plain(stepWords(step, design))).toBe(words);
  expect(innerLists(step).map(({ path }) => plain(listWords(step, path)))).toEqual(lists);
});

test('every kind of step is among them', () => {
  expect(Object.keys(each).toSorted()).toEqual(Object.keys(stepSchemas).toSorted());
  for (const [shape, { step }] of Object.entries(each))
    expect(stepSchemas[shape as StepShape].safeParse(step).error?.issues).toBeUndefined();
});

test('a link that leads nowhere is called by its id', () => {
  expect(stepWords({ kind: 'call', link: 'gone' }, design)).toBe('Call gone');
});

test.each([
  ['5ms', '5 ms'],
  [40, '40 ms'],
  ['300us', '300 µs'],
  ['2min', '2 min'],
  [{ kind: 'exponential', mean: '1s' }, 'exponential, mean 1 s'],
  [{ kind: 'uniform' }, 'uniform, 1 ms to 10 ms'],
] as const)('%j reads %s', (value, text) => {
  expect(plain(distributionWords(value))).toBe(text);
});

test.each([
  ['5ms', '5 ms'],
  [{ kind: 'lognormal', p50: '8ms', p99: '25ms' }, '≈ 8 ms'],
  [{ kind: 'exponential', mean: '1s' }, '≈ 1 s'],
  [{ kind: 'uniform' }, '1 ms to 10 ms'],
] as const)('%j in short is %s', (value, text) => {
  expect(plain(briefTime(value))).toBe(text);
});
