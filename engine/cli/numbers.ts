import type { Estimate } from '../what-if/estimate';

// How numbers read in a terminal: as few digits as tell them apart, units in the heading of the column.

const NONE = '–';
const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Counts: whole, grouped by thousands. */
export const count = (value: number | null): string => (value === null ? NONE : grouped(value, 0));

/** Digits after the point that leave about three that count. */
function digitsOf(value: number): number {
  const size = Math.abs(value);
  return size >= 100 || value === 0 ? 0 : size >= 10 ? 1 : 2;
}

/** Rates and times. */
export const measure = (value: number | null): string => (value === null ? NONE : grouped(value, digitsOf(value)));

/** A span in a sentence: `60 s`, `1.5 s`. */
export const spanOf = (seconds: number): string => `${Number(seconds.toFixed(3))} s`;

/** A size: `850 B`, `12.3 kB`, `4.02 GB`. */
export function bytes(value: number | null): string {
  if (value === null) return NONE;
  const [unit, size] = (
    [
      ['GB', 1e9],
      ['MB', 1e6],
      ['kB', 1e3],
    ] as const
  ).find(([, least]) => value >= least) ?? ['B', 1];
  return `${measure(value / size)} ${unit}`;
}

/** A share as percent. What is there but small is never shown as nothing. */
export function percent(share: number | null): string {
  if (share === null) return NONE;
  if (share === 0) return '0 %';
  if (share < 0.0005) return '<0.1 %';
  return `${grouped(share * 100, 1)} %`;
}

/** A share close to 1, where the nines count: `99.95 %`. */
export const nines = (share: number): string => `${Number((share * 100).toFixed(4))} %`;

/** "12.4 ± 0.3": a mean and half of its confidence interval, with as many digits as the mean has. */
export const measureWithin = (of: Estimate): string => measure(of.mean) + halfOf(of, digitsOf(of.mean ?? 0));

export const countWithin = (of: Estimate): string => count(of.mean) + halfOf(of, 0);

/** "3.0 ± 2.5 %" */
export function percentWithin({ mean, low, high }: Estimate): string {
  const half = halfOf({ mean: timesHundred(mean), low: timesHundred(low), high: timesHundred(high), n: 0 }, 1);
  return mean === null || half === '' ? percent(mean) : `${grouped(mean * 100, 1)}${half} %`;
}

const timesHundred = (share: number | null): number | null => (share === null ? null : share * 100);

/** Nothing where there is no interval, or none that would show at this many digits. */
function halfOf({ mean, high }: Estimate, digits: number): string {
  if (mean === null || high === null || Number((high - mean).toFixed(digits)) === 0) return '';
  return ` ± ${grouped(high - mean, digits)}`;
}
