import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import type { ConcurrencyLimitParams } from '../../policies/concurrency-params';
import type { AutoscalingParams, OutlierEjectionParams } from '../../policies/replica-params';
import { rateLimitsOf } from '../rate-limits';
import type { ResolvedNode } from '../schema';
import { type Check, error, warning } from './check';

/** Pairs of numbers of which one bounds the other, the wrong way round. */
export const numberRanges: Check = function* ({ design }) {
  for (const node of design.nodes) yield* atNode(node);
  for (const { id, policy } of design.links) {
    if (policy.concurrencyLimit) yield* concurrency(policy.concurrencyLimit, `links.${id}.policy.concurrencyLimit`);
  }
  for (const { limit, where } of rateLimitsOf(design)) {
    if (limit.kind !== 'stepped-token-bucket' || limit.refill <= limit.burst) continue;
    yield warning({
      code: 'refill-above-burst',
      where: `${where}.refill`,
      message: `${limit.refill} tokens come back at each step, but the bucket holds ${limit.burst}; the rest is lost.`,
      remedy: `Refill at most ${limit.burst}, or let the bucket hold more.`,
    });
  }
};

function* atNode({ id, params }: ResolvedNode): Generator<Problem> {
  const where = `nodes.${id}.params`;
  if ('autoscaling' in params && params.autoscaling) yield* autoscaling(params.autoscaling, `${where}.autoscaling`);
  if ('outlierEjection' in params && params.outlierEjection) yield* ejection(params.outlierEjection, `${where}.outlierEjection`);
  if ('concurrencyLimit' in params && params.concurrencyLimit) yield* concurrency(params.concurrencyLimit, `${where}.concurrencyLimit`);
  if ('provisioned' in params && params.provisioned > params.limit) {
    yield warning({
      code: 'provisioned-above-limit',
      where: `${where}.provisioned`,
      message: `${params.provisioned} instances shall be kept warm, but there may be only ${params.limit}.`,
      remedy: `Keep at most ${params.limit} warm, or raise the limit.`,
    });
  }
  if ('discipline' in params && params.discipline.kind === 'codel' && params.discipline.target >= params.discipline.interval) {
    const { target, interval } = params.discipline;
    yield warning({
      code: 'target-above-interval',
      where: `${where}.discipline.interval`,
      message: `CoDel looks for waits above ${formatDuration(target)} within ${formatDuration(interval)}: too short to see one end.`,
      remedy: 'Make the interval many times the target: 100 ms for 5 ms.',
    });
  }
}

function* autoscaling({ min, max }: AutoscalingParams, where: string): Generator<Problem> {
  if (min <= max) return;
  yield error({
    code: 'min-above-max',
    where: `${where}.max`,
    message: `There may be no more than ${max} replicas, and no fewer than ${min}.`,
    remedy: 'Swap the two, or raise the most.',
  });
}

function* ejection({ baseTime, maxTime }: OutlierEjectionParams, where: string): Generator<Problem> {
  if (baseTime <= maxTime) return;
  yield warning({
    code: 'wait-above-cap',
    where: `${where}.maxTime`,
    message: `The first ejection (${formatDuration(baseTime)}) is cut to the longest (${formatDuration(maxTime)}), so ejections never grow.`,
    remedy: 'Raise the longest above the first.',
  });
}

function* concurrency({ initialLimit, minLimit, maxLimit }: ConcurrencyLimitParams, where: string): Generator<Problem> {
  if (minLimit > maxLimit) {
    yield error({
      code: 'min-above-max',
      where: `${where}.maxLimit`,
      message: `The limit may not grow above ${maxLimit} nor fall below ${minLimit}.`,
      remedy: 'Swap the two, or raise the largest.',
    });
  } else if (initialLimit < minLimit || initialLimit > maxLimit) {
    yield warning({
      code: 'start-outside-range',
      where: `${where}.initialLimit`,
      message: `The limit starts at ${initialLimit}, outside of ${minLimit} to ${maxLimit}.`,
      remedy: `Start between ${minLimit} and ${maxLimit}.`,
    });
  }
}
