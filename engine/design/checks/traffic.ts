import { type Check, warning } from './check';

/** A design in which nothing will happen, or not everywhere. */
export const traffic: Check = function* (index) {
  const clients = index.design.nodes.filter((node) => index.roleOf(node.id) === 'source');
  if (clients.length === 0) {
    yield warning({
      code: 'no-client',
      where: 'nodes',
      message: 'There are no clients, so nothing will happen.',
      remedy: 'Add clients and link them to what they use.',
    });
    return;
  }
  for (const { id } of clients) {
    if (index.outgoing(id).length > 0) continue;
    yield warning({
      code: 'client-without-links',
      where: `nodes.${id}`,
      message: `"${id}" is linked to nothing, so it sends nothing.`,
      remedy: 'Link it to what its users ask first.',
    });
  }
  const reached = new Set(clients.map((node) => node.id));
  for (const id of reached) for (const link of index.outgoing(id)) reached.add(link.to); // A Set grows while it is walked.
  for (const { id } of index.design.nodes) {
    if (reached.has(id)) continue;
    yield warning({
      code: 'unreachable-node',
      where: `nodes.${id}`,
      message: `Nothing leads from the clients to "${id}", so it stays idle.`,
      remedy: 'Link it to what uses it, or remove it.',
    });
  }
};
