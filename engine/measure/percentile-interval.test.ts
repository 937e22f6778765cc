import { describe, expect, test } from 'vitest';
import { Histogram } from '../core/histogram';
import { Rng } from '../core/rng';
import { percentileInterval } from './percentile-interval';

describe('interval of a percentile in one run', () => {
  test('is between the ranks that the binomial says', () => {
    // Values 1 … 100 ns are kept exactly. Ranks 50 ∓ 1.96 × 5: 40, and 60 + 1.
    const histogram = new Histogram();
    for (let i = 1; i <= 100; i++) histogram.record(i);
    expect(percentileInterval(histogram, 50)).toEqual({ low: 40, high: 61 });
  });

  test('leaves out what was before', () => {
    const histogram = new Histogram();
    for (let i = 0; i < 1000; i++) histogram.record(5);
    const since = histogram.snapshot();
    for (let i = 1; i <= 100; i++) histogram.record(i);
    expect(percentileInterval(histogram, 50, since)).toEqual({ low: 40, high: 61 });
  });

  test('is none where there are too few samples', () => {
    const histogram = new Histogram();
    expect(percentileInterval(histogram, 99)).toBeNull();
    for (let i = 0; i < 300; i++) histogram.record(i);
    expect(percentileInterval(histogram, 99)).toBeNull();
    for (let i = 0; i < 300; i++) histogram.record(i);
    expect(percentileInterval(histogram, 99)).not.toBeNull();
  });

  test.each([50, 95, 99])('holds the true p%i in 95 of 100 samples, where they are independent', (p) => {
    // Method: 1,000 samples of 2,000 exponential draws; of a fair share of 0.95 at most 99.9 % of such counts lie outside 927 … 973. Ranks
    // are whole and buckets have a width, so a little more than 0.95 is right.
    const rng = Rng.root(7).fork(String(p));
    const truth = -Math.log(1 - p / 100) * 1e6;
    let held = 0;
    for (let i = 0; i < 1000; i++) {
      const histogram = new Histogram();
      for (let k = 0; k < 2000; k++) histogram.record(Math.round(rng.exponential() * 1e6));
      const { low, high } = percentileInterval(histogram, p)!;
      if (low <= truth && truth <= high) held++;
    }
    expect(held).toBeGreaterThan(927);
    expect(held).toBeLessThan(985);
  });
});
