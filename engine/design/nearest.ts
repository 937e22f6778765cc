import { distance } from 'fastest-levenshtein';

/** The candidate that a person most likely meant, or null when none is near: a third of the letters may differ. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > 64) return null;
  const small = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(small.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = distance(small, candidate.toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best;
}
