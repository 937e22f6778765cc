import { z } from 'zod';
import { zExperimentRun } from '../measure/experiment-watch';
import { CONFIDENCE, zEstimate } from './estimate';

export const experimentOutcomes = ['holds', 'broken', 'aborted', 'no steady state'] as const;
const zOutcome = z
  .enum(experimentOutcomes)
  .describe(
    'Broken: a claim did not hold. Aborted: a condition stopped it. No steady state: something was wrong before the first fault, so nothing is shown.',
  );

const zEvidence = z.strictObject({
  what: z.enum(['steady state', 'abort', 'objective', 'invariant', 'recovery']),
  subject: z.string().describe('Id of the objective or invariant; empty for an abort.'),
  phase: z.enum(['before', 'during', 'after']).nullable(),
  text: z.string().describe('With its numbers, times and requests.'),
});
export type Evidence = z.infer<typeof zEvidence>;

const zInPhase = z.strictObject({
  measured: zEstimate.describe('In the unit of the objective.'),
  metIn: z.number().describe('Runs that met it.'),
  runs: z.number().describe('Runs that came to this phase.'),
});

const zResult = z.strictObject({
  id: z.string(),
  name: z.string(),
  faults: z.array(z.string()).describe('What goes wrong, in words.'),
  hypothesis: z.string().describe('What was to be shown, in words.'),
  from: z.number().describe('When the first fault starts. [s]'),
  until: z.number().nullable().describe('When the last one ends; null where one lasts to the end. [s]'),
  recoveryAllowed: z.number().nullable().describe('Time to recover in; null where a fault lasts to the end. [s]'),
  simulated: z.number().describe('Simulated time of a run that is not stopped. [s]'),
  verdict: z.strictObject({
    outcome: zOutcome,
    text: z.string().describe('In a sentence or two.'),
    held: z.number().describe('Runs in which the hypothesis held.'),
    atLeast: z
      .number()
      .describe(
        'Share of all such runs that hold at least, with 95 % confidence (Clopper and Pearson, one-sided): what so many runs can show.',
      ),
  }),
  objectives: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string().describe('In words.'),
      unit: z.enum(['ms', 'share']),
      objective: z.number(),
      before: zInPhase,
      during: zInPhase,
      after: zInPhase,
      recovery: zEstimate.describe('Time from the end of the last fault until it was met again, in the runs in which it was. [s]'),
      recoveredIn: z.number().describe('Runs in which it was met again.'),
    }),
  ),
  invariants: z.array(
    z.strictObject({ id: z.string(), text: z.string().describe('In words.'), brokenIn: z.number().describe('Runs that broke it.') }),
  ),
  degradedFirst: z
    .array(z.strictObject({ subject: z.string().describe('Node id.'), runs: z.number() }))
    .describe('Which node degraded first, most often first.'),
  runs: z.array(
    z.strictObject({
      seed: z.number(),
      digest: z.string(),
      outcome: zOutcome,
      evidence: z.array(zEvidence).describe('Why; empty where the hypothesis held.'),
      seen: zExperimentRun,
    }),
  ),
});
export type ExperimentResult = z.infer<typeof zResult>;

/** What became of the experiments of a design. */
export const zExperiments = z.strictObject({
  format: z.literal('faultline-experiment-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  confidence: z.literal(CONFIDENCE).describe('Confidence of every interval here.'),
  holds: z.boolean().describe('Whether every hypothesis held in every run.'),
  experiments: z.array(zResult),
});
export type Experiments = z.infer<typeof zExperiments>;
