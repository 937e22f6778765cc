import { describe, expect, test } from 'vitest';
import { Histogram } from './histogram';
import { Rng } from './rng';
import { Sampler } from './sampler';
import { MAX_NANOS, ms, seconds, span } from './units';

/** Half a bucket, relative to its lower end. */
const ERROR = 1 / 128;
const PERCENTILES = [0, 0.1, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100];

const filled = (values: Iterable<number>): Histogram => {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
};

/** Nearest rank by sorting; whole thousandths of a percent keep the rank exact. */
function nearestRank(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil((Math.round(p * 1000) * sorted.length) / 100_000)) - 1]!;
}

const shapes = {
  lognormal: new Sampler({ kind: 'lognormal', p50: ms(5), p99: ms(200) }, Rng.root(30)),
  exponential: new Sampler({ kind: 'exponential', mean: ms(3) }, Rng.root(31)),
  nanoseconds: new Sampler({ kind: 'uniform', min: span(0), max: span(300) }, Rng.root(32)),
  'heavy tail': new Sampler({ kind: 'pareto', min: span(1000), max: seconds(3600), shape: 0.3 }, Rng.root(33)),
  'two humps': new Sampler({ kind: 'hyperexponential', mean: ms(10), cv: 10 }, Rng.root(34)),
};

describe.each(Object.entries(shapes))('%s', (_, sampler) => {
  test.each([1, 2, 3, 10, 999, 1000, 20_000])('%i samples: every percentile within 0.8 % of an exact sort', (n) => {
    const values = Array.from({ length: n }, () => sampler.sample());
    const histogram = filled(values);
    for (const p of PERCENTILES) {
      const exact = nearestRank(values, p);
      expect(Math.abs(histogram.percentile(p) - exact)).toBeLessThanOrEqual(exact < 128 ? 0 : exact * ERROR);
    }
    expect(histogram.count).toBe(n);
    expect(histogram.max).toBe(Math.max(...values));
    expect(histogram.total()).toBe(values.reduce((sum, x) => sum + BigInt(x), 0n));
    expect(histogram.mean()).toBeCloseTo(values.reduce((a, b) => a + b) / n, 3);
  });
});

test('every whole number below 128 ns is kept exactly, 0 too', () => {
  for (let value = 0; value < 128; value++) expect(filled([value, MAX_NANOS]).percentile(50)).toBe(value);
});

test('every edge of a bucket, from 1 ns to 100 days, lies within 0.8 % of what is said of it', () => {
  // A larger value beside it keeps the answer from being clamped to the maximum.
  for (let octave = 1; octave < MAX_NANOS; octave *= 2) {
    for (let part = 0; part < 64; part++) {
      const edge = octave * (1 + part / 64);
      for (const value of [Math.ceil(edge), Math.ceil(edge) - 1, Math.ceil(edge) + 1]) {
        if (value < 1 || value >= MAX_NANOS) continue;
        expect(Math.abs(filled([value, MAX_NANOS]).percentile(50) / value - 1)).toBeLessThanOrEqual(ERROR);
      }
    }
  }
}, 60_000);

test('nearest rank: the smallest value that enough samples do not exceed', () => {
  // 1 … 100 are exact, so only the rank can be wrong.
  const hundred = filled(Array.from({ length: 100 }, (_, i) => i + 1));
  for (const p of [1, 50, 95, 99, 100]) expect(hundred.percentile(p)).toBe(p);
  expect(hundred.percentile(0)).toBe(1);
  expect(hundred.percentile(50.1)).toBe(51);
  // 99.9 has no binary fraction; its rank among 41,000 is whole all the same, though 99.9 × 41,000 / 100 is not.
  for (const n of [1000, 10_000, 41_000]) {
    const histogram = filled([
      ...Array.from({ length: Math.round(n * 0.999) }, () => 1),
      ...Array.from({ length: Math.round(n * 0.001) }, () => 2),
    ]);
    expect(histogram.percentile(99.9)).toBe(1);
    expect(histogram.percentile(99.91)).toBe(2);
  }
});

test('percentiles never fall as p rises, nor pass the largest sample', () => {
  const histogram = filled(Array.from({ length: 500 }, () => shapes['heavy tail'].sample()));
  let last = 0;
  for (let p = 0; p <= 100; p += 0.25) {
    const value = histogram.percentile(p);
    expect(value).toBeGreaterThanOrEqual(last);
    last = value;
  }
  expect(last).toBeLessThanOrEqual(histogram.max);
});

