/**
 * Standard error of a quantile that is taken from a sample, as a share of it: half the distance between the values whose ranks lie one
 * standard deviation of the rank below and above. It needs no assumption about the distribution, only that the values are independent.
 * @param sorted ascending, above 0
 * @param share of the quantile, 0 to 1
 * @returns null where so few values lie beyond the quantile that they tell nothing about its error
 * @see R. S. Woodruff, "Confidence Intervals for Medians and Other Position Measures", JASA 47 (1952)
 */
export function quantileError(sorted: ArrayLike<number>, share: number): number | null {
  const n = sorted.length;
  const spread = Math.sqrt((share * (1 - share)) / n);
  const [low, high] = [share - spread, share + spread];
  const value = quantileOf(sorted, share);
  if (!(low > 0 && high * n <= n - 1 && value > 0)) return null;
  return (quantileOf(sorted, high) - quantileOf(sorted, low)) / 2 / value;
}

/** Quantile of sorted values, on the straight line between the two next to it. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? 0;
  return low + ((sorted[below + 1] ?? low) - low) * (at - below);
}
