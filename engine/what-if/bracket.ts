import type { PointVerdict } from './judge';

/** A number that is searched along. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  /** Where to begin. */
  readonly start: number;
  /** Whether the highest value that is met is looked for, or the lowest. */
  readonly seek: 'highest' | 'lowest';
  /** Distance of the two ends at which it is enough, as a share of the larger. */
  readonly tolerance: number;
}

export interface Tried {
  readonly value: number;
  readonly verdict: PointVerdict;
}

/** What is known so far: the outermost value that is surely met, and the innermost that is surely missed; null where there is none yet. */
export interface Bracket {
  readonly met: number | null;
  readonly missed: number | null;
}

/** So often a value is doubled or halved on the way to an end before the end itself is tried. */
const MOST_DOUBLINGS = 20;
/** So many values in a row that stay unsure on the way to an end say that the next will, too. */
const MOST_UNSURE = 3;

/**
 * The missed value nearest to the good end, and the outermost met one on its good side. A value that is met beyond one that is missed says
 * that the system has several knees; the first is looked for.
 */
export function bracketOf({ seek }: Axis, tried: readonly Tried[]): Bracket {
  const out = seek === 'highest' ? 1 : -1;
  const outermost = (values: readonly number[]): number | null =>
    values.length > 0 ? values.reduce((a, b) => (out * b > out * a ? b : a)) : null;
  const innermost = (values: readonly number[]): number | null =>
    values.length > 0 ? values.reduce((a, b) => (out * b < out * a ? b : a)) : null;
  const of = (verdict: PointVerdict): number[] => tried.filter((point) => point.verdict === verdict).map(({ value }) => value);
  const missed = innermost(of('missed'));
  return { missed, met: outermost(of('met').filter((value) => missed === null || out * value < out * missed)) };
}

/**
 * The value to try next, or null when nothing more is to be found out: outwards by doubling until one end is met and the other missed, then
 * in the middle of them; from a middle that stays unsure on, in the wider of the gaps on both sides of all that is unsure.
 */
export function nextValue(axis: Axis, tried: readonly Tried[]): number | null {
  if (tried.length === 0) return fit(axis, axis.start);
  const { met, missed } = bracketOf(axis, tried);
  const goodEnd = axis.seek === 'highest' ? axis.min : axis.max;
  const badEnd = axis.seek === 'highest' ? axis.max : axis.min;
  if (met === null) return outwards(axis, tried, goodEnd);
  if (missed === null) return outwards(axis, tried, badEnd);
  const [low, high] = met < missed ? [met, missed] : [missed, met];
  const unsure = tried.filter(({ value, verdict }) => verdict === 'unsure' && value > low && value < high).map(({ value }) => value);
  const gaps: readonly (readonly [number, number])[] =
    unsure.length === 0
      ? [[low, high]]
      : [
          [low, Math.min(...unsure)],
          [Math.max(...unsure), high],
        ];
  const close = axis.tolerance / gaps.length;
  const open = gaps.filter(([a, b]) => (axis.whole ? b - a > 1 : b - a > close * Math.abs(b)));
  if (open.length === 0) return null;
  const [a, b] = open.reduce((widest, gap) => (gap[1] - gap[0] > widest[1] - widest[0] ? gap : widest));
  const middle = fit(axis, between(a, b));
  return middle > a && middle < b ? middle : null;
}

/** The next value towards an end: twice or half as much, the end itself last; null beyond it. */
function outwards(axis: Axis, tried: readonly Tried[], end: number): number | null {
  const values = tried.map(({ value }) => value);
  const up = end === axis.max;
  const last = up ? Math.max(...values) : Math.min(...values);
  if (last === end) return null;
  const lately = tried.slice(-MOST_UNSURE);
  if (lately.length === MOST_UNSURE && lately.every(({ verdict }) => verdict === 'unsure')) return null;
  const doublings = values.filter((value) => (up ? value > axis.start : value < axis.start)).length;
  if (last <= 0 || doublings >= MOST_DOUBLINGS) return end;
  const next = fit(axis, up ? last * 2 : last / 2);
  return next === last ? end : next;
}

/** In the middle, as ratios go where both are above 0. */
const between = (a: number, b: number): number => (a > 0 ? Math.sqrt(a * b) : (a + b) / 2);

/** Within the axis, and no longer than one cares to read. */
function fit({ min, max, whole, tolerance }: Axis, value: number): number {
  const step = whole ? 1 : stepBelow(Math.abs(value) * Math.min(0.1, tolerance / 10));
  return Math.min(max, Math.max(min, Number((Math.round(value / step) * step).toPrecision(12))));
}

/** The power of ten at or below a size; 1 for 0. */
function stepBelow(size: number): number {
  if (!(size > 0)) return 1;
  let step = 1;
  while (step > size) step /= 10;
  while (step * 10 <= size) step *= 10;
  return step;
}
