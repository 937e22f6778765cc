import type { Histogram, HistogramSnapshot } from '../core/histogram';
import { causes } from '../policies/causes';
import { type Baseline, journeyBaseline, linkBaseline, nodeBaseline } from './baseline';
import type { Cascade } from './cascade';
import { costOf, type PriceList } from './cost';
import type { Degraded } from './degradation';
import type { Mark } from './frame';
import { deadLettersSince } from './dead-letters';
import { figureLines } from './figure-lines';
import { latencyOf } from './latency';
import { ledgerLines } from './ledger-lines';
import { groupLine } from './group-lines';
import type { LimitStats } from './limit-stats';
import { percentileInterval } from './percentile-interval';
import type { LatencyIntervals, RateLimited, Report, WarmupRule } from './report';
import { type Slo, journeysOf, merged, sloText } from './slo';
import { allowedShare, budgetLeft, misses, objectiveOf, spending } from './error-budget';
import { JourneyStats, LinkStats, NodeStats } from './stats';
import { type JourneySubject, type LinkSubject, type NodeSubject, type Subjects, type TenantSubject } from './subjects';
import type { Theory } from './theory';
import { theoriesFor } from './theory-input';
import type { Shapes } from './theory-shape';

export interface ReportInput {
  readonly design: string;
  readonly seed: number;
  /** Simulated time reached. [ns] */
  readonly now: number;
  readonly events: number;
  readonly digest: string;
  readonly subjects: Subjects;
  /** What theory needs to know of the design. */
  readonly shapes: Shapes;
  readonly baseline: Baseline;
  readonly warmupRule: WarmupRule;
  readonly prices: PriceList | null;
  readonly slos: readonly Slo[];
  readonly degraded: readonly Degraded[];
  readonly cascade: Cascade;
  readonly marks: readonly Mark[];
}

// What was not there yet when the warm-up ended began at zero.
const noNode = nodeBaseline(new NodeStats());
const noLink = linkBaseline({ stats: new LinkStats(), trips: 0, carrier: null });
const noJourney = journeyBaseline(new JourneyStats());

/** The account of a run since its baseline. */
export function buildReport(input: ReportInput): Report {
  const { subjects, baseline, now } = input;
  const measured = Math.max(0, now - baseline.at) / 1e9;
  const theories = theoriesFor(subjects, baseline, measured, input.shapes, input.marks);
  const nodes = subjects.nodes.map((node, i) => ({
    node,
    line: { ...nodeLine(node, baseline.nodes[i] ?? noNode, measured, theories.get(node.id) ?? null), ...groupsOf(node, now) },
  }));
  const journeys = subjects.journeys.map((journey, i) => journeyLine(journey, baseline.journeys[i] ?? noJourney));
  const requests = requestsLine(subjects, baseline, journeys, measured);
  const links = subjects.links.flatMap((link, i) => (link.removed ? [] : [linkLine(link, baseline.links[i] ?? noLink, measured)]));
  const nodeLines = nodes.filter(({ node }) => !node.removed).map(({ line }) => line);
  return {
    format: 'faultline-report-1',
    design: input.design,
    seed: input.seed,
    simulated: now / 1e9,
    warmup: baseline.at / 1e9,
    warmupRule: input.warmupRule,
    events: input.events,
    digest: input.digest,
    requests,
    journeys,
    tenants: subjects.tenants.map((tenant, i) => journeyLine(tenant, baseline.tenants[i] ?? noJourney)),
    nodes: nodeLines,
    links,
    slos: input.slos.map((slo) => sloLine(slo, subjects, baseline)),
    cost: costOf(input.prices, { nodes: nodeLines, links, requests }, measured),
    ...ledgerLine(subjects, now),
    ...forgottenLines(subjects),
    cascade: input.cascade,
    degraded: input.degraded.map(({ subject, at, sign }) => ({ subject, at: at / 1e9, sign })),
    marks: input.marks.map((mark) => ({ ...mark, at: mark.at / 1e9 })),
    conservation: conservation(subjects),
  };
}

function ledgerLine(subjects: Subjects, now: number): Pick<Report, 'ledger'> {
  const ledger = ledgerLines(subjects, now);
  return ledger ? { ledger } : {};
}

function forgottenLines({ forgotten }: Subjects): Pick<Report, 'forgotten'> {
  return forgotten.length > 0 ? { forgotten: forgotten.map((line) => ({ ...line })) } : {};
}

