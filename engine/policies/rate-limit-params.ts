import { z } from 'zod';
import { refersTo, zCount, zDuration, zRate, zShare } from '../core/fields';

/** Whom a limit counts by. */
export const limitKeys = ['all', 'tenant', 'entity'] as const;

const zStore = z
  .strictObject({
    link: z
      .string()
      .min(1)
      .max(64)
      .meta(refersTo('outgoing-link'))
      .describe('The link to the store; it starts at the node that limits. It carries nothing else unless a step uses it.'),
    whenDown: z
      .enum(['open', 'closed'])
      .default('open')
      .describe('What a decision is when the store fails or times out: open lets the call pass, closed fails it.'),
  })
  .meta({ title: 'Shared store' });

const common = {
  per: z
    .enum(limitKeys)
    .default('all')
    .describe('Whom it counts by: all calls together, or each tenant or each entity by itself. Calls without an entity count as one.'),
  keys: zCount('keys', 1, 100_000)
    .default(10_000)
    .describe(
      'Most tenants or entities remembered at once. The one that was quiet for longest is forgotten, and starts afresh when it returns.',
    ),
  scope: z
    .enum(['together', 'each-replica'])
    .default('together')
    .describe(
      'Together: all replicas of the node that limits share one count, at no cost. Each replica: every replica counts by itself, so n replicas let n times as much pass.',
    ),
};
/** Of those that answer yes or no. A queue cannot lie in a store: who waits, waits where the calls are. */
const shareable = {
  ...common,
  store: zStore
    .optional()
    .describe(
      'Keeps the counts in a store, and every decision is a call to it, which takes time and can fail. Left out: kept at the limiter itself.',
    ),
};

const zTokens = (fallback: number) => zCount('calls', 1, 1_000_000).default(fallback);
const zWindow = () => zDuration({ min: '1ms', max: '1d' }).prefault('1s');

/** Most calls that a window may hold: a log remembers each of them. */
const zLogLimit = () => zCount('calls', 1, 100_000).default(100);

/** A rate limit. Without `kind` it is a token bucket. */
export const zRateLimit = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('token-bucket').default('token-bucket'),
        rate: zRate(0.001).prefault(100).describe('Tokens that come back per second: the long-run rate that passes.'),
        burst: zTokens(100).describe('Tokens that the full bucket holds: how many calls may pass at once.'),
        initial: zShare().default(1).describe('How full the bucket is at first.'),
        ...shareable,
      })
      .meta({ title: 'Token bucket' }),
    z
      .strictObject({
        kind: z.literal('stepped-token-bucket'),
        refill: zTokens(100).describe('Tokens that come back at each step.'),
        every: zWindow().describe('Time between two steps, counted from the first call.'),
        burst: zTokens(100).describe('Tokens that the full bucket holds: how many calls may pass at once.'),
        ...shareable,
      })
      .meta({ title: 'Token bucket, refilled in steps' }),
    z
      .strictObject({
        kind: z.literal('windowed-token-bucket'),
        limit: zTokens(100).describe('Tokens that come back per window, that the bucket holds, and calls that may pass in one window.'),
        window: zWindow().describe('Length of a window. The next one starts at the first call after its end.'),
        ...shareable,
      })
      .meta({ title: 'Token bucket within windows' }),
    z
      .strictObject({
        kind: z.literal('gcra'),
        rate: zRate(0.001).prefault(100).describe('Calls that drain per second: the long-run rate that passes.'),
        burst: zTokens(1).describe('Calls that may pass at once after a quiet time; 1 spaces all calls evenly.'),
        ...shareable,
      })
      .meta({ title: 'Leaky bucket as meter (GCRA)' }),
    z
      .strictObject({
        kind: z.literal('leaky-bucket'),
        rate: zRate(0.001).prefault(100).describe('Calls let out per second.'),
        burst: zTokens(1).describe('Calls that pass at once after a quiet time, before further ones wait.'),
        queue: zCount('calls', 0, 1_000_000).default(100).describe('Calls that may wait for their turn; further ones are refused.'),
        ...common,
      })
      .meta({ title: 'Leaky bucket as queue' }),
    z
      .strictObject({
        kind: z.literal('fixed-window'),
        limit: zTokens(100).describe('Calls that may pass in one window.'),
        window: zWindow().describe('Length of a window.'),
        start: z
          .enum(['clock', 'first-call'])
          .default('clock')
          .describe('Windows lie back to back from time 0, or each starts at the first call after the last one’s end.'),
        block: zDuration({ max: '1d' })
          .prefault('0s')
          .describe('After the first call refused, nothing passes for this long. 0 for no longer than the window.'),
        ...shareable,
      })
      .meta({ title: 'Fixed window' }),
    z
      .strictObject({
        kind: z.literal('sliding-log'),
        limit: zLogLimit().describe('Calls that may pass in any span of one window’s length.'),
        window: zWindow().describe('Length of the window, which ends now.'),
        ...shareable,
      })
      .meta({ title: 'Sliding window, log' }),
    z
      .strictObject({
        kind: z.literal('sliding-counter'),
        limit: zTokens(100).describe('Calls that may pass in one window, by the estimate.'),
        window: zWindow().describe('Length of a window.'),
        ...shareable,
      })
      .meta({ title: 'Sliding window, counter' }),
  ])
  .meta({ title: 'Rate limit' });

export type RateLimitParams = z.output<typeof zRateLimit>;
export type LimitKind = RateLimitParams['kind'];
type OwnParams<K extends LimitKind> = Omit<Extract<RateLimitParams, { kind: K }>, keyof typeof shareable | 'kind'>;

export type TokenBucketParams = OwnParams<'token-bucket'>;
export type SteppedTokenBucketParams = OwnParams<'stepped-token-bucket'>;
export type WindowedTokenBucketParams = OwnParams<'windowed-token-bucket'>;
/** Without a queue it is a meter. */
export type LeakyBucketParams = OwnParams<'gcra'> & { readonly queue?: number };
export type FixedWindowParams = OwnParams<'fixed-window'>;
export type SlidingLogParams = OwnParams<'sliding-log'>;
export type SlidingCounterParams = OwnParams<'sliding-counter'>;

/** Says when a call may pass. Time is handed in and never runs backwards. */
export interface Limiter {
  /** Waits up to this long are granted: the call has its turn then. A longer one is a refusal. [ns] */
  readonly patience: number;
  /** @returns 0 when the call passes, else how long until it could [ns, >= 1] */
  take(now: number): number;
  /** Takes new parameters, of the kind that it was made from; what was counted stays as far as it fits them. [ns] */
  configure(params: never, now: number): void;
  /** Forgets everything, as if new at `now`. [ns] */
  reset(now: number): void;
}
