import type { JourneyStats } from '../measure/stats';
import { Flag, type Task } from './task';

// A tenant's requests are counted as a journey's are. Called only for requests that have a tenant.

export function tenantArrived(stats: JourneyStats): void {
  stats.arrived += 1;
  stats.inFlight += 1;
}

/** The request has its answer, or has failed. [ns] */
export function tenantAnswered(stats: JourneyStats, request: Task, ok: boolean, now: number): void {
  stats.inFlight -= 1;
  if (!ok) {
    stats.failed += 1;
    stats.failedBy[request.cause] = stats.failedBy[request.cause]! + 1;
    return;
  }
  stats.total.record(now - request.startedAt);
  if (now > request.deadline) stats.late += 1;
  else if ((request.flags & Flag.degraded) !== 0) stats.degraded += 1;
  else stats.ok += 1;
}
