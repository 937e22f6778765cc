import type { Problem } from '../../core/problem';
import { takesMessages } from '../../nodes/definition';
import type { DesignIndex } from '../design-index';
import { type PlacedLimit, rateLimitsOf, storeLinkOf } from '../rate-limits';
import { type Check, error } from './check';

/** A rate limit that keeps its counts in a store asks over a link of its own node, which ends at something that answers. */
export const limitStores: Check = function* (index) {
  for (const placed of rateLimitsOf(index.design)) {
    const link = storeLinkOf(placed.limit);
    if (link === undefined) continue;
    const problem = wrongStore(placed, link, index);
    if (problem) yield problem;
    if (placed.limit.scope === 'each-replica') {
      yield error({
        code: 'limit-shared-and-local',
        where: `${placed.where}.scope`,
        message: `The rate limit keeps its counts in a store that all replicas of "${placed.node}" share, and each replica is to count by itself.`,
        remedy: 'Choose "together", or take the store away.',
      });
    }
  }
};

function wrongStore({ where, node }: PlacedLimit, id: string, index: DesignIndex): Problem | null {
  const at = `${where}.store.link`;
  const link = index.links.get(id);
  if (!link) {
    if (index.unreadable.links.has(id)) return null;
    const own = index.outgoing(node).map((outgoing) => outgoing.id);
    return error({
      code: 'limit-store-missing-link',
      where: at,
      message: `The rate limit asks its store over link "${id}", which is not in this design.`,
      remedy:
        own.length > 0
          ? `Use a link that starts at "${node}" (${own.join(', ')}), or add the link.`
          : 'Add the link, or take the store away.',
    });
  }
  if (link.from !== node) {
    return error({
      code: 'limit-store-over-foreign-link',
      where: at,
      message: `The rate limit of "${node}" asks its store over link "${id}", which starts at "${link.from}".`,
      remedy: `Use a link that starts at "${node}".`,
    });
  }
  const from = index.roleOf(link.from);
  if (takesMessages(from)) {
    return error({
      code: 'limit-store-at-queue',
      where: at,
      message: `The rate limit on a delivery of "${node}" asks its store over link "${id}", but a ${from} only delivers messages.`,
      remedy: 'Take the store away, or let the consumer limit.',
    });
  }
  const to = index.roleOf(link.to);
  if (to !== undefined && to !== 'server') {
    return error({
      code: 'limit-store-cannot-answer',
      where: at,
      message: `The rate limit asks its store over link "${id}", which ends at "${link.to}"; that answers no calls.`,
      remedy: 'Use a link to a cache, a database or a service.',
    });
  }
  if (storeLinkOf(link.policy.rateLimit) === undefined) return null;
  return error({
    code: 'limit-store-needs-store',
    where: at,
    message: `The rate limit asks its store over link "${id}", whose own rate limit asks a store first.`,
    remedy: `Let the rate limit of link "${id}" keep its own counts, or remove it.`,
  });
}
