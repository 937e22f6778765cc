import type { Problem } from '../../core/problem';
import type { DesignIndex } from '../design-index';
import { consumersOf } from '../events';
import type { ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import { type Check, error, warning } from './check';

interface Published {
  readonly event: string;
  readonly queue: ResolvedNode;
  readonly where: string;
}

/** Events that nobody has an operation for, operations for events that nobody publishes, and filters for either. */
export const eventNames: Check = function* (index) {
  const published = [...publishedIn(index)];
  yield* unconsumed(published, index);
  const obvious = publishesWithoutNames(index);
  for (const node of index.nodes.values()) {
    if (node.kind === 'topic') yield* filters(node, published, index);
    else yield* unpublished(node, published, obvious, index);
  }
};

function* publishedIn(index: DesignIndex): Generator<Published> {
  for (const node of index.nodes.values()) {
    if (index.roleOf(node.id) !== 'server') continue;
    for (const { step, where } of stepsOf(node)) {
      if (step.kind !== 'publish') continue;
      const queue = index.nodes.get(index.links.get(step.link)?.to ?? '');
      if (queue && index.roleOf(queue.id) === 'queue') yield { event: step.event, queue, where: `${where}.event` };
    }
  }
}

/** An operation by that name takes an event; so does the only operation of a node, and what a node without operations does. */
const takes = ({ operations = [] }: ResolvedNode, event: string): boolean =>
  operations.length <= 1 || operations.some(({ name }) => name === event);

function* unconsumed(published: readonly Published[], index: DesignIndex): Generator<Problem> {
  const told = new Set<string>();
  for (const { event, queue, where } of published) {
    const key = `${queue.id} ${event}`;
    if (told.has(key) || index.outgoing(queue.id).length === 0) continue;
    told.add(key);
    const consumers = consumersOf(queue, event, index);
    if (consumers.some((consumer) => takes(consumer, event))) continue;
    // Nobody at all consumes from the queues behind a topic: that is said of those.
    if (consumers.length === 0 && queue.kind !== 'topic') continue;
    const [first] = consumers;
    yield warning({
      code: 'event-without-consumer',
      where,
      message: first
        ? `No consumer of "${queue.id}" has an operation for the event "${event}"; "${first.id}" takes it with its first, "${first.operations?.[0]?.name}".`
        : `No subscriber of "${queue.id}" wants the event "${event}".`,
      remedy: `Add an operation "${event}" to a consumer, or do not publish it there.`,
    });
  }
}

/** Queues that nodes without operations publish to; their events have no names. */
const publishesWithoutNames = (index: DesignIndex): ReadonlySet<string> =>
  new Set(
    [...index.nodes.values()]
      .filter((node) => index.roleOf(node.id) === 'server' && !node.operations?.length)
      .flatMap(({ id }) => index.outgoing(id).map(({ to }) => to)),
  );

function* unpublished(
  node: ResolvedNode,
  published: readonly Published[],
  obvious: ReadonlySet<string>,
  index: DesignIndex,
): Generator<Problem> {
  const incoming = index.incoming(node.id);
  if (index.roleOf(node.id) !== 'server' || incoming.length === 0) return;
  // What is called can be called by any of its names.
  if (incoming.some(({ from }) => index.roleOf(from) !== 'queue')) return;
  const events = new Set(published.filter(({ queue, event }) => consumersOf(queue, event, index).includes(node)).map(({ event }) => event));
  const queues = incoming.map(({ from }) => from);
  if (events.size === 0 || queues.some((queue) => obvious.has(queue))) return;
  for (const [i, { name }] of (node.operations ?? []).entries()) {
    // The first one takes whatever has no operation of its own.
    if (i === 0 || events.has(name)) continue;
    yield warning({
      code: 'consumer-of-unpublished-event',
      where: `nodes.${node.id}.operations.${i}.name`,
      message: `"${node.id}" consumes the event "${name}", which nobody publishes to ${queues.map((id) => `"${id}"`).join(' or ')}.`,
      remedy: `Publish "${name}" there, give the operation the name of an event that is published (${[...events].join(', ')}), or remove it.`,
    });
  }
}

function* filters(
  topic: Extract<ResolvedNode, { kind: 'topic' }>,
  published: readonly Published[],
  index: DesignIndex,
): Generator<Problem> {
  const events = new Set(published.filter(({ queue }) => queue === topic).map(({ event }) => event));
  const seen = new Set<string>();
  for (const [i, filter] of topic.params.filters.entries()) {
    const where = `nodes.${topic.id}.params.filters.${i}`;
    const link = index.links.get(filter.link);
    if (link?.from !== topic.id || seen.has(filter.link)) {
      if (!link && index.unreadable.links.has(filter.link)) continue;
      yield error({
        code: seen.has(filter.link) ? 'several-filters-on-link' : 'filter-on-foreign-link',
        where: `${where}.link`,
        message: seen.has(filter.link)
          ? `The topic "${topic.id}" has several filters for link "${filter.link}".`
          : `The topic "${topic.id}" filters what goes over link "${filter.link}", which ${link ? `starts at "${link.from}"` : 'is not in this design'}.`,
        remedy: seen.has(filter.link) ? 'Put all events into one of them.' : `Name a link that starts at "${topic.id}".`,
      });
    }
    seen.add(filter.link);
    const unknown = filter.events.filter((event) => !events.has(event));
    if (unknown.length === 0 || events.size === 0) continue;
    yield warning({
      code: 'filter-for-unpublished-event',
      where: `${where}.events`,
      message: `The filter for link "${filter.link}" waits for ${unknown.map((event) => `"${event}"`).join(', ')}, which nobody publishes to "${topic.id}".`,
      remedy: `Events that are published there: ${[...events].join(', ')}.`,
    });
  }
}
