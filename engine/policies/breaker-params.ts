import { z } from 'zod';
import { zCount, zDuration, zFactor, zPercent, zShare } from '../core/fields';

const common = {
  cooldown: zDuration({ min: '1ms', max: '1h' }).prefault('30s').describe('How long it stays open before it lets probes through.'),
  probes: zCount('calls', 1, 1000)
    .default(1)
    .describe('Calls let through while half-open. All must succeed to close it; one failure opens it again.'),
};
const slowerThan = () =>
  zDuration({ min: '1ms', max: '1h' }).optional().describe('Answers that take longer count as slow. No answer is slow when left out.');

const zConsecutive = z
  .strictObject({
    kind: z.literal('consecutive'),
    failures: zCount('calls', 1, 10_000).default(5).describe('Failures in a row that trip it.'),
    ...common,
  })
  .meta({ title: 'Consecutive failures' });

const zCountWindow = z
  .strictObject({
    kind: z.literal('count-window'),
    size: zCount('calls', 1, 10_000).default(100).describe('How many of the last calls are looked at.'),
    failureRate: zShare().default(0.5).describe('Share of failed calls at which it trips.'),
    slowerThan: slowerThan(),
    slowRate: zShare().default(1).describe('Share of slow calls at which it trips.'),
    minimumCalls: zCount('calls', 1, 10_000).default(20).describe('It does not trip before it has seen this many calls.'),
    ...common,
  })
  .meta({ title: 'Rate over the last calls' });

const zTimeWindow = z
  .strictObject({
    kind: z.literal('time-window'),
    span: zDuration({ min: '1s', max: '10min' }).prefault('10s').describe('How far back it looks, in steps of a tenth.'),
    failureRate: zShare().default(0.5).describe('Share of failed calls at which it trips.'),
    slowerThan: slowerThan(),
    slowRate: zShare().default(1).describe('Share of slow calls at which it trips.'),
    minimumCalls: zCount('calls', 1, 10_000).default(20).describe('It does not trip before it has seen this many calls in the window.'),
    ...common,
  })
  .meta({ title: 'Rate over time' });

// What follows has the libraries' own names and defaults, so that a configuration can be copied over as it is.

const zResilience4j = z
  .strictObject({
    kind: z.literal('resilience4j'),
    slidingWindowType: z
      .enum(['COUNT_BASED', 'TIME_BASED'])
      .default('COUNT_BASED')
      .describe('Whether it looks at the last calls or at the last seconds.'),
    slidingWindowSize: zCount('', 1, 10_000).default(100).describe('How many calls, or seconds; seconds are whole ones of the clock.'),
    minimumNumberOfCalls: zCount('calls', 1, 10_000)
      .default(100)
      .describe('It does not trip before it has recorded this many. Never more than a window of calls or of probes holds.'),
    failureRateThreshold: zPercent().default(50).describe('Opens at this failure rate or above (≥).'),
    slowCallRateThreshold: zPercent().default(100).describe('Opens at this rate of slow calls or above (≥).'),
    slowCallDurationThreshold: zDuration({ min: '1ms', max: '1h' }).prefault('60s').describe('Calls that take longer (>) are slow.'),
    waitDurationInOpenState: zDuration({ min: '1ms', max: '1h' })
      .prefault('60s')
      .describe('How long it stays open; a call after that, not one at that moment, makes it half-open.'),
    exponentialBackoffMultiplier: zFactor(1, 10)
      .default(1)
      .describe('Each opening after failed probes lasts this many times as long as the one before.'),
    exponentialMaxWaitDurationInOpenState: zDuration({ min: '1ms', max: '1d' })
      .optional()
      .describe('The growing wait is never longer than this. No bound when left out.'),
    automaticTransitionFromOpenToHalfOpenEnabled: z
      .boolean()
      .default(false)
      .describe('Half-open as soon as the wait is over, by a timer, and not at the next call.'),
    permittedNumberOfCallsInHalfOpenState: zCount('calls', 1, 1000)
      .default(10)
      .describe('Probes while half-open; further calls are rejected. It decides by their failure and slow rate once all are recorded.'),
    maxWaitDurationInHalfOpenState: zDuration({ max: '1h' })
      .prefault('0s')
      .describe('Opens again when it has been half-open for this long. 0 waits for the probes without end.'),
  })
  .meta({ title: 'Library: resilience4j' });