/** The line of one node since a baseline, as in the report; null where there is no such node. */
export function nodeAccount(
  { subjects, shapes, baseline, marks, now }: Pick<ReportInput, 'subjects' | 'shapes' | 'baseline' | 'marks' | 'now'>,
  id: string,
): Report['nodes'][number] | null {
  const i = subjects.nodes.findIndex((node) => node.id === id && !node.removed);
  const node = subjects.nodes[i];
  if (!node) return null;
  const measured = Math.max(0, now - baseline.at) / 1e9;
  const theories = theoriesFor(subjects, baseline, measured, shapes, marks);
  return { ...nodeLine(node, baseline.nodes[i] ?? noNode, measured, theories.get(id) ?? null), ...groupsOf(node, now) };
}

type NodeBaseline = Baseline['nodes'][number];
type LinkBaseline = Baseline['links'][number];
type JourneyBaseline = Baseline['journeys'][number];

function nodeLine(node: NodeSubject, since: NodeBaseline, measured: number, theory: Theory | null): Report['nodes'][number] {
  const { stats } = node;
  const completed = stats.completed - since.completed;
  const failed = stats.failed - since.failed;
  const capacity = stats.areaCapacity - since.areaCapacity;
  return {
    id: node.id,
    kind: node.kind,
    role: node.role,
    rate: per(stats.arrived - since.arrived, measured),
    throughput: per(completed, measured),
    errorShare: per(failed, completed + failed),
    failuresByCause: byCause(stats.failedBy, since.failedBy),
    utilization: capacity > 0 ? (stats.areaBusy - since.areaBusy) / capacity : null,
    meanInSystem: per(stats.areaInSystem - since.areaInSystem, measured * 1e9),
    meanBacklog: per(stats.areaWaiting - since.areaWaiting, measured * 1e9),
    maxBacklog: stats.maxWaiting,
    total: latencyOf(stats.total, since.total),
    queueWait: latencyOf(stats.queueWait, since.queueWait),
    service: latencyOf(stats.service, since.service),
    replicaSeconds: node.role === 'server' ? (Number(stats.replicas.area()) - since.areaReplicas) / 1e9 : null,
    coldStarts: stats.coldStarts - since.coldStarts,
    abandoned: stats.abandoned - since.abandoned,
    blamed: stats.blamed - since.blamed,
    ...rateLimitLine(stats.limit, since.limit),
    ...figureLines(stats.figures, since.figures, measured),
    ...deadLettersSince(stats.deadLetters, since.deadLetters),
    theory,
  };
}

function linkLine(link: LinkSubject, since: LinkBaseline, measured: number): Report['links'][number] {
  const { id, from, to, stats, trips } = link;
  const failed = stats.failed - since.failed;
  return {
    id,
    from: from.id,
    to: to.id,
    rate: per(stats.calls - since.calls, measured),
    attempts: per(stats.attempts - since.attempts, measured),
    errorShare: per(failed, stats.ok - since.ok + failed),
    failuresByCause: byCause(stats.failedBy, since.failedBy),
    duration: latencyOf(stats.duration, since.duration),
    retries: stats.retries - since.retries,
    fallbacks: stats.fallbacks - since.fallbacks,
    hedges: stats.hedges - since.hedges,
    breakerTrips: trips - since.trips,
    inFlight: stats.inFlight,
    traffic: trafficOf(link, since, measured),
    ...rateLimitLine(stats.limit, since.limit),
  };
}

function trafficOf({ carrier }: LinkSubject, since: LinkBaseline, measured: number): Report['links'][number]['traffic'] {
  if (!carrier?.counted) return null;
  const { out, back, bounded } = carrier;
  return {
    sent: carrier.sentBytes - since.sentBytes,
    received: carrier.receivedBytes - since.receivedBytes,
    crossZone: carrier.crossZoneBytes - since.crossZoneBytes,
    crossRegion: carrier.crossRegionBytes - since.crossRegionBytes,
    sendUse: bounded ? per(out.areaBusy - since.busyOut, measured * 1e9) : null,
    receiveUse: bounded ? per(back.areaBusy - since.busyBack, measured * 1e9) : null,
  };
}

/** Only where a limit ever decided. */
function rateLimitLine(stats: LimitStats, since: LimitStats): { rateLimit?: RateLimited } {
  if (stats.decisions === 0) return {};
  const { decisions, delayed, refused, storeFailures } = stats.since(since);
  return { rateLimit: { decisions, delayed, refused, storeFailures } };
}

function journeyLine({ id, stats }: JourneySubject | TenantSubject, since: JourneyBaseline): Report['journeys'][number] {
  return {
    id,
    arrived: stats.arrived - since.arrived,
    ok: stats.ok - since.ok,
    degraded: stats.degraded - since.degraded,
    late: stats.late - since.late,
    failed: stats.failed - since.failed,
    failuresByCause: byCause(stats.failedBy, since.failedBy),
    latency: latencyOf(stats.total, since.total),
    latencyIntervals: intervals(stats.total, since.total),
  };
}

