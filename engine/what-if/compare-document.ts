import { z } from 'zod';
import { CONFIDENCE } from './estimate';
import { zPairedDifference, zShown } from './paired-difference';

const zMeasureLine = z.strictObject({
  path: z.string().describe('Path of the number in the report of one run.'),
  unit: z.string().describe('ms, 1/s, share, bytes, s, or a currency and what it is paid for; empty for counts.'),
  better: z.enum(['higher', 'lower']).nullable().describe('Which way is good; null where neither is.'),
  ...zPairedDifference.shape,
  stands: z
    .boolean()
    .describe(
      'Whether the difference also stands when all these numbers are looked at together: at most 5 % of those that stand are luck (Benjamini and Hochberg).',
    ),
});
export type MeasureLine = z.infer<typeof zMeasureLine>;

const zHeadline = z.strictObject({
  title: z.string().describe('What it is, in words.'),
  ...zMeasureLine.omit({ stands: true }).shape,
  sure: z
    .strictObject({ low: z.number().nullable(), high: z.number().nullable() })
    .describe('The interval widened so that those of all headline figures hold together in 95 of 100 comparisons (Bonferroni).'),
  shown: zShown.describe('What that interval shows: the verdict goes by it.'),
});
export type Headline = z.infer<typeof zHeadline>;

const zCount = (what: string) => z.int().min(0).describe(what);

export const outcomes = ['the same', 'better', 'worse', 'mixed', 'no difference shown', 'not enough runs'] as const;

/** Two designs side by side. */
export const zComparison = z.strictObject({
  format: z.literal('faultline-compare-1'),
  before: z.string().describe('What the first is called.'),
  after: z.string().describe('What the second is called.'),
  designDigests: z
    .strictObject({ before: z.string(), after: z.string() })
    .describe('SHA-256 of the designs as they ran, changes and faults included.'),
  changes: z
    .array(
      z.strictObject({
        kind: z.enum(['added', 'removed', 'changed']),
        subject: z.string().describe('Id of the node or link, or design.'),
        text: z.string(),
      }),
    )
    .describe('In what the second design differs from the first, in words.'),
  under: z.array(z.string()).describe('Faults that both meet, in words.'),
  confidence: z.literal(CONFIDENCE).describe('Confidence of every interval here.'),
  simulated: z.number().describe('Simulated time of each run, warm-up included. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  paired: z.boolean().describe('Whether both runs of a pair had one seed, and so the same luck.'),
  runs: z
    .array(
      z.strictObject({
        seeds: z.strictObject({ before: z.number(), after: z.number() }),
        digests: z.strictObject({ before: z.string(), after: z.string() }),
      }),
    )
    .describe('The pairs of runs, each with what tells it apart.'),
  verdict: z.strictObject({
    outcome: z.enum(outcomes).describe('What became of the second, by the headline figures: the same is event by event.'),
    text: z.string().describe('In a sentence or two.'),
    regressions: z
      .array(z.string())
      .describe(
        'What got worse: headline figures, objectives that no longer are met in every run, invariants that no longer hold in every run.',
      ),
  }),
  headlines: z.array(zHeadline).describe('What is looked at first, known together.'),
  measures: z.array(zMeasureLine).describe('Every number that both designs have, by its place in the report.'),
  looked: z
    .strictObject({
      compared: zCount('Numbers compared.'),
      shown: zCount('Numbers whose own interval shows a difference.'),
      byLuck: z.number().describe('How many would, on average, if there were no difference at all: a twentieth of those that vary.'),
      stands: zCount('Numbers whose difference stands when all are looked at together.'),
    })
    .describe('How many numbers were looked at: the more, the more differ by luck.'),
  slos: z
    .array(
      z.strictObject({
        id: z.string(),
        text: z.string().describe('In words.'),
        before: zCount('Runs of the first that met it.').nullable(),
        after: zCount('Runs of the second that met it.').nullable(),
      }),
    )
    .describe('Objectives; null where that design does not have it.'),
  invariants: z
    .array(
      z.strictObject({
        id: z.string(),
        text: z.string().describe('In words.'),
        before: zCount('Runs of the first in which it held.').nullable(),
        after: zCount('Runs of the second in which it held.').nullable(),
      }),
    )
    .describe('Claims over the ledger; null where that design does not have it.'),
  only: z
    .strictObject({ before: z.array(z.string()), after: z.array(z.string()) })
    .describe('Nodes and links that only one of them has: there is nothing to compare them with.'),
  conserved: z.boolean().describe('In every run and everywhere: arrived = completed + failed + in flight.'),
});
export type Comparison = z.infer<typeof zComparison>;
