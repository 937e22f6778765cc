import type { DesignIndex } from './design-index';
import type { ResolvedLink, ResolvedNode } from './schema';

/** Links over which a queue or topic delivers an event of that name; the obvious message has none. Dead letters go another way. */
export function subscriptionsOf(queue: ResolvedNode, event: string | undefined, index: DesignIndex): readonly ResolvedLink[] {
  const outgoing = index.outgoing(queue.id);
  if (queue.kind !== 'topic') return outgoing.filter(({ to }) => index.roleOf(to) !== 'queue');
  return outgoing.filter(({ id }) => {
    const filter = queue.params.filters.find(({ link }) => link === id);
    return filter === undefined || filter.events.includes(event ?? '');
  });
}

/** The link over which a queue sends its dead letters to another; undefined where they stay. */
export const deadLetterLinkOf = (queue: ResolvedNode, index: DesignIndex): ResolvedLink | undefined =>
  queue.kind === 'queue' ? index.outgoing(queue.id).find(({ to }) => index.roleOf(to) === 'queue') : undefined;

/** Services that an event may come to, through topics and queues alike. */
export function consumersOf(queue: ResolvedNode, event: string | undefined, index: DesignIndex): ResolvedNode[] {
  return subscriptionsOf(queue, event, index).flatMap(({ to }) => {
    const next = index.nodes.get(to);
    if (!next) return [];
    return index.roleOf(to) === 'queue' ? consumersOf(next, event, index) : [next];
  });
}
