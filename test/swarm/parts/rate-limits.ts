import type { Design, DesignLink, DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { keepsMessages } from './queues';

// Random rate limits, small enough to bite and to forget.

type RateLimit = NonNullable<NonNullable<DesignLink['policy']>['rateLimit']>;
type Limited = Extract<DesignNode, { kind: 'gateway' | 'service' | 'external' }>;

export function randomRateLimit(draw: Draw): RateLimit {
  const common = {
    ...draw.maybe(0.4, () => ({ per: draw.one(['tenant', 'entity'] as const), keys: draw.int(1, 4) })),
    ...draw.maybe(0.3, () => ({ scope: 'each-replica' as const })),
  };
  const rate = draw.between(1, 100);
  const burst = draw.int(1, 20);
  const limit = draw.int(1, 30);
  const window = draw.one(['1ms', '100ms', '1s', '3s']);
  return draw.one<RateLimit>([
    { rate, burst, ...draw.maybe(0.5, () => ({ initial: draw.one([0, 0.5]) })), ...common },
    { kind: 'stepped-token-bucket', refill: limit, every: window, burst, ...common },
    { kind: 'windowed-token-bucket', limit, window, ...common },
    { kind: 'gcra', rate, burst, ...common },
    { kind: 'leaky-bucket', rate, burst, queue: draw.int(0, 30), ...common },
    { kind: 'leaky-bucket', rate, burst, queue: draw.int(0, 30), ...common },
    { kind: 'fixed-window', limit, window, start: draw.one(['clock', 'first-call']), block: draw.one(['0ms', '50ms', '2s']), ...common },
    { kind: 'sliding-log', limit, window, ...common },
    { kind: 'sliding-counter', limit, window, ...common },
  ]);
}

const canBeLimited = (node: DesignNode): node is Limited => ['gateway', 'service', 'external'].includes(node.kind);

/** Lets some of the limits, and some doors that had none, ask over a link of their own that ends at a server. */
export function withRandomStores(draw: Draw, design: Design): Design {
  const nodes = design.nodes ?? [];
  const links = design.links ?? [];
  const askers = new Set<string>();
  const storeFor = (from: string, except: string | null, limit: RateLimit | undefined): RateLimit | undefined => {
    const ways = links.filter((link) => {
      const to = nodes.find(({ id }) => id === link.to);
      return link.from === from && link.id !== except && !(to && keepsMessages(to)) && !askers.has(link.id);
    });
    if (ways.length === 0 || !draw.chance(0.4)) return limit;
    const shared = limit ?? randomRateLimit(draw);
    if (shared.kind === 'leaky-bucket') return limit;
    const { scope: _, ...rest } = shared;
    return { ...rest, store: { link: draw.one(ways).id, whenDown: draw.one(['open', 'closed']) } };
  };
  const limited = links.map((link): DesignLink => {
    const from = nodes.find(({ id }) => id === link.from);
    const before = link.policy?.rateLimit;
    if (!before || (from && keepsMessages(from)) || isAsked(design, link.id)) return link;
    const rateLimit = storeFor(link.from, link.id, before);
    if (rateLimit === before) return link;
    askers.add(link.id);
    return { ...link, policy: { ...link.policy, rateLimit: rateLimit! } };
  });
  const doors = nodes.map((node): DesignNode => {
    if (!canBeLimited(node)) return node;
    const rateLimit = storeFor(node.id, null, node.params?.rateLimit);
    return rateLimit === undefined ? node : { ...node, params: { ...node.params, rateLimit } };
  });
  return { ...design, nodes: doors, links: limited };
}

/** Whether the design asks over the link already: then the link's own limit must stay simple. */
const isAsked = (design: Design, link: string): boolean => JSON.stringify(design).includes(`"store":{"link":"${link}"`);
