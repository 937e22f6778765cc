import { z } from 'zod';
import { zDistribution } from '../../core/distribution';
import { zCount, zDuration, zFactor, zRate, zShare } from '../../core/fields';
import { defineNode } from '../definition';

const zCurve = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }).meta({ title: 'Constant' }),
  z
    .strictObject({
      kind: z.literal('ramp'),
      to: zFactor(0, 1000).default(3).describe('Multiple of the rate that the ramp ends at.'),
      startAfter: zDuration({ max: '7d' }).prefault('10s').describe('When the ramp starts.'),
      duration: zDuration({ min: '1ms', max: '7d' }).prefault('60s').describe('How long the ramp takes.'),
    })
    .meta({ title: 'Ramp' }),
  z
    .strictObject({
      kind: z.literal('spike'),
      factor: zFactor(0, 1000).default(5).describe('Multiple of the rate during the spike.'),
      startAfter: zDuration({ max: '7d' }).prefault('20s').describe('When the spike starts.'),
      duration: zDuration({ min: '1ms', max: '7d' }).prefault('10s').describe('How long the spike lasts.'),
    })
    .meta({ title: 'Spike' }),
  z
    .strictObject({
      kind: z.literal('daily'),
      swing: zShare().default(0.6).describe('How far the rate swings around its mean: 0.6 means from 40 % to 160 %.'),
      period: zDuration({ min: '1s', max: '7d' }).prefault('24h').describe('Length of one wave.'),
      peakAt: zDuration({ max: '7d' }).prefault('20h').describe('When in the wave the peak lies.'),
    })
    .meta({ title: 'Daily wave' }),
]);

export const client = defineNode({
  kind: 'client',
  title: 'Clients',
  group: 'traffic',
  role: 'source',
  description: 'Users or programs that send requests: an open stream at a rate, or a fixed number of users who wait and think.',
  params: z.strictObject({
    traffic: z
      .discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('open'),
            arrivals: z
              .enum(['poisson', 'constant'])
              .default('poisson')
              .describe('Poisson: independent users, random gaps. Constant: equal gaps.'),
            rate: zRate(0, 100_000).prefault(100).describe('Requests per second, before the curve.'),
            curve: zCurve.prefault({ kind: 'constant' }).describe('How the rate changes over time.'),
          })
          .meta({ title: 'Open stream' }),
        z
          .strictObject({
            kind: z.literal('closed'),
            users: zCount('users', 1, 100_000).default(50).describe('Users, each with at most one request in flight.'),
            thinkTime: zDistribution
              .prefault({ kind: 'exponential', mean: '1s' })
              .describe('Pause between an answer and the user’s next request.'),
          })
          .meta({ title: 'Fixed users' }),
      ])
      .prefault({ kind: 'open' })
      .describe('Who sends requests, and when.'),
  }),
  model: ({ traffic }) => ({ role: 'source', traffic }),
});
