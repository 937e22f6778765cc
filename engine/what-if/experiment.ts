import { z } from 'zod';
import { type Result, success } from '../core/problem';
import type { Crew } from './crew';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { CONFIDENCE } from './estimate';
import { type ExperimentResult, type Experiments, zExperiments } from './experiment-document';
import { Gathered } from './experiment-gather';
import { plannedExperiments } from './experiment-plan';
import { digestOf } from './job-key';

const zExperimentWanted = z.strictObject({
  design: zAnyDesign(),
  experiments: z
    .array(z.string().max(64))
    .min(1)
    .max(50)
    .optional()
    .describe('Ids of those that are to be done; all of the design when left out.'),
  seed: runFields.seed,
  replications: z.int().min(1).max(500).optional().describe('Runs of each; 10 when left out.'),
});
type ExperimentWanted = z.infer<typeof zExperimentWanted>;

/** Breaks something on purpose and says whether what was claimed of the design held: before, meanwhile, and afterwards. */
export const experiment = defineWhatIf({
  name: 'experiment',
  title: 'Experiment',
  wanted: zExperimentWanted,
  answer: zExperiments,
  run: runExperiments,
});

async function runExperiments(wanted: ExperimentWanted, crew: Crew, { onProgress, signal }: WhatIfHooks): Promise<Result<Experiments>> {
  const all = plannedExperiments(wanted.design, wanted.experiments);
  if (!all.ok) return all;
  const { replications = 10 } = wanted;
  const seeds = seedsOf(wanted.design, wanted, replications);
  const results: ExperimentResult[] = [];
  for (const [i, planned] of all.value.entries()) {
    const { design, plan, duration } = planned;
    const jobs = seeds.map((seed) => ({ design, options: { seed, duration, experiment: plan } }));
    const hooks = {
      ...(signal && { signal }),
      onProgress: (done: number) => onProgress?.((i + done / jobs.length) / all.value.length),
    };
    const gathered = new Gathered(planned);
    for await (const result of crew('report', jobs, hooks)) {
      if (!result.ok) return result;
      gathered.add(result.value);
    }
    results.push(gathered.result());
  }
  return success({
    format: 'faultline-experiment-1',
    design: wanted.design.name,
    designDigest: digestOf(wanted.design),
    confidence: CONFIDENCE,
    holds: results.every(({ verdict }) => verdict.outcome === 'holds'),
    experiments: results,
  });
}
