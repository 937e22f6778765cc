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
/** Added to every span, so that 0 has an octave like all others and needs no branch. It moves no whole number to another bucket. */
const OFFSET = 0.25;
/** Index of the bucket that holds 0 ns. */
const BASE = 1021 << SUB_BITS;
const BUCKETS = 55 << SUB_BITS;
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
  // The sum is carries × 2^48 + rest. Begin as fractions, so that V8 keeps them as doubles, which `record` changes in place.
  private rest = 0.5;
  private largest = 0.5;
  private carries = 0;

  constructor() {
    this.rest = 0;
    this.largest = 0;
  }

  /** Adds one span. [ns, whole, 0 … 100 days] */
  record(nanos: number): void {
    float[0] = nanos + OFFSET;
    this.counts[(words[1]! >> SHIFT) - BASE]! += 1;
    this.rest += nanos;
    if (this.rest >= CARRY) this.carry();
    if (nanos > this.largest) this.largest = nanos;
  }

  /** Samples. Summed up when asked for, which is rare, so that recording need not count twice. */
  get count(): number {
    const { counts } = this;
    let samples = 0;
    for (let bucket = bucketOf(this.largest); bucket >= 0; bucket--) samples += counts[bucket]!;
    return samples;
  }

  /** Largest sample, exact; 0 when empty. [ns] */
  get max(): number {
    return this.largest;
  }

  /** Exact sum of all samples, also beyond 2^53. [ns] */
  total(): bigint {
    return BigInt(this.carries) * BigInt(CARRY) + BigInt(this.rest);
  }

  /** Samples of at least `bound`, each taken as the middle of its bucket, as percentiles are. [ns] */
  countFrom(bound: number, since: HistogramSnapshot = EMPTY): number {
    let n = 0;
    for (let bucket = bucketOf(this.max); bucket >= 0 && Math.min(midpointOf(bucket), this.max) >= bound; bucket--) {
      n += this.counts[bucket]! - since.counts[bucket]!;
    }
    return n;
  }

  /** Mean of all samples; NaN when empty. [ns] */
  mean(): number {
    return this.meanSince(EMPTY);
  }

  /** Samples since the snapshot. */
  countSince(since: HistogramTotals): number {
    return this.count - since.count;
  }

  /** Mean of the samples since the snapshot; NaN when there are none. [ns] */
  meanSince(since: HistogramTotals): number {
    const n = this.count - since.count;
    return n === 0 ? NaN : (this.rest - since.rest + (this.carries - since.carries) * CARRY) / n;
  }

  /** Squared coefficient of variation of the samples since the snapshot, from the middles of their buckets; NaN when there are none. */
  scvSince(since: HistogramSnapshot = EMPTY): number {
    const mean = this.meanSince(since);
    let squares = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const n = this.counts[bucket]! - since.counts[bucket]!;
      if (n !== 0) squares += n * (midpointOf(bucket) - mean) ** 2;
    }
    return mean === 0 ? 0 : squares / this.countSince(since) / (mean * mean);
  }

  /**
   * Nearest-rank percentile: the smallest value v such that at least p % of the samples are ≤ v, given as the midpoint of its bucket
   * (exact below 128 ns, else ±0.8 %) and never above the largest sample.
   * @param p 0 … 100
   * @param since leaves out what was recorded before
   * @returns [ns]; NaN when there are no samples
   */
  percentile(p: number, since?: HistogramSnapshot): number {
    return this.percentileOf(this.count - (since?.count ?? 0), p, since);
  }

  /** The same, of so many samples as are known to have come since then: they need not be summed up again. */
  percentileOf(n: number, p: number, since?: HistogramSnapshot): number {
    const counts = this.counts;
    const before = since?.counts ?? NO_COUNTS;
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
  snapshot(into: HistogramSnapshot = emptySnapshot(), count = this.count): HistogramSnapshot {
    into.counts.set(this.counts);
    this.totals(into, count);
    return into;
  }

  /** Copies the present totals only. `count` is the present one, for who knows it. */
  totals(into: HistogramTotals = { count: 0, rest: 0, carries: 0 }, count = this.count): HistogramTotals {
    into.count = count;
    into.rest = this.rest;
    into.carries = this.carries;
    return into;
  }

  /** Adds all samples of the other histogram. */
  merge(other: Histogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket++) this.counts[bucket]! += other.counts[bucket]!;
    this.carries += other.carries;
    this.rest += other.rest;
    this.carry();
    this.largest = Math.max(this.largest, other.largest);
  }

  /** Forgets everything, max included. */
  reset(): void {
    this.counts.fill(0);
    this.rest = 0;
    this.carries = 0;
    this.largest = 0;
  }

  private carry(): void {
    const carries = Math.floor(this.rest / CARRY);
    this.rest -= carries * CARRY;
    this.carries += carries;
  }
}

const emptySnapshot = (): HistogramSnapshot => ({ counts: new Int32Array(BUCKETS), count: 0, rest: 0, carries: 0 });
const EMPTY = emptySnapshot();
const NO_COUNTS = EMPTY.counts;

const bucketOf = (nanos: number): number => {
  float[0] = nanos + OFFSET;
  return (words[1]! >> SHIFT) - BASE;
};

/** The whole number in the middle of a bucket. */
function midpointOf(bucket: number): number {
  words[0] = 0;
  words[1] = (bucket + BASE) << SHIFT;
  const low = float[0]!;
  words[1] = (bucket + BASE + 1) << SHIFT;
  // In [128, 130) that is 129, in [64, 65) it is 64, in [2.25, 2.3125) it is 2.
  return Math.floor(low + Math.floor((float[0]! - low) / 2));
}
