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
