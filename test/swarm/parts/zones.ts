import type { Design, DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { keepsMessages } from './queues';

const zoneIds = ['a', 'b', 'far'] as const;
const regionOf = { a: 'near', b: 'near', far: 'away' } as const;

/** Zones, some of which may be missing, and how far apart they are. */
export const randomZones = (draw: Draw): Required<Pick<Design, 'zones' | 'zoneLatency'>> => ({
  zones: draw.some(zoneIds, 0.9).map((id) => ({ id, region: regionOf[id] })),
  zoneLatency: { sameZone: draw.one(['0ms', '1ms']), crossZone: draw.one(['0ms', '2ms']), crossRegion: '30ms' },
});

/** The node in some of the zones that there are. */
export function placed<N extends DesignNode>(draw: Draw, node: N, zones: Design['zones']): N {
  if (!zones?.length || draw.chance(0.2)) return node;
  const ids = zones.map(({ id }) => id);
  const server = node.kind !== 'client' && !keepsMessages(node);
  return { ...node, zones: server ? draw.some(ids, 0.6) : [draw.one(ids)] };
}
