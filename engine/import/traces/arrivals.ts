import type { z } from 'zod';
import type { zTraffic } from '../../nodes/client/traffic';

type TrafficInput = z.input<typeof zTraffic>;

/** Pieces that the window is cut into to see whether the rate changes. */
const PIECES = 20;
/** Requests below which nothing can be said of that. */
const ENOUGH = 400;
/** Gaps that vary less than this are meant to be equal; standard deviation by mean. */
const EVEN = 0.2;
const MOST_RATE = 100_000;

export interface Arrivals {
  readonly traffic: TrafficInput;
  /** [1/s] */
  readonly rate: number;
  /** From the first to the last. [s] */
  readonly seconds: number;
  readonly changes: boolean;
}

/**
 * How requests come: their rate, whether the gaps are even or random, and whether the rate changes by more than chance: then it is
 * written down piece by piece.
 * @param starts [ns] at least one
 */
export function arrivalsOf(starts: readonly number[]): Arrivals {
  const sorted = Float64Array.from(starts).sort();
  const n = sorted.length;
  const first = sorted[0] ?? 0;
  const window = (sorted[n - 1] ?? 0) - first;
  const rate = window > 0 ? Math.min(MOST_RATE, Number((((n - 1) * 1e9) / window).toPrecision(5))) : 1;
  const seconds = window / 1e9;
  const counts = new Array<number>(PIECES).fill(0);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const piece = window > 0 ? Math.min(PIECES - 1, Math.floor(((sorted[i]! - first) / window) * PIECES)) : 0;
    counts[piece]! += 1;
    const off = i > 0 ? sorted[i]! - sorted[i - 1]! - window / (n - 1) : 0;
    squares += off * off;
  }
  const even = n > 10 && Math.sqrt(squares / (n - 1)) < EVEN * (window / (n - 1));
  const arrivals = even ? ('constant' as const) : ('poisson' as const);
  const mean = n / PIECES;
  const chiSquared = counts.reduce((sum, count) => sum + ((count - mean) * (count - mean)) / mean, 0);
  // Mean and four standard deviations of chi squared with so many degrees of freedom.
  const changes = n >= ENOUGH && chiSquared > PIECES - 1 + 4 * Math.sqrt(2 * (PIECES - 1));
  const points = counts.map((count, i) => ({ at: Math.round((i * window) / PIECES / 1e6), factor: Number((count / mean).toPrecision(4)) }));
  return {
    traffic: { kind: 'open', arrivals, rate, ...(changes && { curve: { kind: 'recorded' as const, between: 'steps' as const, points } }) },
    rate,
    seconds,
    changes,
  };
}
