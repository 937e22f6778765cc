import type { HistogramSnapshot, HistogramTotals } from '../core/histogram';
import { CauseRecorder } from './cause-recorder';
import { linkColumn, linkColumns, nodeColumn, nodeColumns, requestColumns } from './columns';
import { type FigureLook, FigureRecorder } from './figure-recorder';
import type { CauseBlock, FigureBlock } from './frame';
import { REFUSAL } from './stats';
import { type LinkSubject, type NodeSubject, queueRoom, type Subjects } from './subjects';

/** Simulated time between two rows. [ns] */
export const TICK = 200e6;
/** Rates and percentiles look back over this many ticks: one second. */
const LOOKBACK = 5;
/** Rows kept for a page that is slow to take them; the oldest are let go. */
const MOST_TICKS = 512;
const N = nodeColumns.length;
const L = linkColumns.length;

interface NodeLook {
  arrived: number;
  completed: number;
  failed: number;
  refused: number;
  rejected: number;
  abandoned: number;
  good: number;
  areaBusy: number;
  areaCapacity: number;
  total: HistogramSnapshot;
  queueWait: HistogramTotals;
  service: HistogramTotals;
}
interface LinkLook {
  calls: number;
  attempts: number;
  ok: number;
  failed: number;
  refused: number;
  fallbacks: number;
  hedges: number;
  bytes: number;
  crossBytes: number;
  busyOut: number;
  busyBack: number;
  duration: HistogramTotals;
}
interface Look {
  at: number;
  readonly nodes: NodeLook[];
  readonly links: LinkLook[];
  nodeCauses: Float64Array | undefined;
  linkCauses: Float64Array | undefined;
  figures: FigureLook | undefined;
}

export interface Rows {
  readonly ticks: Float64Array;
  readonly nodes: Float64Array;
  readonly links: Float64Array;
  readonly nodeCauses: CauseBlock;
  readonly linkCauses: CauseBlock;
  readonly figures: FigureBlock;
  readonly requests: Float64Array;
}

/** Turns the counters of a running model into rows of columns, one per tick, each over the last second. */
export class FrameRecorder {
  private looks: Look[] = [];
  private spare: Look | null = null;
  private times: number[] = [];
  private nodeRows: Float64Array[] = [];
  private linkRows: Float64Array[] = [];
  private requestRows: Float64Array[] = [];
  private structure = -1;
  private readonly nodeCauses: CauseRecorder;
  private readonly linkCauses: CauseRecorder;
  private readonly figures: FigureRecorder;

  constructor(private readonly subjects: Subjects) {
    this.nodeCauses = new CauseRecorder(subjects.nodes);
    this.linkCauses = new CauseRecorder(subjects.links);
    this.figures = new FigureRecorder(subjects.nodes);
  }

  /**
   * Adds a row. [ns]
   * @param regular false for a row between two ticks, which no later row looks back to
   */
  tick(now: number, regular = true): void {
    const { subjects } = this;
    if (subjects.structure !== this.structure) this.begin();
    const since = this.looks[0];
    const nodes = new Float64Array(subjects.nodes.length * N);
    const links = new Float64Array(subjects.links.length * L);
    subjects.nodes.forEach((node, i) => this.nodeRow(nodes.subarray(i * N, (i + 1) * N), node, since?.nodes[i], since?.at ?? 0, now));
    subjects.links.forEach((link, i) => linkRow(links.subarray(i * L, (i + 1) * L), link, since?.links[i], since?.at ?? 0, now));
    const seconds = (now - (since?.at ?? 0)) / 1e9;
    this.nodeCauses.tick(since?.nodeCauses, seconds);
    this.linkCauses.tick(since?.linkCauses, seconds);
    this.figures.tick(now, since?.figures, seconds);
    this.times.push(now);
    this.nodeRows.push(nodes);
    this.linkRows.push(links);
    this.requestRows.push(this.requestRow());
    if (this.times.length > MOST_TICKS) {
      this.times.shift();
      this.nodeRows.shift();
      this.linkRows.shift();
      this.requestRows.shift();
      this.nodeCauses.dropOldest();
      this.linkCauses.dropOldest();
      this.figures.dropOldest();
    }
    if (regular) this.remember(now);
  }

