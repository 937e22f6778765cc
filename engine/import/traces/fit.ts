import type { z } from 'zod';
import type { zDistribution } from '../../core/distribution';
import { exp, log } from '../../core/exp-log';
import { quantileOf } from '../../core/quantile-error';
import { gammaCdf, normalCdf } from './cdf';

export type DistributionInput = z.input<typeof zDistribution>;

/** A distribution that stands for measured times, and how it was found. */
export interface Fit {
  readonly distribution: DistributionInput;
  readonly family: 'constant' | 'exponential' | 'gamma' | 'lognormal' | 'hyperexponential' | 'uniform' | 'measured';
  readonly samples: number;
  /** Largest distance between its share below any time and the measured one (Kolmogorov–Smirnov); 0 for measured quantiles. */
  readonly distance: number;
}

/** A family may be off by so much, over √n. Of samples that are of a family fitted to them, one in a hundred is: Lilliefors 1967. */
const MOST_DISTANCE = 1.031;
/** Below this a spread is what clocks add. [ns] */
const STILL = 2_000;
/** 99 % quantile of the standard normal. */
const Z99 = 2.3263478740408408;
/** Longest time that a distribution may have: an hour. [ns] */
const LONGEST = 3_600e9;

/** Where the quantiles of measured times are taken: closer where the tail is. */
const shares = [
  0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88,
  0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.997, 0.998, 0.999, 0.9995, 1,
] as const;

/**
 * The distribution that measured times come from: the family that lies closest to them, if one lies close enough for their number; else their own
 * quantiles. A family says more about times rarer than those that were seen.
 * @param times [ns] at least one
 */
export function fit(times: readonly number[]): Fit {
  const sorted = Float64Array.from(times, (time) => (time > 0 ? Math.min(LONGEST, time) : 0)).sort();
  const n = sorted.length;
  const first = sorted[0] ?? 0;
  const last = sorted[n - 1] ?? 0;
  const middle = sorted[n >> 1] ?? 0;
  if (n < 3 || last - first <= Math.max(STILL, middle * 0.002)) {
    return { distribution: written(middle), family: 'constant', samples: n, distance: 0 };
  }
  let best: Fit | null = null;
  for (const { family, distribution, cdf } of candidates(sorted)) {
    const distance = distanceTo(sorted, cdf);
    if (best === null || distance < best.distance) best = { distribution, family, samples: n, distance };
  }
  return best !== null && best.distance <= MOST_DISTANCE / Math.sqrt(n) ? best : measured(sorted);
}

interface Candidate {
  readonly family: Fit['family'];
  readonly distribution: DistributionInput;
  readonly cdf: (time: number) => number;
}

function candidates(sorted: Float64Array): Candidate[] {
  const n = sorted.length;
  let sum = 0;
  for (const time of sorted) sum += time;
  const mean = sum / n;
  let squares = 0;
  for (const time of sorted) squares += (time - mean) * (time - mean);
  const cv = Math.sqrt(squares / (n - 1)) / mean;
  const [min, max] = [sorted[0]!, sorted[n - 1]!];
  // The outermost of n lie one n-th of the whole inside the ends.
  const margin = (max - min) / (n - 1);
  const [low, high] = [Math.max(0, min - margin), Math.min(LONGEST, max + margin)];
  const found: Candidate[] = [
    {
      family: 'exponential',
      distribution: { kind: 'exponential', mean: written(mean) },
      cdf: (time) => 1 - exp(-time / mean),
    },
    {
      family: 'uniform',
      distribution: { kind: 'uniform', min: written(low), max: written(high) },
      cdf: (time) => Math.min(1, Math.max(0, (time - low) / (high - low))),
    },
  ];
  if (cv > 1.05 && cv <= 20) found.push(hyperexponential(mean, cv));
  // Logarithms need times above nothing.
  if (min > 0) found.push(...ofLogarithms(sorted, mean));
  return found;
}

/** Two exponentials with balanced means, by mean and spread. */
function hyperexponential(mean: number, cv: number): Candidate {
  const squared = cv * cv;
  const p = (1 + Math.sqrt((squared - 1) / (squared + 1))) / 2;
  const [a, b] = [mean / (2 * p), mean / (2 * (1 - p))];
  return {
    family: 'hyperexponential',
    distribution: { kind: 'hyperexponential', mean: written(mean), cv: rounded(cv, 4) },
    cdf: (time) => 1 - p * exp(-time / a) - (1 - p) * exp(-time / b),
  };
}

/** Lognormal and gamma by greatest likelihood; gamma’s shape by Minka’s approximation and one step of his. */
function ofLogarithms(sorted: Float64Array, mean: number): Candidate[] {
  const n = sorted.length;
  let sum = 0;
  for (const time of sorted) sum += log(time);
  const mu = sum / n;
  let squares = 0;
  for (const time of sorted) {
    const off = log(time) - mu;
    squares += off * off;
  }
  const sigma = Math.sqrt(squares / n);
  const found: Candidate[] = [];
  const [p50, p99] = [exp(mu), exp(mu + sigma * Z99)];
  // Quantiles that are written alike are no spread, and a design refuses them.
  if (p50 >= 1 && p99 <= LONGEST && p99 - p50 > p50 * 1e-3 + 1) {
    found.push({
      family: 'lognormal',
      distribution: { kind: 'lognormal', p50: written(p50), p99: written(p99) },
      cdf: (time) => normalCdf((log(time) - mu) / sigma),
    });
  }
  const s = log(mean) - mu;
  const shape = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
  const cv = 1 / Math.sqrt(shape);
  if (cv >= 0.05 && cv <= 10) {
    found.push({
      family: 'gamma',
      distribution: { kind: 'gamma', mean: written(mean), cv: rounded(cv, 4) },
      cdf: (time) => gammaCdf(shape, (time * shape) / mean),
    });
  }
  return found;
}

/** Largest distance between the steps of the measured shares and the curve. */
function distanceTo(sorted: Float64Array, cdf: (time: number) => number): number {
  const n = sorted.length;
  let most = 0;
  for (let i = 0; i < n; i++) {
    const share = cdf(sorted[i]!);
    most = Math.max(most, share - i / n, (i + 1) / n - share);
  }
  return most;
}

function measured(sorted: Float64Array): Fit {
  const n = sorted.length;
  const quantiles: { share: number; value: string }[] = [];
  for (const share of shares) {
    // Quantiles that so few samples cannot tell apart from their neighbours are left out.
    if (share > 0 && share < 1 && Math.min(share, 1 - share) * n < 1) continue;
    quantiles.push({ share, value: written(quantileOf(sorted, share)) });
  }
  return { distribution: { kind: 'empirical', quantiles }, family: 'measured', samples: n, distance: 0 };
}

/** A duration with five digits that count: `"12.345ms"`. */
export function written(nanos: number): string {
  if (nanos < 1e3) return `${Math.round(nanos)}ns`;
  if (nanos < 1e6) return `${rounded(nanos / 1e3, 5)}us`;
  return nanos < 1e9 ? `${rounded(nanos / 1e6, 5)}ms` : `${rounded(nanos / 1e9, 5)}s`;
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));
