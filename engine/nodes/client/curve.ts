import { z } from 'zod';
import { zDuration, zFactor, zShare } from '../../core/fields';

/** How the rate of an open stream changes over time. */
export const zCurve = z.discriminatedUnion('kind', [
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
      kind: z.literal('step'),
      to: zFactor(0, 1000).default(2).describe('Multiple of the rate from then on.'),
      startAfter: zDuration({ max: '7d' }).prefault('20s').describe('When the rate jumps.'),
    })
    .meta({ title: 'Step' }),
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
  z
    .strictObject({
      kind: z.literal('recorded'),
      between: z
        .enum(['lines', 'steps'])
        .default('lines')
        .describe('Between two points: a straight line, or the earlier one’s value until the next.'),
      points: z
        .array(
          z.strictObject({
            at: zDuration({ max: '7d' }).describe('Time since the start of the run.'),
            factor: zFactor(0, 1_000_000).describe('Multiple of the rate.'),
          }),
        )
        .min(1)
        .max(5000)
        .describe('The rate as it was measured, times rising. Level before the first point and after the last.'),
      repeatEvery: zDuration({ min: '1ms', max: '7d' }).optional().describe('Starts over after this long; plays once when left out.'),
    })
    .meta({ title: 'Recorded' }),
]);
