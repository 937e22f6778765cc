/** Observations in one batch of the rule, hence its name. */
export const MSER_BATCH = 5;
/** Batches at the end at which no cut is looked for: a mean over so few says little, and is steady by chance. */
const LAST = 5;

/** Where a series settles. */
export interface Truncation {
  /** Observations at the start to leave out: a multiple of five. */
  readonly removed: number;
  /** Batch means that were looked at. */
  readonly batches: number;
  /** False when the steadiest rest begins in the second half: then the series is too short, or never settles. */
  readonly settled: boolean;
}

/**
 * MSER-5: takes means of five observations and cuts where the rest has the smallest standard error of its mean, Σ(z − z̄)² / n².
 * A cut in the second half says that the series has not settled; the best one of the first half is given then.
 * @param series evenly spaced observations of a level, oldest first
 * @see White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997); White, Cobb and
 *   Spratt, "A comparison of five steady-state truncation heuristics for simulation", WSC 2000; docs/statistics/warm-up.md
 */
export function mser5(series: ArrayLike<number>): Truncation {
  const batches = Math.floor(series.length / MSER_BATCH);
  const half = Math.floor(batches / 2);
  let [best, least, bestOfHalf, leastOfHalf] = [0, Infinity, 0, Infinity];
  // From the end, so that mean and squares of each rest follow from those of the one before (Welford).
  let [n, mean, squares] = [0, 0, 0];
  for (let cut = batches - 1; cut >= 0; cut--) {
    const z = batchMean(series, cut);
    n += 1;
    const off = z - mean;
    mean += off / n;
    squares += off * (z - mean);
    if (n <= LAST) continue;
    const error = squares / (n * n);
    // Of equal cuts the earliest: what need not go stays.
    if (error <= least) [best, least] = [cut, error];
    if (cut <= half && error <= leastOfHalf) [bestOfHalf, leastOfHalf] = [cut, error];
  }
  return { removed: bestOfHalf * MSER_BATCH, batches, settled: batches > LAST && best <= half };
}

function batchMean(series: ArrayLike<number>, batch: number): number {
  let sum = 0;
  for (let i = batch * MSER_BATCH; i < (batch + 1) * MSER_BATCH; i++) sum += series[i]!;
  return sum / MSER_BATCH;
}