  /** Whether there is a row to take. */
  get empty(): boolean {
    return this.times.length === 0;
  }

  /** The rows since the last call, in buffers of their own. */
  take(): Rows {
    const rows = {
      ticks: Float64Array.from(this.times),
      nodes: concat(this.nodeRows),
      links: concat(this.linkRows),
      nodeCauses: this.nodeCauses.take(),
      linkCauses: this.linkCauses.take(),
      figures: this.figures.take(),
      requests: concat(this.requestRows),
    };
    this.times = [];
    this.nodeRows = [];
    this.linkRows = [];
    this.requestRows = [];
    return rows;
  }

  /** Nodes or links came or went: rows have another shape from here on. */
  private begin(): void {
    this.structure = this.subjects.structure;
    this.times = [];
    this.nodeRows = [];
    this.linkRows = [];
    this.requestRows = [];
    this.nodeCauses.dropAll();
    this.linkCauses.dropAll();
    this.figures.dropAll();
    this.spare = null;
  }

  private requestRow(): Float64Array {
    const row = new Float64Array(requestColumns.length);
    for (const { stats } of this.subjects.journeys) {
      requestColumns.forEach((column, c) => {
        row[c] = row[c]! + stats[column];
      });
    }
    return row;
  }

  private remember(now: number): void {
    const { nodes, links } = this.subjects;
    const look = this.spare ?? { at: 0, nodes: [], links: [], nodeCauses: undefined, linkCauses: undefined, figures: undefined };
    this.spare = null;
    look.at = now;
    nodes.forEach((node, i) => {
      look.nodes[i] = this.nodeLook(node, look.nodes[i]);
    });
    links.forEach(({ stats, carrier }, i) => {
      const old = look.links[i];
      look.links[i] = {
        calls: stats.calls,
        attempts: stats.attempts,
        ok: stats.ok,
        failed: stats.failed,
        refused: stats.failedBy[REFUSAL]!,
        fallbacks: stats.fallbacks,
        hedges: stats.hedges,
        bytes: carrier === null ? 0 : carrier.sentBytes + carrier.receivedBytes,
        crossBytes: carrier === null ? 0 : carrier.crossZoneBytes + carrier.crossRegionBytes,
        busyOut: carrier?.out.areaBusy ?? 0,
        busyBack: carrier?.back.areaBusy ?? 0,
        duration: stats.duration.totals(old?.duration),
      };
    });
    look.nodeCauses = this.nodeCauses.look();
    look.linkCauses = this.linkCauses.look();
    look.figures = this.figures.look();
    this.looks.push(look);
    if (this.looks.length > LOOKBACK) this.spare = this.looks.shift()!;
  }

  private nodeLook(node: NodeSubject, old: NodeLook | undefined): NodeLook {
    const { stats } = node;
    const { arrived, completed, failed, rejected, abandoned, areaBusy, areaCapacity } = stats;
    return {
      arrived,
      completed,
      failed,
      refused: stats.failedBy[REFUSAL]!,
      rejected,
      abandoned,
      areaBusy,
      areaCapacity,
      good: this.goodOf(node),
      total: stats.total.snapshot(old?.total),
      queueWait: stats.queueWait.totals(old?.queueWait),
      service: stats.service.totals(old?.service),
    };
  }

