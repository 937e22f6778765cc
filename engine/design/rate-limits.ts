import type { RateLimitParams } from '../policies/rate-limit-params';
import type { Design, ResolvedDesign, ResolvedNode } from './schema';

/** A rate limit where it stands. */
export interface PlacedLimit {
  readonly limit: RateLimitParams;
  /** The node that limits: at its door, or before it calls. */
  readonly node: string;
  /** `nodes.edge.params.rateLimit`, `links.edge-orders.policy.rateLimit` */
  readonly where: string;
  /** The link that it limits, where it does not limit its node. */
  readonly link: string | null;
}

/** The limit at a node's door, where its kind can have one. */
export const doorLimitOf = ({ params }: ResolvedNode): RateLimitParams | undefined =>
  'rateLimit' in params ? params.rateLimit : undefined;

/** The link over which a limit asks its store; undefined for one that keeps its own counts. */
export const storeLinkOf = (limit: RateLimitParams | undefined): string | undefined =>
  limit && 'store' in limit ? limit.store?.link : undefined;

/** Every rate limit, in the order of the file. */
export function* rateLimitsOf({ nodes, links }: ResolvedDesign): Generator<PlacedLimit> {
  for (const node of nodes) {
    const limit = doorLimitOf(node);
    if (limit) yield { limit, node: node.id, where: `nodes.${node.id}.params.rateLimit`, link: null };
  }
  for (const { id, from, policy } of links) {
    if (policy.rateLimit) yield { limit: policy.rateLimit, node: from, where: `links.${id}.policy.rateLimit`, link: id };
  }
}

/** Links over which limits ask their stores. What is obvious, an operation or a journey, leaves them out. */
export function storeLinksOf({ nodes = [], links = [] }: Design | ResolvedDesign): ReadonlySet<string> {
  const atDoors = nodes.map(({ params }) => (params && 'rateLimit' in params ? params.rateLimit : undefined));
  const limits = [...atDoors, ...links.map(({ policy }) => policy?.rateLimit)];
  return new Set(limits.flatMap((limit) => (limit && 'store' in limit && limit.store ? [limit.store.link] : [])));
}
