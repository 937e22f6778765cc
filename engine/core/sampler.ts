import type { Distribution } from './distribution';
import { exp, log } from './exp-log';
import { invariant } from './invariant';
import { drawn, type Rng } from './rng';
import { MAX_NANOS } from './units';

const CONSTANT = 0;
const EXPONENTIAL = 1;
const GAMMA = 2;
const LOGNORMAL = 3;
const HYPEREXPONENTIAL = 4;
const PARETO = 5;
const UNIFORM = 6;
const EMPIRICAL = 7;

/** 99 % quantile of the standard normal. */
const Z99 = 2.3263478740408408;
const NO_POINTS = new Float64Array(0);

/** Draws made ahead. The stream must be the sampler's own. */
const BATCH = 32;

/**
 * Draws spans from one distribution with one stream. One class for all kinds, so that the loop's call site sees one shape.
 * @see engine/SOURCES.md#distributions
 */
export class Sampler {
  /** Mean of the distribution, exact from its parameters, before draws are rounded to whole ns. [ns] */
  readonly mean: number;
  /** The value of a constant distribution, else -1. [ns] */
  readonly constant: number;

  private readonly rng: Rng;
  private readonly batch = new Float64Array(BATCH);
  private taken = BATCH;
  private readonly kind: number;
  // What a, b and c mean depends on the kind; `prepare` says. The 0.5 makes the engine keep them as unboxed doubles.
  private readonly a: number = 0.5;
  private readonly b: number = 0.5;
  private readonly c: number = 0.5;
  private readonly shares: Float64Array;
  private readonly values: Float64Array;

  constructor(distribution: Distribution, rng: Rng) {
    const made = prepare(distribution);
    this.rng = rng;
    this.kind = made.kind;
    this.mean = made.mean;
    this.a = made.a;
    this.b = made.b;
    this.c = made.c;
    this.shares = made.shares;
    this.values = made.values;
    this.constant = made.kind === CONSTANT ? made.a : -1;
  }

  /** The next span: whole, at least 0, at most 100 days. [ns] */
  sample(): number {
    let at = this.taken;
    if (at === BATCH) {
      this.refill();
      at = 0;
    }
    this.taken = at + 1;
    return this.batch[at]!;
  }

  /** Draws ahead: a loop of draws costs half of what they cost one by one, and `sample` stays small enough to be inlined. */
  private refill(): void {
    const { batch, rng, a, b } = this;
    switch (this.kind) {
      case EXPONENTIAL:
        rng.fillExponential(batch);
        for (let i = 0; i < BATCH; i++) batch[i] = whole(batch[i]! * a);
        return;
      case LOGNORMAL:
        rng.fillNormal(batch);
        for (let i = 0; i < BATCH; i++) batch[i] = whole(exp(a + b * batch[i]!));
        return;
      case UNIFORM:
        rng.fillUniform(batch);
        for (let i = 0; i < BATCH; i++) batch[i] = whole(a + b * batch[i]!);
        return;
      default:
        for (let i = 0; i < BATCH; i++) {
          this.draw();
          batch[i] = whole(drawn[0]!);
        }
    }
  }

  /** Leaves the draw in `drawn`, as the helpers below do. */
  private draw(): void {
    switch (this.kind) {
      case CONSTANT:
        drawn[0] = this.a;
        break;
      case GAMMA:
        this.gamma();
        break;
      case HYPEREXPONENTIAL:
        this.hyperexponential();
        break;
      case PARETO:
        this.pareto();
        break;
      default:
        this.empirical();
    }
  }

  private hyperexponential(): void {
    this.rng.drawUniform();
    const first = drawn[0]! < this.c;
    this.rng.drawExponential();
    drawn[0]! *= first ? this.a : this.b;
  }

  private pareto(): void {
    this.rng.drawUniform();
    drawn[0] = this.a * exp(-this.b * log(1 - drawn[0]! * this.c));
  }

  /** Marsaglia and Tsang 2000. Shapes below 1 draw at shape + 1 and multiply by U^(1/shape) = exp(-E/shape). */
  private gamma(): void {
    const { rng, a: shape, c } = this;
    const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
    for (;;) {
      rng.drawNormal();
      const x = drawn[0]!;
      const t = 1 + c * x;
      if (t <= 0) continue;
      const v = t * t * t;
      rng.drawUniform();
      const u = 1 - drawn[0]!;
      const xx = x * x;
      if (u >= 1 - 0.0331 * xx * xx && log(u) >= 0.5 * xx + d * (1 - v + log(v))) continue;
      if (shape < 1) {
        rng.drawExponential();
        drawn[0] = d * v * this.b * exp(-drawn[0]! / shape);
      } else drawn[0] = d * v * this.b;
      return;
    }
  }

