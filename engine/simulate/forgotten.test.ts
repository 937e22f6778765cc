import { expect, test } from 'vitest';
import { ForgottenMarks } from '../measure/forgotten-marks';
import type { Design } from '../design/schema';
import { Stock } from '../policies/stock';
import { forgottenOf } from './forgotten';
import { KeyMemories } from './key-memories';
import { run } from './run';
import { StockRooms } from './stock-rooms';
import { Versions } from './versions';

/** Requests that effects and inboxes remember. */
const MOST = 2 ** 19;

test('nothing is said as long as there is room', () => {
  const memories = new KeyMemories();
  memories.of('shop', 'the inbox of place', 1e12).remember(1, 0);
  expect(forgottenOf([], { memories, stocks: new StockRooms(), versions: new Versions() }, () => '')).toEqual([]);
});

test('each bound that was hit is named with how much was forgotten, and marked once', () => {
  const memories = new KeyMemories();
  const inbox = memories.of('shop', 'the inbox of place', 1e12);
  for (let request = 0; request < MOST + 3; request++) inbox.remember(request, request);
  const versions = new Versions(2);
  for (const key of [64, 128, 192]) versions.write(key);
  const stock = new Stock(1, 2);
  for (const thing of [1, 2, 3]) stock.take(thing, thing, 1);
  const stocks = new StockRooms();
  Object.assign(stocks, { byType: new Map([[1, stock]]) });
  const forgotten = forgottenOf([], { memories, stocks, versions }, () => 'sku');
  expect(forgotten.map(({ subject, count }) => [subject, count])).toEqual([
    ['shop', 3],
    ['sku', 2],
    ['', 1],
  ]);
  const marks = new ForgottenMarks({ forgotten });
  expect(marks.look(5).map(({ at, kind, subject }) => [at, kind, subject])).toEqual([
    [5, 'forgetting', 'shop'],
    [5, 'forgetting', 'sku'],
    [5, 'forgetting', ''],
  ]);
  expect(marks.look(6)).toEqual([]);
});

test('a run that is longer than its memory says so', () => {
  // 100,000 requests a second for six seconds are more than an effect remembers.
  const design: Design = {
    version: 1,
    name: 'Long',
    run: { duration: '6s', warmup: '0s' },
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100_000, arrivals: 'constant' } } },
      { id: 'shop', kind: 'gateway', operations: [{ name: 'buy', steps: [{ kind: 'effect', effect: 'Bought', idempotent: true }] }] },
    ],
    links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
  };
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { forgotten = [], ledger } = result.value;
  expect(forgotten).toEqual([
    { subject: 'shop', what: 'keys of the effect Bought; a duplicate of theirs is done again', count: ledger!.effects[0]!.count - MOST },
  ]);
});
