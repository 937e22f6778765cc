import type { Nanos } from '../core/units';

/** Multiplies the base rate over time. */
export type RateCurve =
  | { readonly kind: 'constant' }
  | { readonly kind: 'ramp'; readonly to: number; readonly startAfter: Nanos; readonly duration: Nanos }
  | { readonly kind: 'spike'; readonly factor: number; readonly startAfter: Nanos; readonly duration: Nanos }
  | { readonly kind: 'step'; readonly to: number; readonly startAfter: Nanos }
  | { readonly kind: 'daily'; readonly swing: number; readonly period: Nanos; readonly peakAt: Nanos }
  | RecordedCurve;

/** Points as they were measured, times rising. Level before the first one and after the last. */
export interface RecordedCurve {
  readonly kind: 'recorded';
  readonly points: readonly { readonly at: Nanos; readonly factor: number }[];
  /** Each factor holds until the next point, or straight lines lead from point to point. */
  readonly between: 'steps' | 'lines';
  /** Starts over after this long; plays once when left out. */
  readonly repeatEvery?: Nanos | undefined;
}

/** How many times the base rate applies at a time. [ns] → factor, >= 0 */
export function rateFactor(curve: RateCurve, at: number): number {
  switch (curve.kind) {
    case 'constant':
      return 1;
    case 'ramp': {
      const done = Math.min(1, Math.max(0, (at - curve.startAfter) / curve.duration));
      // A ramp without length is a step; 0 / 0 is no number.
      return curve.duration > 0 ? 1 + (curve.to - 1) * done : at < curve.startAfter ? 1 : curve.to;
    }
    case 'spike':
      return at >= curve.startAfter && at < curve.startAfter + curve.duration ? curve.factor : 1;
    case 'step':
      return at < curve.startAfter ? 1 : curve.to;
    case 'recorded':
      return recordedFactor(curve, at);
    case 'daily':
      return 1 + curve.swing * cosineOfTurns((at - curve.peakAt) / curve.period);
  }
}

/** The largest factor that the curve ever reaches; arrivals are drawn at that rate and thinned. */
export function peakFactor(curve: RateCurve): number {
  switch (curve.kind) {
    case 'constant':
      return 1;
    case 'ramp':
    case 'step':
      return Math.max(1, curve.to);
    case 'spike':
      return Math.max(1, curve.factor);
    case 'daily':
      return 1 + curve.swing;
    case 'recorded':
      return curve.points.reduce((most, { factor }) => Math.max(most, factor), 0);
  }
}

function recordedFactor({ points, between, repeatEvery }: RecordedCurve, time: number): number {
  const at = repeatEvery === undefined ? time : time % repeatEvery;
  // The last point that is not later.
  let low = -1;
  let high = points.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]!.at <= at) low = middle;
    else high = middle;
  }
  if (low < 0) return points[0]!.factor;
  const here = points[low]!;
  const next = points[high];
  if (next === undefined || between === 'steps') return here.factor;
  return here.factor + ((next.factor - here.factor) * (at - here.at)) / (next.at - here.at);
}

/**
 * cos(2π·turns) to 1e-12 with + − × only, because Math.cos differs between engines. In [−1, 1].
 * @see engine/SOURCES.md#rate-curve
 */
export function cosineOfTurns(turns: number): number {
  // Fold onto the first half turn, then onto the quarter around 0 with a sign.
  let t = turns - Math.floor(turns);
  if (t > 0.5) t = 1 - t;
  const sign = t > 0.25 ? -1 : 1;
  if (t > 0.25) t = 0.5 - t;
  // Taylor's series up to x^18; at a quarter turn the next term is below 4e-15.
  const xx = t * t * FOUR_PI_SQUARED;
  let sum = 1;
  for (let k = 18; k > 0; k -= 2) sum = 1 - (sum * xx) / (k * (k - 1));
  return sign * Math.max(0, Math.min(1, sum));
}

const FOUR_PI_SQUARED = 4 * Math.PI * Math.PI;
