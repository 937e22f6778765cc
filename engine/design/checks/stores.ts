import type { Problem } from '../../core/problem';
import { overlaps } from '../../policies/quorum';
import type { QuorumParams, ReplicationParams, ShardsParams } from '../../policies/store-params';
import type { DesignIndex } from '../design-index';
import type { ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import { type Check, error, warning } from './check';

/** Copies, shards and quorums that cannot do what one expects of them, or that cost what one may not expect. */
export const stores: Check = function* (index) {
  for (const node of index.design.nodes) {
    const where = `nodes.${node.id}.params`;
    if (node.kind === 'database') {
      const { replication, shards } = node.params;
      if (replication) yield* replicationProblems(node, replication, `${where}.replication`, index);
      if (shards) yield* shardProblems(node.id, shards, `${where}.shards`);
    }
    if (node.kind === 'key-value') yield* quorumProblems(node.id, node.params.nodes, node.params.quorum, `${where}.quorum`);
  }
};

function* replicationProblems(
  { id }: ResolvedNode,
  { mode, acks, replicas, failover, reads }: ReplicationParams,
  where: string,
  index: DesignIndex,
): Generator<Problem> {
  if (failover && mode === 'async')
    yield warning({
      code: 'failover-loses-writes',
      where: `${where}.mode`,
      message: `When the primary of "${id}" dies, writes that no replica has got yet are lost, although they were answered: replication is async.`,
      remedy: 'Choose semi-sync, or accept the loss: the report counts it.',
    });
  if (mode === 'semi-sync' && acks > replicas)
    yield warning({
      code: 'more-acks-than-replicas',
      where: `${where}.acks`,
      message: `Writes to "${id}" are to wait for ${acks} replicas, and there ${replicas === 1 ? 'is' : 'are'} ${replicas}. They wait for all of them.`,
      remedy: 'Ask for at most as many as there are.',
    });
  const steps = stepsAt(id, index);
  if (!steps.some(({ step }) => step.kind === 'write'))
    yield warning({
      code: 'nothing-replicated',
      where,
      message: `No step writes to "${id}", so its replicas have nothing to lag behind: a call counts as a read.`,
      remedy: 'Use a write step where something is written.',
    });
  if (reads !== 'primary') yield* missedWrites(id, steps);
}

interface StoreStep {
  readonly step: { readonly kind: string; readonly consistency?: string; readonly entity?: string | undefined };
  readonly where: string;
}

/** Steps of all nodes that read or write there. */
function stepsAt(store: string, index: DesignIndex): StoreStep[] {
  return index.design.nodes.flatMap((node) =>
    [...stepsOf(node)].flatMap(({ step, where }) =>
      (step.kind === 'read' || step.kind === 'write') && index.links.get(step.link)?.to === store ? [{ step, where }] : [],
    ),
  );
}

const operationOf = (where: string): string => where.split('.').slice(0, 4).join('.');

/** A read behind a write of the same operation, at a replica that may not have it yet. */
function* missedWrites(id: string, steps: readonly StoreStep[]): Generator<Problem> {
  for (const [i, { step, where }] of steps.entries()) {
    if (step.kind !== 'read' || step.consistency !== 'any') continue;
    const wrote = steps
      .slice(0, i)
      .some((one) => one.step.kind === 'write' && one.step.entity === step.entity && operationOf(one.where) === operationOf(where));
    if (!wrote) continue;
    yield warning({
      code: 'read-misses-own-write',
      where: `${where}.consistency`,
      message: `This reads what the operation has just written to "${id}", from a replica that may not have it yet.`,
      remedy: 'Set its consistency to "own-writes", or let reads go to the primary.',
    });
  }
}

function* shardProblems(id: string, shards: ShardsParams, where: string): Generator<Problem> {
  if (shards.count === 1)
    yield warning({
      code: 'one-shard',
      where: `${where}.count`,
      message: `"${id}" has one shard, which is the same as none.`,
      remedy: 'Ask for at least two, or take the shards out.',
    });
  if (shards.by !== 'range' || shards.splits === undefined) return;
  const { splits, count } = shards;
  const falls = splits.findIndex((split, i) => i > 0 && split <= splits[i - 1]!);
  if (falls >= 0)
    yield error({
      code: 'splits-not-rising',
      where: `${where}.splits.${falls}`,
      message: `The ranges of "${id}" begin at ${splits[falls - 1]} and then at ${splits[falls]}: each must begin after the one before it.`,
      remedy: 'Write the first numbers of the ranges in rising order.',
    });
  if (splits.length !== count - 1)
    yield warning({
      code: 'splits-and-shards',
      where: `${where}.splits`,
      message: `"${id}" has ${count} shards and ${splits.length} ${splits.length === 1 ? 'split' : 'splits'}: ${splits.length < count - 1 ? 'the last shards stay empty' : 'the last splits say nothing'}.`,
      remedy: 'Write one split fewer than there are shards.',
    });
}

function* quorumProblems(id: string, nodes: number, { n, r, w }: QuorumParams, where: string): Generator<Problem> {
  const copies = Math.min(n, nodes);
  if (n > nodes)
    yield warning({
      code: 'more-copies-than-nodes',
      where: `${where}.n`,
      message: `"${id}" is to keep ${n} copies on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}: there are only ${nodes}.`,
      remedy: 'Ask for at least as many nodes as copies.',
    });
  for (const [name, wanted] of [
    ['r', r],
    ['w', w],
  ] as const) {
    if (wanted <= copies) continue;
    yield warning({
      code: 'quorum-above-copies',
      where: `${where}.${name}`,
      message: `${name.toUpperCase()} of "${id}" is ${wanted}, and a thing has ${copies} ${copies === 1 ? 'copy' : 'copies'}. All of them must answer.`,
      remedy: 'Ask for at most as many as there are copies.',
    });
  }
  if (!overlaps(copies, Math.min(r, copies), Math.min(w, copies)))
    yield warning({
      code: 'stale-reads-possible',
      where: `${where}.r`,
      message: `R + W of "${id}" is ${r + w}, not more than its ${copies} copies: a read may meet none that has the newest write.`,
      remedy: `Let R + W be at least ${copies + 1}, or accept it: the report counts stale reads.`,
    });
}
