import type { DesignIndex } from '../design-index';
import { subscriptionsOf } from '../events';
import type { ResolvedNode } from '../schema';
import { type Check, warning } from './check';

export const queueConsumers: Check = function* (index) {
  for (const node of index.nodes.values()) {
    if (index.roleOf(node.id) !== 'queue' || index.outgoing(node.id).some(({ to }) => index.roleOf(to) !== 'queue')) continue;
    // A queue that only takes dead letters may keep them for people to look at, or until they expire and go back.
    if (takesDeadLettersOnly(node, index)) continue;
    if (node.kind === 'topic' && subscriptionsOf(node, undefined, index).length > 0) continue;
    if (node.kind === 'topic' && node.params.filters.length > 0) continue;
    yield warning({
      code: 'queue-without-consumers',
      where: `nodes.${node.id}`,
      message:
        node.kind === 'topic'
          ? `Nobody subscribes to the topic "${node.id}".`
          : `Nobody consumes from the queue "${node.id}", so it fills up.`,
      remedy: 'Link it to a service that works on its messages.',
    });
  }
};

/** Whether all that comes to a queue comes from other queues as dead letters. */
export const takesDeadLettersOnly = (node: ResolvedNode, index: DesignIndex): boolean => {
  const incoming = index.incoming(node.id);
  return incoming.length > 0 && incoming.every(({ from }) => index.nodes.get(from)?.kind === 'queue');
};
