import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import { plainGroup } from '../../policies/consumer-group-params';
import { hint, warning } from '../checks/check';
import { modelOf } from '../node-model';
import type { ResolvedLink, ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import type { DesignView } from './view';
import { perSecond } from './words';

/** From this share of what may be in work on, a backlog comes and goes with every gust. */
const TIGHT = 0.9;

/** Those who work on messages: enough of them, not more than they can hold, and not stopped by one that they cannot digest. */
export const consumers: Advice = function* (view) {
  const { index } = view;
  for (const node of index.design.nodes) {
    if (node.kind === 'queue' || node.kind === 'topic') {
      yield* poison(node);
      for (const link of index.outgoing(node.id)) yield* prefetched(node, link, view);
    }
    if (node.kind !== 'log') continue;
    for (const link of index.outgoing(node.id)) {
      yield* partitioned(node, link, view);
      yield* blocked(link, view);
    }
  }
};

type Queue = Extract<ResolvedNode, { kind: 'queue' | 'topic' }>;

/** Messages over a link that are in work at one time, on average: rate times time to the answer. */
function inWork(link: ResolvedLink, { graph, demand, times, verticesOf, index }: DesignView): number {
  const rate = demand.linkRate(link.id);
  const all = verticesOf(link.to).filter((place) => demand.rate(place) > 0);
  const least = Math.min(...all.map((place) => times.answer(link.to, graph[place]!.operation)));
  const trips = index.roleOf(link.from) === 'log' ? 0 : 2 * times.trip(link);
  return all.length > 0 ? (rate * (least + trips)) / 1e9 : 0;
}

function* prefetched(queue: Queue, link: ResolvedLink, view: DesignView): Generator<Problem> {
  const consumer = view.index.nodes.get(link.to);
  const model = consumer && modelOf(consumer);
  if (model?.role !== 'server' || model.replicas === 0) return;
  const window = queue.params.prefetch * (queue.params.prefetchPer === 'consumer' ? model.replicas : 1);
  const where = `nodes.${queue.id}.params.prefetch`;
  const needed = inWork(link, view);
  if (needed >= TIGHT * window && needed < view.demand.places(link.to)) {
    yield (needed >= window ? warning : hint)({
      code: 'prefetch-too-small',
      where,
      message: `${perSecond(view.demand.linkRate(link.id))} go from "${queue.id}" to "${link.to}", which needs ${needed.toFixed(1)} of them in work at a time; the prefetch allows ${window}${needed >= window ? ': the backlog grows while workers are idle' : ', which is hardly enough'}.`,
      remedy: `Raise the prefetch to ${Math.ceil(needed * 2)} or more.`,
    });
  }
  const room = model.workers === 0 ? Number.POSITIVE_INFINITY : model.replicas * (model.workers + model.queueLimit);
  if (window > room) {
    yield warning({
      code: 'prefetch-above-room',
      where,
      message: `"${queue.id}" hands out ${window} messages at a time, and "${link.to}" has room for ${room}: the rest is refused and delivered again.`,
      remedy: `Lower the prefetch to at most ${room}.`,
    });
  }
}

/** Deliveries of a message that fails each time before it counts as poison. */
const MANY = 20;

function* poison({ id, params }: Queue): Generator<Problem> {
  const { onFailure, redeliveryDelay, maxDeliveries, requeue } = params;
  if (onFailure === 'reject' || redeliveryDelay > 0 || maxDeliveries < MANY) return;
  yield warning({
    code: 'poison-loops',
    where: `nodes.${id}.params.redeliveryDelay`,
    message: `A message that nobody can digest is tried ${maxDeliveries.toLocaleString('en-US')} times without a pause${requeue === 'position' ? ', each time before all that wait' : ''}: a few of them keep the consumers of "${id}" from everything else.`,
    remedy: 'Pause before a message is tried again, try it a few times only, and keep what is left as a dead letter.',
  });
}

function* partitioned(log: Extract<ResolvedNode, { kind: 'log' }>, link: ResolvedLink, view: DesignView): Generator<Problem> {
  const consumer = view.index.nodes.get(link.to);
  const model = consumer && modelOf(consumer);
  if (model?.role !== 'server' || model.replicas === 0) return;
  const { parallel } = link.policy.group ?? plainGroup;
  const atOnce = Math.min(log.params.partitions, model.replicas * parallel);
  const needed = inWork(link, view);
  if (needed < TIGHT * atOnce) return;
  yield (needed >= atOnce ? warning : hint)({
    code: 'partitions-too-few',
    where: `nodes.${log.id}.params.partitions`,
    message: `${perSecond(view.demand.linkRate(link.id))} go from "${log.id}" to "${link.to}", which needs ${needed.toFixed(1)} records in work at a time; ${log.params.partitions} partitions and ${model.replicas} replicas allow ${atOnce}: ${needed >= atOnce ? 'its lag grows without end' : 'it hardly keeps up'}.`,
    remedy:
      log.params.partitions <= model.replicas * parallel
        ? 'Use more partitions, and as many members.'
        : 'Run more replicas of the consumer, or let each work on several partitions.',
  });
}

/** A record that fails for good stops its partition, where it is tried for ever. */
function* blocked(link: ResolvedLink, { index }: DesignView): Generator<Problem> {
  const { onFailure, retryDelay } = link.policy.group ?? plainGroup;
  const consumer = index.nodes.get(link.to);
  if (onFailure !== 'retry' || !consumer || !canFail(consumer)) return;
  yield hint({
    code: 'record-blocks-partition',
    where: `links.${link.id}.policy.group.onFailure`,
    message: `A record at which "${link.to}" fails for good is tried every ${formatDuration(retryDelay)} for ever, and its partition stands still behind it.`,
    remedy: 'Park such records after a few deliveries, and look at them later.',
  });
}

/** Whether some of its own work fails, or an event may lack what it needs. */
const canFail = (node: ResolvedNode): boolean =>
  ('errorRate' in node.params && node.params.errorRate > 0) ||
  (node.operations ?? []).some(({ needs }) => (needs?.length ?? 0) > 0) ||
  [...stepsOf(node)].some(({ step }) => step.kind === 'work' && step.errorRate > 0);
