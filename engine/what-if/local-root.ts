import jStat from 'jstat';
import { type Condition, margin } from './conditions';
import { standardError } from './estimate';
import type { Judged } from './judge';

/** What was measured at one value, condition by condition. */
export interface Measured {
  readonly value: number;
  readonly judged: readonly Judged[];
}

export interface Root {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Where the first condition crosses its bound, seen from a value close by: its margin there divided by the slope of the margin. The slope
 * is that of the lines to the met and to the missed end; the interval holds what either of them says, so that a bend makes it wider.
 * @param risk chance that the interval does not hold it, as far as the margin is a line
 * @returns null where the margins do not fall from the met end over the value to the missed end
 */
export function rootNear(conditions: readonly Condition[], met: Measured, at: Measured, missed: Measured, risk: number): Root | null {
  let [estimate, low, high] = [Infinity, Infinity, Infinity];
  for (const [i, condition] of conditions.entries()) {
    const margins = [met, at, missed].map(({ judged }) => margin(condition, judged[i]!.measured.mean));
    const [before, here, after] = margins as [number, number, number];
    const { verdict, measured } = at.judged[i]!;
    // It is met at both: the knee is another's.
    if (verdict === 'met' && after > 0) continue;
    const [upTo, beyond] = [(before - here) / Math.abs(at.value - met.value), (here - after) / Math.abs(missed.value - at.value)];
    if (measured.n < 2 || !(upTo > 0) || !(beyond > 0)) return null;
    const half = (jStat.studentt.inv(1 - risk / (2 * conditions.length), measured.n - 1) * standardError(measured)) / condition.scale;
    estimate = Math.min(estimate, here / (here > 0 ? beyond : upTo));
    low = Math.min(low, nearest(here - half, upTo, beyond));
    high = Math.min(high, -nearest(-here - half, upTo, beyond));
  }
  if (!Number.isFinite(estimate)) return null;
  const out = missed.value > met.value ? 1 : -1;
  const [least, most] = out > 0 ? [met.value, missed.value] : [missed.value, met.value];
  const within = (distance: number): number => Math.min(most, Math.max(least, at.value + out * distance));
  return out > 0
    ? { estimate: within(estimate), low: within(low), high: within(high) }
    : { estimate: within(estimate), low: within(high), high: within(low) };
}

/** The lowest distance at which a line with one of two slopes falls by a margin. */
const nearest = (margin: number, one: number, other: number): number => margin / (margin > 0 ? Math.max(one, other) : Math.min(one, other));

/** Where the line from the met to the missed end crosses the bound first. */
export function rootBetween(conditions: readonly Condition[], met: Measured, missed: Measured): number {
  const shares = conditions.flatMap((condition, i) => {
    const [before, after] = [met, missed].map(({ judged }) => margin(condition, judged[i]!.measured.mean)) as [number, number];
    return before > 0 && after < 0 ? [before / (before - after)] : [];
  });
  return met.value + (missed.value - met.value) * (shares.length > 0 ? Math.min(...shares) : 0.5);
}
