import { unreachable } from '../../engine/core/invariant';
import type { Cause } from '../../engine/policies/causes';
import type { Series } from '../store/history';
import type { ChartSpec, Source } from './chart-specs';

/** The part of the live store that charts read. */
export interface Histories {
  nodeHistory(id: string, column: string, since?: number): Series;
  linkHistory(id: string, column: string, since?: number): Series;
  nodeCause(id: string, cause: Cause, since?: number): Series;
  linkCause(id: string, cause: Cause, since?: number): Series;
  figureHistory(id: string, figure: string, since?: number): Series;
}

/** A line's numbers from `since` on; ticks at which nothing was measured hold NaN. @param since simulated time. [s] */
export function readSource(histories: Histories, source: Source, since: number): Series {
  const all = source.ids.map((id) => readOne(histories, source, id, since));
  return all.length === 1 && all[0] ? all[0] : merged(all, source.combine);
}

/** What a chart is drawn from. */
interface Drawn {
  readonly spec: ChartSpec;
  /** One for each line of the spec. */
  readonly data: readonly Series[];
  /** The same of the run that this one was forked from; null where there is none. */
  readonly before: readonly Series[] | null;
}

/** Leaves out the lines that have no numbers in either run, where the chart is one of what has occurred. */
export function withNumbers(spec: ChartSpec, data: readonly Series[], before: readonly Series[] | null = null): Drawn {
  if (spec.none === undefined) return { spec, data, before };
  const some = (series: Series | undefined) =>
    series?.values.some((value) => (spec.ifAny ? value !== 0 : true) && !Number.isNaN(value)) ?? false;
  const has = (_: unknown, i: number) => some(data[i]) || some(before?.[i]);
  return { spec: { ...spec, lines: spec.lines.filter(has) }, data: data.filter(has), before: before?.filter(has) ?? null };
}

function readOne(histories: Histories, source: Source, id: string, since: number): Series {
  switch (source.of) {
    case 'node': {
      const series = histories.nodeHistory(id, source.column, since);
      // A percentile of no samples is not zero.
      return /^p\d+$/.test(source.column) ? without(series, histories.nodeHistory(id, 'samples', since)) : series;
    }
    case 'link':
      return histories.linkHistory(id, source.column, since);
    case 'figure':
      return scaled(histories.figureHistory(id, source.figure, since), source.scale);
    case 'node-cause':
      return histories.nodeCause(id, source.cause, since);
    case 'link-cause':
      return histories.linkCause(id, source.cause, since);
    default:
      return unreachable(source);
  }
}

const scaled = ({ times, values }: Series, by: number): Series => ({
  times,
  values: by === 1 ? values : values.map((value) => value * by),
});

function without({ times, values }: Series, { values: samples }: Series): Series {
  return { times, values: values.map((value, i) => ((samples[i] ?? 0) > 0 ? value : Number.NaN)) };
}

/** Histories of one store share their ticks, so they are joined place by place. */
function merged(all: readonly Series[], combine: 'sum' | 'max'): Series {
  const longest = all.reduce<Series>((a, b) => (b.times.length > a.times.length ? b : a), {
    times: new Float64Array(),
    values: new Float32Array(),
  });
  const values = longest.values.map((_, i) => {
    const here = all.map((series) => series.values[i] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    if (here.length === 0) return Number.NaN;
    return combine === 'max' ? Math.max(...here) : here.reduce((sum, value) => sum + value, 0);
  });
  return { times: longest.times, values };
}

/** A point to draw; `value` NaN breaks the line. */
export interface DrawnPoint {
  readonly time: number;
  readonly value: number;
}

/**
 * At most about one point a pixel: of each two pixels' worth of ticks the lowest and the highest stay, in their order, so no
 * spike is lost. A break in the data stays a break.
 */
export function decimate({ times, values }: Series, from: number, to: number, pixels: number): DrawnPoint[] {
  const n = times.length;
  if (n <= pixels || pixels < 2) return Array.from(times, (time, i) => ({ time, value: values[i] ?? Number.NaN }));
  const buckets = Math.max(1, Math.floor(pixels / 2));
  const points: DrawnPoint[] = [];
  const bucketOf = (i: number) => Math.floor((((times[i] ?? 0) - from) / (to - from || 1)) * buckets);
  for (let start = 0; start < n; ) {
    const bucket = bucketOf(start);
    let stop = start + 1;
    while (stop < n && bucketOf(stop) === bucket) stop++;
    pushExtremes(points, times, values, start, stop);
    start = stop;
  }
  return points;
}

function pushExtremes(points: DrawnPoint[], times: Float64Array, values: Float32Array, start: number, stop: number): void {
  let low = -1;
  let high = -1;
  let gap = -1;
  for (let i = start; i < stop; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) gap = i;
    else {
      if (low === -1 || value < (values[low] ?? 0)) low = i;
      if (high === -1 || value > (values[high] ?? 0)) high = i;
    }
  }
  const kept = [...new Set([low, high, gap])].filter((i) => i >= 0).sort((a, b) => a - b);
  for (const i of kept) points.push({ time: times[i] ?? 0, value: values[i] ?? Number.NaN });
}

/** Value at the tick nearest to a time, NaN when none lies within `reach`. Times in seconds. */
export function valueAt({ times, values }: Series, time: number, reach: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const near = [low - 1, low]
    .filter((i) => i >= 0 && i < times.length)
    .sort((a, b) => Math.abs((times[a] ?? 0) - time) - Math.abs((times[b] ?? 0) - time))[0];
  return near === undefined || Math.abs((times[near] ?? 0) - time) > reach ? Number.NaN : (values[near] ?? Number.NaN);
}

/** Without the points after a moment. [s] */
export function until(series: Series, to: number): Series {
  const { times, values } = series;
  if ((times.at(-1) ?? 0) <= to) return series;
  const n = times.findIndex((time) => time > to);
  return { times: times.subarray(0, n), values: values.subarray(0, n) };
}

/** The newest value. */
export const lastValue = ({ values }: Series): number => values.at(-1) ?? Number.NaN;

/** Upper end of the axis: the highest value with some air, never below `least`. */
export function ceiling(all: readonly Series[], least: number): number {
  let top = 0;
  for (const { values } of all) for (const value of values) if (value > top) top = value;
  return Math.max(least, top * 1.05);
}

/** Whether a line is broken between its first and its last number. */
export function hasGap({ values }: Series): boolean {
  let seen = false;
  let broken = false;
  for (const value of values) {
    if (Number.isNaN(value)) broken = seen;
    else if (broken) return true;
    else seen = true;
  }
  return false;
}