const zWait = () => zDuration({ min: '1ms', max: '1h' });
const zHalfOpenAfter = z.union([
  zWait().transform((wait) => ({ kind: 'constant' as const, wait })),
  z.discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('constant'), wait: zWait().prefault('10s').describe('Every wait is this long.') })
      .meta({ title: 'Constant' }),
    z
      .strictObject({
        kind: z.literal('iterable'),
        waits: z
          .array(z.strictObject({ wait: zWait().prefault('1s').describe('How long it stays open.') }))
          .min(1)
          .max(100)
          .prefault([{ wait: '500ms' }, { wait: '1s' }, { wait: '4s' }])
          .describe('One wait after the other: the first when it trips, the next after each failed probe; the last one stays.'),
      })
      .meta({ title: 'List of waits' }),
    z
      .strictObject({
        kind: z.literal('exponential'),
        initialDelay: zWait().prefault('128ms').describe('Wait after it trips.'),
        exponent: zFactor(1, 10).default(2).describe('Each wait after a failed probe is this many times as long.'),
        maxDelay: zWait().prefault('30s').describe('No wait is longer than this.'),
      })
      .meta({ title: 'Exponential, without jitter' }),
  ]),
]);

const threshold = () => z.number().min(0.001).max(0.999).meta({ unit: 'share' });
const zCockatiel = z
  .strictObject({
    kind: z.literal('cockatiel'),
    halfOpenAfter: zHalfOpenAfter
      .prefault('10s')
      .describe(
        'How long it stays open; the first call after that is the one probe. Calls that come meanwhile wait until the probe is over and then ask again.',
      ),
    breaker: z
      .discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('consecutive'),
            threshold: zCount('calls', 1, 10_000).default(5).describe('Failures in a row that trip it.'),
          })
          .meta({ title: 'ConsecutiveBreaker' }),
        z
          .strictObject({
            kind: z.literal('count'),
            threshold: threshold().default(0.2).describe('Opens above this share of failures (>, not ≥).'),
            size: zCount('calls', 1, 10_000).default(100).describe('How many of the last calls are looked at.'),
            minimumNumberOfCalls: zCount('calls', 1, 10_000)
              .optional()
              .describe('It does not trip before it has seen this many calls; as many as the window holds when left out.'),
          })
          .meta({ title: 'CountBreaker' }),
        z
          .strictObject({
            kind: z.literal('sampling'),
            threshold: threshold().default(0.2).describe('Opens above this share of failures (>, not ≥).'),
            duration: zDuration({ min: '100ms', max: '10min' })
              .prefault('30s')
              .describe(
                'How far back it looks, in steps of at most 1 s. It moves on by one step per call only, so old calls stay longer where calls are rare.',
              ),
            minimumRps: zFactor(0.001, 1_000_000)
              .meta({ unit: '1/s' })
              .optional()
              .describe('It does not trip below this rate of calls. Left out: 5 failures a second at the threshold.'),
          })
          .meta({ title: 'SamplingBreaker' }),
      ])
      .prefault({ kind: 'consecutive' })
      .describe('What trips it.'),
  })
  .meta({ title: 'Library: cockatiel' });

const zOpossum = z
  .strictObject({
    kind: z.literal('opossum'),
    errorThresholdPercentage: zPercent()
      .default(50)
      .describe('Opens above this share of failures (>, not ≥), counted against all calls, rejected ones included.'),
    volumeThreshold: zCount('calls', 0, 1_000_000)
      .default(0)
      .describe('It does not trip with fewer calls in the window, rejected ones included.'),
    rollingCountTimeout: zDuration({ min: '10ms', max: '1h' })
      .prefault('10s')
      .describe('How far back it looks. Opening and closing do not clear it.'),
    rollingCountBuckets: zCount('buckets', 1, 1000).default(10).describe('The window moves on in this many steps.'),
    resetTimeout: zDuration({ min: '1ms', max: '1h' })
      .prefault('30s')
      .describe('How long it stays open; then a timer makes it half-open, and the next call is the one probe. The rest is rejected.'),
  })
  .meta({ title: 'Library: opossum' });

export const zBreaker = z.discriminatedUnion('kind', [zConsecutive, zCountWindow, zTimeWindow, zResilience4j, zCockatiel, zOpossum]);

export type BreakerParams = z.output<typeof zBreaker>;
export type GenericBreakerParams = z.output<typeof zConsecutive | typeof zCountWindow | typeof zTimeWindow>;
export type Resilience4jParams = z.output<typeof zResilience4j>;
export type CockatielParams = z.output<typeof zCockatiel>;
export type OpossumParams = z.output<typeof zOpossum>;
