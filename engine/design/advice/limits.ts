import type { Problem } from '../../core/problem';
import { hint, warning } from '../checks/check';
import { rateLimitsOf } from '../rate-limits';
import type { Advice } from './advice';
import { limitRate, ownRate } from './limit-rate';
import type { DesignView } from './view';
import { percent, perSecond } from './words';

/** Rate limits that refuse what should pass, let more pass than they say, or are not there. */
export const limits: Advice = function* (view) {
  const { index, demand } = view;
  for (const { limit, node, where, link } of rateLimitsOf(index.design)) {
    const rate = limitRate(limit);
    const offered = link === null ? demand.nodeRate(node) : demand.linkRate(link);
    // Over a link, what passes is known, not what is asked for.
    if (link === null && rate !== null && offered > rate) {
      yield warning({
        code: 'limit-below-load',
        where,
        message: `${perSecond(offered)} come to "${node}", and its limit lets ${perSecond(rate)} pass: ${percent(1 - rate / offered)} of the calls are refused with nothing wrong.`,
        remedy: `Raise the limit above ${perSecond(offered)}, or send less.`,
      });
    }
    yield* perReplica({ scope: limit.scope, own: ownRate(limit), node, where }, view);
  }
  for (const node of index.design.nodes) {
    if (node.kind !== 'gateway' || node.params.rateLimit || node.params.concurrencyLimit) continue;
    const open = index.incoming(node.id).filter(({ from, policy }) => index.roleOf(from) === 'source' && !policy.rateLimit);
    if (open.length === 0) continue;
    yield hint({
      code: 'gateway-without-limit',
      where: `nodes.${node.id}.params.rateLimit`,
      message: `"${node.id}" lets everything in: one client that runs wild takes the workers of all behind it.`,
      remedy: 'Give it a rate limit above the usual traffic.',
    });
  }
  yield* tenants(view);
};

function* perReplica(
  { scope, own, node, where }: { scope: string; own: number; node: string; where: string },
  { index }: DesignView,
): Generator<Problem> {
  const params = index.nodes.get(node)?.params;
  const replicas = params && 'replicas' in params ? params.replicas : 1;
  if (scope !== 'each-replica' || replicas < 2) return;
  yield hint({
    code: 'limit-per-replica',
    where: `${where}.scope`,
    message: `Each of the ${replicas} replicas of "${node}" lets ${perSecond(own)} pass by itself: ${perSecond(own * replicas)} in all, and more with each replica that is added.`,
    remedy: 'Count together, or keep the counts in a shared store; or divide the limit by the replicas.',
  });
}

function* tenants({ index }: DesignView): Generator<Problem> {
  const counted = [...rateLimitsOf(index.design)].some(({ limit }) => limit.per === 'tenant');
  if (counted) return;
  for (const node of index.design.nodes) {
    if (node.kind !== 'client' || (node.params.tenants?.length ?? 0) < 2) continue;
    yield hint({
      code: 'tenants-without-limits',
      where: `nodes.${node.id}.params.tenants`,
      message: `${node.params.tenants!.length} tenants share the system, and no limit counts by tenant: one of them can take it all.`,
      remedy: 'Give the first node behind the clients a rate limit per tenant.',
    });
    return;
  }
}
