import { finalize } from './finalize';

/**
 * A 64-bit hash over the run's whole event sequence: equal digests, equal runs.
 *
 * What is mixed: for every event that the loop handles, in the order of handling, its time [ns, modulo 2^32], its place in the
 * order of entry, and what it is. Order matters, so two runs that do the same things in another order differ. Not cryptographic.
 *
 * Every step can be undone, and so can `hex`: once two runs have differed, equal events never make them equal again, and runs that differ
 * in one event's `a` or `b` alone always have different digests.
 */
export class Digest {
  private readonly lanes = Int32Array.of(0x2545f491, 0x6c078965);

  /** Adds one event. Numbers count modulo 2^32, fractions are cut off. */
  mix(a: number, b: number, c: number): void {
    const lanes = this.lanes;
    const x = Math.imul(lanes[0]! ^ a, 0x85ebca6b);
    const y = Math.imul(lanes[1]! ^ b, 0xc2b2ae35) + c;
    const first = (((x << 13) | (x >>> 19)) + y) | 0;
    lanes[0] = first;
    lanes[1] = ((y << 17) | (y >>> 15)) ^ first;
  }

  /** 16 hexadecimal digits. Reading does not change it. */
  hex(): string {
    const [x, y] = this.lanes as unknown as [number, number];
    const first = finalize(x);
    return hex32(first) + hex32(finalize(y ^ first));
  }
}

const hex32 = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
