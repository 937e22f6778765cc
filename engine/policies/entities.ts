import { exp, log } from '../core/exp-log';
import { invariant } from '../core/invariant';
import { drawn, type Rng } from '../core/rng';

/** Which of `count` things a request is about. Number 0 is the most popular one where a `skew` makes a difference. */
export type Entities =
  | { readonly kind: 'uniform'; readonly count: number }
  | { readonly kind: 'zipf'; readonly count: number; readonly skew: number };

/**
 * Draws entities, 0 … count − 1: all alike, or entity k with a probability proportional to 1 / (k + 1)^skew. Zipf draws are
 * exact, by rejection-inversion: no table, however many entities there are, and about 1.1 tries a draw.
 * @see engine/SOURCES.md#entities
 */
export class EntityDraw {
  private readonly count: number;
  private readonly skew: number;
  /** The interval that is inverted, and how far from a whole number a draw may lie to be taken at once. */
  private readonly low: number = 0.5;
  private readonly high: number = 0.5;
  private readonly near: number = 0.5;

  constructor(
    entities: Entities,
    private readonly rng: Rng,
  ) {
    this.count = entities.count;
    this.skew = entities.kind === 'zipf' ? entities.skew : 0;
    invariant(this.count >= 1, 'there is at least one entity');
    invariant(this.skew >= 0, 'a skew is at least 0');
    this.low = this.area(1.5) - 1;
    this.high = this.area(this.count + 0.5);
    this.near = 2 - this.areaInverse(this.area(2.5) - this.height(2));
  }

  /** The next entity: whole, 0 … count − 1. */
  draw(): number {
    if (this.skew === 0) return this.rng.int(this.count);
    for (;;) {
      this.rng.drawUniform();
      const u = this.high + drawn[0]! * (this.low - this.high);
      const x = this.areaInverse(u);
      const k = Math.min(this.count, Math.max(1, Math.floor(x + 0.5)));
      if (k - x <= this.near || u >= this.area(k + 0.5) - this.height(k)) return k - 1;
    }
  }

  /** x^(−skew). */
  private height(x: number): number {
    return exp(-this.skew * log(x));
  }

  /** ∫ t^(−skew) dt from 1 to x, smooth through skew 1. */
  private area(x: number): number {
    const logX = log(x);
    return growth((1 - this.skew) * logX) * logX;
  }

  /** The x of an area. */
  private areaInverse(area: number): number {
    const t = Math.max(-1, area * (1 - this.skew));
    return exp(logGrowth(t) * area);
  }
}

/** (e^x − 1) / x, smooth through 0. */
function growth(x: number): number {
  if (Math.abs(x) > 0.01) return (exp(x) - 1) / x;
  // The next term is below 2e-17.
  return 1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + (x / 5) * (1 + (x / 6) * (1 + x / 7)))));
}

/** ln(1 + x) / x, smooth through 0. */
function logGrowth(x: number): number {
  if (Math.abs(x) > 0.01) return log(1 + x) / x;
  // The next term is below 1e-17.
  return 1 - x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x * (1 / 7 - x * (1 / 8 - x / 9)))))));
}
