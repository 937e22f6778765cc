import { expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { KeyTable } from './key-table';

class Counter {
  calls = 0;
  constructor(public bornAt: number) {}
  reset(now: number): void {
    this.calls = 0;
    this.bornAt = now;
  }
}
const tableOf = (capacity: number) => new KeyTable(capacity, (now) => new Counter(now));

test('each key has a value of its own', () => {
  const table = tableOf(10);
  for (const key of [7, -1, 7, 9_007_199_254_740_991, 7]) table.of(key, 0).calls += 1;
  expect([7, -1, 9_007_199_254_740_991].map((key) => table.of(key, 0).calls)).toEqual([3, 1, 1]);
  expect(table.size).toBe(3);
});

test('forgets who was quiet for longest, at random as a plain list would', () => {
  // Method: 20,000 seeded steps beside a list in the order of use; now and then the capacity changes.
  const rng = Rng.root(70);
  let capacity = 5;
  const table = tableOf(capacity);
  const list: { key: number; calls: number; bornAt: number }[] = [];
  for (let step = 0; step < 20_000; step++) {
    if (rng.next() < 0.01) {
      capacity = 1 + rng.int(8);
      table.resize(capacity);
      while (list.length > capacity) list.shift();
    }
    const key = rng.int(12);
    const at = list.findIndex((entry) => entry.key === key);
    const entry = at < 0 ? { key, calls: 0, bornAt: step } : list.splice(at, 1)[0]!;
    if (at < 0 && list.length === capacity) list.shift();
    list.push(entry);
    entry.calls += 1;
    const counter = table.of(key, step);
    counter.calls += 1;
    expect(counter).toMatchObject({ calls: entry.calls, bornAt: entry.bornAt });
    expect(table.size).toBe(list.length);
  }
});

test('makes no new values once it is full', () => {
  let made = 0;
  const table = new KeyTable(100, (now) => {
    made += 1;
    return new Counter(now);
  });
  for (let key = 0; key < 10_000; key++) table.of(key, key);
  expect(made).toBe(100);
});
