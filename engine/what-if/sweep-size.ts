import type { Problem } from '../core/problem';
import { formatDuration } from '../core/units';

/** What an answer may hold. */
const MOST_CELLS = 20_000;
const MOST_RUNS = 200_000;
/** What one processor does; measured on machines of 2025 with ordinary designs. [events/s] */
const PACE = 1e6;

/** How large a sweep is. */
export interface SweepSize {
  readonly cells: number;
  readonly runs: number;
}

export const isTooLarge = ({ cells, runs }: SweepSize): boolean => cells > MOST_CELLS || runs > MOST_RUNS;

/** @param events of one run of the design as it is */
export function tooLarge({ cells, runs }: SweepSize, events: number): Problem {
  const many = (n: number): string => n.toLocaleString('en-US');
  const time = about((runs * events * 1e9) / PACE);
  return {
    code: 'sweep-too-large',
    severity: 'error',
    where: 'parameters',
    message: `${many(cells)} cells make ${many(runs)} runs; at a million events a second, one processor would need ${time}.`,
    remedy: `Ask for fewer values or replications: at most ${many(MOST_CELLS)} cells and ${many(MOST_RUNS)} runs. A coarse sweep shows where to look closer.`,
  };
}

function about(nanos: number): string {
  const days = nanos / 86_400e9;
  if (days >= 730) return `about ${Math.round(days / 365).toLocaleString('en-US')} years`;
  if (days >= 2) return `about ${Math.round(days)} days`;
  return `about ${formatDuration(Math.max(1e9, Math.round(nanos / 60e9) * 60e9))}`;
}
