import type { DesignNode } from '../../design/schema';
import type { NodeKind } from '../../nodes/registry';
import { kindOf } from '../component-kinds';
import type { Concurrency } from './concurrency';
import type { Broker, Component } from './observed';

/** Kinds that come back as they were; each can be told how much it does at once. */
const kept: ReadonlySet<string> = new Set<NodeKind>([
  'gateway',
  'service',
  'database',
  'cache',
  'object-store',
  'search-index',
  'external',
]);

export interface KindFound {
  readonly kind: NodeKind;
  /** Whether the traces say so. */
  readonly sure: boolean;
}

/** What a component is: as a design of ours says, as those who call it say, else by the words of its name. */
export function kindOfComponent({ kind, name, system, seen }: Component): KindFound {
  if (kind !== null)
    return kept.has(kind)
      ? { kind: kind as NodeKind, sure: true }
      : { kind: kind === 'cdn' ? 'cache' : kind === 'key-value' ? 'database' : 'service', sure: false };
  if (seen) {
    // What has spans of its own is a program.
    const { kind: guess } = kindOf({ name });
    return guess === 'gateway' ? { kind: guess, sure: false } : { kind: 'service', sure: true };
  }
  const asked = kindOf({ name, ...(system !== null && { technology: system }) });
  if (asked.sure && server.has(asked.kind)) return { kind: asked.kind, sure: true };
  if (system !== null && sqlWords.test(system)) return { kind: 'database', sure: true };
  return { kind: asked.why !== null && server.has(asked.kind) ? asked.kind : 'external', sure: false };
}

const server: ReadonlySet<string> = new Set<NodeKind>(['database', 'cache', 'object-store', 'search-index']);
const sqlWords = /sql|^db2$|^h2$|hive|hbase|cassandra|dynamo|mongo|redshift|spanner|scylla|aerospike/i;

/** Length of a queue from which on it may have been full. */
const LONG = 50;

/** The parameters of a node that does so much at once. */
export function paramsOf(
  kind: NodeKind,
  { replicas, workers, blocking, from, longestQueue }: Concurrency,
  full: boolean,
): DesignNode['params'] {
  const together = Math.min(10_000, replicas * workers);
  const queue = full ? { queueLimit: Math.max(1, longestQueue) } : longestQueue >= LONG ? { queueLimit: 10 * longestQueue } : {};
  switch (kind) {
    case 'service':
    case 'gateway':
      return { replicas: Math.min(500, replicas), workers: Math.min(10_000, workers), mode: blocking ? 'blocking' : 'async', ...queue };
    case 'database':
      return { connections: together, ...queue };
    case 'external':
      return { concurrency: from === 'waiting' ? together : 0, ...queue };
    default:
      return { workers: together, ...queue };
  }
}

/** What lies between producers and consumers. */
export function brokerNode({
  name,
  system,
  published,
  waits,
  work,
}: Broker): Pick<DesignNode, 'kind' | 'params'> & { readonly sure: boolean } {
  const asked = kindOf({ name, ...(system !== null && { technology: system }) });
  const atOnce = Math.max(1, ...Array.from(work.values(), mostAtOnce));
  if (asked.sure && asked.kind === 'log') return { kind: 'log', params: { partitions: Math.min(1000, 2 * atOnce) }, sure: true };
  const delivered = Array.from(waits.values(), (list) => list.length).reduce((sum, count) => sum + count, 0);
  const all = waits.size > 1 && delivered > 1.5 * published;
  return {
    kind: 'queue',
    params: { ...(all && { delivery: 'fan-out' as const }), prefetch: Math.min(100_000, Math.max(20, 2 * atOnce)) },
    sure: asked.sure,
  };
}

/** Most intervals that overlap; beginnings and ends by turns. */
export function mostAtOnce(intervals: readonly number[]): number {
  const moments = intervals.map((at, i) => ({ at, change: i % 2 === 0 ? 1 : -1 }));
  moments.sort((a, b) => a.at - b.at || a.change - b.change);
  let [now, most] = [0, 0];
  for (const { change } of moments) most = Math.max(most, (now += change));
  return most;
}