  private nodeRow(row: Float64Array, node: NodeSubject, since: NodeLook | undefined, from: number, now: number): void {
    const { stats } = node;
    const seconds = (now - from) / 1e9;
    const rate = (value: number, before: number | undefined) => (seconds > 0 ? (value - (before ?? 0)) / seconds : 0);
    const completed = stats.completed - (since?.completed ?? 0);
    const failed = stats.failed - (since?.failed ?? 0);
    const set = (column: keyof typeof nodeColumn, value: number) => {
      row[nodeColumn[column]] = value;
    };
    set('arrivals', rate(stats.arrived, since?.arrived));
    set('throughput', rate(stats.completed, since?.completed));
    set('goodput', node.role === 'source' ? rate(this.goodOf(node), since?.good) : 0);
    set('failures', rate(stats.failed, since?.failed));
    set('errorShare', errorShare(completed + failed, failed, stats.failedBy[REFUSAL]! - (since?.refused ?? 0)));
    set('rejections', rate(stats.rejected, since?.rejected));
    set('p50', stats.total.percentile(50, since?.total) / 1e6);
    set('p95', stats.total.percentile(95, since?.total) / 1e6);
    set('p99', stats.total.percentile(99, since?.total) / 1e6);
    set('samples', since ? stats.total.countSince(since.total) : stats.total.count);
    set('queueWait', (since ? stats.queueWait.meanSince(since.queueWait) : stats.queueWait.mean()) / 1e6);
    set('service', (since ? stats.service.meanSince(since.service) : stats.service.mean()) / 1e6);
    const capacity = stats.areaCapacity - (since?.areaCapacity ?? 0);
    set('utilization', capacity > 0 ? (stats.areaBusy - (since?.areaBusy ?? 0)) / capacity : NaN);
    set('busy', stats.busy);
    set('backlog', stats.waiting);
    set('inFlight', stats.inSystem);
    set('abandoned', rate(stats.abandoned, since?.abandoned));
    set('replicasUp', node.onDemand && node.up?.length === 0 ? NaN : (node.up?.length ?? NaN));
    set('replicas', node.role === 'server' ? stats.replicas.count : NaN);
    const room = queueRoom(node);
    set('queueShare', room > 0 ? stats.waiting / room : NaN);
  }

  private goodOf(node: NodeSubject): number {
    if (node.role !== 'source') return 0;
    let good = 0;
    for (const { link, stats } of this.subjects.journeys) if (link?.from.index === node.index) good += stats.ok + stats.degraded;
    return good;
  }
}

function linkRow(row: Float64Array, link: LinkSubject, since: LinkLook | undefined, from: number, now: number): void {
  const { stats } = link;
  const seconds = (now - from) / 1e9;
  const rate = (value: number, before: number | undefined) => (seconds > 0 ? (value - (before ?? 0)) / seconds : 0);
  const ok = stats.ok - (since?.ok ?? 0);
  const failed = stats.failed - (since?.failed ?? 0);
  const set = (column: keyof typeof linkColumn, value: number) => {
    row[linkColumn[column]] = value;
  };
  set('calls', rate(stats.calls, since?.calls));
  set('attempts', rate(stats.attempts, since?.attempts));
  set('failures', rate(stats.failed, since?.failed));
  set('errorShare', errorShare(ok + failed, failed, stats.failedBy[REFUSAL]! - (since?.refused ?? 0)));
  set('duration', (since ? stats.duration.meanSince(since.duration) : stats.duration.mean()) / 1e6);
  set('inFlight', stats.inFlight);
  set('breaker', link.breakerState(now));
  set('cut', link.cut);
  set('fallbacks', rate(stats.fallbacks, since?.fallbacks));
  set('hedges', rate(stats.hedges, since?.hedges));
  set('concurrencyLimit', link.concurrencyLimit);
  const { carrier } = link;
  set('bytes', carrier === null ? NaN : rate(carrier.sentBytes + carrier.receivedBytes, since?.bytes));
  set('crossZone', carrier?.zones ? rate(carrier.crossZoneBytes + carrier.crossRegionBytes, since?.crossBytes) : NaN);
  const busy =
    carrier === null ? 0 : Math.max(carrier.out.areaBusy - (since?.busyOut ?? 0), carrier.back.areaBusy - (since?.busyBack ?? 0));
  set('bandwidthUse', carrier?.bounded && seconds > 0 ? busy / (now - from) : NaN);
  set('transfers', carrier?.bounded ? carrier.out.backlog + carrier.back.backlog : NaN);
}

/** Whoever is told that a thing is sold out has a sound answer: nobody is failing. */
const errorShare = (finished: number, failed: number, refused: number): number => (finished > 0 ? (failed - refused) / finished : 0);

function concat(rows: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(rows.reduce((length, row) => length + row.length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}
