import { describe, expect, test } from 'vitest';
import { estimate } from './estimate';

describe('estimate', () => {
  test('agrees with a table of Student’s t', () => {
    // Mean 10 and standard deviation 2 of five values; t at 97.5 % with four degrees of freedom is 2.7764 in every table.
    const { n, mean, low, high } = estimate([8, 8, 10, 12, 12]);
    expect({ n, mean }).toEqual({ n: 5, mean: 10 });
    expect(high! - 10).toBeCloseTo((2.7764451 * 2) / Math.sqrt(5), 6);
    expect(10 - low!).toBeCloseTo(high! - 10, 12);
  });

  test.each([
    [2, 12.7062047],
    [3, 4.3026527],
    [31, 2.0422725],
  ])('with %i values uses the right quantile', (n, t) => {
    const values = Array.from({ length: n }, (_, i) => i);
    const mean = (n - 1) / 2;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
    expect(estimate(values).high! - mean).toBeCloseTo((t * deviation) / Math.sqrt(n), 5);
  });

  test('holds the truth in 95 of 100 cases', () => {
    // Method: 2,000 samples of six uniform draws from a fixed stream; the share of intervals that hold 0.5 must be near 0.95.
    let state = 12_345;
    const draw = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    let held = 0;
    for (let i = 0; i < 2000; i += 1) {
      const { low, high } = estimate(Array.from({ length: 6 }, draw));
      if (low! <= 0.5 && high! >= 0.5) held += 1;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.97);
  });

  test('leaves out what a replication does not have', () => {
    expect(estimate([null, 3, null])).toEqual({ n: 1, mean: 3, low: null, high: null });
    expect(estimate([null])).toEqual({ n: 0, mean: null, low: null, high: null });
    expect(estimate([2, 2, 2])).toEqual({ n: 3, mean: 2, low: 2, high: 2 });
  });
});
