import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import type { BreakerParams } from '../../policies/breaker-params';
import { hint, warning } from '../checks/check';
import type { ResolvedLink } from '../schema';
import type { Advice } from './advice';
import type { DesignView } from './view';
import { perSecond } from './words';

/** Breakers that cannot trip, or that are not there where they matter most. */
export const breakerReach: Advice = function* (view) {
  const { index } = view;
  for (const link of index.design.links) {
    const { breaker } = link.policy;
    if (breaker) {
      yield* tooFewCalls(link, breaker, view);
      yield* blindToSlowness(link, breaker);
    } else if (index.nodes.get(link.to)?.kind === 'external') yield* unguarded(link, view);
  }
};

/** Calls that a breaker must see within a time before it may trip, and where the field stands; null where time plays no part. */
function threshold(breaker: BreakerParams): { readonly calls: number; readonly within: number; readonly field: string } | null {
  switch (breaker.kind) {
    case 'time-window':
      return { calls: breaker.minimumCalls, within: breaker.span, field: 'minimumCalls' };
    case 'resilience4j':
      return breaker.slidingWindowType === 'TIME_BASED'
        ? { calls: breaker.minimumNumberOfCalls, within: breaker.slidingWindowSize * 1e9, field: 'minimumNumberOfCalls' }
        : null;
    case 'opossum':
      return { calls: breaker.volumeThreshold, within: breaker.rollingCountTimeout, field: 'volumeThreshold' };
    case 'cockatiel':
      return breaker.breaker.kind === 'sampling' && breaker.breaker.minimumRps !== undefined
        ? {
            calls: (breaker.breaker.minimumRps * breaker.breaker.duration) / 1e9,
            within: breaker.breaker.duration,
            field: 'breaker.minimumRps',
          }
        : null;
    case 'consecutive':
    case 'count-window':
      return null;
  }
}

function* tooFewCalls({ id, from, to, policy }: ResolvedLink, breaker: BreakerParams, { index, demand }: DesignView): Generator<Problem> {
  const needs = threshold(breaker);
  const params = index.nodes.get(from)?.params;
  const shares = policy.scope === 'each-replica' && params && 'replicas' in params ? params.replicas : 1;
  const rate = (demand.linkRate(id) * demand.peak * (policy.retry?.attempts ?? 1)) / shares;
  if (!needs || rate === 0 || (rate * needs.within) / 1e9 >= needs.calls) return;
  yield warning({
    code: 'breaker-sees-too-few-calls',
    where: `links.${id}.policy.breaker.${needs.field}`,
    message: `The breaker to "${to}" wants ${Math.ceil(needs.calls)} calls within ${formatDuration(needs.within)} before it trips, and ${perSecond(rate)} go over ${shares > 1 ? 'each replica’s own' : 'it'}: at most ${Math.floor((rate * needs.within) / 1e9)}. It never trips.`,
    remedy: 'Lower the minimum to what comes in that time, or look further back.',
  });
}

function* blindToSlowness({ id, from, to, policy }: ResolvedLink, breaker: BreakerParams): Generator<Problem> {
  const slow = ('slowerThan' in breaker && breaker.slowerThan !== undefined) || breaker.kind === 'resilience4j';
  if (policy.timeout !== undefined || slow || policy.hangUpAtDeadline) return;
  yield warning({
    code: 'breaker-blind-to-slowness',
    where: `links.${id}.policy.timeout`,
    message: `The breaker counts failures, and without a timeout a slow answer of "${to}" is none: it stays closed while "${from}" waits.`,
    remedy: 'Set a timeout, or say from when on an answer counts as slow.',
  });
}

function* unguarded({ id, from, to, policy }: ResolvedLink, { index }: DesignView): Generator<Problem> {
  if (index.roleOf(from) !== 'server' || policy.bulkhead || policy.concurrencyLimit || policy.throttle) return;
  yield hint({
    code: 'third-party-unguarded',
    where: `links.${id}.policy.breaker`,
    message: `"${to}" is somebody else’s: when it is slow or down, "${from}" goes on asking, and its workers wait with it.`,
    remedy: 'Put a circuit breaker or a bulkhead on the link, and say what is answered meanwhile.',
  });
}
