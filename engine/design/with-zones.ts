import type { Design, DesignFault, DesignGroup, DesignZone } from './schema';

/** The design with these zones; what spoke of zones that are gone goes with them: places of nodes, latencies of pairs, faults. Their frames stay as plain groups. */
export function withZones(design: Design, zones: readonly DesignZone[], latency: Design['zoneLatency'] = design.zoneLatency): Design {
  const ids = new Set(zones.map(({ id }) => id));
  const names = new Set([...ids, ...zones.map(({ region }) => region ?? 'main')]);
  const { zones: _, zoneLatency: __, ...rest } = design;
  const pairs = latency?.pairs?.filter(({ one, other }) => names.has(one) && names.has(other));
  const kept = latency && { ...latency, ...(pairs && { pairs }) };
  return {
    ...rest,
    ...(zones.length > 0 && { zones: [...zones] }),
    ...(kept && Object.keys(kept).length > 0 && { zoneLatency: kept }),
    ...(design.nodes && {
      nodes: design.nodes.map((node) =>
        node.zones?.some((id) => !ids.has(id)) ? { ...node, zones: node.zones.filter((id) => ids.has(id)) } : node,
      ),
    }),
    ...(design.groups && { groups: design.groups.map((group) => (group.kind === 'zone' && !ids.has(group.zone) ? plain(group) : group)) }),
    ...(design.faults && { faults: design.faults.filter(({ target }) => isThere(target, ids, names)) }),
  };
}

function isThere(target: DesignFault['target'], ids: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  if ('zone' in target) return ids.has(target.zone);
  if ('region' in target) return names.has(target.region);
  return !('zones' in target) || [...target.zones.one, ...target.zones.other].every((name) => names.has(name));
}

const plain = ({ zone: _, ...group }: Extract<DesignGroup, { kind: 'zone' }>): DesignGroup => ({ ...group, kind: 'plain' });
