/** How many samples there were at one moment, and their sum: enough for a mean since then. */
export interface HistogramTotals {
  /** Samples. */
  count: number;
  /** Total = carries × 2^48 + rest. [ns] */
  rest: number;
  carries: number;
}

/** A copy of a histogram at one moment. A window is what came since: `now.percentile(99, then)`. */
export interface HistogramSnapshot extends HistogramTotals {
  readonly counts: Int32Array;
}

// 64 buckets an octave put a bucket's midpoint within 1/128 = 0.8 % of everything in it; 32 would give 1.6 %.
const SUB_BITS = 6;
const SHIFT = 20 - SUB_BITS;
/** Index of the bucket that holds 1 ns, before the one for 0 is put in front. */
const BASE = (1023 << SUB_BITS) - 1;
const BUCKETS = (53 << SUB_BITS) + 1;
const CARRY = 0x1000000000000; // 2^48

// The float's own bits give octave (exponent) and bucket (first bits of the fraction). High word second: every engine's platforms are little-endian.
const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

/**
 * Counts spans of whole nanoseconds, 0 to 100 days, in log-linear buckets.
 *
 * Values below 128 ns are kept exactly, larger ones to ±0.8 %. Count, total, mean and max are exact. `record` allocates nothing.
 */
export class Histogram {
  private readonly counts = new Int32Array(BUCKETS);
  private samples = 0;
  // Doubles in a typed array are never boxed: rest, carries, max.
  private readonly sums = new Float64Array(3);

  /** Adds one span. [ns, whole, 0 … 100 days] */
  record(nanos: number): void {
    float[0] = nanos;
    const bucket = (words[1]! >> SHIFT) - BASE;
    const { counts } = this;
    const place = bucket > 0 ? bucket : 0;
    counts[place] = (counts[place]! + 1) | 0;
    this.samples++;
    const sums = this.sums;
    const rest = sums[0]! + nanos;
    if (rest < CARRY) sums[0] = rest;
    else this.carry(rest);
    if (nanos > sums[2]!) sums[2] = nanos;
  }

  /** Samples. */
  get count(): number {
    return this.samples;
  }

  /** Largest sample, exact; 0 when empty. [ns] */
  get max(): number {
    return this.sums[2]!;
  }

  /** Exact sum of all samples, also beyond 2^53. [ns] */
  total(): bigint {
    return BigInt(this.sums[1]!) * BigInt(CARRY) + BigInt(this.sums[0]!);
  }

  /** Mean of all samples; NaN when empty. [ns] */
  mean(): number {
    return this.meanSince(EMPTY);
  }

  /** Samples since the snapshot. */
  countSince(since: HistogramTotals): number {
    return this.samples - since.count;
  }

  /** Mean of the samples since the snapshot; NaN when there are none. [ns] */
  meanSince(since: HistogramTotals): number {
    const n = this.samples - since.count;
    return n === 0 ? NaN : (this.sums[0]! - since.rest + (this.sums[1]! - since.carries) * CARRY) / n;
  }

  /**
   * Nearest-rank percentile: the smallest value v such that at least p % of the samples are ≤ v, given as the midpoint of its bucket
   * (exact below 128 ns, else ±0.8 %) and never above the largest sample.
   * @param p 0 … 100
   * @param since leaves out what was recorded before
   * @returns [ns]; NaN when there are no samples
   */
  percentile(p: number, since?: HistogramSnapshot): number {
    const counts = this.counts;
    const before = since?.counts ?? NO_COUNTS;
    const n = this.samples - (since?.count ?? 0);
    if (n <= 0) return NaN;
    const exact = (p * n) / 100;
    // 99.9 % of 41,000 must be rank 40,959 although 99.9 is no binary fraction.
    const rank = Math.min(n, Math.max(1, Math.ceil(exact - exact * 1e-14)));
    // Walk down from the largest: high percentiles are asked for most, and small buckets are many.
    let above = n - rank;
    for (let bucket = bucketOf(this.max); bucket >= 0; bucket--) {
      above -= counts[bucket]! - before[bucket]!;
      if (above < 0) return Math.min(midpointOf(bucket), this.max);
    }
    return NaN;
  }

  /** Copies the present state, into an old snapshot where one is given. */
  snapshot(into: HistogramSnapshot = emptySnapshot()): HistogramSnapshot {
    into.counts.set(this.counts);
    this.totals(into);
    return into;
  }

  /** Copies the present totals only. */
  totals(into: HistogramTotals = { count: 0, rest: 0, carries: 0 }): HistogramTotals {
    into.count = this.samples;
    into.rest = this.sums[0]!;
    into.carries = this.sums[1]!;
    return into;
  }

  /** Adds all samples of the other histogram. */
  merge(other: Histogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket++) this.counts[bucket]! += other.counts[bucket]!;
    this.samples += other.samples;
    this.sums[1]! += other.sums[1]!;
    this.carry(this.sums[0]! + other.sums[0]!);
    this.sums[2] = Math.max(this.max, other.max);
  }

  /** Forgets everything, max included. */
  reset(): void {
    this.counts.fill(0);
    this.sums.fill(0);
    this.samples = 0;
  }

  private carry(rest: number): void {
    const carries = Math.floor(rest / CARRY);
    this.sums[0] = rest - carries * CARRY;
    this.sums[1]! += carries;
  }
}

const emptySnapshot = (): HistogramSnapshot => ({ counts: new Int32Array(BUCKETS), count: 0, rest: 0, carries: 0 });
const EMPTY = emptySnapshot();
const NO_COUNTS = EMPTY.counts;

function bucketOf(nanos: number): number {
  float[0] = nanos;
  return Math.max(0, (words[1]! >> SHIFT) - BASE);
}

function midpointOf(bucket: number): number {
  if (bucket === 0) return 0;
  words[0] = 0;
  words[1] = (bucket + BASE) << SHIFT;
  const low = float[0]!;
  words[1] = (bucket + BASE + 1) << SHIFT;
  // Whole numbers only: in [128, 130) that is 129, in [64, 65) it is 64.
  return Math.ceil(low + Math.floor((float[0]! - low) / 2));
}
