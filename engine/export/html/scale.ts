import { log } from '../../core/exp-log';

/** Turns values into places. */
export interface Scale {
  readonly at: (value: number) => number;
  /** Round values to write beside it. */
  readonly ticks: readonly number[];
}

/** @param from, to values that must be on it; @param start, end their places */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const ticks = roundValues(from, to);
  const low = Math.min(from, ticks[0]!);
  const high = Math.max(to, ticks.at(-1)!);
  return { at: (value) => start + ((value - low) / (high - low)) * (end - start), ticks };
}

/** Equal factors, equal distances; values are above 0. */
export function logScale(from: number, to: number, start: number, end: number): Scale {
  const width = log(to) - log(from);
  const powers = Array.from({ length: 60 }, (_, i) => Number(`1e${i - 30}`)).flatMap((power) => [power, 2 * power, 5 * power]);
  const inside = powers.filter((value) => value >= from && value <= to);
  const few = inside.length > 8 ? inside.filter((_, i) => i % 3 === 0) : inside;
  return {
    at: (value) => start + (width === 0 ? 0.5 : (log(value) - log(from)) / width) * (end - start),
    ticks: few.length > 1 ? few : [from, to],
  };
}

/** About five round values that enclose a range. */
function roundValues(from: number, to: number): number[] {
  if (!(to > from)) return [from - (Math.abs(from) || 1) / 2, from, from + (Math.abs(from) || 1) / 2];
  const rough = (to - from) / 5;
  const power = Number(`1e${Math.floor(Number(rough.toExponential().split('e')[1]))}`);
  const step = power * ([1, 2, 5, 10].find((factor) => power * factor >= rough) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
