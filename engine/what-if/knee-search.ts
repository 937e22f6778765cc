import type { DesignAxis } from './axis';
import { type Bracket, bracketOf, nextValue } from './bracket';
import { type Condition, margin } from './conditions';
import type { Decision } from './decide';
import type { Estimate } from './estimate';
import type { Judged, PointVerdict } from './judge';
import { type Measured, type Root, rootBetween, rootNear } from './local-root';

/** Values that are tried at most. */
export const MOST_VALUES = 40;
/** Chance that the interval seen from one value close to the knee misses it, all looks at that value together. */
export const ROOT_RISK = 0.025;

/** One value that was tried. */
export interface TriedPoint extends Measured {
  readonly verdict: PointVerdict;
  readonly runs: number;
  readonly judged: readonly Judged[];
  /** Means of the further numbers that were asked for. */
  readonly figures: readonly Estimate[];
}

/** An interval of the knee, and the best guess inside it. */
interface Found extends Root {
  readonly met: number;
  readonly missed: number;
  readonly narrow: boolean;
}

/** The search for a knee so far: which values were tried, what they said, and where to look next. */
export class KneeSearch {
  readonly points: TriedPoint[] = [];

  constructor(
    private readonly axis: DesignAxis,
    private readonly conditions: readonly Condition[],
    /** How often one looks at a value. */
    private readonly looks: number,
  ) {}

  /** The value to try next; null when the search is over. */
  next(): number | null {
    if (this.points.length >= MOST_VALUES || this.found()?.narrow === true) return null;
    const value = nextValue(this.axis, this.points);
    return this.points.some((point) => point.value === value) ? null : value;
  }

  add(value: number, { verdict, judged, figures, outcomes }: Decision): void {
    this.points.push({ value, verdict, judged, figures, runs: outcomes.length });
  }

  /** Whether what is known at a value tells where the knee is although not on which side. */
  tells(value: number, { judged }: Decision): boolean {
    if (this.points.some((point) => point.verdict === 'unsure' && this.isInside(point.value))) return false;
    const root = this.rootAt({ value, judged });
    return root !== null && this.isNarrow(root);
  }

  /** Null as long as the knee does not lie between two values that are sure. */
  found(): Found | null {
    const { met, missed } = this.ends();
    if (!met || !missed) return null;
    const [low, high] = met.value < missed.value ? [met.value, missed.value] : [missed.value, met.value];
    const ends = { met: met.value, missed: missed.value };
    if (this.axis.whole) return { ...ends, low, high, estimate: met.value, narrow: high - low <= 1 };
    const between = { low, high, estimate: rootBetween(this.conditions, met, missed) };
    // The first only: the more one looks for a narrow interval, the likelier is one that is narrow by luck.
    const unsure = this.points.find((point) => point.verdict === 'unsure' && this.isInside(point.value));
    const near = unsure ? this.rootAt(unsure) : null;
    const best = near && near.high - near.low < high - low ? near : between;
    return { ...ends, ...best, narrow: this.isNarrow(best) };
  }

  /** Conditions that are missed at a value, the worst first. */
  missedAt(value: number): Condition[] {
    const { judged } = this.at(value)!;
    const distance = (condition: Condition): number => margin(condition, judged[this.conditions.indexOf(condition)]!.measured.mean);
    return this.conditions.filter((_, i) => judged[i]!.verdict === 'missed').toSorted((a, b) => distance(a) - distance(b));
  }

  /** Share of the work that is done: as if some eight values were to be tried. */
  share(further = 0): number {
    return 1 - 1 / (1 + (this.points.length + further) / 3);
  }

  get bracket(): Bracket {
    return bracketOf(this.axis, this.points);
  }

  private isInside(value: number): boolean {
    const { met, missed } = this.bracket;
    return met !== null && missed !== null && (value - met) * (value - missed) < 0;
  }

  private rootAt(at: Measured): Root | null {
    const { met, missed } = this.ends();
    return met && missed && !this.axis.whole ? rootNear(this.conditions, met, at, missed, ROOT_RISK / this.looks) : null;
  }

  private isNarrow = ({ low, high }: Root): boolean => high - low <= this.axis.tolerance * Math.max(Math.abs(low), Math.abs(high)) * 1.001;

  private ends(): { readonly met: TriedPoint | undefined; readonly missed: TriedPoint | undefined } {
    const { met, missed } = this.bracket;
    return { met: this.at(met), missed: this.at(missed) };
  }

  private at = (value: number | null): TriedPoint | undefined => this.points.find((point) => point.value === value);
}
