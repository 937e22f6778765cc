import { expect, test } from 'vitest';
import { slownessOf } from './warm-up';

test('over time: from the factor to 1 in a straight line', () => {
  const params = { over: 'time' as const, factor: 3, duration: 10e9 as never };
  expect([0, 2.5e9, 5e9, 10e9, 99e9].map((age) => slownessOf(params, age, 0))).toEqual([3, 2.5, 2, 1, 1]);
});

test('over calls', () => {
  const params = { over: 'calls' as const, factor: 5, calls: 4 };
  expect([0, 1, 2, 3, 4, 5].map((done) => slownessOf(params, 0, done))).toEqual([5, 4, 3, 2, 1, 1]);
});
