import { expect, test } from 'vitest';
import { transmissionTime, wireBytes } from './transfer';

test('payload times size factor, plus the overhead of each message', () => {
  expect(wireBytes(1000, { sizeFactor: 0.5, overhead: 100 })).toBe(600);
  expect(wireBytes(3, { sizeFactor: 0.5, overhead: 0 })).toBe(2);
  expect(wireBytes(0, { sizeFactor: 1, overhead: 700 })).toBe(700);
});

test('a megabyte over 8 Mbit/s takes a second; a byte over the fastest link still takes time; without a bound none', () => {
  expect(transmissionTime(1_000_000, 8)).toBe(1e9);
  expect(transmissionTime(1, 400_000)).toBe(1);
  expect(transmissionTime(1_000_000, Infinity)).toBe(0);
  expect(transmissionTime(0, 8)).toBe(0);
});
