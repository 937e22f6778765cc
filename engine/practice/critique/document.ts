import { z } from 'zod';
import type { Edit } from '../../design/edits';
import { levels } from '../levels';
import { dimensions } from '../prompt-file';
import { zPrediction } from './answers';

const zAnyEdit = z.record(z.string(), z.unknown()).meta({ title: 'Edit' }) as unknown as z.ZodType<Edit>;

const zTold = z.strictObject({
  text: z.string().describe('A plain sentence.'),
  where: z.string().optional().describe('Place in the drawing: nodes.orders, links.orders-db.policy.timeout.'),
  measure: z
    .strictObject({
      run: z.string().describe('Which run: "target", or "fault 0", "after fault 0".'),
      path: z.string().describe('Path into its report.'),
      value: z.number().nullable().describe('In the report’s unit.'),
    })
    .optional()
    .describe('The number that it rests on.'),
});
/** A sentence of the critique, and what it rests on. */
export type Told = z.infer<typeof zTold>;

const zJudgedCriterion = z.strictObject({
  id: z.string(),
  title: z.string(),
  level: z.enum(levels).describe('From which level on it counts.'),
  weight: z.number(),
  counts: z.boolean().describe('Whether it counts at the level that is aimed at.'),
  share: z.number().nullable().describe('How far it is met, 0 to 1; null where there is nothing to judge.'),
  evidence: z.array(zTold),
  stronger: z.string().nullable().describe('What a stronger answer does; null where nothing is missing.'),
});
export type JudgedCriterion = z.infer<typeof zJudgedCriterion>;

export const zTruth = z.strictObject({
  break: z.number().describe('Which of the prompt’s faults, from 0.'),
  title: z.string().describe('The fault in words.'),
  question: z.string(),
  happens: z.string().describe('What a good design does.'),
  hit: z.array(z.string()).describe('Ids of the components, or links, that it is done to in this drawing; empty where it has none.'),
  from: z.number().describe('When it starts. [s]'),
  until: z.number().describe('When it ends. [s]'),
  kept: z.number().nullable().describe('Share of requests answered in time while it lasts; null where it hits nothing.'),
  recovered: z.number().nullable().describe('Share answered in time from a few seconds after its end; null where it hits nothing.'),
  first: z.string().nullable().describe('Component that fails first; null where none does.'),
  half: z.boolean().describe('Whether fewer than half were answered in time.'),
  recovers: z.boolean().describe('Whether all is well again without help.'),
  broken: z.array(z.string()).describe('Invariants that were broken.'),
  noticed: z.array(z.string()).describe('Ids of the drawing’s own objectives that were missed meanwhile.'),
  bar: z.number().describe('Share that a good design keeps: nearly the reference’s where it is known.'),
  well: z.number().describe('Share answered in time from which on it is well again.'),
  p99: z
    .number()
    .nullable()
    .default(null)
    .describe('99 of 100 of those who are counted waited no longer meanwhile; null where nobody was answered. [ms]'),
  quick: z.number().nullable().default(null).describe('The same of the reference; null where it is not known. [ms]'),
  shown: z.boolean().default(false).describe('Whether a reference has shown what can be kept.'),
});
/** What a fault of the prompt does to a drawing, as its runs show it. */
export type Truth = z.infer<typeof zTruth>;

export const zChange = z.strictObject({
  title: z.string().describe('What is done.'),
  edits: z.array(zAnyEdit).describe('The change, one step of undo.'),
  score: z.number().describe('The whole score with it.'),
  gain: z.number().describe('Points that it brings.'),
  costPerHour: z.number().nullable().describe('What it adds to the bill, by the drawing’s prices; null where it states none.'),
  size: z.number().describe('Parts of the drawing that it touches.'),
});
/** A change that was tried by simulation. */
export type Change = z.infer<typeof zChange>;

/** What is to be said of an answer to a prompt: every sentence points at a place of the drawing, a number of a run, or the candidate's words. */
export const zCritique = z.strictObject({
  format: z.literal('faultline-critique-1'),
  design: z.string().describe('Name of the drawing.'),
  designDigest: z.string().describe('Hash over the drawing.'),
  seeds: z.array(z.number()).describe('Seeds of the runs at the load of the prompt; those with a fault take the first.'),
  ask: z.string().describe('The task.'),
  level: z.enum(levels).describe('Level that it was held against.'),
  score: z.number().describe('0 to 100.'),
  cap: z.string().nullable().describe('Why the score cannot be higher whatever the parts say; null where nothing bounds it.'),
  summary: z.string().describe('The whole in two sentences.'),
  target: z
    .strictObject({
      rate: z.number().describe('Requests a second that it was run with.'),
      p99: z.number().describe('Bound on p99. [ms]'),
      availability: z.number().describe('Least share answered in time.'),
      met: z.boolean(),
      measured: z.strictObject({
        rate: z.number().describe('Requests that came, a second.'),
        p99: z.number().nullable().describe('The worst of its runs. [ms]'),
        availability: z.number().nullable().describe('The worst of its runs.'),
      }),
      busiest: z.strictObject({ node: z.string(), utilization: z.number() }).nullable().describe('The component with the least room.'),
    })
    .nullable()
    .describe('The run at the prompt’s load; null where the drawing does not run.'),
  dimensions: z.array(
    z.strictObject({
      id: z.enum(dimensions),
      title: z.string(),
      score: z.number().nullable().describe('0 to 100; null where there was nothing to judge.'),
      criteria: z.array(zJudgedCriterion),
      stronger: z
        .strictObject({ junior: z.array(z.string()), mid: z.array(z.string()), senior: z.array(z.string()) })
        .describe('What a stronger answer adds, by level.'),
    }),
  ),
  mistakes: z.array(z.strictObject({ id: z.string(), title: z.string(), evidence: zTold })).describe('Common mistakes that are present.'),
  unasked: z.array(z.string()).describe('Ids of what the candidate never asked for.'),
  faults: z.array(zTruth),
  predictions: z.array(
    zPrediction.extend({
      right: z.number().describe('Of what was said, how much was right.'),
      said: z.number().describe('How much was said.'),
    }),
  ),
  improvement: zChange.nullable().describe('The cheapest change that raises the score most; null where none was found or looked for.'),
  tried: z.array(zChange.omit({ edits: true })).describe('All changes that were tried, the best first.'),
  runs: z.number().describe('Runs in all.'),
});
export type Critique = z.infer<typeof zCritique>;
