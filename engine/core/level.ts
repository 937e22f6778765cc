import type { Clock } from './clock';

const CARRY = 2 ** 52;
/** Whole numbers below this are exact as doubles. */
const EXACT = 2 ** 53;

/**
 * Something that rises and falls by one (calls in a node, busy workers), and the area under it, exact to the nanosecond without
 * looking in between: ∫ level dt = Σ times of falling − Σ times of rising + level × now.
 */
export class Level {
  /** How many there are now. */
  count = 0;
  // Σ times of falling − Σ times of rising = carries × 2^52 + rest.
  private rest = 0.5;
  private carries = 0;

  constructor(private readonly clock: Clock) {
    this.rest = 0;
  }

  /** @param now the clock's time; handed in, since the loop has it at hand [ns] */
  rise(now: number): void {
    this.count += 1;
    this.rest -= now;
    if (this.rest < -CARRY) {
      this.rest += CARRY;
      this.carries -= 1;
    }
  }

  fall(now: number): void {
    this.count -= 1;
    this.rest += now;
    if (this.rest > CARRY) {
      this.rest -= CARRY;
      this.carries += 1;
    }
  }

  /** Rises by several, or falls by as many less than none. */
  move(by: number): void {
    const { now } = this.clock;
    for (let n = 0; n < by; n++) this.rise(now);
    for (let n = 0; n > by; n--) this.fall(now);
  }

  /** ∫ level dt from the start to now. [ns × what is counted] */
  area(): bigint {
    return BigInt(this.carries) * BigInt(CARRY) + BigInt(this.rest) + BigInt(this.count) * BigInt(this.clock.now);
  }

  /** The same to the nearest double, without a big number where it is small: levels are looked at often. */
  roundedArea(): number {
    const lasting = this.count * this.clock.now;
    const area = this.rest + lasting;
    return this.carries === 0 && lasting < EXACT && area < EXACT ? area : Number(this.area());
  }

  /** Becomes the sum of others of the same clock. */
  sum(levels: readonly Level[]): void {
    this.count = 0;
    this.rest = 0;
    this.carries = 0;
    for (const { count, rest, carries } of levels) {
      this.count += count;
      this.carries += carries;
      this.rest += rest;
      const over = Math.trunc(this.rest / CARRY);
      this.rest -= over * CARRY;
      this.carries += over;
    }
  }
}
