import { z } from 'zod';
import { runFields, zAnyDesign } from './definition';
import { CONFIDENCE, zEstimate } from './estimate';

const zPath = z.string().min(1).max(300).describe('Parameter: nodes.orders.replicas, links.orders-payments.timeout …');

const zSweptParameter = z.union([
  z.strictObject({
    path: zPath,
    values: z.array(z.number()).min(1).max(100_000).describe('Its values, in its own unit; milliseconds for durations.'),
  }),
  z.strictObject({
    path: zPath,
    from: z.number().describe('First value, in its own unit; milliseconds for durations.'),
    to: z.number().describe('Last value.'),
    count: z.int().min(2).max(100_000_000).describe('Number of values; fewer where it is a whole number with fewer between.'),
    scale: z.enum(['linear', 'log']).default('linear').describe('Equal steps, or equal factors.'),
  }),
]);
export type SweptParameter = z.output<typeof zSweptParameter>;

const zFigure = z.string().min(1).max(500);

export const zSweepWanted = z.strictObject({
  design: zAnyDesign(),
  ...runFields,
  parameters: z.array(zSweptParameter).min(1).max(2).describe('What is changed: one parameter gives a line, two a map.'),
  replications: z.int().min(1).max(1000).describe('Runs of each cell, with the same seeds in all of them.'),
  figures: z.array(zFigure).min(1).max(50).describe('What is measured: paths into the report, such as requests.latency.p99.'),
});
export type SweepWanted = z.output<typeof zSweepWanted>;

const zCell = z.strictObject({
  values: z.array(z.number()).describe('Of each parameter.'),
  figures: z.array(zEstimate).describe('Mean and interval of each figure.'),
  slos: z.array(z.strictObject({ id: z.string(), metIn: z.number() })).describe('Objectives, and in how many runs each was met.'),
  allMetIn: z.number().describe('Runs in which every objective was met and every invariant held.'),
  conserved: z.boolean().describe('In every run and everywhere: arrived = completed + failed + in flight.'),
});
export type SweepCell = z.infer<typeof zCell>;

/** What a design does over a range of one or two of its parameters. */
export const zSweep = z.strictObject({
  format: z.literal('faultline-sweep-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design without the changes.'),
  confidence: z.literal(CONFIDENCE).describe('Confidence of every interval here.'),
  seeds: z
    .array(z.number())
    .describe('Of the runs of each cell: the same in all, so that cells differ by their values, not by their luck.'),
  duration: z.number().nullable().describe('Simulated time of each run, where it is not the design’s own. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  parameters: z.array(
    z.strictObject({
      path: z.string(),
      title: z.string(),
      unit: z.string().describe('ms for durations; empty for plain numbers.'),
      present: z.number().nullable().describe('Its value in the design; null where it is left out.'),
      scale: z.enum(['linear', 'log', 'listed']),
      values: z.array(z.number()),
    }),
  ),
  figures: z.array(z.string()).describe('Paths into the report of one run.'),
  cells: z.array(zCell).describe('Every combination: the first parameter changes slowest.'),
});
export type Sweep = z.infer<typeof zSweep>;
