import type { Histogram, HistogramSnapshot } from '../core/histogram';

/** 97.5 % quantile of the standard normal: both sides together leave 5 % out. */
const Z95 = 1.959963984540054;

export interface PercentileInterval {
  /** [ns] */
  readonly low: number;
  /** [ns] */
  readonly high: number;
}

/**
 * 95 % interval of a percentile from one sample, by order statistics: how many of n independent samples lie below the true percentile is
 * binomial, so the samples of rank n·p ± z √(n p (1 − p)) enclose it, whatever the distribution.
 *
 * Holds for independent samples. Latencies of one run are not: who waits behind a burst waits together with others. Then it is too narrow,
 * and only replications give an interval that holds.
 * @param p 0 … 100
 * @returns null where there are too few samples for a rank on each side
 * @see Conover, "Practical Nonparametric Statistics" (1999), 3.2; docs/statistics/replications.md
 */
export function percentileInterval(histogram: Histogram, p: number, since?: HistogramSnapshot): PercentileInterval | null {
  const n = histogram.count - (since?.count ?? 0);
  const share = p / 100;
  const reach = Z95 * Math.sqrt(n * share * (1 - share));
  const low = Math.floor(n * share - reach);
  const high = Math.ceil(n * share + reach) + 1;
  if (!(low >= 1 && high <= n)) return null;
  const atRank = (rank: number): number => histogram.percentile((100 * rank) / n, since);
  return { low: atRank(low), high: atRank(high) };
}
