/** What can be chosen; `index` is its number in the list of weights. */
interface Candidate {
  readonly index: number;
}

/**
 * Smooth weighted round robin, as nginx does it: each turn every candidate gains its weight, the richest is chosen and pays the sum. So
 * weights 5, 1, 1 give a a b a c a a, and not a a a a a b c.
 * @see engine/SOURCES.md#weighted-round-robin
 */
export class WeightedRoundRobin {
  private weights: readonly number[] = [];
  private readonly gained: number[] = [];

  /** @param weights by the candidates' number, at least 0; begins again at the first where there are more candidates than weights */
  constructor(weights: readonly number[]) {
    this.configure(weights);
  }

  /** Takes new weights; the turn in progress begins anew. */
  configure(weights: readonly number[]): void {
    this.weights = weights;
    this.gained.length = 0;
  }

  weightOf(index: number): number {
    return this.weights[index % this.weights.length]!;
  }

  /** Place of the chosen one in the list. Where all weights are 0, all count as equal. Candidates that are missing for a while keep what they have gained. */
  choose(candidates: readonly Candidate[]): number {
    const { gained } = this;
    const n = candidates.length;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += this.weightOf(candidates[i]!.index);
    const same = sum === 0;
    let best = -1;
    let most = 0;
    for (let i = 0; i < n; i++) {
      const { index } = candidates[i]!;
      const weight = same ? 1 : this.weightOf(index);
      while (gained.length <= index) gained.push(0);
      const now = gained[index]! + weight;
      gained[index] = now;
      if (weight > 0 && (best < 0 || now > most)) {
        best = i;
        most = now;
      }
    }
    const { index } = candidates[best]!;
    gained[index] = most - (same ? n : sum);
    return best;
  }
}
