import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { mser5 } from './mser';

/** Noise about 10, and a transient that begins at `from` and dies out. */
function series(n: number, from: number, decay: number, seed = 1): Float64Array {
  const rng = Rng.root(seed);
  return Float64Array.from({ length: n }, (_, i) => 10 + (from - 10) * decay ** i + rng.normal());
}

/** The rule as its paper writes it, without shortcuts. */
function byDefinition(values: Float64Array): number {
  const z = Array.from({ length: Math.floor(values.length / 5) }, (_, b) => values.slice(5 * b, 5 * b + 5).reduce((a, c) => a + c) / 5);
  const errors = z.slice(0, -5).map((_, cut) => {
    const rest = z.slice(cut);
    const mean = rest.reduce((a, b) => a + b) / rest.length;
    return rest.reduce((a, b) => a + (b - mean) ** 2, 0) / rest.length ** 2;
  });
  return errors.indexOf(Math.min(...errors)) * 5;
}

describe('MSER-5', () => {
  test.each([1, 2, 3, 4, 5])('is what its definition says, seed %i', (seed) => {
    const values = series(1000, 60, 0.98, seed);
    expect(mser5(values)).toEqual({ removed: byDefinition(values), batches: 200, settled: true });
  });

  test('removes a transient and little more', () => {
    // After 200 observations 50 × 0.98^200 = 0.9 is left, less than the noise.
    const removed = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => mser5(series(1000, 60, 0.98, seed)).removed);
    expect(Math.min(...removed)).toBeGreaterThan(120);
    expect(Math.max(...removed)).toBeLessThan(450);
  });

  test('takes the bias out of the mean', () => {
    const means = Array.from({ length: 50 }, (_, i) => {
      const values = series(1000, 100, 0.98, 100 + i);
      const rest = values.slice(mser5(values).removed);
      return rest.reduce((a, b) => a + b) / rest.length;
    });
    const mean = means.reduce((a, b) => a + b) / means.length;
    // Untruncated the mean is 10 + 90 / (1000 × 0.02) = 14.5.
    expect(Math.abs(mean - 10)).toBeLessThan(0.05);
  });

  test('a level series keeps all', () => {
    expect(mser5(new Float64Array(1000).fill(3))).toEqual({ removed: 0, batches: 200, settled: true });
  });

  test('a series that grows to the end has not settled', () => {
    const growing = Float64Array.from({ length: 1000 }, (_, i) => i + (i % 7));
    expect(mser5(growing)).toEqual({ removed: 500, batches: 200, settled: false });
  });

  test('too few observations settle nothing', () => {
    expect(mser5([])).toEqual({ removed: 0, batches: 0, settled: false });
    expect(mser5(new Float64Array(25))).toEqual({ removed: 0, batches: 5, settled: false });
    expect(mser5(new Float64Array(30))).toEqual({ removed: 0, batches: 6, settled: true });
  });
});
