import { expect, test } from 'vitest';
import { log } from './exp-log';
import { quantileError, quantileOf } from './quantile-error';
import { Rng } from './rng';

const exponentials = (seed: number, n: number) => {
  const rng = Rng.root(seed);
  return Float64Array.from({ length: n }, () => -log(1 - rng.next())).sort();
};

test('the error that is stated is the one that samples have', () => {
  // Method: 400 seeded samples of 1,000 exponential times. The p99 of each spreads as theory says, √(p / (n (1 − p))) of the mean, which
  // 400 samples tell to 3.5 %; the mean of the stated errors must be that within 10 %, ten times what 400 of them spread.
  const n = 1_000;
  for (const share of [0.5, 0.95, 0.99]) {
    const samples = Array.from({ length: 400 }, (_, seed) => exponentials(seed, n));
    const theory = Math.sqrt(share / (n * (1 - share))) / -log(1 - share);
    const stated = samples.map((sorted) => quantileError(sorted, share)!).reduce((sum, each) => sum + each / 400, 0);
    expect([share, Math.abs(stated / theory - 1) < 0.1]).toEqual([share, true]);
    const quantiles = samples.map((sorted) => quantileOf(sorted, share));
    const mean = quantiles.reduce((sum, each) => sum + each / 400, 0);
    const measured = Math.sqrt(quantiles.reduce((sum, each) => sum + (each - mean) ** 2 / 399, 0)) / mean;
    expect([share, Math.abs(measured / theory - 1) < 0.14]).toEqual([share, true]);
  }
});

test('of too few values nothing is said', () => {
  expect(quantileError(exponentials(1, 100), 0.99)).toBeNull();
  expect(quantileError(exponentials(1, 100), 0.5)).toBeGreaterThan(0.05);
  expect(quantileError([], 0.5)).toBeNull();
  expect(quantileError([0, 0, 0, 0], 0.5)).toBeNull();
});
