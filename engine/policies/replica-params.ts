import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { zCount, zDuration, zFactor, zShare } from '../core/fields';

// How calls find a replica, and how replicas come, ail and go.

/** Ways of balancing that need no more than their name. */
export const simpleBalancers = ['round-robin', 'random', 'least-in-flight', 'power-of-two'] as const;

const zWeights = z
  .array(z.strictObject({ weight: zCount('parts', 0, 1000).default(1).describe('Part that this replica takes, against the others.') }))
  .min(1)
  .max(500);

const zTunedBalancer = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('weighted'),
      weights: zWeights
        .default([{ weight: 3 }, { weight: 1 }])
        .describe('One row per replica, in order; beginning again at the first where there are more replicas.'),
    })
    .meta({ title: 'Weighted round robin' }),
  z
    .strictObject({
      kind: z.literal('power-of-choices'),
      choices: zCount('replicas', 1, 20)
        .default(3)
        .describe('Replicas drawn at random; the one with the fewest calls in flight takes the call.'),
    })
    .meta({ title: 'Best of d choices' }),
  z
    .strictObject({
      kind: z.literal('consistent-hashing'),
      virtualNodes: zCount('points', 4, 4000)
        .default(160)
        .describe('Points on the ring per replica, in fours. More points spread the keys more evenly.'),
      weights: zWeights
        .optional()
        .describe(
          'Parts of the ring, one row per replica, in order; beginning again at the first where there are more. Equal when left out.',
        ),
      boundedLoad: zFactor(1.01, 10)
        .optional()
        .describe(
          'No replica takes more than this many times the average calls in flight; calls beyond that go on to the next on the ring. No bound when left out.',
        ),
    })
    .meta({ title: 'Consistent hashing' }),
]);

/** A word alone, or an object for what has parameters. */
export const zLoadBalancing = z
  .union([z.enum(simpleBalancers), zTunedBalancer], {
    error: `Write one of ${simpleBalancers.map((name) => `"${name}"`).join(', ')}, or an object { "kind": … }.`,
  })
  .default('round-robin')
  .describe('How calls are spread over the replicas.');

export const zHealthCheck = z
  .strictObject({
    interval: zDuration({ min: '10ms', max: '10min' }).prefault('10s').describe('Time from one probe of a replica to its next.'),
    timeout: zDuration({ min: '1ms', max: '1min' }).prefault('1s').describe('A probe that has no answer after this long has failed.'),
    failures: zCount('probes', 1, 100).default(3).describe('Failed probes in a row after which a replica gets no more calls.'),
    successes: zCount('probes', 1, 100).default(2).describe('Good probes in a row after which it gets calls again.'),
    deadReplica: z
      .enum(['refuse', 'black-hole'])
      .default('refuse')
      .describe(
        'What a call to a dead replica meets until the check has found out. Refuse: the caller hears at once. Black hole: it waits for its timeout.',
      ),
  })
  .meta({ title: 'Health check' });

export const zOutlierEjection = z
  .strictObject({
    failures: zCount('calls', 1, 10_000).default(5).describe('Failed calls in a row after which a replica is ejected.'),
    interval: zDuration({ min: '10ms', max: '10min' }).prefault('10s').describe('How often it is looked whether an ejection is over.'),
    baseTime: zDuration({ min: '10ms', max: '1h' })
      .prefault('30s')
      .describe('Length of the first ejection; each further one takes as many times this as there were ejections lately.'),
    maxTime: zDuration({ min: '10ms', max: '1d' }).prefault('5min').describe('No ejection is longer than this.'),
    maxShare: zShare().default(0.1).describe('Largest share of the replicas that may be out at one time.'),
    alwaysOne: z.boolean().default(true).describe('One replica may be ejected even where the share would allow none.'),
    panicBelow: zShare()
      .default(0.5)
      .describe('When fewer than this share of the replicas would be left to take calls, ejections are ignored.'),
  })
  .meta({ title: 'Outlier ejection' });

export const zWarmUp = z.discriminatedUnion('over', [
  z
    .strictObject({
      over: z.literal('time'),
      factor: zFactor(1, 100).default(3).describe('How many times as long work takes at first.'),
      duration: zDuration({ min: '1ms', max: '1h' }).prefault('30s').describe('Time after which the replica is warm.'),
    })
    .meta({ title: 'For a time' }),
  z
    .strictObject({
      over: z.literal('calls'),
      factor: zFactor(1, 100).default(3).describe('How many times as long work takes at first.'),
      calls: zCount('calls', 1, 10_000_000).default(1000).describe('Pieces of work after which the replica is warm.'),
    })
    .meta({ title: 'For a number of calls' }),
]);

export const zPauses = z
  .strictObject({
    every: zDistribution
      .prefault({ kind: 'exponential', mean: '10s' })
      .describe('Time from the end of one pause to the start of the next.'),
    length: zDistribution.prefault({ kind: 'lognormal', p50: '50ms', p99: '500ms' }).describe('How long a pause lasts.'),
  })
  .meta({ title: 'Pauses' });

type Bound = { type: 'percent' | 'replicas'; value: number };
const zScaling = (title: string, done: 'added' | 'taken away', window: string, bounds: Bound[]) =>
  z
    .strictObject({
      window: zDuration({ max: '1h' })
        .prefault(window)
        .describe(`Replicas are ${done} only as far as every look within this time would have done.`),
      select: z
        .enum(['max', 'min', 'disabled'])
        .default('max')
        .describe(`Which bound counts: the one that allows most, the one that allows least; disabled: none is ever ${done}.`),
      bounds: z
        .array(
          z.strictObject({
            type: z
              .enum(['percent', 'replicas'])
              .default('percent')
              .describe('Whether the bound is a share of the replicas there were when the period began, or a number of replicas.'),
            value: zCount('', 1, 10_000).default(100).describe('Per cent, or replicas.'),
            period: zDuration({ min: '1s', max: '30min' }).prefault('15s').describe('Period that the bound speaks of.'),
          }),
        )
        .min(1)
        .max(10)
        .prefault(bounds)
        .describe(`How many may be ${done} within a period.`),
    })
    .meta({ title });

export const zAutoscaling = z
  .strictObject({
    min: zCount('replicas', 1, 500).default(2).describe('Never fewer replicas than this.'),
    max: zCount('replicas', 1, 500).default(10).describe('Never more replicas than this.'),
    target: zCount('%', 1, 100).default(60).describe('Utilization of the workers that it aims at.'),
    tolerance: zShare().default(0.1).describe('Nothing is done while utilization divided by target is this close to 1.'),
    syncPeriod: zDuration({ min: '1s', max: '10min' }).prefault('15s').describe('How often utilization is looked at.'),
    up: zScaling('Scaling up', 'added', '0s', [
      { type: 'replicas', value: 4 },
      { type: 'percent', value: 100 },
    ])
      .prefault({})
      .describe('How fast replicas may be added.'),
    down: zScaling('Scaling down', 'taken away', '5min', [{ type: 'percent', value: 100 }])
      .prefault({})
      .describe('How fast replicas may be taken away.'),
  })
  .meta({ title: 'Autoscaling' });

export type LoadBalancing = z.output<typeof zLoadBalancing>;
export type HealthCheckParams = z.output<typeof zHealthCheck>;
export type OutlierEjectionParams = z.output<typeof zOutlierEjection>;
export type WarmUpParams = z.output<typeof zWarmUp>;
export type PausesParams = z.output<typeof zPauses>;
export type AutoscalingParams = z.output<typeof zAutoscaling>;
