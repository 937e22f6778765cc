import type { DesignIndex } from '../design-index';
import { deadLetterLinkOf } from '../events';
import type { ResolvedNode } from '../schema';
import { type Check, warning } from './check';
import { takesDeadLettersOnly } from './queue-consumers';

/** More waiting messages than this is no bound to speak of. */
const NO_BOUND = 1_000_000;

/** Where messages that fail end up, and whether they come back for ever. */
export const deadLetters: Check = function* (index) {
  for (const node of index.nodes.values()) {
    if (node.kind !== 'queue' && node.kind !== 'topic') continue;
    if (node.params.capacity > NO_BOUND && node.params.ttl === undefined) {
      yield warning({
        code: 'queue-without-bound',
        where: `nodes.${node.id}.params.capacity`,
        message: `"${node.id}" may hold ${node.params.capacity} messages, and none ever expires: when its consumers fall behind, the broker runs out of memory first.`,
        remedy: 'Lower the capacity, or give messages a time to live.',
      });
    }
    if (node.kind !== 'queue') continue;
    const loop = loopFrom(node, index);
    if (loop !== null) yield loop;
    const consumed = index.outgoing(node.id).some(({ to }) => index.roleOf(to) === 'server');
    // Who tries again has said what is to become of a message; it is counted, and can be looked at, where it dies.
    const once = node.params.onFailure === 'reject' || node.params.maxDeliveries === 1;
    if (!consumed || !once || deadLetterLinkOf(node, index) || takesDeadLettersOnly(node, index)) continue;
    yield warning({
      code: 'queue-without-dead-letters',
      where: `nodes.${node.id}`,
      message: `A message that a consumer of "${node.id}" fails at once is gone: it is not tried again, and the queue has nowhere to send its dead letters.`,
      remedy: `Let it be tried again, or link "${node.id}" to another queue; a link from queue to queue takes the dead letters.`,
    });
  }
};

/** Dead letters that come back to where they died without a pause. A queue on the way that holds them for a while makes it a retry. */
function loopFrom(start: ResolvedNode, index: DesignIndex): ReturnType<typeof warning> | null {
  const way = [start];
  for (let node = start; ; ) {
    const next = index.nodes.get(deadLetterLinkOf(node, index)?.to ?? '');
    if (next?.kind !== 'queue') return null;
    if (next === start) break;
    // A loop further on is told where it begins.
    if (way.includes(next)) return null;
    way.push(next);
    node = next;
  }
  const first = way.reduce((least, node) => (node.id < least.id ? node : least));
  if (first !== start || way.some((node) => node.kind === 'queue' && node.params.ttl !== undefined)) return null;
  return warning({
    code: 'dead-letter-loop',
    where: `nodes.${start.id}`,
    message: `Dead letters go round without a pause: ${[...way, start].map(({ id }) => id).join(' → ')}. Each goes round until the queue’s bound on rounds.`,
    remedy:
      'Give one of these queues a time to live and no consumers, so that messages wait there before they are tried again; or cut the loop.',
  });
}
