import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';
import { median } from './trace';

/** What was measured of a backlog that grows while messages are published and is worked off then. */
export interface Backlog {
  readonly lagSlopePerS: number;
  readonly lagAtEndOfProduction: number;
  readonly drainTimeMs: number;
}

/** The recording looked at the backlog four times a second, and its slope leaves the first two seconds out. [ms] */
const EVERY = 250;
const SETTLED = 2000;

/** The same numbers of a simulated run. @param end of the publishing [ms] */
export function backlogOf(design: Design, queue: string, end: number): Backlog {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const simulation = new Simulation(result.value, 1);
  const outstanding = (at: number): number => {
    simulation.runUntil(Math.round(at * 1e6));
    return simulation.model.node(queue)!.stats.inSystem;
  };
  const points: [seconds: number, messages: number][] = [];
  for (let at = SETTLED; at <= end; at += EVERY) points.push([at / 1000, outstanding(at)]);
  const lagAtEndOfProduction = outstanding(end);
  let at = end;
  while (outstanding(at) > 0) at += 1;
  return { lagSlopePerS: slope(points), lagAtEndOfProduction, drainTimeMs: at - end };
}

/** Slope of the line of least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

export const medianOf = (runs: readonly Backlog[], what: keyof Backlog): number => median(runs.map((run) => run[what]));
