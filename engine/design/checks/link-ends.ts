import type { Problem } from '../../core/problem';
import { takesMessages } from '../../nodes/definition';
import type { DesignIndex } from '../design-index';
import type { ResolvedLink } from '../schema';
import { type Check, error } from './check';

export const linkEnds: Check = function* (index) {
  for (const link of index.design.links) {
    yield* missingEnds(link, index);
    const problem = wrongRoles(link, index);
    if (problem) yield problem;
  }
};

function* missingEnds(link: ResolvedLink, index: DesignIndex): Generator<Problem> {
  for (const end of ['from', 'to'] as const) {
    const node = link[end];
    if (index.nodes.has(node) || index.unreadable.nodes.has(node)) continue;
    yield error({
      code: `link-${end}-missing-node`,
      where: `links.${link.id}.${end}`,
      message: `Link "${link.id}" ${end === 'to' ? 'points to' : 'starts at'} node "${node}", which is not in this design.`,
      remedy: `Add a node with id "${node}", or reconnect the link.`,
    });
  }
}

function wrongRoles(link: ResolvedLink, index: DesignIndex): Problem | null {
  if (link.from === link.to) {
    return error({
      code: 'self-link',
      where: `links.${link.id}`,
      message: `Link "${link.id}" leads from "${link.from}" back to itself.`,
      remedy: 'Remove the link, and put what it should do into the steps of the operation.',
    });
  }
  const from = index.roleOf(link.from);
  const to = index.roleOf(link.to);
  if (to === 'source') {
    return error({
      code: 'link-to-client',
      where: `links.${link.id}.to`,
      message: `Link "${link.id}" ends at "${link.to}", which are clients; clients ask, nobody asks them.`,
      remedy: 'Turn the link round, or end it at another node.',
    });
  }
  if (takesMessages(to) && from === 'source') {
    return error({
      code: 'client-to-queue',
      where: `links.${link.id}.to`,
      message: `Link "${link.id}" leads from clients straight into the ${to} "${link.to}", and nothing would answer them.`,
      remedy: 'Put a service between them that takes the request and publishes the message.',
    });
  }
  if (to === 'queue' && from === 'queue') return betweenQueues(link, index);
  if (takesMessages(to) && takesMessages(from)) {
    return error({
      code: 'queue-to-queue',
      where: `links.${link.id}.to`,
      message: `Link "${link.id}" leads from a ${from} into a ${to}, and no one carries messages across.`,
      remedy: 'Put a service between them that consumes from one and publishes to the other.',
    });
  }
  return null;
}

/** A topic hands messages on to queues; a queue sends its dead letters to one. */
function betweenQueues(link: ResolvedLink, index: DesignIndex): Problem | null {
  const from = index.nodes.get(link.from)!;
  const to = index.nodes.get(link.to)!;
  if (to.kind !== 'queue') {
    return error({
      code: 'queue-to-topic',
      where: `links.${link.id}.to`,
      message: `Link "${link.id}" leads from "${link.from}" into the topic "${link.to}"; messages would multiply as they go round.`,
      remedy: 'End it at a queue, or put a service between the two that consumes from one and publishes to the other.',
    });
  }
  if (from.kind === 'topic') return null;
  if (to.params.delivery === 'fan-out') {
    return error({
      code: 'dead-letters-to-fan-out',
      where: `links.${link.id}.to`,
      message: `Dead letters of "${link.from}" go to "${link.to}", which gives each consumer a copy of its own.`,
      remedy: `Let the consumers of "${link.to}" compete, or send dead letters to another queue.`,
    });
  }
  const first = index.outgoing(link.from).find((other) => index.roleOf(other.to) === 'queue');
  if (first === undefined || first.id === link.id) return null;
  return error({
    code: 'several-dead-letter-queues',
    where: `links.${link.id}`,
    message: `Links "${first.id}" and "${link.id}" both take the dead letters of "${link.from}".`,
    remedy: 'Keep one of them.',
  });
}
