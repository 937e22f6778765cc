import type { DesignIndex } from '../design-index';
import { type Check, error } from './check';

export const zones: Check = function* (index) {
  const known = new Set(index.design.zones.map(({ id }) => id));
  const named = new Set([...known, ...index.design.zones.map(({ region }) => region)]);
  for (const node of index.design.nodes) {
    const missing = node.zones.find((id) => !known.has(id) && !index.unreadable.zones.has(id));
    if (missing !== undefined) {
      yield error({
        code: 'node-in-missing-zone',
        where: `nodes.${node.id}.zones`,
        message: `"${node.id}" runs in zone "${missing}", which is not in this design.`,
        remedy: `Add a zone with id "${missing}", or take it out of the node’s zones.`,
      });
    }
    if (node.zones.length > 1 && index.roleOf(node.id) !== 'server') {
      yield error({
        code: 'one-zone-only',
        where: `nodes.${node.id}.zones`,
        message: `"${node.id}" names ${node.zones.length} zones, but it has no replicas to spread over them.`,
        remedy: 'Keep one zone, or draw one node per zone.',
      });
    }
  }
  // The region of a zone that cannot be read could have any name.
  if (index.unreadable.zones.size === 0) yield* pairs(index, named);
};

function* pairs({ design }: DesignIndex, named: ReadonlySet<string>) {
  for (const [i, { one, other }] of design.zoneLatency.pairs.entries()) {
    const missing = [one, other].find((name) => !named.has(name));
    if (missing === undefined) continue;
    yield error({
      code: 'latency-of-missing-zone',
      where: `zoneLatency.pairs.${i}`,
      message: `A latency is given for "${missing}", which is neither a zone nor a region of this design.`,
      remedy: 'Name a zone or region that exists, or remove the pair.',
    });
  }
}
