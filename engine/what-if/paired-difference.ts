import { z } from 'zod';
import { chanceOfZero, type Estimate, estimate, zEstimate } from './estimate';

/** What the difference of two designs shows. */
export const zShown = z.enum(['higher', 'lower', 'no difference shown', 'not enough runs']);
export type Shown = z.infer<typeof zShown>;

/** What is known of the difference of one number between two designs. */
export const zPairedDifference = z.strictObject({
  pairs: z.number().describe('Pairs of runs in which both have the number.'),
  before: z.number().nullable().describe('Mean of the first over these pairs; null without any.'),
  after: z.number().nullable().describe('Mean of the second over these pairs; null without any.'),
  difference: zEstimate.describe('Second minus first, pair by pair, with its 95 % interval.'),
  relative: z.number().nullable().describe('The same as a share of the first; null where that is 0 or there is none.'),
  chance: z.number().nullable().describe('Chance of a difference at least so large if there is none; null with fewer than two pairs.'),
  verdict: zShown.describe('What the 95 % interval shows, this number looked at alone.'),
});
export type PairedDifference = z.infer<typeof zPairedDifference>;

/**
 * Compares two designs by runs in pairs: the i-th of both with one seed, so that both meet the same luck and it cancels out. Paired t
 * interval of the differences. Runs with seeds of their own may be paired as well; then nothing cancels out.
 * @param before a number of each run; null where a run does not have it
 * @param after the same of the other design, in the order of the same seeds
 * @see Law, "Simulation Modeling and Analysis" (2015), 10.2.1 and 11.2 (common random numbers)
 */
export function pairedDifference(before: readonly (number | null)[], after: readonly (number | null)[]): PairedDifference {
  const pairs = pairsOf(before, after);
  const differences = pairs.map(({ a, b }) => b - a);
  const difference = estimate(differences);
  const mean = estimate(pairs.map(({ a }) => a)).mean;
  return {
    pairs: pairs.length,
    before: mean,
    after: estimate(pairs.map(({ b }) => b)).mean,
    difference,
    relative: mean === null || mean === 0 || difference.mean === null ? null : difference.mean / mean,
    chance: chanceOfZero(differences),
    verdict: shownBy(difference),
  };
}

/** The interval of the same difference at another confidence. */
export const differenceAt = (before: readonly (number | null)[], after: readonly (number | null)[], confidence: number): Estimate =>
  estimate(
    pairsOf(before, after).map(({ a, b }) => b - a),
    confidence,
  );

export function shownBy({ low, high }: Pick<Estimate, 'low' | 'high'>): Shown {
  if (low === null || high === null) return 'not enough runs';
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : 'no difference shown';
}

function pairsOf(before: readonly (number | null)[], after: readonly (number | null)[]): { readonly a: number; readonly b: number }[] {
  if (before.length !== after.length) throw new Error('Broken invariant: runs are compared in pairs');
  return before.flatMap((a, i) => {
    const b = after[i] ?? null;
    return a === null || b === null ? [] : [{ a, b }];
  });
}
