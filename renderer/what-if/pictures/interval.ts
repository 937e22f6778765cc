/** A mean with its 95 % interval; null where a number does not exist. */
export interface Interval {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type Format = (value: number | null) => string;

/** "12.3 ms (11.9 ms to 12.7 ms)"; the mean alone where there is no interval. */
export function intervalWords({ mean, low, high }: Interval, format: Format): string {
  if (low === null || high === null || low === high) return format(mean);
  return `${format(mean)} (${format(low)} to ${format(high)})`;
}

/** Lowest and highest number of several, with some air on both sides; 0 to 1 where there is none. */
export function extentOf(values: readonly (number | null | undefined)[], from0 = true): readonly [number, number] {
  const known = values.filter((value) => value !== null && value !== undefined && Number.isFinite(value)) as number[];
  if (known.length === 0) return [0, 1];
  const low = Math.min(...known, ...(from0 ? [0] : []));
  const high = Math.max(...known);
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return [from0 && low === 0 ? 0 : low - air, high + air];
}
