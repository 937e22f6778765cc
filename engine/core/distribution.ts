import { z } from 'zod';
import { zDuration, zFactor } from './fields';
import type { Nanos } from './units';

const time = () => zDuration({ max: '1h' });

const shaped = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('constant'),
      value: time().prefault('5ms').describe('Every draw is this long.'),
    })
    .meta({ title: 'Constant' }),
  z
    .strictObject({
      kind: z.literal('exponential'),
      mean: time().prefault('5ms').describe('Mean of the draws. Most are shorter, a few much longer.'),
    })
    .meta({ title: 'Exponential' }),
  z
    .strictObject({
      kind: z.literal('gamma'),
      mean: time().prefault('5ms').describe('Mean of the draws.'),
      cv: zFactor(0.05, 10).default(0.5).describe('Standard deviation divided by mean. 1/√k gives Erlang-k.'),
    })
    .meta({ title: 'Gamma or Erlang' }),
  z
    .strictObject({
      kind: z.literal('lognormal'),
      p50: time().prefault('5ms').describe('Half of the draws are shorter than this.'),
      p99: time().prefault('20ms').describe('99 of 100 draws are shorter than this.'),
    })
    .meta({ title: 'Lognormal by p50 and p99' }),
  z
    .strictObject({
      kind: z.literal('lognormal-mean'),
      mean: time().prefault('5ms').describe('Mean of the draws.'),
      cv: zFactor(0.01, 20).default(1).describe('Standard deviation divided by mean.'),
    })
    .meta({ title: 'Lognormal by mean and spread' }),
  z
    .strictObject({
      kind: z.literal('hyperexponential'),
      mean: time().prefault('5ms').describe('Mean of the draws.'),
      cv: zFactor(1, 20).default(3).describe('Standard deviation divided by mean; two exponentials with balanced means.'),
    })
    .meta({ title: 'Hyperexponential' }),
  z
    .strictObject({
      kind: z.literal('pareto'),
      min: time().prefault('1ms').describe('Shortest draw.'),
      max: time().prefault('1s').describe('Longest draw.'),
      shape: zFactor(0.1, 10).default(1.5).describe('Tail index: the smaller, the heavier the tail.'),
    })
    .meta({ title: 'Bounded Pareto' }),
  z
    .strictObject({
      kind: z.literal('uniform'),
      min: time().prefault('1ms').describe('Shortest draw.'),
      max: time().prefault('10ms').describe('Longest draw.'),
    })
    .meta({ title: 'Uniform' }),
  z
    .strictObject({
      kind: z.literal('empirical'),
      quantiles: z
        .array(
          z.strictObject({
            share: z.number().min(0).max(1).meta({ unit: 'share' }).describe('Share of draws at or below the value, 0 to 1.'),
            value: time().describe('The value at that share.'),
          }),
        )
        .min(2)
        .max(200)
        .describe('Points of the measured distribution, share rising from 0 to 1; straight lines between them.'),
    })
    .meta({ title: 'Measured quantiles' }),
]);

/** A random span. A bare duration means "always that long". */
export const zDistribution = z
  .union([zDuration({ max: '1h' }).transform((value): Distribution => ({ kind: 'constant', value })), shaped])
  .meta({ unit: 'distribution' });

export type Distribution =
  | { readonly kind: 'constant'; readonly value: Nanos }
  | { readonly kind: 'exponential'; readonly mean: Nanos }
  | { readonly kind: 'gamma'; readonly mean: Nanos; readonly cv: number }
  | { readonly kind: 'lognormal'; readonly p50: Nanos; readonly p99: Nanos }
  | { readonly kind: 'lognormal-mean'; readonly mean: Nanos; readonly cv: number }
  | { readonly kind: 'hyperexponential'; readonly mean: Nanos; readonly cv: number }
  | { readonly kind: 'pareto'; readonly min: Nanos; readonly max: Nanos; readonly shape: number }
  | { readonly kind: 'uniform'; readonly min: Nanos; readonly max: Nanos }
  | { readonly kind: 'empirical'; readonly quantiles: readonly { readonly share: number; readonly value: Nanos }[] };
