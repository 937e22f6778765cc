import type { HistogramSnapshot } from '../core/histogram';
import type { FiguresSnapshot } from './figures';
import { LimitStats } from './limit-stats';
import type { JourneyStats, NodeStats } from './stats';
import type { LinkSubject, Subjects } from './subjects';

/** Where the counters stood when the warm-up ended. The account is what came since. */
export interface Baseline {
  readonly at: number;
  readonly nodes: readonly NodeBaseline[];
  readonly links: readonly LinkBaseline[];
  readonly journeys: readonly JourneyBaseline[];
  readonly tenants: readonly JourneyBaseline[];
}

interface NodeBaseline {
  readonly arrived: number;
  readonly completed: number;
  readonly failed: number;
  readonly abandoned: number;
  readonly blamed: number;
  readonly failedBy: Float64Array;
  readonly limit: LimitStats;
  readonly figures: FiguresSnapshot | null;
  /** Dead letters by line of their log. */
  readonly deadLetters: readonly number[];
  readonly areaInSystem: number;
  readonly areaWaiting: number;
  readonly areaBusy: number;
  readonly areaCapacity: number;
  readonly areaReplicas: number;
  readonly coldStarts: number;
  readonly total: HistogramSnapshot;
  readonly queueWait: HistogramSnapshot;
  readonly service: HistogramSnapshot;
}
interface LinkBaseline {
  readonly calls: number;
  readonly attempts: number;
  readonly retries: number;
  readonly ok: number;
  readonly failed: number;
  readonly fallbacks: number;
  readonly hedges: number;
  readonly trips: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly crossZoneBytes: number;
  readonly crossRegionBytes: number;
  readonly busyOut: number;
  readonly busyBack: number;
  readonly limit: LimitStats;
  readonly failedBy: Float64Array;
  readonly duration: HistogramSnapshot;
}
interface JourneyBaseline {
  readonly arrived: number;
  readonly ok: number;
  readonly degraded: number;
  readonly late: number;
  readonly failed: number;
  readonly failedBy: Float64Array;
  readonly total: HistogramSnapshot;
}

const nothing = new LimitStats();

/** Takes the present state as the start of the account, and begins anew to look for the largest backlogs. [ns] */
export function takeBaseline(subjects: Subjects, now: number): Baseline {
  for (const { stats } of subjects.nodes) {
    stats.maxWaiting = stats.waiting;
    stats.figures?.restart();
  }
  return baselineOf(subjects, now);
}

/** The present state, to look back to. [ns] */
export function baselineOf(subjects: Subjects, now: number): Baseline {
  return {
    at: now,
    nodes: subjects.nodes.map(({ stats }) => nodeBaseline(stats)),
    links: subjects.links.map(linkBaseline),
    journeys: subjects.journeys.map(({ stats }) => journeyBaseline(stats)),
    tenants: subjects.tenants.map(({ stats }) => journeyBaseline(stats)),
  };
}

export const nodeBaseline = (stats: NodeStats): NodeBaseline => ({
  arrived: stats.arrived,
  completed: stats.completed,
  failed: stats.failed,
  abandoned: stats.abandoned,
  blamed: stats.blamed,
  failedBy: stats.failedBy.slice(),
  limit: stats.limit.since(nothing),
  figures: stats.figures?.snapshot() ?? null,
  deadLetters: stats.deadLetters?.counts() ?? [],
  areaInSystem: stats.areaInSystem,
  areaWaiting: stats.areaWaiting,
  areaBusy: stats.areaBusy,
  areaCapacity: stats.areaCapacity,
  areaReplicas: Number(stats.replicas.area()),
  coldStarts: stats.coldStarts,
  total: stats.total.snapshot(),
  queueWait: stats.queueWait.snapshot(),
  service: stats.service.snapshot(),
});

export const linkBaseline = ({ stats, trips, carrier }: Pick<LinkSubject, 'stats' | 'trips' | 'carrier'>): LinkBaseline => ({
  calls: stats.calls,
  attempts: stats.attempts,
  retries: stats.retries,
  ok: stats.ok,
  failed: stats.failed,
  fallbacks: stats.fallbacks,
  hedges: stats.hedges,
  trips,
  sentBytes: carrier?.sentBytes ?? 0,
  receivedBytes: carrier?.receivedBytes ?? 0,
  crossZoneBytes: carrier?.crossZoneBytes ?? 0,
  crossRegionBytes: carrier?.crossRegionBytes ?? 0,
  busyOut: carrier?.out.areaBusy ?? 0,
  busyBack: carrier?.back.areaBusy ?? 0,
  limit: stats.limit.since(nothing),
  failedBy: stats.failedBy.slice(),
  duration: stats.duration.snapshot(),
});

export const journeyBaseline = (stats: JourneyStats): JourneyBaseline => ({
  arrived: stats.arrived,
  ok: stats.ok,
  degraded: stats.degraded,
  late: stats.late,
  failed: stats.failed,
  failedBy: stats.failedBy.slice(),
  total: stats.total.snapshot(),
});
