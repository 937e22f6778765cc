/** Murmur3's 32-bit finalizer: every input bit moves every output bit, and no two inputs give one output. Fractions are cut off. */
export function finalize(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
