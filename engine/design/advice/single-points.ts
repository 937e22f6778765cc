import type { Problem } from '../../core/problem';
import { hint } from '../checks/check';
import type { ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import type { DesignView } from './view';

/** What there is one of, where an answer needs it. */
export const singlePoints: Advice = function* (view) {
  const needed = neededNodes(view);
  for (const node of view.index.design.nodes) {
    if (needed.has(node.id)) yield* oneOfIt(node, view);
    yield* brokers(node);
  }
};

/** Nodes without whose answer some request fails: reached by calls that are waited for, and that nothing stands in for. */
function neededNodes({ index, graph, verticesOf }: DesignView): ReadonlySet<string> {
  const optional = new Set<string>();
  for (const node of index.design.nodes) {
    const steps = [...stepsOf(node)].flatMap(({ step }) => ('onError' in step && step.kind !== 'publish' ? [step] : []));
    for (const { link } of steps) if (steps.every((step) => step.link !== link || step.onError !== 'fail')) optional.add(link);
  }
  for (const { id, policy } of index.design.links) if (policy.fallback) optional.add(id);
  const seen = new Set<number>();
  const open = index.design.links.flatMap(({ from, to }) => (index.roleOf(from) === 'source' ? verticesOf(to) : []));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    for (const { to, link, message, weight } of graph[place]!.edges) if (!message && weight > 0 && !optional.has(link)) open.push(to);
  }
  return new Set([...seen].map((place) => graph[place]!.node));
}

function* oneOfIt(node: ResolvedNode, { demand }: DesignView): Generator<Problem> {
  const { id } = node;
  const rate = demand.nodeRate(id);
  const load = rate > 0 ? ` (${Math.round(rate).toLocaleString('en-US')}/s)` : '';
  if ((node.kind === 'service' || node.kind === 'gateway') && node.params.replicas === 1 && (node.params.autoscaling?.min ?? 1) === 1) {
    yield hint({
      code: 'single-replica',
      where: `nodes.${id}.params.replicas`,
      message: `"${id}" runs once, and answers need it${load}: while it restarts or is deployed, all of them fail.`,
      remedy: 'Run at least two replicas.',
    });
  }
  if ((node.kind === 'database' && !node.params.replication) || (node.kind === 'key-value' && node.params.quorum.n === 1)) {
    yield hint({
      code: 'store-with-one-copy',
      where: node.kind === 'database' ? `nodes.${id}.params.replication` : `nodes.${id}.params.quorum.n`,
      message: `"${id}" keeps one copy, and answers need it${load}: when it dies they fail until it is back, and what it held may be gone.`,
      remedy: 'Keep copies on other machines, with a failover to one of them.',
    });
  }
  if (node.kind === 'database' && node.params.replication && !node.params.replication.failover) {
    yield hint({
      code: 'primary-without-failover',
      where: `nodes.${id}.params.replication.failover`,
      message: `"${id}" has ${node.params.replication.replicas} replicas, and none takes over when the primary dies: writes fail until it is back.`,
      remedy: 'Let a replica take over.',
    });
  }
}

function* brokers(node: ResolvedNode): Generator<Problem> {
  const { id } = node;
  if (node.kind === 'log' && Math.min(node.params.replication, node.params.brokers) === 1) {
    yield hint({
      code: 'log-with-one-copy',
      where: `nodes.${id}.params.replication`,
      message: `Each partition of "${id}" lies on one broker: when that is lost, its records are, and nobody can write there.`,
      remedy: 'Keep three copies on three brokers.',
    });
  } else if (node.kind === 'log' && node.params.acks === 'leader') {
    yield hint({
      code: 'acks-lose-records',
      where: `nodes.${id}.params.acks`,
      message: `"${id}" says that a record is stored once its leader has it: what the other copies do not have yet is lost with the leader.`,
      remedy: 'Wait for all copies ("acks": "all").',
    });
  }
  if ((node.kind === 'queue' || node.kind === 'topic') && !node.params.durable) {
    yield hint({
      code: 'queue-forgets',
      where: `nodes.${id}.params.durable`,
      message: `Messages in "${id}" do not survive the loss of its broker: all that wait are gone with it.`,
      remedy: 'Make it durable, unless a lost message does no harm.',
    });
  }
}
