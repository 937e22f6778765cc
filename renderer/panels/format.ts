import { span } from '../../engine/core/units';
import type { Column } from '../../engine/measure/columns';

// Every number on the screen is written here: three significant digits, always with its unit, and a dash where there is none.

/** What stands where a number is missing. */
export const NO_DATA = '—';
/** Keeps number and unit on one line. */
const GAP = '\u00a0';

const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

type Maybe = number | null | undefined;
const missing = (value: Maybe): value is null | undefined => value === null || value === undefined || !Number.isFinite(value);
const withUnit = (value: number, unit: string) => `${significant.format(value)}${GAP}${unit}`;

/** Three significant digits: `1.23`, `0.05`, `12,300`, `4.5 M`. */
export function formatNumber(value: Maybe): string {
  if (missing(value)) return NO_DATA;
  const size = Math.abs(value);
  if (size >= 999_500_000) return withUnit(value / 1e9, 'G');
  if (size >= 999_500) return withUnit(value / 1e6, 'M');
  return significant.format(value);
}

/** A whole number, in full: `12,345`. */
export const formatCount = (value: Maybe): string => (missing(value) ? NO_DATA : whole.format(value));

/** A rate. [1/s] */
export const formatRate = (value: Maybe): string => (missing(value) ? NO_DATA : `${formatNumber(value)}${GAP}/s`);

/** A flow of data, in the unit that people would use: `850 B/s`, `12.3 kB/s`, `4.02 MB/s`. [bytes/s] */
export function formatByteRate(value: Maybe): string {
  if (missing(value)) return NO_DATA;
  if (value >= 999.5e6) return withUnit(value / 1e9, 'GB/s');
  if (value >= 999.5e3) return withUnit(value / 1e6, 'MB/s');
  if (value >= 999.5) return withUnit(value / 1e3, 'kB/s');
  return withUnit(value, 'B/s');
}

/** A share of a whole, 0 to 1, in per cent. */
export const formatShare = (value: Maybe): string => (missing(value) ? NO_DATA : withUnit(value * 100, '%'));

/** A span in milliseconds, in the unit that people would use: `250 µs`, `12.3 ms`, `4.02 s`, `1.5 min`. */
export function formatMs(value: Maybe): string {
  if (missing(value)) return NO_DATA;
  const size = Math.abs(value);
  if (size === 0) return withUnit(0, 'ms');
  if (size < 0.9995) return withUnit(value * 1000, 'µs');
  if (size < 999.5) return withUnit(value, 'ms');
  if (size < 119_950) return withUnit(value / 1000, 's');
  return withUnit(value / 60_000, 'min');
}

/** A span in nanoseconds, written like `formatMs`. */
export const formatNanos = (value: Maybe): string => (missing(value) ? NO_DATA : formatMs(value / 1e6));

/** Simulated time as a clock: `00:07.2`, and with hours from one on: `1:02:03.4`. [ns] */
export function formatClock(nanos: number): string {
  const tenths = Math.floor(span(nanos) / 1e8);
  const seconds = Math.floor(tenths / 10);
  const hours = Math.floor(seconds / 3600);
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A place on a time axis, as short as it can be: `0:05`, `1:30`, `1:00:00`, and `0:00.5` where seconds are split. [s] */
export function formatTick(seconds: number): string {
  const clock = formatClock(Math.round(seconds * 10) * 1e8).replace(/\.0$/, '');
  return clock.replace(/^0(\d:)/, '$1');
}

/** A speed: simulated seconds per second. */
export const formatSpeed = (value: number): string => (value === Infinity ? 'max' : `${significant.format(value)}×`);

/** Short words behind a number of each unit of `engine/measure/columns`. */
export function formatUnit(value: Maybe, unit: Column['unit']): string {
  if (missing(value)) return NO_DATA;
  switch (unit) {
    case '1/s':
      return formatRate(value);
    case 'share':
      return formatShare(value);
    case 'ms':
      return formatMs(value);
    case 'B/s':
      return formatByteRate(value);
    case 'samples':
      return formatCount(value);
    case 'state':
      return formatCount(value);
    default:
      return `${formatNumber(value)}${GAP}${value === 1 ? unit.replace(/s$/, '') : unit}`;
  }
}
