import jStat from 'jstat';
import { z } from 'zod';

/** Share of such intervals that hold the true mean. */
export const CONFIDENCE = 0.95;

export const zEstimate = z
  .strictObject({
    n: z.number().describe('Replications that have this number at all.'),
    mean: z.number().nullable().describe('Mean over the replications; null when none has it.'),
    low: z.number().nullable().describe('Lower end of the 95 % confidence interval of the mean; null with fewer than two.'),
    high: z.number().nullable().describe('Upper end of the same interval.'),
  })
  .describe('A mean over replications with its 95 % confidence interval (Student t).');
export type Estimate = z.infer<typeof zEstimate>;

/**
 * Mean and confidence interval of independent values. Nulls are numbers that a replication does not have.
 * @param confidence share of such intervals that hold the true mean; 95 % when left out
 */
export function estimate(values: readonly (number | null)[], confidence = CONFIDENCE): Estimate {
  const { n, mean, error } = spreadOf(values);
  if (error === null || mean === null) return { n, mean, low: null, high: null };
  const half = jStat.studentt.inv((1 + confidence) / 2, n - 1) * error;
  return { n, mean, low: mean - half, high: mean + half };
}

/**
 * Chance of a mean at least so far from 0 if the true one is 0 (Student t, two-sided): below 0.05 exactly where the 95 % interval leaves 0
 * out. Null with fewer than two values.
 */
export function chanceOfZero(values: readonly (number | null)[]): number | null {
  const { n, mean, error } = spreadOf(values);
  if (error === null || mean === null) return null;
  if (error === 0) return mean === 0 ? 1 : 0;
  return 2 * (1 - jStat.studentt.cdf(Math.abs(mean) / error, n - 1));
}

/** Mean of what is known, and the standard error of that mean; null with fewer than two values. */
function spreadOf(values: readonly (number | null)[]): { readonly n: number; readonly mean: number | null; readonly error: number | null } {
  const known = values.filter((value) => value !== null);
  const n = known.length;
  if (n === 0) return { n, mean: null, error: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, error: null };
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { n, mean, error: Math.sqrt(variance / n) };
}

/** Standard error of the mean; 0 where there is no interval. */
export function standardError({ n, mean, high }: Estimate): number {
  return mean === null || high === null ? 0 : (high - mean) / jStat.studentt.inv((1 + CONFIDENCE) / 2, n - 1);
}
