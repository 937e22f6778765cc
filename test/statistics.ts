// Tests of randomness: statistics whose distribution is known, so that a bound of 99.9 % is a fact and not a feeling.

/** Half-width of the two-sided 99.9 % interval of a standard normal. */
export const Z999 = 3.2905267314919255;

/**
 * Largest distance between the samples' distribution and `cdf`, times √n. Below 1.95 in 99.9 % of honest cases (Kolmogorov–Smirnov).
 * Samples that were rounded to multiples of `step` stand for all that is rounded to them.
 */
export function kolmogorovSmirnov(samples: Float64Array, cdf: (x: number) => number, step = 0): number {
  const sorted = samples.toSorted();
  const n = sorted.length;
  let worst = 0;
  for (let first = 0, next = 0; first < n; first = next) {
    const x = sorted[first]!;
    while (next < n && sorted[next] === x) next++;
    worst = Math.max(worst, Math.abs(cdf(x - step / 2) - first / n), Math.abs(next / n - cdf(x + step / 2)));
  }
  return worst * Math.sqrt(n);
}
export const KS999 = 1.95;

/** Σ (observed − expected)² / expected. */
export function chiSquare(observed: ArrayLike<number>, expected: (cell: number) => number): number {
  let sum = 0;
  for (let cell = 0; cell < observed.length; cell++) sum += (observed[cell]! - expected(cell)) ** 2 / expected(cell);
  return sum;
}

/** Two-sided 99.9 % interval of chi-square (Wilson and Hilferty): too even is as wrong as too uneven. */
export function chiSquareInterval(freedom: number): readonly [number, number] {
  const spread = Z999 * Math.sqrt(2 / (9 * freedom));
  const at = (z: number) => freedom * (1 - 2 / (9 * freedom) + z) ** 3;
  return [at(-spread), at(spread)];
}

/** Correlation of two series of one length; within ± Z999 / √n when they have nothing to do with each other. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [a, b] = [x[i]!, y[i]!];
    sx += a;
    sy += b;
    sxx += a * a;
    syy += b * b;
    sxy += a * b;
  }
  return (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

/** Standard normal distribution function by Taylor's series around 0 (Marsaglia 2004); good to 1e-12 for |x| < 7. */
export function normalCdf(x: number): number {
  if (x < -7) return 0;
  if (x > 7) return 1;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
}

/** Distribution function of a gamma variable with this shape and scale 1: regularised lower incomplete gamma, by its series. */
export function gammaCdf(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (x > shape + 60 + 12 * Math.sqrt(shape)) return 1;
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; term > sum * 1e-16; k++) {
    term *= x / (shape + k);
    sum += term;
  }
  return Math.exp(shape * Math.log(x) - x - logGamma(shape)) * sum;
}

/** Stirling's series after lifting the argument above 15. */
function logGamma(x: number): number {
  let lifted = x;
  let shift = 0;
  for (; lifted < 15; lifted++) shift += Math.log(lifted);
  const square = 1 / (lifted * lifted);
  const correction = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / lifted;
  return (lifted - 0.5) * Math.log(lifted) - lifted + 0.5 * Math.log(2 * Math.PI) + correction - shift;
}
