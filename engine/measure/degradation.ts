import type { HistogramSnapshot } from '../core/histogram';
import { formatDuration } from '../core/units';
import { REFUSAL } from './stats';
import { type NodeSubject, type Subjects, queueRoom } from './subjects';

export interface Degraded {
  readonly subject: string;
  readonly at: number;
  readonly sign: string;
}

interface Watched {
  total: HistogramSnapshot;
  finished: number;
  failed: number;
  areaBusy: number;
  areaCapacity: number;
  /** p99 of the first quiet seconds. [ns] */
  readonly normal: number[];
  /** Since when a sign has been seen without a break. */
  since: number | null;
  sign: string;
}

const QUIET_SECONDS = 5;
const ENOUGH = 20;

/**
 * Notes when each node first degraded: an error share of 5 % or more, queues four fifths full, workers 95 % held, or a
 * p99 of three times the normal one and 10 ms more, seen in two seconds on end. Normal is the median of the first five
 * seconds after the warm-up.
 */
export class DegradationWatch {
  readonly found: Degraded[] = [];
  private readonly watched = new Map<NodeSubject, Watched>();

  /** To be called once per simulated second after the warm-up. [ns] */
  look(subjects: Subjects, now: number): void {
    for (const node of subjects.nodes) {
      if (node.role === 'source' || node.removed || this.found.some((degraded) => degraded.subject === node.id)) continue;
      const before = this.watched.get(node);
      if (before) this.judge(node, before, now);
      else this.watched.set(node, { ...this.state(node, node.stats.total.count), normal: [], since: null, sign: '' });
    }
  }

  private judge(node: NodeSubject, seen: Watched, now: number): void {
    const { stats } = node;
    const { count } = stats.total;
    const samples = count - seen.total.count;
    const p99 = stats.total.percentileOf(samples, 99, seen.total);
    const finished = stats.completed + stats.failed - seen.finished;
    const failed = failures(stats) - seen.failed;
    const capacity = stats.areaCapacity - seen.areaCapacity;
    const utilization = capacity > 0 ? (stats.areaBusy - seen.areaBusy) / capacity : 0;
    const normal = median(seen.normal);
    let sign = '';
    if (finished >= 10 && failed / finished >= 0.05) sign = `${Math.round((100 * failed) / finished)} % of its calls failed`;
    else if (stats.waiting > 0 && queueRoom(node) > 0 && stats.waiting >= 0.8 * queueRoom(node))
      sign = `its queue held ${stats.waiting} calls, four fifths of its room`;
    else if (utilization >= 0.95) sign = `its workers were held ${Math.round(100 * utilization)} % of the time`;
    else if (seen.normal.length >= QUIET_SECONDS && samples >= ENOUGH && p99 >= 3 * normal && p99 >= normal + 10e6) {
      sign = `its p99 rose from ${formatDuration(normal)} to ${formatDuration(p99)}`;
    }
    if (sign === '') {
      if (seen.normal.length < QUIET_SECONDS && samples >= ENOUGH) seen.normal.push(p99);
      seen.since = null;
    } else if (seen.since === null) {
      seen.since = now;
      seen.sign = sign;
    } else this.found.push({ subject: node.id, at: seen.since, sign: seen.sign });
    Object.assign(seen, this.state(node, count, seen.total));
  }

  private state({ stats }: NodeSubject, count: number, reuse?: HistogramSnapshot) {
    return {
      total: stats.total.snapshot(reuse, count),
      finished: stats.completed + stats.failed,
      failed: failures(stats),
      areaBusy: stats.areaBusy,
      areaCapacity: stats.areaCapacity,
    };
  }

  /** First one first. Of those that degraded in the same second a callee stands before its callers, since slowness travels that way. */
  inOrder({ links }: Subjects): Degraded[] {
    const left = this.found.toSorted((a, b) => a.at - b.at);
    const ordered: Degraded[] = [];
    while (left.length > 0) {
      const together = left.filter(({ at }) => at === left[0]!.at);
      const isCallee = ({ subject }: Degraded, caller: Degraded) =>
        links.some(({ from, server }) => from.id === caller.subject && server?.id === subject);
      const first = together.find((one) => !together.some((other) => other !== one && isCallee(other, one))) ?? together[0]!;
      ordered.push(first);
      left.splice(left.indexOf(first), 1);
    }
    return ordered;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** A refusal for want of stock is a sound answer. */
const failures = ({ failed, failedBy }: NodeSubject['stats']): number => failed - failedBy[REFUSAL]!;
