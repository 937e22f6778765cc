import { z } from 'zod';
import type { Histogram, HistogramSnapshot } from '../core/histogram';

const count = (what: string) => z.number().describe(what);
/** Times in milliseconds, from the full histogram; each percentile within 1 % of the true one. `n` samples. */
export const zLatency = z
  .strictObject({
    n: count('Samples.'),
    mean: z.number().nullable().describe('Mean, exact. [ms] null without samples.'),
    p50: z.number().nullable().describe('[ms]'),
    p90: z.number().nullable().describe('[ms]'),
    p95: z.number().nullable().describe('[ms]'),
    p99: z.number().nullable().describe('[ms]'),
    p999: z.number().nullable().describe('[ms]'),
    max: z.number().nullable().describe('Longest, within 1 %. [ms]'),
  })
  .describe('Milliseconds, from the full histogram.');
export type Latency = z.infer<typeof zLatency>;

/** Percentiles of what came since the snapshot. Longest: the bucket of the highest rank, since the exact one may lie before. [ms] */
export function latencyOf(histogram: Histogram, since: HistogramSnapshot): Latency {
  const p = (percent: number) => toMs(histogram.percentile(percent, since));
  return {
    n: histogram.countSince(since),
    mean: toMs(histogram.meanSince(since)),
    p50: p(50),
    p90: p(90),
    p95: p(95),
    p99: p(99),
    p999: p(99.9),
    max: p(100),
  };
}

/** Nanoseconds to milliseconds, microseconds kept; NaN, which means no samples, to null. */
export const toMs = (nanos: number): number | null => (Number.isNaN(nanos) ? null : nanos / 1e6);
