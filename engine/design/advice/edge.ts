import { hint } from '../checks/check';
import type { Advice } from './advice';
import { quoted } from './words';

/** Where the outside comes in. */
export const edge: Advice = function* ({ index }) {
  const { design } = index;
  for (const client of design.nodes) {
    if (client.kind !== 'client') continue;
    const doors = [...new Set(index.outgoing(client.id).map(({ to }) => to))].filter((id) => index.nodes.get(id)?.kind === 'service');
    if (doors.length < 2) continue;
    yield hint({
      code: 'many-front-doors',
      where: `nodes.${client.id}`,
      message: `"${client.id}" calls ${doors.length} services directly (${quoted(doors)}): each must check who comes, limit and encrypt by itself, and none can move without its callers.`,
      remedy: 'Put an API gateway before them.',
    });
  }
  const checks = (id: string): boolean => {
    const node = index.nodes.get(id);
    return node?.kind === 'service' && node.params.tokenCheck !== undefined;
  };
  const careful = design.nodes.some(({ id }) => checks(id)) || design.links.some(({ network }) => network.tls !== undefined);
  if (!careful) return;
  const told = new Set<string>();
  for (const { from, to } of design.links) {
    if (index.roleOf(from) !== 'source' || index.nodes.get(to)?.kind !== 'service' || checks(to) || told.has(to)) continue;
    told.add(to);
    yield hint({
      code: 'edge-without-token-check',
      where: `nodes.${to}.params.tokenCheck`,
      message: `The design checks tokens or certificates inside, and "${to}", where "${from}" comes in, checks nobody.`,
      remedy: 'Check the token at the edge, and again where the work is done.',
    });
  }
};
