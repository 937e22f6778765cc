import { expect, test } from 'vitest';
import { seconds } from '../core/units';
import { KeyMemory } from './key-memory';

test('a key is known for its retention and not a nanosecond longer', () => {
  const memory = new KeyMemory(seconds(10));
  expect(memory.knows(5, 0)).toBe(false);
  memory.remember(5, seconds(1));
  expect(memory.knows(5, seconds(11) - 1)).toBe(true);
  expect(memory.knows(5, seconds(11))).toBe(false);
  expect(memory.knows(6, seconds(2))).toBe(false);
});

test('a late duplicate gets through once, and is remembered anew', () => {
  const memory = new KeyMemory(seconds(10));
  memory.remember(5, 0);
  expect(memory.knows(5, seconds(30))).toBe(false);
  memory.remember(5, seconds(30));
  expect(memory.knows(5, seconds(35))).toBe(true);
});

test('the oldest key goes when there is no room, and that is counted if it went too early', () => {
  const memory = new KeyMemory(seconds(10), 4);
  for (let key = 0; key < 5; key++) memory.remember(key, seconds(key));
  expect(memory.knows(0, seconds(5))).toBe(false);
  expect([1, 2, 3, 4].every((key) => memory.knows(key, seconds(5)))).toBe(true);
  expect(memory.forgotten).toBe(1);
  memory.remember(9, seconds(20));
  expect(memory.forgotten).toBe(1);
});
