import type { Problem } from '../../core/problem';
import type { DesignIndex } from '../design-index';
import type { ResolvedFault, ResolvedLink, ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import { type Check, warning } from './check';

type Log = Extract<ResolvedNode, { kind: 'log' }>;

/** Logs and their consumer groups: members that get nothing, order that is lost, records that are gone before they are read. */
export const logs: Check = function* (index) {
  for (const link of index.design.links) {
    if (link.policy.group === undefined || index.roleOf(link.from) === 'log' || !index.nodes.has(link.from)) continue;
    yield warning({
      code: 'group-without-log',
      where: `links.${link.id}.policy.group`,
      message: `Link "${link.id}" speaks of a consumer group, but it does not start at a log.`,
      remedy: 'Remove the group, or let the link start at a log.',
    });
  }
  for (const log of index.design.nodes) {
    if (log.kind !== 'log') continue;
    const links = index.outgoing(log.id);
    for (const link of links) yield* idleMembers(log, link, index);
    yield* lostOrder(log, links, index);
    yield* shortRetention(log, links, index);
  }
};

function* idleMembers(log: Log, link: ResolvedLink, { nodes }: DesignIndex): Generator<Problem> {
  const consumer = nodes.get(link.to);
  const replicas = consumer && 'replicas' in consumer.params ? consumer.params.replicas : 0;
  const { partitions } = log.params;
  if (replicas <= partitions) return;
  yield warning({
    code: 'more-members-than-partitions',
    where: `nodes.${link.to}.params.replicas`,
    message: `"${link.to}" has ${replicas} replicas, but the log "${log.id}" has only ${partitions} partitions: ${replicas - partitions} of them get no records.`,
    remedy: `Give "${log.id}" at least ${replicas} partitions, or use fewer replicas.`,
  });
}

/** Order matters to whoever keeps something by key. */
function* lostOrder(log: Log, links: readonly ResolvedLink[], { nodes }: DesignIndex): Generator<Problem> {
  if (log.params.partitioner === 'key' || log.params.partitions === 1) return;
  const keeper = links.find(({ to }) => {
    const consumer = nodes.get(to);
    return consumer && [...stepsOf(consumer)].some(({ step }) => step.kind === 'write');
  });
  if (keeper === undefined) return;
  yield warning({
    code: 'unkeyed-where-order-matters',
    where: `nodes.${log.id}.params.partitioner`,
    message: `"${log.id}" spreads messages over ${log.params.partitions} partitions in turn, but "${keeper.to}" writes what they say: an older one may overwrite a newer one.`,
    remedy: 'Partition by key, so that all that is about one thing stays in order.',
  });
}

function* shortRetention(log: Log, links: readonly ResolvedLink[], { design }: DesignIndex): Generator<Problem> {
  const { retention } = log.params;
  if (retention === undefined) return;
  for (const link of links) {
    const outage = design.faults.find((fault) => stopsReading(fault, link) && lengthOf(fault, design.run.duration) >= retention);
    if (outage === undefined) continue;
    yield warning({
      code: 'retention-shorter-than-outage',
      where: `nodes.${log.id}.params.retention`,
      message: `Fault "${outage.id}" keeps "${link.to}" from reading for ${lengthOf(outage, design.run.duration) / 1e9} s, but "${log.id}" keeps records for ${retention / 1e9} s only: what comes meanwhile is lost to it.`,
      remedy: 'Keep records for longer than the longest outage that consumers must survive.',
    });
  }
}

function stopsReading({ action, target }: ResolvedFault, { id, to }: ResolvedLink): boolean {
  if (action === 'replica-crash') return 'node' in target && target.node === to;
  return (action === 'consumer-pause' || action === 'partition') && 'link' in target && target.link === id;
}

/** [ns] */
const lengthOf = ({ startAfter, duration }: ResolvedFault, end: number): number => duration ?? Math.max(0, end - startAfter);
