import { describe, expect, test } from 'vitest';
import { causeWords } from '../../engine/policies/cause-words';
import { causes } from '../../engine/policies/causes';
import type { Series } from '../store/history';
import type { ChartSpec } from './chart-specs';
import { ceiling, decimate, hasGap, lastValue, readSource, until, valueAt, withNumbers } from './series';

const series = (values: readonly number[], step = 0.2): Series => ({
  times: Float64Array.from(values, (_, i) => i * step),
  values: Float32Array.from(values),
});

describe('decimate', () => {
  test('keeps everything while it fits', () => {
    expect(decimate(series([1, 2, 3]), 0, 1, 100).map((p) => p.value)).toEqual([1, 2, 3]);
  });
  test('about one point a pixel, and no spike is lost', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => (i === 7321 ? 500 : i === 1234 ? -9 : 10 + (i % 3)));
    const points = decimate(series(values), 0, 2000, 200);
    expect(points.length).toBeLessThanOrEqual(202);
    expect(points.length).toBeGreaterThan(150);
    expect(Math.max(...points.map((p) => p.value))).toBe(500);
    expect(Math.min(...points.map((p) => p.value))).toBe(-9);
    expect(points.every((p, i) => i === 0 || p.time > (points[i - 1]?.time ?? 0))).toBe(true);
  });
  test('a break stays a break', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i >= 400 && i < 600 ? Number.NaN : 5));
    expect(decimate(series(values), 0, 200, 50).some((p) => Number.isNaN(p.value))).toBe(true);
  });
});

describe('readSource', () => {
  const of = (data: Record<string, readonly number[]>) => ({
    nodeHistory: (id: string, column: string) => series(data[`${id}.${column}`] ?? []),
    linkHistory: (id: string, column: string) => series(data[`${id}.${column}`] ?? []),
    nodeCause: (id: string, cause: string) => series(data[`${id}!${cause}`] ?? []),
    figureHistory: () => ({ times: new Float64Array(), values: new Float32Array() }),
    linkCause: (id: string, cause: string) => series(data[`${id}!${cause}`] ?? []),
  });
  test('adds clients up, and takes the highest of percentiles', () => {
    const data = of({
      'a.arrivals': [1, 2],
      'b.arrivals': [10, Number.NaN],
      'a.p99': [5, 6],
      'b.p99': [9, 1],
      'a.samples': [1, 1],
      'b.samples': [1, 1],
    });
    expect([...readSource(data, { of: 'node', ids: ['a', 'b'], column: 'arrivals', combine: 'sum' }, 0).values]).toEqual([11, 2]);
    expect([...readSource(data, { of: 'node', ids: ['a', 'b'], column: 'p99', combine: 'max' }, 0).values]).toEqual([9, 6]);
  });
  test('adds up a cause over clients of which some never failed so; of causes only those that occurred are drawn', () => {
    const data = of({ 'a!timeout': [0, 4], 'b!crash': [1, 1] });
    const lines = causes.map((cause) => ({
      ...causeWords[cause],
      style: 0,
      source: { of: 'node-cause', ids: ['a', 'b'], cause, combine: 'sum' } as const,
    }));
    const spec: ChartSpec = { title: 'Errors by cause', unit: '1/s', least: 1, none: 'None', lines };
    const drawn = withNumbers(
      spec,
      lines.map(({ source }) => readSource(data, source, 0)),
    );
    expect(drawn.spec.lines.map(({ title }) => title)).toEqual(['Timeout', 'Replica crash']);
    expect(drawn.data.map(({ values }) => [...values])).toEqual([
      [0, 4],
      [1, 1],
    ]);
  });
  test('a percentile of no samples is a gap, not zero', () => {
    const { values } = readSource(
      of({ 'a.p99': [7, 0, 8], 'a.samples': [3, 0, 2] }),
      { of: 'node', ids: ['a'], column: 'p99', combine: 'max' },
      0,
    );
    expect([...values]).toEqual([7, Number.NaN, 8]);
  });
});

test('the value under the crosshair is that of the nearest tick', () => {
  const s = series([1, 2, 3, 4]);
  expect(valueAt(s, 0.29, 0.3)).toBe(2);
  expect(valueAt(s, 0.31, 0.3)).toBe(3);
  expect(valueAt(s, 9, 0.3)).toBeNaN();
  expect(valueAt(series([]), 0, 1)).toBeNaN();
  expect(lastValue(s)).toBe(4);
});

test('the axis has air, and a floor', () => {
  expect(ceiling([series([1, 100])], 1)).toBe(105);
  expect(ceiling([series([0.001])], 1)).toBe(1);
  expect(ceiling([series([Number.NaN])], 4)).toBe(4);
});

test('gaps are those inside a line', () => {
  expect(hasGap(series([Number.NaN, 1, 2, Number.NaN]))).toBe(false);
  expect(hasGap(series([1, Number.NaN, 2]))).toBe(true);
});

test('what lies after a moment is left out, and a series that ends before stays as it is', () => {
  const series = { times: Float64Array.of(1, 2, 3), values: Float32Array.of(10, 20, 30) };
  expect([...until(series, 2.5).values]).toEqual([10, 20]);
  expect(until(series, 3)).toBe(series);
  expect(until(series, 0.5).times).toHaveLength(0);
});
