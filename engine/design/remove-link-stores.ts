import type { DesignLink, DesignNode } from './schema';

type RateLimit = NonNullable<NonNullable<DesignLink['policy']>['rateLimit']>;

/** The limit keeps its own counts where the link led to its store; the same object where it did not. */
function withoutStore<L extends RateLimit | undefined>(limit: L, link: string): L {
  if (!limit || !('store' in limit) || limit.store?.link !== link) return limit;
  const { store: _, ...rest } = limit;
  return rest as L;
}

/** The same object when its rate limit does not ask over the link. */
export function withoutStoreInNode(node: DesignNode, link: string): DesignNode {
  if (!node.params || !('rateLimit' in node.params)) return node;
  const rateLimit = withoutStore(node.params.rateLimit, link);
  return rateLimit === node.params.rateLimit ? node : ({ ...node, params: { ...node.params, rateLimit } } as DesignNode);
}

/** The same object when neither its rate limit asks nor its outbox is kept over the link. */
export function withoutStoreInLink(of: DesignLink, link: string): DesignLink {
  const { outbox, ...rest } = of;
  const from = outbox?.store === link ? rest : of;
  const rateLimit = withoutStore(from.policy?.rateLimit, link);
  return rateLimit === undefined || rateLimit === from.policy?.rateLimit ? from : { ...from, policy: { ...from.policy, rateLimit } };
}
