import type { DesignFault, DesignLink, DesignNode } from '../../../engine/design/schema';
import type { StepInput } from '../../../engine/design/step-schema';
import { nodeKinds } from '../../../engine/nodes/registry';
import type { Draw } from '../draw';

// Queues and topics, what is published to them, and what goes wrong with messages.

export type Queue = Extract<DesignNode, { kind: 'queue' }>;
export type Topic = Extract<DesignNode, { kind: 'topic' }>;

export const keepsMessages = (node: DesignNode): node is Queue | Topic => nodeKinds[node.kind].role === 'queue';

export const isServer = (node: DesignNode): boolean => nodeKinds[node.kind].role === 'server';

const randomRules = (draw: Draw) => ({
  capacity: draw.one([1, 5, 1000]),
  prefetch: draw.one([1, 2, 20]),
  maxDeliveries: draw.int(1, 4),
  redeliveryDelay: draw.one(['0ms', '10ms', '300ms']),
  ...draw.maybe(0.4, () => ({ overflow: draw.one(['drop-head', 'reject-publish-dlx'] as const) })),
  ...draw.maybe(0.4, () => ({ prefetchPer: 'consumer' as const })),
  ...draw.maybe(0.4, () => ({ requeue: 'position' as const })),
  ...draw.maybe(0.2, () => ({ onFailure: 'reject' as const })),
  ...draw.maybe(0.3, () => ({ ttl: draw.one(['1ms', '50ms', '2s']) })),
  ...draw.maybe(0.3, () => ({ order: 'priority' as const })),
  ...draw.maybe(0.25, () => ({ consumerTimeout: draw.one(['1ms', '20ms', '1s']) })),
  ...draw.maybe(0.3, () => ({ durable: false })),
});

export const randomQueue = (draw: Draw, id: string): Queue => ({
  id,
  kind: 'queue',
  params: { delivery: draw.one(['compete', 'compete', 'fan-out']), maxRounds: draw.int(1, 3), ...randomRules(draw) },
});

export const randomTopic = (draw: Draw, id: string): Topic => ({ id, kind: 'topic', params: randomRules(draw) });

const events = ['Placed', 'Paid', 'first'] as const;

/** The topic with some of its links filtered. */
export const withFilters = (draw: Draw, topic: Topic, links: readonly { readonly link: string }[]): Topic => ({
  ...topic,
  params: { ...topic.params, filters: draw.some(links, 0.4).map(({ link }) => ({ link, events: draw.some(events, 0.6) })) },
});

/** What a queue or topic may lead to: services, and one other queue for dead letters; a topic to any number of queues. */
export function endsOf(draw: Draw, node: Queue | Topic, further: readonly DesignNode[]): DesignNode[] {
  const queues = further.filter((to) => to.kind === 'queue' && (node.kind === 'topic' || to.params?.delivery === 'compete'));
  const services = further.filter((to) => !keepsMessages(to));
  return [...draw.some(services, 0.6).slice(0, 2), ...draw.some(queues, 0.6).slice(0, node.kind === 'topic' ? 2 : 1)];
}

/** Some queues send dead letters back to where they came from. */
export function backLinks(
  draw: Draw,
  nodes: readonly DesignNode[],
  links: readonly DesignLink[],
  link: (from: string, to: string) => DesignLink,
) {
  const queues = new Map(nodes.filter((node) => node.kind === 'queue').map((node) => [node.id, node]));
  const takers = new Set(links.filter(({ from, to }) => queues.has(from) && queues.has(to)).map(({ from }) => from));
  return links.flatMap(({ from, to }): DesignLink[] => {
    const start = queues.get(from);
    if (!start || !queues.has(to) || takers.has(to) || start.params?.delivery !== 'compete' || !draw.chance(0.6)) return [];
    takers.add(to);
    return [link(to, from)];
  });
}

export const randomPublish = (draw: Draw, link: string, size: () => number): StepInput => ({
  kind: 'publish',
  link,
  event: draw.one(events),
  ...draw.maybe(0.2, () => ({ size: size() })),
  ...draw.maybe(0.2, () => ({ ttl: draw.one(['1ms', '30ms', '1s']) })),
  ...draw.maybe(0.2, () => ({ priority: draw.int(0, 9) })),
  ...draw.maybe(0.4, () => ({ confirm: true, onError: draw.one(['fail', 'ignore'] as const) })),
});

type When = Pick<DesignFault, 'startAfter' | 'duration'>;

export function messageFaults(
  draw: Draw,
  id: string,
  nodes: readonly DesignNode[],
  links: readonly DesignLink[],
  when: When,
): DesignFault[] {
  const queues = nodes.filter(keepsMessages);
  if (queues.length === 0) return [];
  const target = { node: draw.one(queues).id };
  const delivery = links.find(({ from }) => from === target.node);
  const share = draw.one([0.1, 0.5, 1]);
  return [
    { id, action: 'consumer-pause', target: delivery && draw.chance(0.5) ? { link: delivery.id } : target, ...when },
    { id, action: 'broker-loss', target, ...when },
    { id, action: 'broker-loss', target, ...when },
    { id, action: 'poison-message', target, params: draw.chance(0.5) ? { share } : { entity: draw.int(0, 2) }, ...when },
    { id, action: 'duplicate-delivery', target, params: { share }, ...when },
    { id, action: 'event-loss', target, params: { share }, ...when },
    { id, action: 'reordering', target, params: { share, delay: draw.one(['1ms', '100ms']) }, ...when },
  ];
}
