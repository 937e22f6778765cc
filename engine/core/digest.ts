/**
 * A 64-bit hash over the run's whole event sequence: equal digests, equal runs.
 *
 * What is mixed: for every event that the loop handles, in the order of handling, its time [ns, modulo 2^32], what it is, and which
 * node, link or call it concerns. Order matters, so two runs that do the same things in another order differ. Not cryptographic.
 */
export class Digest {
  private readonly lanes = Int32Array.of(0x2545f491, 0x6c078965);

  /** Adds one event. Numbers count modulo 2^32, fractions are cut off. */
  mix(a: number, b: number, c: number): void {
    const lanes = this.lanes;
    const x = Math.imul(lanes[0]! ^ a, 0x85ebca6b);
    const y = Math.imul(lanes[1]! ^ b, 0xc2b2ae35) + c;
    // Each lane takes from the other, so that a collision needs both at once.
    lanes[0] = ((x << 13) | (x >>> 19)) + y;
    lanes[1] = ((y << 17) | (y >>> 15)) ^ x;
  }

  /** 16 hexadecimal digits. Reading does not change it. */
  hex(): string {
    const [x, y] = this.lanes as unknown as [number, number];
    return hex32(finish(x, y)) + hex32(finish(y, Math.imul(x, 5)));
  }
}

function finish(x: number, y: number): number {
  let h = x ^ Math.imul(y, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const hex32 = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
