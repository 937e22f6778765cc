import type { Design, DesignFault, DesignLink, DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { storeFaults } from './stores';
import { isServer, messageFaults } from './queues';
import { millis } from './times';

const keeps = (node: DesignNode): boolean => node.kind === 'cache' && node.params?.contents !== undefined;

/** A fault that fits one of the nodes, links or zones. */
export function randomFault(
  draw: Draw,
  id: string,
  nodes: readonly DesignNode[],
  links: readonly DesignLink[],
  seconds: number,
  zones: NonNullable<Design['zones']> = [],
): DesignFault | null {
  const servers = nodes.filter(isServer);
  const clients = nodes.filter(({ kind }) => kind === 'client');
  if (servers.length === 0 || links.length === 0 || clients.length === 0) return null;
  const node = { node: draw.one(servers).id };
  const link = { link: draw.one(links).id };
  const when = { startAfter: `${draw.between(0, seconds)}s`, ...draw.maybe(0.7, () => ({ duration: `${draw.between(0.01, seconds)}s` })) };
  return draw.one<DesignFault>([
    { id, action: 'added-latency', target: draw.chance(0.5) ? node : link, params: { extra: millis(draw, 1, 300) }, ...when },
    { id, action: 'slow-down', target: node, params: { factor: draw.between(1, 20) }, ...when },
    { id, action: 'error-rate', target: node, params: { share: draw.between(0, 1) }, ...when },
    { id, action: 'replica-crash', target: node, params: { count: draw.int(1, 3) }, ...when },
    { id, action: 'replica-crash', target: node, params: { count: draw.int(1, 3) }, ...when },
    {
      id,
      action: 'partition',
      target: link,
      params: { mode: draw.one(['black-hole', 'refuse']), direction: draw.one(['both', 'forward', 'backward']) },
      ...when,
    },
    ...messageFaults(draw, id, nodes, links, when),
    ...zoneFaults(draw, id, zones).map((fault) => ({ ...fault, ...when })),
    ...storeFaults(draw, servers).map((fault) => ({ id, ...fault, ...when }) as DesignFault),
    {
      id,
      action: 'partition',
      target: { nodes: { one: [draw.one(nodes).id], other: nodes.map((other) => other.id) } },
      params: { direction: draw.one(['both', 'forward', 'backward']) },
      ...when,
    },
    {
      id,
      action: 'bad-deploy',
      target: node,
      params: { version: draw.int(1, 3), share: draw.between(0, 1), errorRate: draw.one([0, 0.4]), slowdown: draw.one([1, 3]) },
      ...when,
    },
    { id, action: 'contract-break', target: node, params: { fields: draw.some(['id', 'total'], 0.5) }, ...when },
    { id, action: 'certificate-expiry', target: link, ...when },
    { id, action: 'packet-loss', target: link, params: { share: draw.one([0.1, 0.5, 1]) }, ...when },
    { id, action: 'bandwidth-cap', target: link, params: { bandwidth: draw.one([0.05, 1, 20]) }, ...when },
    { id, action: 'traffic-surge', target: { node: draw.one(clients).id }, params: { factor: draw.one([0, 0.3, 3]) }, ...when },
    {
      id,
      action: 'hot-key',
      target: { node: draw.one(clients).id },
      params: { share: draw.one([0.3, 1]), entity: draw.int(0, 3) },
      ...when,
    },
    ...nodes.filter(keeps).map(({ id: cache }) => ({ id, action: 'cache-flush' as const, target: { node: cache }, ...when })),
  ]);
}

function zoneFaults(draw: Draw, id: string, zones: NonNullable<Design['zones']>): DesignFault[] {
  if (zones.length === 0) return [];
  const sides = { one: [draw.one(zones).id], other: zones.map(({ region }) => region ?? 'main') };
  const params = { mode: draw.one(['black-hole', 'refuse'] as const), direction: draw.one(['both', 'forward', 'backward'] as const) };
  return [
    { id, action: 'zone-loss', target: { zone: draw.one(zones).id } },
    { id, action: 'partition', target: { zones: sides }, params },
  ];
}
