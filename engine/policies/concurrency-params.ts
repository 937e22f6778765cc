import { z } from 'zod';
import { zCount, zDuration, zFactor, zShare } from '../core/fields';

const common = {
  initialLimit: zCount('calls', 1, 100_000).default(20).describe('Limit at the start.'),
  minLimit: zCount('calls', 1, 100_000).default(1).describe('The limit never falls below this.'),
  maxLimit: zCount('calls', 1, 100_000).default(1000).describe('The limit never grows above this.'),
};

/** A limit on calls in flight that finds its own height. */
export const zConcurrencyLimit = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('aimd'),
      ...common,
      backoffRatio: z
        .number()
        .min(0.5)
        .max(0.999)
        .default(0.9)
        .meta({ unit: 'times' })
        .describe('A call that was dropped or took too long multiplies the limit by this; any other adds one to it.'),
      timeout: zDuration({ min: '1ms', max: '1h' }).prefault('5s').describe('A call that took longer counts as dropped.'),
    })
    .meta({ title: 'Additive increase, multiplicative decrease' }),
  z
    .strictObject({
      kind: z.literal('gradient'),
      ...common,
      smoothing: zShare().default(0.2).describe('How much of each step towards the new limit is taken.'),
      queueSize: zCount('calls', 1, 1000).default(4).describe('Calls beyond what the latency asks for: room for the limit to grow.'),
      tolerance: zFactor(1, 10)
        .default(1.5)
        .describe('The limit falls when the latency is more than this many times its long-run average.'),
      longWindow: zCount('windows', 2, 10_000).default(600).describe('How many windows the long-run average looks back over.'),
      window: zDuration({ min: '10ms', max: '1min' })
        .prefault('1s')
        .describe('How often the limit is set anew, by the mean latency since the last time.'),
    })
    .meta({ title: 'Gradient of the latency' }),
]);
export type ConcurrencyLimitParams = z.output<typeof zConcurrencyLimit>;
