import { catalogOf } from '../blueprint/events';
import type { Basis } from '../blueprint/basis';
import { isAsync } from '../blueprint/communication';
import { routesOf } from '../blueprint/budgets';
import { takesMessages } from '../../nodes/definition';
import type { ResolvedLink } from '../../design/schema';
import { stepsOf } from '../../design/steps';
import { plainGroup } from '../../policies/consumer-group-params';
import { listed, spanWords } from '../words';

// What several failures ask of a design.

/** Calls that somebody waits for, from a node. */
export const callsFrom = (node: string, basis: Basis): readonly ResolvedLink[] =>
  basis.view.index.outgoing(node).filter((link) => !isAsync(link, basis));
/** … and to it. */
export const callsTo = (node: string, basis: Basis): readonly ResolvedLink[] =>
  basis.view.index.incoming(node).filter((link) => !isAsync(link, basis));
/** Links over which a node is given messages. */
export const deliveriesTo = (node: string, { view }: Basis): readonly ResolvedLink[] =>
  view.index.incoming(node).filter(({ from }) => takesMessages(view.index.roleOf(from)));

/** Journeys that come to a node and wait for it, in a line; none where there are none. */
export function whoWaits(node: string, basis: Basis): string[] {
  const routes = routesOf(basis).filter(({ hops }) => hops.some(({ link }) => link.to === node));
  return routes.length > 0 ? [`Routes that wait for it: ${listed(routes.map(({ name }) => name))}.`] : [];
}

/** Consumers of messages that call the node, on their way or further on: while it is away they do work that fails. */
export function consumersThatNeed(node: string, basis: Basis): ResolvedLink[] {
  const needs = new Set<string>([node]);
  // The set grows while it is gone through.
  for (const id of needs) for (const link of callsTo(id, basis)) needs.add(link.from);
  return [...needs].filter((id) => basis.view.index.nodes.get(id)?.kind !== 'client').flatMap((id) => deliveriesTo(id, basis));
}

/** "Reports on Events" */
export const readerWords = ({ from, to }: ResolvedLink, { name }: Basis): string => `${name(to)} on ${name(from)}`;

/** Whether a consumer knows what it has done already, in words. */
export function againWords(node: string, { view, name }: Basis): string {
  const consumer = view.index.nodes.get(node);
  if (!consumer) return '';
  const effects = [...stepsOf(consumer)].flatMap(({ step }) => (step.kind === 'effect' ? [step] : []));
  const unsafe = effects.filter(({ idempotent }) => !idempotent).map(({ effect }) => effect);
  const inbox = (consumer.operations ?? []).length > 0 && consumer.operations!.every((operation) => operation.inbox);
  if (inbox || (effects.length > 0 && unsafe.length === 0)) return `${name(node)} recognises what it has done: replay is safe.`;
  if (unsafe.length > 0) return `${name(node)} does ${listed([...new Set(unsafe)])} again on a replay: replay only what was not done.`;
  return `${name(node)} does its work again on a replay.`;
}

/** What a pause of one reader costs, and how long it may last. */
export function pauseLine(link: ResolvedLink, basis: Basis): string {
  const { measured, view } = basis;
  const keeper = view.index.nodes.get(link.from);
  const rate = measured.link(link.id)?.rate ?? 0;
  const minute = Math.ceil(rate * 60);
  const grows = minute > 0 ? ` Each minute adds about ${minute.toLocaleString('en-US')} messages` : '';
  const spare = mostOver(link, basis) - rate;
  const caught =
    grows !== '' && spare > 0 && Number.isFinite(spare) ? `, which take ${spanWords((minute / spare) * 1e9)} to catch up at best` : '';
  const kept =
    keeper?.kind === 'log' && keeper.params.retention !== undefined
      ? ` No longer than ${spanWords(keeper.params.retention)}: then records are removed unread.`
      : keeper?.kind === 'queue' || keeper?.kind === 'topic'
        ? ` There is room for ${keeper.params.capacity.toLocaleString('en-US')}${keeper.params.ttl === undefined ? '' : `, and messages expire after ${spanWords(keeper.params.ttl)}`}.`
        : '';
  return `${readerWords(link, basis)}.${grows}${caught}${grows === '' ? '' : '.'}${kept}`;
}

/** Messages that a reader can take per second at most: by its workers, and by how many it is given at once. Infinity where nobody can say. */
export function mostOver(link: ResolvedLink, { measured, view }: Basis): number {
  const line = measured.link(link.id);
  const busy = measured.node(link.to)?.utilization ?? null;
  const keeper = view.index.nodes.get(link.from);
  const reader = view.index.nodes.get(link.to);
  if (!line || !keeper || !reader || line.duration.mean === null || line.duration.mean === 0) return Number.POSITIVE_INFINITY;
  const replicas = 'replicas' in reader.params && typeof reader.params.replicas === 'number' ? reader.params.replicas : 1;
  const slots =
    keeper.kind === 'log'
      ? Math.min(keeper.params.partitions, replicas * (link.policy.group ?? plainGroup).parallel)
      : keeper.kind === 'queue' || keeper.kind === 'topic'
        ? keeper.params.prefetch * (keeper.params.prefetchPer === 'consumer' ? replicas : 1)
        : Number.POSITIVE_INFINITY;
  const byWorkers = busy !== null && busy > 0 ? line.rate / busy : Number.POSITIVE_INFINITY;
  return Math.min(byWorkers, (slots * 1000) / line.duration.mean);
}

/** Events that a node publishes, with who takes them. */
export const publishedBy = (node: string, basis: Basis) =>
  catalogOf({ resolved: basis.resolved, index: basis.view.index }).filter(({ publishers }) => publishers.includes(node));
