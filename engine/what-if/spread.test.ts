import { expect, test } from 'vitest';
import { spread } from './spread';

const real = { whole: false };
const whole = { whole: true };

test.each([
  [{ from: 0, to: 1, count: 5, scale: 'linear' }, real, [0, 0.25, 0.5, 0.75, 1]],
  [{ from: 1000, to: 1, count: 4, scale: 'log' }, real, [1000, 100, 10, 1]],
  [{ from: 100, to: 2000, count: 3, scale: 'log' }, real, [100, 447.214, 2000]],
  // Whole numbers, each once.
  [{ from: 1, to: 4, count: 10, scale: 'linear' }, whole, [1, 2, 3, 4]],
  [{ from: 1, to: 64, count: 7, scale: 'log' }, whole, [1, 2, 4, 8, 16, 32, 64]],
] as const)('%j', (wanted, of, values) => {
  expect(spread(wanted, of)).toEqual(values);
});
