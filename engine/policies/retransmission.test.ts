import { expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { retransmissionDelay } from './retransmission';

const script = (...lost: boolean[]): Rng => ({ next: () => (lost.shift() ? 0 : 1) }) as unknown as Rng;

test.each([
  [0, 0],
  [1, 200e6],
  [2, 600e6],
  [3, 1400e6],
  [6, 12_600e6],
  [7, -1],
])('%i copies lost cost %i ns', (lost, delay) => {
  expect(retransmissionDelay(script(...Array.from({ length: lost }, () => true), false), 0.5)).toBe(delay);
});

test('no loss draws once and costs nothing; all lost gives up', () => {
  const rng = Rng.root(1);
  expect(retransmissionDelay(rng, 0)).toBe(0);
  expect(retransmissionDelay(rng, 1)).toBe(-1);
});
