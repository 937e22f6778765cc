import type { Rng } from '../core/rng';

/**
 * Power of d choices: draws `d` of the candidates, with replacement, and takes the one with the fewest calls in flight, the first drawn
 * of equals.
 * @see engine/SOURCES.md#power-of-d-choices
 */
export function leastOfDrawn<T extends { readonly inFlight: number }>(candidates: readonly T[], d: number, rng: Rng): T {
  const n = candidates.length;
  let best = candidates[rng.int(n)]!;
  for (let drawn = 1; drawn < d; drawn++) {
    const other = candidates[rng.int(n)]!;
    if (other.inFlight < best.inFlight) best = other;
  }
  return best;
}
