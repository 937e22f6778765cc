import { describe, expect, test } from 'vitest';
import { Exponentials } from '../core/exponentials';
import { Rng } from '../core/rng';
import { Mmpp, type MmppParams } from './mmpp';

const SECOND = 1e9;

function process(params: MmppParams, seed: number, now = 0): Mmpp {
  const rng = Rng.root(seed);
  return new Mmpp(params, now, new Exponentials(rng.fork('gaps')), new Exponentials(rng.fork('stretches')), rng.fork('start').next());
}

/** Arrivals in each of `windows` windows of this length. [ns] */
function counts(params: MmppParams, rate: number, seed: number, windows: number, length: number): number[] {
  const mmpp = process(params, seed);
  const seen = Array.from({ length: windows }, () => 0);
  for (let now = 0; ; ) {
    now += mmpp.next(now, SECOND / rate);
    if (now >= windows * length) return seen;
    if (mmpp.arrives) seen[Math.floor(now / length)]! += 1;
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => mean(values.map((value) => value * value)) - mean(values) ** 2;

/** Mean and half-width of the 99.9 % interval over independent replications (normal, n = 40 is enough). */
function interval(values: readonly number[]): readonly [number, number] {
  const m = mean(values);
  return [m, 3.55 * Math.sqrt(variance(values) / (values.length - 1))];
}

describe.each([
  { rate: 50, params: { factor: 5, calm: 0.9 * SECOND, burst: 0.1 * SECOND } },
  { rate: 100, params: { factor: 0, calm: 0.3 * SECOND, burst: 0.2 * SECOND } },
  { rate: 20, params: { factor: 40, calm: 2 * SECOND, burst: 0.05 * SECOND } },
])('calm $rate/s, $params', ({ rate, params }) => {
  const { factor, calm, burst } = params;
  const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

  test('mean rate: the two rates, weighted by the time spent in each', () => {
    // Method: 40 seeds of 300 s each; theory inside the 99.9 % interval, which must be narrower than ± 5 %.
    const theory = (rate * (calm + factor * burst)) / (calm + burst);
    const [measured, half] = interval(seeds.map((seed) => mean(counts(params, rate, seed, 300, SECOND))));
    expect(Math.abs(measured - theory)).toBeLessThan(half);
    expect(half / theory).toBeLessThan(0.05);
  });

  test.each([0.1, 1])('index of dispersion for counts over %d s (Heffes and Lucantoni)', (window) => {
    // Method: 40 seeds of 2,000 windows each, n − 1 unbiased per seed up to the windows' correlation, which is small against the interval.
    const [a, b] = [SECOND / calm, SECOND / burst];
    const [l1, l2] = [rate, rate * factor];
    const r = a + b;
    const slope = (2 * a * b * (l1 - l2) ** 2) / (r * r * (l1 * b + l2 * a));
    const theory = 1 + slope * (1 - (1 - Math.exp(-r * window)) / (r * window));
    const [measured, half] = interval(
      seeds.map((seed) => {
        const seen = counts(params, rate, seed, 2000, window * SECOND);
        return variance(seen) / mean(seen);
      }),
    );
    expect(Math.abs(measured - theory)).toBeLessThan(half);
    expect(half / theory).toBeLessThan(0.12);
  });
});

test('a factor of 1 is a Poisson stream: gaps are exponential with the mean gap', () => {
  const mmpp = process({ factor: 1, calm: SECOND, burst: SECOND }, 1);
  const gaps: number[] = [];
  for (let now = 0, last = 0; gaps.length < 20_000; ) {
    now += mmpp.next(now, SECOND / 100);
    gaps.push(now - last);
    last = now;
  }
  expect(Math.abs(mean(gaps) - 1e7)).toBeLessThan((3.29 * 1e7) / Math.sqrt(gaps.length));
  expect(Math.abs(Math.sqrt(variance(gaps)) / mean(gaps) - 1)).toBeLessThan(0.03);
});

test('where stretches are much shorter than gaps it stops to be asked again, and its rate is right', () => {
  const mmpp = process({ factor: 3, calm: 1e6, burst: 1e6 }, 1);
  let arrivals = 0;
  let stops = 0;
  const end = 20_000 * SECOND;
  for (let now = 0; now < end; ) {
    now += mmpp.next(now, 2 * SECOND);
    if (mmpp.arrives) arrivals += 1;
    else stops += 1;
  }
  expect(stops).toBeGreaterThan(0);
  expect(Math.abs(arrivals - 20_000)).toBeLessThan(3.29 * Math.sqrt(20_000));
});

test('with no rate at all there are no arrivals', () => {
  const mmpp = process({ factor: 2, calm: SECOND, burst: SECOND }, 1);
  expect(mmpp.next(0, Infinity)).toBeGreaterThan(0);
  expect(mmpp.arrives).toBe(false);
});

test('other params take effect at once, and the same ones change nothing', () => {
  const params = { factor: 0, calm: 1000 * SECOND, burst: 0.001 * SECOND };
  const [changed, same] = [process(params, 3), process(params, 3)];
  same.configure({ ...params }, 5);
  expect(same.next(5, 1e6)).toBe(changed.next(5, 1e6));
  changed.configure({ factor: 100, calm: 1, burst: 1000 * SECOND }, 10);
  let now = 10;
  for (let i = 0; i < 1000; i++) now += changed.next(now, 1e6);
  expect(now).toBeLessThan(1000 * 2e4);
});
