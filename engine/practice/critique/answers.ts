import { z } from 'zod';
import { zEstimateAnswers, zEstimateInputs } from '../estimate-inputs';
import { levels } from '../levels';

/** What a candidate predicts of one of the prompt's faults, before it is shown. */
export const zPrediction = z.strictObject({
  break: z.int().min(0).max(50).describe('Which of the prompt’s faults, from 0.'),
  first: z.string().max(64).nullable().default(null).describe('Component that fails first, by its id; null for none.'),
  half: z
    .boolean()
    .nullable()
    .default(null)
    .describe('Whether fewer than half of the requests are answered in time; null where it was not said.'),
  recovers: z.boolean().nullable().default(null).describe('Whether it recovers by itself; null where it was not said.'),
});
export type Prediction = z.infer<typeof zPrediction>;

/** What a candidate says beside the drawing. */
export const zAnswers = z
  .strictObject({
    level: z.enum(levels).default('senior').describe('Level that is aimed at: what is expected above it does not count.'),
    questions: z.array(z.string().max(500)).max(100).default([]).describe('Questions asked to clarify the task.'),
    estimate: z
      .strictObject({
        inputs: zEstimateInputs.partial().default({}).describe('What the estimate starts from; the task’s own where left out.'),
        answers: zEstimateAnswers.partial().default({}).describe('What it comes to; worked out from the inputs where left out.'),
      })
      .optional()
      .describe('The estimate; none when left out.'),
    words: z.record(z.string().max(64), z.string().max(20_000)).default({}).describe('What was said or typed, by step.'),
    predictions: z.array(zPrediction).max(50).default([]).describe('What was said to happen before it was shown.'),
  })
  .meta({ title: 'Answers of a candidate' });
export type Answers = z.output<typeof zAnswers>;
