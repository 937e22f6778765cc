import type { Design, DesignFault, DesignLink, DesignNode } from '../../../engine/design/schema';
import { assignors } from '../../../engine/policies/consumer-group-params';
import type { Draw } from '../draw';
import { randomLink } from './links';
import { randomServer } from './nodes';
import { isServer } from './queues';

type Log = Extract<DesignNode, { kind: 'log' }>;
type Policy = NonNullable<DesignLink['policy']>;

export const randomLog = (draw: Draw, id: string): Log => ({
  id,
  kind: 'log',
  params: {
    partitions: draw.one([1, 2, 3, 7]),
    partitioner: draw.one(['key', 'round-robin']),
    ...draw.maybe(0.3, () => ({ retention: draw.one(['20ms', '500ms']) })),
    ...draw.maybe(0.2, () => ({ retentionBytes: draw.one([0, 20_000]) })),
    capacity: draw.one([1, 10, 100_000, 100_000]),
    brokers: draw.int(1, 4),
    replication: draw.int(1, 3),
    acks: draw.one(['all', 'leader']),
    replicationDelay: draw.one(['0ms', '0ms', '3ms', '100ms']),
    electionTime: draw.one(['0ms', '10ms', '300ms']),
  },
});

const randomGroup = (draw: Draw): NonNullable<Policy['group']> => ({
  assignor: draw.one(assignors),
  commit: draw.one(['interval', 'batch', 'record']),
  commitInterval: draw.one(['1ms', '50ms', '1s']),
  batch: draw.one([1, 3, 500]),
  parallel: draw.int(1, 3),
  sessionTimeout: draw.one(['1ms', '100ms', '1s']),
  rebalanceTime: draw.one(['0ms', '10ms', '200ms']),
  pollInterval: draw.one(['1ms', '50ms', '5s']),
  startAt: draw.one(['earliest', 'latest']),
  onFailure: draw.one(['retry', 'skip', 'park']),
  maxDeliveries: draw.int(1, 3),
  retryDelay: draw.one(['1ms', '30ms', '300ms']),
});

/** A link from a log, with what it says of its group or without. */
export function randomGroupLink(draw: Draw, id: string, from: string, to: string): DesignLink {
  const link = randomLink(draw, id, from, to);
  return { ...link, policy: { ...link.policy, ...draw.maybe(0.9, () => ({ group: randomGroup(draw) })) } };
}

/** Puts logs behind some servers of a design, and readers behind the logs. */
export function withRandomLogs(draw: Draw, design: Design): Design {
  if (!draw.chance(0.35)) return design;
  let { nodes = [], links = [], faults = [] } = design;
  const publishers = nodes.filter(isServer);
  for (let i = 0; i < draw.int(1, 2); i++) {
    const log = randomLog(draw, `log-${i}`);
    const readers = draw.times(draw.int(0, 3), (n) =>
      randomServer(draw, `reader-${i}-${n}`, draw.one(['service', 'service', 'function', 'gateway'])),
    );
    const groups = readers.map((reader) => randomGroupLink(draw, `${log.id}-to-${reader.id}`, log.id, reader.id));
    const from = draw.some(publishers, 0.5);
    const over = from.map((publisher) => randomLink(draw, `${publisher.id}-to-${log.id}`, publisher.id, log.id));
    nodes = [...nodes.map((node) => publishing(node, over.find((link) => link.from === node.id)?.id)), log, ...readers];
    links = [...links, ...over, ...groups];
    faults = [...faults, ...draw.times(draw.int(0, 3), (n) => randomLogFault(draw, `log-fault-${i}-${n}`, log, groups))];
  }
  return { ...design, nodes, links, faults };
}

/** A node with operations says when it publishes; one without does so at the end. */
function publishing(node: DesignNode, link: string | undefined): DesignNode {
  if (link === undefined || node.operations === undefined) return node;
  return {
    ...node,
    operations: node.operations.map((operation) => ({
      ...operation,
      steps: [...operation.steps, { kind: 'publish', link, event: 'Done' }],
    })),
  };
}

/** A fault that fits a log or one of its groups. */
export function randomLogFault(draw: Draw, id: string, log: DesignNode, groups: readonly DesignLink[]): DesignFault {
  const when = { startAfter: `${draw.between(0, 3)}s`, duration: `${draw.between(0.01, 2)}s` };
  const loss = { id, action: 'broker-loss', target: { node: log.id }, params: { count: draw.int(1, 4) }, ...when } as const;
  const troubles: DesignFault[] = [
    { id, action: 'poison-message', target: { node: log.id }, params: { share: draw.one([0.1, 1]) }, ...when },
    { id, action: 'duplicate-delivery', target: { node: log.id }, params: { share: draw.one([0.1, 1]) }, ...when },
    { id, action: 'event-loss', target: { node: log.id }, params: { share: draw.one([0.1, 1]) }, ...when },
    { id, action: 'reordering', target: { node: log.id }, params: { share: 0.5, delay: draw.one(['1ms', '200ms']) }, ...when },
  ];
  if (groups.length === 0) return draw.one<DesignFault>([loss, ...troubles]);
  const target = { link: draw.one(groups).id };
  return draw.one<DesignFault>([
    loss,
    { id, action: 'consumer-pause', target, params: { count: draw.int(1, 3) }, ...when },
    { id, action: 'rebalance-storm', target, params: { every: draw.one(['1ms', '50ms']) }, ...when },
    ...troubles,
    { id, action: 'replay', target, params: { from: draw.one(['0s', '500ms', '1s', '100s']) }, ...when },
  ]);
}
