import { expect, test } from 'vitest';
import { ExactSum } from './exact-sum';

test('stays exact beyond 2^53, where doubles skip odd numbers', () => {
  const sum = new ExactSum();
  let expected = 0n;
  for (let i = 0; i < 1000; i++) {
    const value = 2 ** 51 + i * 2 + 1;
    sum.add(value);
    expected += BigInt(value);
  }
  expect(sum.exact()).toBe(expected);
});