test('empty: no percentile and no mean, but no exception', () => {
  const histogram = new Histogram();
  expect([histogram.count, histogram.max, histogram.total()]).toEqual([0, 0, 0n]);
  expect(histogram.mean()).toBeNaN();
  expect(histogram.percentile(50)).toBeNaN();
  expect(histogram.percentile(50, histogram.snapshot())).toBeNaN();
});

test('the total stays exact beyond 2^53, where adding doubles would not', () => {
  const histogram = new Histogram();
  let exact = 0n;
  let naive = 0;
  for (let i = 0; i < 10_000; i++) {
    const value = MAX_NANOS - 2 * i - 1;
    histogram.record(value);
    exact += BigInt(value);
    naive += value;
  }
  expect(exact > 2n ** 53n).toBe(true);
  expect(BigInt(naive)).not.toBe(exact);
  expect(histogram.total()).toBe(exact);
  expect(Math.abs(histogram.mean() / Number(exact / 10_000n) - 1)).toBeLessThan(1e-15);
});

describe('windows', () => {
  const before = Array.from({ length: 3000 }, () => shapes.lognormal.sample());
  const during = Array.from({ length: 2000 }, () => shapes.exponential.sample());

  test('a window is what came since the snapshot', () => {
    const histogram = filled(before);
    const since = histogram.snapshot();
    for (const value of during) histogram.record(value);
    const alone = filled(during);
    expect(histogram.countSince(since)).toBe(during.length);
    expect(histogram.meanSince(since)).toBeCloseTo(alone.mean(), 3);
    for (const p of PERCENTILES.slice(1, -1)) expect(histogram.percentile(p, since)).toBe(alone.percentile(p));
  });

  test('a window without samples has no percentile, whatever came before', () => {
    const histogram = filled(before);
    const since = histogram.snapshot();
    expect([histogram.countSince(since), histogram.meanSince(since), histogram.percentile(99, since)]).toEqual([0, NaN, NaN]);
  });

  test('an old snapshot is filled again, and what was recorded later does not change it', () => {
    const histogram = filled(before);
    const since = histogram.snapshot();
    histogram.record(1);
    expect(since.count).toBe(before.length);
    const { counts } = since;
    expect(histogram.snapshot(since)).toBe(since);
    expect(since.counts).toBe(counts);
    expect(since.count).toBe(before.length + 1);
    expect(histogram.countSince(since)).toBe(0);
  });
});

test('totals alone are enough for a mean since then', () => {
  const histogram = filled([10, 20]);
  const since = histogram.totals();
  histogram.record(100);
  histogram.record(200);
  expect([histogram.countSince(since), histogram.meanSince(since)]).toEqual([2, 150]);
  expect(histogram.totals(since)).toBe(since);
  expect(histogram.countSince(since)).toBe(0);
});

test('merged histograms are one of all samples', () => {
  const [a, b] = [shapes.lognormal, shapes['heavy tail']].map((sampler) => Array.from({ length: 5000 }, () => sampler.sample())) as [
    number[],
    number[],
  ];
  const merged = filled(a);
  merged.merge(filled(b));
  expect(merged).toEqual(filled([...a, ...b]));
});

test('reset forgets everything', () => {
  const histogram = filled([5, 10, MAX_NANOS]);
  histogram.reset();
  expect(histogram).toEqual(new Histogram());
});

test('the squared coefficient of variation, from buckets', () => {
  const histogram = new Histogram();
  expect(histogram.scvSince()).toBeNaN();
  for (let i = 0; i < 1000; i++) histogram.record(1e6);
  expect(histogram.scvSince()).toBeLessThan(1e-4);
  const since = histogram.snapshot();
  // Half 1 ms, half 3 ms: mean 2, variance 1.
  for (let i = 0; i < 1000; i++) histogram.record(i % 2 === 0 ? 1e6 : 3e6);
  expect(histogram.scvSince(since)).toBeCloseTo(0.25, 2);
  const zeros = new Histogram();
  zeros.record(0);
  expect(zeros.scvSince()).toBe(0);
});

test('samples from a bound on are those that a percentile at the bound would count', () => {
  const histogram = new Histogram();
  for (let i = 1; i <= 1000; i++) histogram.record(i * 1e6);
  const before = histogram.snapshot();
  expect(histogram.countFrom(0)).toBe(1000);
  expect(histogram.countFrom(histogram.max + 1)).toBe(0);
  // 500 ms of 1 to 1,000 ms: half of them, give or take the width of a bucket.
  expect(Math.abs(histogram.countFrom(500e6) - 501)).toBeLessThanOrEqual(8);
  for (let i = 0; i < 10; i++) histogram.record(2e9);
  expect(histogram.countFrom(500e6, before)).toBe(10);
});
