import type { Estimate } from '../../engine/what-if/estimate';

/** "12.3 ms ± 440 µs": a mean and half of its confidence interval, with two digits; the mean alone where there is none. */
export function within({ mean, high }: Estimate, format: (value: number | null) => string): string {
  if (mean === null || high === null) return format(mean);
  const half = Number((high - mean).toPrecision(2));
  return half === 0 ? format(mean) : `${format(mean)} ± ${format(half)}`;
}
