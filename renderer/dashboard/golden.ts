import { nodeKinds } from '../../engine/nodes/registry';
import type { Design } from '../../engine/design/schema';
import { type Histories, readSource } from '../charts/series';
import { formatCount, formatMs, formatRate, formatShare } from '../panels/format';
import type { Series } from '../store/history';
import type { Domain } from './domains';

/** One of the numbers that tell how a domain is. */
export interface Golden {
  readonly id: string;
  readonly title: string;
  /** What it is, for people who ask. */
  readonly definition: string;
  readonly text: (value: number) => string;
  /** The height of its line stands for at least this much. */
  readonly least: number;
  /** NaN where there is nothing of that kind. */
  readonly read: (histories: Histories, domain: Domain, design: Design, since: number) => Series;
}

/** The four golden signals, and what waits. Rates, shares and percentiles speak of the last second, the rest of this moment. */
export const goldens: readonly Golden[] = [
  {
    id: 'rate',
    title: 'Rate',
    definition: 'Calls and messages that arrive from outside of the domain, per second.',
    text: formatRate,
    least: 1,
    read: (histories, { entries }, _, since) =>
      readSource(histories, { of: 'node', ids: entries, column: 'arrivals', combine: 'sum' }, since),
  },
  {
    id: 'errors',
    title: 'Errors',
    definition: 'Share of them that failed, of those that finished.',
    text: formatShare,
    least: 0.05,
    read: (histories, { entries }, _, since) => {
      const failed = readSource(histories, { of: 'node', ids: entries, column: 'failures', combine: 'sum' }, since);
      const done = readSource(histories, { of: 'node', ids: entries, column: 'throughput', combine: 'sum' }, since);
      return {
        times: failed.times,
        values: failed.values.map((value, i) => {
          const finished = value + (done.values[i] ?? 0);
          return finished > 0 ? value / finished : Number.NaN;
        }),
      };
    },
  },
  {
    id: 'duration',
    title: 'Duration p99',
    definition: '99th percentile of the time from arrival to answer; of several entries the highest.',
    text: formatMs,
    least: 1,
    read: (histories, { entries }, _, since) => readSource(histories, { of: 'node', ids: entries, column: 'p99', combine: 'max' }, since),
  },
  {
    id: 'saturation',
    title: 'Saturation',
    definition: 'Share of the workers’ time in which they were held, at the node where that is highest.',
    text: formatShare,
    least: 1,
    read: (histories, { nodes }, design, since) => {
      const servers = ofRole(design, nodes, ['server']);
      return readSource(histories, { of: 'node', ids: servers, column: 'utilization', combine: 'max' }, since);
    },
  },
  {
    id: 'queue',
    title: 'Queue depth',
    definition: 'Calls and messages that wait in the domain now.',
    text: formatCount,
    least: 10,
    read: (histories, { nodes }, _, since) => readSource(histories, { of: 'node', ids: nodes, column: 'backlog', combine: 'sum' }, since),
  },
  {
    id: 'lag',
    title: 'Consumer lag',
    definition: 'Mean time that messages had waited when a consumer took them, at the queue or log where that is longest.',
    text: formatMs,
    least: 10,
    read: (histories, { nodes }, design, since) => {
      const holding = ofRole(design, nodes, ['queue', 'log']);
      return readSource(histories, { of: 'node', ids: holding, column: 'queueWait', combine: 'max' }, since);
    },
  },
  {
    id: 'reservations',
    title: 'Failed reservations',
    definition: 'Calls per second that ended because there was not enough left in stock, at the node that was asked first.',
    text: formatRate,
    least: 1,
    read: (histories, { entries }, _, since) =>
      readSource(histories, { of: 'node-cause', ids: entries, cause: 'out-of-stock', combine: 'sum' }, since),
  },
];

function ofRole(design: Design, ids: readonly string[], roles: readonly string[]): readonly string[] {
  return (design.nodes ?? []).filter(({ id, kind }) => ids.includes(id) && roles.includes(nodeKinds[kind].role)).map(({ id }) => id);
}
