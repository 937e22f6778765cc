import { type NodeKind, nodeKinds } from '../nodes/registry';
import { groupPath, groupsById } from './groups';
import type { Design, ResolvedDesign } from './schema';

/**
 * Zones that a frame gives to the nodes in it which name none: that of the nearest zone or region around them. Whoever is
 * not listed has no such frame. Works on designs with and without their defaults.
 */
export function zonesOfGroups({
  nodes = [],
  groups = [],
  zones = [],
}: Pick<Design | ResolvedDesign, 'nodes' | 'groups' | 'zones'>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (!groups.some(({ kind }) => kind === 'zone' || kind === 'region')) return found;
  const byId = groupsById(groups);
  for (const node of nodes) {
    if (node.group === undefined || (node.zones?.length ?? 0) > 0) continue;
    const place = groupPath(byId, node.group).find(({ kind }) => kind === 'zone' || kind === 'region');
    if (place?.kind === 'zone') found.set(node.id, [place.zone]);
    if (place?.kind !== 'region') continue;
    const all = zones.filter(({ region = 'main' }) => region === place.region).map(({ id }) => id);
    // Only what has replicas can be in several places.
    const kind: NodeKind = node.kind;
    if (all.length > 0) found.set(node.id, nodeKinds[kind].role === 'server' ? all : all.slice(0, 1));
  }
  return found;
}

/** The design whose nodes run where their frames say. The same object where no frame says anything. */
export function inZonesOfGroups(design: ResolvedDesign): ResolvedDesign {
  const zones = zonesOfGroups(design);
  if (zones.size === 0) return design;
  return {
    ...design,
    nodes: design.nodes.map((node) => {
      const own = zones.get(node.id);
      return own ? { ...node, zones: [...own] } : node;
    }),
  };
}
