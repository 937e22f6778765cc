import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { zCount, zDuration, zFactor, zShare } from '../core/fields';
import { zBreaker } from './breaker-params';
import { causes } from './causes';
import { zConcurrencyLimit } from './concurrency-params';
import { zConsumerGroup } from './consumer-group-params';
import { zHedge } from './hedge-params';
import { zThrottle } from './throttle-params';
import { zRateLimit } from './rate-limit-params';

export const zRetry = z
  .strictObject({
    attempts: zCount('attempts', 2, 20).default(3).describe('Attempts in all, the first one included.'),
    backoff: zDuration({ max: '10min' }).prefault('50ms').describe('Wait before the first retry.'),
    factor: zFactor(1, 10).default(2).describe('Each further wait is this many times as long.'),
    cap: zDuration({ max: '1h' }).prefault('2s').describe('No wait is longer than this.'),
    jitter: z
      .enum(['none', 'full', 'equal', 'decorrelated', 'polly-v2', 'exponential'])
      .default('full')
      .describe(
        'How the wait is spread: full draws from 0 to the wait, equal keeps half of it, decorrelated grows from the last one, polly-v2 is what Polly and cockatiel call decorrelated, exponential draws with the wait as mean.',
      ),
    on: z
      .array(z.enum(causes))
      .min(1)
      .max(causes.length)
      .default(['error', 'dependency', 'timeout', 'queue-full', 'shed', 'unreachable', 'lost', 'crash', 'in-progress'])
      .describe('Failures that are tried again.'),
    budget: z
      .strictObject({
        ratio: zShare().default(0.1).describe('Retry tokens earned per call that succeeds.'),
        cap: zCount('tokens', 1, 10_000).default(10).describe('Most tokens kept; the budget starts full. A retry takes one.'),
      })
      .optional()
      .meta({ title: 'Retry budget' })
      .describe('Bounds retries to a share of successes, so that they cannot feed an overload. No bound when left out.'),
  })
  .meta({ title: 'Retry' });

export const zBulkhead = z
  .strictObject({
    limit: zCount('calls', 1, 1_000_000).default(20).describe('Calls that may be in flight at once.'),
    queue: zCount('calls', 0, 1_000_000).default(0).describe('Calls that may wait for a place.'),
    maxWait: zDuration({ max: '1h' }).prefault('100ms').describe('Longest wait for a place.'),
    spacing: zDuration({ max: '1h' })
      .prefault('0ms')
      .describe('Least time between two calls that begin; who comes earlier waits, as for a place. 0 for none.'),
  })
  .meta({ title: 'Bulkhead' });

export const zFallback = z
  .strictObject({
    time: zDistribution.prefault('1ms').describe('Time to make the substitute answer, from a cache for example. It needs no worker.'),
  })
  .meta({ title: 'Fallback' });

/** The caller's policy on one link, in the order in which a call passes through it. */
export const zPolicy = z
  .strictObject({
    propagateDeadline: z
      .boolean()
      .default(true)
      .describe('The request’s deadline travels with the call; expired work is dropped when it leaves a queue.'),
    rateLimit: zRateLimit.optional().describe('How many calls the caller lets pass. One too many fails at once. No limit when left out.'),
    retry: zRetry.optional().describe('Tries again after a failure. Never when left out.'),
    throttle: zThrottle
      .optional()
      .describe('Holds attempts back in proportion, while the callee accepts too few of them. None when left out.'),
    breaker: zBreaker.optional().describe('Circuit breaker: fails fast while the callee is ill. None when left out.'),
    concurrencyLimit: zConcurrencyLimit
      .optional()
      .describe('A bound on calls in flight that finds its own height by latency and losses. None when left out.'),
    bulkhead: zBulkhead
      .optional()
      .describe('Bounds how many calls are in flight, so that one slow callee cannot take all workers. No bound when left out.'),
    hedge: zHedge
      .optional()
      .describe('Sends a second attempt beside one that takes long; the first good answer wins. Never when left out.'),
    timeout: zDuration({ min: '1ms', max: '1h' })
      .optional()
      .describe('The caller stops waiting after this long, at each attempt. It waits without end when left out.'),
    cancelOnTimeout: z
      .boolean()
      .default(false)
      .describe('Tell the callee to stop when the caller stops waiting. Otherwise it works on for nobody.'),
    hangUpAtDeadline: z
      .boolean()
      .default(false)
      .describe('The caller stops waiting when the request’s deadline has passed, as if its timeout were what is left of the deadline.'),
    group: zConsumerGroup
      .optional()
      .describe(
        'On a link that starts at a log: how the replicas at its end read together. With the defaults of each field when left out.',
      ),
    fallback: zFallback
      .optional()
      .describe('Answer with a substitute when the call fails; the request counts as degraded. None when left out: the call fails.'),
    scope: z
      .enum(['together', 'each-replica'])
      .default('together')
      .describe(
        'Whether all replicas of the caller share one breaker, throttle, adaptive limit, bulkhead, retry budget and hedge budget, or each replica has its own, as in production. The rate limit has a scope of its own. Clients and queues have no replicas.',
      ),
  })
  .meta({ title: 'Call policy' });

export type RetryParams = z.output<typeof zRetry>;
export type BulkheadParams = z.output<typeof zBulkhead>;
export type PolicyParams = z.output<typeof zPolicy>;
