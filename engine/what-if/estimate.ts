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

/** Mean and 95 % confidence interval of independent values. Nulls are numbers that a replication does not have. */
export function estimate(values: readonly (number | null)[]): Estimate {
  const known = values.filter((value) => value !== null);
  const n = known.length;
  if (n === 0) return { n, mean: null, low: null, high: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, low: null, high: null };
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = jStat.studentt.inv((1 + CONFIDENCE) / 2, n - 1) * Math.sqrt(variance / n);
  return { n, mean, low: mean - half, high: mean + half };
}
