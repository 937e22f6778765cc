const CARRY = 2 ** 52;

/** A sum of whole numbers that stays exact beyond 2^53, without BigInt on the hot path. */
export class ExactSum {
  private low = 0.5;
  private high = 0;

  constructor() {
    this.low = 0;
  }

  /** @param value whole, 0 ≤ value < 2^52 */
  add(value: number): void {
    this.low += value;
    if (this.low >= CARRY) {
      this.low -= CARRY;
      this.high += 1;
    }
  }

  merge(other: ExactSum): void {
    this.add(other.low);
    this.high += other.high;
  }

  reset(): void {
    this.low = 0;
    this.high = 0;
  }

  exact(): bigint {
    return BigInt(this.high) * BigInt(CARRY) + BigInt(this.low);
  }
}
