import { expect, test } from 'vitest';
import { Histogram } from '../../engine/core/histogram';
import { trace } from './traces';

interface Percentiles {
  readonly mean: number;
  readonly max: number;
  readonly total: number;
  readonly percentiles: Record<string, number>;
}

const { values, expected } = trace<{
  readonly values: readonly number[];
  readonly expected: { readonly digits2: Percentiles; readonly digits3: Percentiles; readonly exactNearestRank: Record<string, number> };
}>('hdrhistogram');
const histogram = new Histogram();
for (const value of values) histogram.record(value);

// A value that our bucket stands for lies within half of it.
const OURS = 1 / 128;

test.each([
  ['digits2', 1e-2],
  ['digits3', 1e-3],
] as const)('hdr-histogram-js with %s: within both errors together', (digits, theirs) => {
  const hdr = expected[digits];
  for (const [p, value] of Object.entries(hdr.percentiles)) {
    expect(Math.abs(histogram.percentile(Number(p)) / value - 1)).toBeLessThan(OURS + theirs);
  }
  expect(Math.abs(histogram.mean() / hdr.mean - 1)).toBeLessThan(theirs);
  expect([histogram.count, histogram.max]).toEqual([hdr.total, hdr.max]);
});

test('the exact ranks: within our own error', () => {
  // Left out is p99.9: the trace took ceil(99.9 / 100 × 5000) = ceil(4995.000000000001), one rank too high. Ours and HDR's is 4995.
  const sorted = values.toSorted((a, b) => a - b);
  expect(expected.exactNearestRank['99.9']).toBe(sorted[4995]);
  const exact = { ...expected.exactNearestRank, '99.9': sorted[4994]! };
  for (const [p, value] of Object.entries(exact)) {
    expect(Math.abs(histogram.percentile(Number(p)) - value)).toBeLessThanOrEqual(value * OURS);
  }
});
