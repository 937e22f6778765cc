import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import type { BreakerParams } from '../../policies/breaker-params';
import type { BulkheadParams, PolicyParams } from '../../policies/params';
import { type Check, warning } from './check';

/** Parts of a link's policy that take each other's effect away. It runs, but not as whoever wrote it meant. */
export const linkContradictions: Check = function* (index) {
  for (const { id, from, policy } of index.design.links) {
    const where = `links.${id}.policy`;
    const { retry, bulkhead, breaker } = policy;
    if (retry && retry.backoff > retry.cap) {
      yield warning({
        code: 'wait-above-cap',
        where: `${where}.retry.cap`,
        message: `The first wait before a retry (${formatDuration(retry.backoff)}) is cut to the cap (${formatDuration(retry.cap)}), so waits never grow.`,
        remedy: 'Raise the cap above the backoff, or lower the backoff.',
      });
    }
    if (bulkhead) yield* bulkheads(bulkhead, `${where}.bulkhead`);
    yield* hedges(policy, where);
    if (breaker) yield* breakers(breaker, policy.timeout, `${where}.breaker`);
    if (policy.scope === 'each-replica' && index.roleOf(from) !== 'server') {
      yield warning({
        code: 'scope-without-replicas',
        where: `${where}.scope`,
        message: `"${from}" has no replicas, so a scope of each replica changes nothing.`,
        remedy: 'Choose together.',
      });
    }
  }
};

function* bulkheads({ queue, maxWait, spacing }: BulkheadParams, where: string): Generator<Problem> {
  if (queue > 0 && maxWait === 0) {
    yield warning({
      code: 'nobody-waits',
      where: `${where}.maxWait`,
      message: `${queue} calls may wait for a place, but for no time, so none does.`,
      remedy: 'Raise the longest wait, or set the queue to 0.',
    });
  } else if (spacing > 0 && (queue === 0 || maxWait < spacing)) {
    yield warning({
      code: 'spacing-refuses',
      where: `${where}.${queue === 0 ? 'queue' : 'maxWait'}`,
      message: `A call that comes right after another would have to wait ${formatDuration(spacing)}, and may not: it is refused.`,
      remedy: `Let calls wait: a queue above 0, and a longest wait above ${formatDuration(spacing)}.`,
    });
  }
}

function* hedges({ hedge, timeout }: PolicyParams, where: string): Generator<Problem> {
  if (!hedge || timeout === undefined || hedge.after.kind !== 'delay' || hedge.after.delay < timeout) return;
  yield warning({
    code: 'hedge-after-timeout',
    where: `${where}.hedge.after.delay`,
    message: `A second attempt would be sent after ${formatDuration(hedge.after.delay)}, but the first one times out after ${formatDuration(timeout)}, so there is none.`,
    remedy: 'Hedge well before the timeout: near the p95 of the answers.',
  });
}

function* breakers(breaker: BreakerParams, timeout: number | undefined, where: string): Generator<Problem> {
  switch (breaker.kind) {
    case 'consecutive':
    case 'opossum':
      break;
    case 'count-window':
    case 'time-window':
      yield* slowness(breaker, timeout, where);
      break;
    case 'resilience4j': {
      const { waitDurationInOpenState: first, exponentialMaxWaitDurationInOpenState: most } = breaker;
      if (most !== undefined && first > most) yield waitAboveCap(first, most, `${where}.exponentialMaxWaitDurationInOpenState`);
      break;
    }
    case 'cockatiel': {
      const { halfOpenAfter, breaker: counts } = breaker;
      if (halfOpenAfter.kind === 'exponential' && halfOpenAfter.initialDelay > halfOpenAfter.maxDelay)
        yield waitAboveCap(halfOpenAfter.initialDelay, halfOpenAfter.maxDelay, `${where}.halfOpenAfter.maxDelay`);
      if (counts.kind === 'count' && counts.minimumNumberOfCalls !== undefined && counts.minimumNumberOfCalls > counts.size) {
        yield warning({
          code: 'breaker-never-trips',
          where: `${where}.breaker.minimumNumberOfCalls`,
          message: `The breaker looks at the last ${counts.size} calls but wants to have seen ${counts.minimumNumberOfCalls}; the library refuses that.`,
          remedy: `Set the minimum to at most ${counts.size}.`,
        });
      }
    }
  }
}

function* slowness(
  { slowerThan, slowRate }: Extract<BreakerParams, { kind: 'count-window' | 'time-window' }>,
  timeout: number | undefined,
  where: string,
): Generator<Problem> {
  if (slowerThan === undefined && slowRate < 1) {
    yield warning({
      code: 'no-slow-calls',
      where: `${where}.slowerThan`,
      message: 'The breaker shall trip at a share of slow calls, but does not say when a call is slow.',
      remedy: 'Say how long an answer may take, or leave the share at 1.',
    });
  } else if (slowerThan !== undefined && timeout !== undefined && slowerThan >= timeout) {
    yield warning({
      code: 'no-slow-calls',
      where: `${where}.slowerThan`,
      message: `No answer is slow: calls time out after ${formatDuration(timeout)}, and count as failed before they count as slow at ${formatDuration(slowerThan)}.`,
      remedy: `Set it below the timeout of ${formatDuration(timeout)}.`,
    });
  }
}

const waitAboveCap = (first: number, most: number, where: string): Problem =>
  warning({
    code: 'wait-above-cap',
    where,
    message: `The first wait while open (${formatDuration(first)}) is longer than the longest (${formatDuration(most)}).`,
    remedy: 'Raise the longest wait, or lower the first.',
  });