  /** Inversion along the straight lines between the points. Below the first share lies the first value, above the last the last. */
  private empirical(): void {
    const { shares, values } = this;
    this.rng.drawUniform();
    const u = drawn[0]!;
    let low = 0;
    let high = shares.length - 1;
    if (u <= shares[0]!) drawn[0] = values[0]!;
    else if (u >= shares[high]!) drawn[0] = values[high]!;
    else {
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (shares[middle]! <= u) low = middle;
        else high = middle;
      }
      drawn[0] = values[low]! + ((values[high]! - values[low]!) * (u - shares[low]!)) / (shares[high]! - shares[low]!);
    }
  }
}

/** Mean of a distribution, exact from its parameters. [ns] */
export const meanOf = (distribution: Distribution): number => prepare(distribution).mean;

/** Whole nanoseconds, at most 100 days. */
const whole = (nanos: number): number => (nanos < MAX_NANOS ? Math.floor(nanos + 0.5) : MAX_NANOS);

interface Prepared {
  readonly kind: number;
  readonly mean: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly shares: Float64Array;
  readonly values: Float64Array;
}

const prepared = (kind: number, mean: number, a: number, b = 0, c = 0): Prepared => ({
  kind,
  mean,
  a,
  b,
  c,
  shares: NO_POINTS,
  values: NO_POINTS,
});
const constant = (value: number): Prepared => prepared(CONSTANT, value, value);

function prepare(distribution: Distribution): Prepared {
  switch (distribution.kind) {
    case 'constant':
      return constant(distribution.value);
    case 'exponential':
      return prepared(EXPONENTIAL, distribution.mean, distribution.mean);
    case 'gamma': {
      // a = shape, b = scale, c = 1 / √(9 d)
      const shape = 1 / (distribution.cv * distribution.cv);
      const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
      return prepared(GAMMA, distribution.mean, shape, distribution.mean / shape, 1 / Math.sqrt(9 * d));
    }
    case 'lognormal': {
      // a = mean, b = standard deviation of the logarithm
      const { p50, p99 } = distribution;
      invariant(p99 >= p50, 'a lognormal has p99 >= p50');
      if (p50 === p99 || p50 === 0) return constant(p50);
      const sigma = (log(p99) - log(p50)) / Z99;
      return prepared(LOGNORMAL, p50 * exp((sigma * sigma) / 2), log(p50), sigma);
    }
    case 'lognormal-mean': {
      if (distribution.mean === 0) return constant(0);
      const variance = log(1 + distribution.cv * distribution.cv);
      return prepared(LOGNORMAL, distribution.mean, log(distribution.mean) - variance / 2, Math.sqrt(variance));
    }
    case 'hyperexponential': {
      // a, b = the two means, c = probability of the first
      const squared = distribution.cv * distribution.cv;
      invariant(squared >= 1, 'a hyperexponential has cv >= 1');
      const p = (1 + Math.sqrt((squared - 1) / (squared + 1))) / 2;
      return prepared(HYPEREXPONENTIAL, distribution.mean, distribution.mean / (2 * p), distribution.mean / (2 * (1 - p)), p);
    }
    case 'pareto': {
      // a = min, b = 1 / shape, c = share of the unbounded Pareto that lies below max
      const { min, max, shape } = distribution;
      invariant(max >= min, 'a bounded Pareto has max >= min');
      if (min === max || min === 0) return constant(min);
      const octaves = log(max) - log(min);
      const below = 1 - exp(-shape * octaves);
      return prepared(PARETO, (min * shape * decay(shape - 1, octaves)) / below, min, 1 / shape, below);
    }
    case 'uniform': {
      // a = min, b = width
      const { min, max } = distribution;
      invariant(max >= min, 'a uniform has max >= min');
      return min === max ? constant(min) : prepared(UNIFORM, (min + max) / 2, min, max - min);
    }
    case 'empirical':
      return empirical(distribution.quantiles);
  }
}

/** ∫ exp(-rate·x) dx from 0 to length: (1 − exp(−rate·length)) / rate, smooth through rate 0. */
function decay(rate: number, length: number): number {
  const x = rate * length;
  return Math.abs(x) < 1e-5 ? length * (1 - x / 2 + (x * x) / 6) : (1 - exp(-x)) / rate;
}

function empirical(quantiles: readonly { readonly share: number; readonly value: number }[]): Prepared {
  const shares = Float64Array.from(quantiles, (q) => q.share);
  const values = Float64Array.from(quantiles, (q) => q.value);
  const last = shares.length - 1;
  invariant(last >= 0, 'an empirical distribution has a point');
  let mean = shares[0]! * values[0]! + (1 - shares[last]!) * values[last]!;
  for (let i = 1; i <= last; i++) {
    invariant(shares[i]! >= shares[i - 1]! && values[i]! >= values[i - 1]!, 'quantiles rise');
    mean += ((shares[i]! - shares[i - 1]!) * (values[i]! + values[i - 1]!)) / 2;
  }
  return { kind: EMPIRICAL, mean, a: 0, b: 0, c: 0, shares, values };
}
