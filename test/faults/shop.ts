import type { Design, DesignFault } from '../../engine/design/schema';

/**
 * A small shop with every role that a fault can be on: clients, services in two zones, a database with a replica, a cache, a queue and a
 * log with a consumer group. Constant times and arrivals, so that a rate before a fault and the same rate after it are equal but for
 * what the fault has left behind.
 */
export const shop: Design = {
  version: 1,
  name: 'A shop to break',
  run: { duration: '60s', warmup: '0s' },
  zones: [
    { id: 'eu-a', region: 'eu' },
    { id: 'eu-b', region: 'eu' },
  ],
  groups: [{ id: 'backend', kind: 'plain' }],
  entities: [{ id: 'item', by: 'entity' }],
  events: [{ id: 'Ordered', owner: 'api', versions: [{ version: 1, fields: ['id', 'total'] }] }],
  nodes: [
    {
      id: 'users',
      kind: 'client',
      params: { traffic: { kind: 'open', arrivals: 'constant', rate: 100 }, entities: { kind: 'uniform', count: 1000 } },
    },
    {
      id: 'api',
      kind: 'service',
      zones: ['eu-a', 'eu-b'],
      params: { replicas: 4, workers: 500, mode: 'async', serviceTime: '5ms', queueLimit: 100_000 },
      operations: [
        {
          name: 'order',
          steps: [
            { kind: 'work', time: '5ms' },
            { kind: 'call', link: 'api-cache', onError: 'ignore' },
            { kind: 'write', link: 'api-store', entity: 'item' },
            { kind: 'read', link: 'api-store', entity: 'item' },
            { kind: 'call', link: 'api-partner', needs: ['id'] },
            { kind: 'publish', link: 'api-queue', event: 'Ordered' },
            { kind: 'publish', link: 'api-log', event: 'Ordered' },
          ],
        },
      ],
    },
    {
      id: 'store',
      kind: 'database',
      group: 'backend',
      params: { connections: 200, queueLimit: 100_000, queryTime: '2ms', replication: { replicas: 1, lag: '1ms', reads: 'replicas' } },
    },
    { id: 'cache', kind: 'cache', params: { contents: { capacity: 2000 } } },
    {
      id: 'partner',
      kind: 'service',
      group: 'backend',
      params: { workers: 500, serviceTime: '10ms', queueLimit: 100_000 },
      operations: [{ name: 'charge', versions: [{ version: 1, fields: ['id'] }], steps: [{ kind: 'work', time: '10ms' }] }],
    },
    { id: 'queue', kind: 'queue', params: { prefetch: 1000, maxDeliveries: 2, redeliveryDelay: '10ms' } },
    { id: 'worker', kind: 'service', params: { workers: 1000, serviceTime: '5ms' } },
    { id: 'log', kind: 'log', params: { partitions: 4 } },
    { id: 'reader', kind: 'service', params: { replicas: 2, workers: 10, serviceTime: '1ms' } },
  ],
  links: [
    { id: 'users-api', from: 'users', to: 'api' },
    { id: 'api-cache', from: 'api', to: 'cache', protocol: 'redis' },
    { id: 'cache-store', from: 'cache', to: 'store', protocol: 'sql' },
    { id: 'api-store', from: 'api', to: 'store', protocol: 'sql' },
    { id: 'api-partner', from: 'api', to: 'partner', network: { tls: { handshake: '5ms', callsPerConnection: 20 } } },
    { id: 'api-queue', from: 'api', to: 'queue', protocol: 'event' },
    { id: 'queue-worker', from: 'queue', to: 'worker', protocol: 'event' },
    { id: 'api-log', from: 'api', to: 'log', protocol: 'event' },
    { id: 'log-reader', from: 'log', to: 'reader', protocol: 'event' },
  ],
  journeys: [{ id: 'buy', client: 'users', link: 'users-api', operation: 'order' }],
};

const side: ReadonlySet<string> = new Set(['cache', 'log', 'reader']);

/** The shop without what a fault on this target has nothing to do with, so that many runs take less time. */
export function designFor(target: DesignFault['target']): Design {
  const place = 'node' in target ? target.node : 'link' in target ? target.link : '';
  if (!['api', 'partner', 'store', 'api-partner', 'api-store'].includes(place)) return shop;
  const links = shop.links!.filter(({ from, to }) => !side.has(from) && !side.has(to));
  return {
    ...shop,
    links,
    nodes: shop
      .nodes!.filter(({ id }) => !side.has(id))
      .map((node) =>
        node.id === 'api'
          ? {
              ...node,
              operations: node.operations!.map((operation) => ({
                ...operation,
                steps: operation.steps.filter((step) => !('link' in step) || links.some(({ id }) => id === step.link)),
              })),
            }
          : node,
      ),
  };
}
