// How numbers read on a page.

const NONE = '–';

/** About three digits that count, thousands grouped. */
export function number(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

export const percent = (share: number | null): string => (share === null ? NONE : `${number(share * 100)} %`);

/** "+3.2", so that a difference reads as one. */
export const signed = (value: number | null): string =>
  value !== null && value > 0 ? `+${number(value)}` : number(value).replace('-', '−');

export interface Interval {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** "12.3 (11.9 to 12.7)" */
export const within = ({ mean, low, high }: Interval, show: (value: number | null) => string = number): string =>
  low === null || high === null || low === high ? show(mean) : `${show(mean)} (${show(low)} to ${show(high)})`;

/** A count with its word. */
export const counted = (n: number, word: string): string => `${number(n)} ${word}${n === 1 ? '' : 's'}`;

export const short = (value: string, most: number): string => (value.length <= most ? value : `${value.slice(0, most - 1)}…`);
