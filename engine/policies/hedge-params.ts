import { z } from 'zod';
import { zCount, zDuration, zShare } from '../core/fields';

export const zHedge = z
  .strictObject({
    after: z
      .discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('delay'),
            delay: zDuration({ min: '1us', max: '1h' })
              .prefault('50ms')
              .describe('An attempt without an answer for this long gets a second one beside it.'),
          })
          .meta({ title: 'Fixed delay' }),
        z
          .strictObject({
            kind: z.literal('percentile'),
            percentile: z
              .number()
              .min(1)
              .max(99.9)
              .default(95)
              .meta({ unit: '%' })
              .describe('The delay follows this percentile of the latest attempts’ durations: at 95, one attempt in twenty is hedged.'),
            start: zDuration({ min: '1us', max: '1h' }).prefault('50ms').describe('Delay at the start, before anything has been measured.'),
          })
          .meta({ title: 'Percentile of the latencies' }),
      ])
      .prefault({ kind: 'delay' })
      .describe('How long to wait before the second attempt.'),
    max: zCount('attempts', 1, 5).default(1).describe('Most attempts beside the first one. Each waits as long as the one before.'),
    budget: zShare()
      .default(0.1)
      .describe(
        'Hedges as a share of attempts: each attempt earns this much, up to ten, and a hedge costs one. So hedging cannot double the load. At 1 only `max` bounds it.',
      ),
    cancelLoser: z.boolean().default(true).describe('Tell the callee of a slower attempt to stop. Otherwise it works on for nobody.'),
  })
  .meta({ title: 'Hedge' });
export type HedgeParams = z.output<typeof zHedge>;
