/**
 * Which of many tests show something, so that the chance of even one false alarm among all of them stays below `level`.
 * @param chances p-value of each test
 * @see Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979)
 */
export function holm(chances: readonly number[], level: number): boolean[] {
  const order = chances.map((_, i) => i).toSorted((a, b) => chances[a]! - chances[b]! || a - b);
  const shown = chances.map(() => false);
  for (const [rank, i] of order.entries()) {
    if (chances[i]! > level / (chances.length - rank)) break;
    shown[i] = true;
  }
  return shown;
}
