import { exp, log } from '../core/exp-log';
import type { Parameter } from '../design/parameters';

/** Values from one end to the other. */
export interface Spread {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Linear: equal steps. Log: equal factors; both ends above 0. */
  readonly scale: 'linear' | 'log';
}

/** Digits that are enough for a step: people read them. The ends are kept as they are. */
const DIGITS = 6;

/** The values, rising or falling as the ends do; whole ones where the parameter is, each once. */
export function spread({ from, to, count, scale }: Spread, { whole }: Pick<Parameter, 'whole'>): number[] {
  const between = (share: number): number => (scale === 'log' ? from * exp(log(to / from) * share) : from + (to - from) * share);
  const values = Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    if (i === count - 1) return to;
    const value = Number(between(i / (count - 1)).toPrecision(DIGITS));
    return whole ? Math.round(value) : value;
  });
  return [...new Set(values)];
}
