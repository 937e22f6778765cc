import type { HistogramSnapshot } from '../core/histogram';
import { type Slo, merged } from './slo';
import type { JourneySubject } from './subjects';

/** Counts of one objective at one moment; what a stretch of time did is the difference of two. */
export interface BudgetLook {
  readonly latency: HistogramSnapshot | null;
  readonly good: number;
  readonly finished: number;
}

/** What an objective says of a stretch of time. */
export interface Spending {
  /** What the objective speaks of: ms for a percentile, share for availability; NaN where nothing finished. */
  readonly measured: number;
  /** Requests that it counts: answered ones for a latency, finished ones for availability. */
  readonly counted: number;
  /** Of them, those that it allows only a share of: slower than the bound, or not answered in time. */
  readonly bad: number;
}

/** Share of requests that an objective lets go wrong: its error budget. p99 below 500 ms allows 1 %. */
export const allowedShare = (slo: Slo): number => (slo.kind === 'latency' ? 1 - slo.percentile / 100 : 1 - slo.atLeast);

/** The bound in the unit of `Spending.measured`. */
export const objectiveOf = (slo: Slo): number => (slo.kind === 'latency' ? slo.below / 1e6 : slo.atLeast);

export function lookAt(slo: Slo, journeys: readonly JourneySubject[]): BudgetLook {
  let good = 0;
  let finished = 0;
  for (const { stats } of journeys) {
    good += stats.ok + stats.degraded;
    finished += stats.ok + stats.degraded + stats.late + stats.failed;
  }
  return { good, finished, latency: slo.kind === 'latency' ? merged(journeys).snapshot() : null };
}

/** What came since a look; since the start without one. */
export function spending(slo: Slo, journeys: readonly JourneySubject[], since?: BudgetLook): Spending {
  if (slo.kind === 'latency') {
    const latency = merged(journeys);
    const before = since?.latency ?? undefined;
    const counted = latency.count - (before?.count ?? 0);
    return { counted, bad: latency.countFrom(slo.below, before), measured: latency.percentileOf(counted, slo.percentile, before) / 1e6 };
  }
  const now = lookAt(slo, journeys);
  const counted = now.finished - (since?.finished ?? 0);
  const good = now.good - (since?.good ?? 0);
  return { counted, bad: counted - good, measured: counted > 0 ? good / counted : Number.NaN };
}

/** Whether the objective is missed; not without anything to measure. */
export const misses = (slo: Slo, { measured }: Spending): boolean =>
  slo.kind === 'latency' ? measured >= objectiveOf(slo) : measured < objectiveOf(slo);

/**
 * How fast the error budget is spent: 1 spends just what is allowed, 10 ten times as much. Infinity where nothing is
 * allowed to go wrong and something did; NaN without requests.
 */
export function burnRate(slo: Slo, { counted, bad }: Spending): number {
  if (counted === 0) return Number.NaN;
  return bad === 0 ? 0 : bad / counted / allowedShare(slo);
}

/** Share of the error budget that is left of that stretch; negative once more went wrong than is allowed, NaN without requests. */
export const budgetLeft = (slo: Slo, spent: Spending): number => 1 - burnRate(slo, spent);
