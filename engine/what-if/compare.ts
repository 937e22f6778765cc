import { type Estimate, estimate } from './estimate';

/** What the difference of two designs shows, at 95 %. */
export type Verdict = 'higher' | 'lower' | 'no difference shown' | 'not enough runs';

export interface PairedDifference {
  /** Pairs in which both have the number. */
  readonly pairs: number;
  /** Mean of the one and of the other over these pairs; null without any. */
  readonly before: number | null;
  readonly after: number | null;
  /** after − before, pair by pair, with its 95 % interval. */
  readonly difference: Estimate;
  /** The same as a share of `before`; null where that is 0 or there is none. */
  readonly relative: number | null;
  readonly verdict: Verdict;
}

/**
 * Compares two designs by runs in pairs: the i-th of both with one seed, so that both meet the same luck and it cancels out. Paired t
 * interval of the differences.
 * @param before a number of each run; null where a run does not have it
 * @param after the same of the other design, in the order of the same seeds
 * @see Law, "Simulation Modeling and Analysis" (2015), 10.2.1 and 11.2 (common random numbers)
 */
export function pairedDifference(before: readonly (number | null)[], after: readonly (number | null)[]): PairedDifference {
  if (before.length !== after.length) throw new Error('Broken invariant: runs are compared in pairs');
  const pairs = before.flatMap((a, i) => {
    const b = after[i] ?? null;
    return a === null || b === null ? [] : [{ a, b }];
  });
  const of = (pick: (pair: { a: number; b: number }) => number): Estimate => estimate(pairs.map(pick));
  const difference = of(({ a, b }) => b - a);
  const mean = of(({ a }) => a).mean;
  return {
    pairs: pairs.length,
    before: mean,
    after: of(({ b }) => b).mean,
    difference,
    relative: mean === null || mean === 0 || difference.mean === null ? null : difference.mean / mean,
    verdict: verdictOf(difference),
  };
}

function verdictOf({ low, high }: Estimate): Verdict {
  if (low === null || high === null) return 'not enough runs';
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : 'no difference shown';
}