function requestsLine(subjects: Subjects, baseline: Baseline, journeys: Report['journeys'], measured: number): Report['requests'] {
  const sum = (key: 'arrived' | 'ok' | 'degraded' | 'late' | 'failed') => journeys.reduce((total, journey) => total + journey[key], 0);
  const failuresByCause: Record<string, number> = {};
  for (const journey of journeys) {
    for (const [cause, n] of Object.entries(journey.failuresByCause)) failuresByCause[cause] = (failuresByCause[cause] ?? 0) + n;
  }
  const good = sum('ok') + sum('degraded');
  const all = merged(subjects.journeys);
  const since = mergedBaseline(baseline);
  const finished = good + sum('late') + sum('failed');
  return {
    arrived: sum('arrived'),
    ok: sum('ok'),
    degraded: sum('degraded'),
    late: sum('late'),
    failed: sum('failed'),
    failedShare: finished > 0 ? sum('failed') / finished : null,
    throughput: per(good + sum('late'), measured),
    goodput: per(good, measured),
    failuresByCause,
    latency: latencyOf(all, since),
    latencyIntervals: intervals(all, since),
  };
}

/** Who reads a log, and how far each has come. What a server reads is said where the log is. */
const groupsOf = ({ role, groups = [] }: NodeSubject, now: number): Pick<Report['nodes'][number], 'groups'> =>
  role === 'log' && groups.length > 0 ? { groups: groups.map((group) => groupLine(group, now)) } : {};

function sloLine(slo: Slo, subjects: Subjects, baseline: Baseline): Report['slos'][number] {
  const of = journeysOf(slo, subjects.journeys);
  const before = of.map((journey) => baseline.journeys[subjects.journeys.indexOf(journey)] ?? noJourney);
  const sum = (read: (journey: (typeof before)[number]) => number) => before.reduce((total, journey) => total + read(journey), 0);
  const good = sum(({ ok, degraded }) => ok + degraded);
  const since = {
    latency: mergedBaseline({ ...baseline, journeys: before }),
    good,
    finished: good + sum(({ late, failed }) => late + failed),
  };
  const spent = spending(slo, of, since);
  const measured = Number.isNaN(spent.measured) ? null : spent.measured;
  const left = budgetLeft(slo, spent);
  return {
    id: slo.id,
    text: sloText(slo),
    met: measured !== null && !misses(slo, spent),
    measured,
    objective: objectiveOf(slo),
    budget: { allowed: allowedShare(slo), bad: spent.bad, counted: spent.counted, left: Number.isFinite(left) ? left : null },
  };
}

function conservation(subjects: Subjects): Report['conservation'] {
  const requests = { arrived: 0, completed: 0, failed: 0, inFlight: 0 };
  for (const { stats } of subjects.journeys) {
    requests.arrived += stats.arrived;
    requests.completed += stats.ok + stats.degraded + stats.late;
    requests.failed += stats.failed;
    requests.inFlight += stats.inFlight;
  }
  const nodes = subjects.nodes.map(({ id, stats }) => ({
    id,
    arrived: stats.arrived,
    completed: stats.completed,
    failed: stats.failed,
    inFlight: stats.inSystem,
  }));
  return { requests, nodes };
}

function intervals(histogram: Histogram, since: HistogramSnapshot): LatencyIntervals {
  const of = (percent: number) => {
    const found = percentileInterval(histogram, percent, since);
    return found && { low: found.low / 1e6, high: found.high / 1e6 };
  };
  return { p50: of(50), p90: of(90), p95: of(95), p99: of(99), p999: of(99.9) };
}

/** The journeys' baselines as one. */
function mergedBaseline(baseline: Baseline): HistogramSnapshot {
  const sum: HistogramSnapshot = { counts: new Int32Array(noJourney.total.counts.length), count: 0, rest: 0, carries: 0 };
  for (const { total } of baseline.journeys) {
    total.counts.forEach((n, i) => {
      sum.counts[i] = sum.counts[i]! + n;
    });
    sum.count += total.count;
    sum.rest += total.rest;
    sum.carries += total.carries;
  }
  return sum;
}

function byCause(now: Float64Array, since: Float64Array): Record<string, number> {
  return Object.fromEntries(causes.map((cause, i) => [cause, now[i]! - since[i]!] as const).filter(([, n]) => n > 0));
}

const per = (amount: number, of: number): number => (of > 0 ? amount / of : 0);
