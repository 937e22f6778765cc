import { expect, test } from 'vitest';
import { Flag, Op } from './task';

test('no two events have the same number, and no two flags the same bit', () => {
  const events = Object.values(Op);
  expect(new Set(events).size).toBe(events.length);
  const bits = Object.values(Flag);
  expect(new Set(bits).size).toBe(bits.length);
});
