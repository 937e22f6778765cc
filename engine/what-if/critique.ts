import { z } from 'zod';
import { type Result, success } from '../core/problem';
import { apply } from '../design/edits';
import type { Design } from '../design/schema';
import { neverAsked } from '../practice/clarify';
import { zAnswers } from '../practice/critique/answers';
import type { Evidence } from '../practice/critique/criterion';
import { type Change, type Critique, zCritique } from '../practice/critique/document';
import { judgedPrediction } from '../practice/critique/predictions';
import { type Scored, scored } from '../practice/critique/scored';
import { busiest, targetMet, worst } from '../practice/critique/target';
import { type Prompt, type PromptFile, readPrompt } from '../practice/prompt-file';
import type { Crew } from './crew';
import { type Idea, ideasFor } from './critique-changes';
import { evidenceOf, spoken } from './critique-evidence';
import { type Bar, barsOf, done, planned, type Runs } from './critique-runs';
import { digestOf } from './job-key';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';

/** A prompt inside what is wanted, as its file has it. Its own schema says what is wrong with it, when it is read. */
export const zAnyPrompt = () =>
  z
    .record(z.string(), z.unknown())
    .meta({ title: 'Prompt' })
    .describe('The task, as its prompt.json has it.') as unknown as z.ZodType<PromptFile>;

const zCritiqueWanted = z.strictObject({
  design: zAnyDesign(),
  prompt: zAnyPrompt(),
  reference: zAnyDesign()
    .optional()
    .describe('A reference solution: what it keeps under the faults is what can be kept. A usual share when left out.'),
  answers: zAnswers.optional().describe('What the candidate said; when left out, only the drawing is judged.'),
  improve: z.boolean().default(true).describe('Whether to look for the change that raises the score most.'),
  only: z.int().min(0).optional().describe('The one fault of the task that is looked at, from 0; all when left out.'),
  seed: runFields.seed,
  replications: z.int().min(1).max(20).default(2).describe('Runs at the load of the prompt.'),
});
export type CritiqueWanted = z.input<typeof zCritiqueWanted>;

/** Holds a drawing, and what was said of it, against a prompt: by checks, by runs, and by the prompt's key points. */
export const critique = defineWhatIf({
  name: 'critique',
  title: 'Critique',
  wanted: zCritiqueWanted,
  answer: zCritique,
  run: critiqued,
});

async function critiqued(asked: CritiqueWanted, crew: Crew, { onProgress, signal }: WhatIfHooks): Promise<Result<Critique>> {
  const { design, reference, answers = null, improve, only = null, replications, seed } = zCritiqueWanted.parse(asked);
  const read = readPrompt(asked.prompt);
  if (!read.ok) return read;
  const prompt = read.value;
  const seeds = seedsOf(design, { seed }, replications);
  const none = prompt.breaks.map(() => null);
  const share = (from: number, to: number, jobs: number) => ({
    ...(signal && { signal }),
    onProgress: (count: number) => onProgress?.(from + ((to - from) * count) / Math.max(1, jobs)),
  });
  const first = improve ? 0.3 : 1;
  let bars: readonly (Bar | null)[] = none;
  let runs = 0;
  const all = async (designs: readonly Design[], from: number, to: number): Promise<Result<(Runs | null)[]>> => {
    const plans = designs.map((one) => planned({ design: one, prompt, only, seeds, bars }));
    const jobs = plans.reduce((sum, plan) => sum + (plan?.jobs.length ?? 0), 0);
    runs += jobs;
    return done(plans, crew, share(from, to, jobs));
  };
  if (reference !== undefined) {
    const known = await all([reference], 0, first / 2);
    if (!known.ok) return known;
    bars = known.value[0] ? barsOf(known.value[0].truths) : none;
  }
  const own = await all([design], reference === undefined ? 0 : first / 2, first);
  if (!own.ok) return own;
  const words = spoken(prompt, answers);
  const evidence = evidenceOf(design, own.value[0] ?? null, words);
  const result = scored(evidence);
  const ideas = improve
    ? ideasFor(evidence, (one) => ({ ...evidenceOf(one, null, words), load: evidence.load, faults: evidence.faults }))
    : [];
  const designs = ideas.map(({ edits }) => edits.reduce(apply, design));
  const tried = await all(designs, first, 1);
  if (!tried.ok) return tried;
  const changes = ideas.map((idea, i) => changeOf(idea, evidenceOf(designs[i]!, tried.value[i] ?? null, words), evidence, result));
  onProgress?.(1);
  return success(document({ evidence, result, changes, runs, seeds }));
}

function changeOf({ title, edits }: Idea, after: Evidence, before: Evidence, was: Scored): Change {
  const { score, dimensions } = scored(after);
  // A cap hides what a change brings; the dimensions show it.
  const inside = dimensions.reduce((sum, one, i) => sum + ((one.score ?? 0) - (was.dimensions[i]!.score ?? 0)), 0) / dimensions.length;
  const cost = after.load[0]?.costPerHour ?? null;
  const present = before.load[0]?.costPerHour ?? null;
  return {
    title,
    edits: [...edits],
    score,
    gain: score === was.score ? Math.max(0, Number((inside / 10).toFixed(2))) : score - was.score,
    costPerHour: cost === null || present === null ? null : Number((cost - present).toFixed(4)),
    size: edits.length,
  };
}

/** Changes whose gains differ by less than this are as good as each other: then the cheaper one is better. [points] */
const ALIKE = 1;

/** The best first: what raises the score most, and among equals what costs least, and then what is smallest. */
function ordered(changes: readonly Change[]): Change[] {
  const most = Math.max(0, ...changes.map(({ gain }) => gain));
  const isBest = ({ gain }: Change): boolean => gain > most - ALIKE && gain > 0;
  return changes.toSorted(
    (a, b) =>
      Number(isBest(b)) - Number(isBest(a)) ||
      (isBest(a) ? (a.costPerHour ?? 0) - (b.costPerHour ?? 0) || a.size - b.size || b.gain - a.gain : b.gain - a.gain),
  );
}

interface Found {
  readonly evidence: Evidence;
  readonly result: Scored;
  readonly changes: readonly Change[];
  readonly runs: number;
  readonly seeds: readonly number[];
}

function document({ evidence, result, changes, runs, seeds }: Found): Critique {
  const { design, prompt, load, faults, answers, known, level } = evidence;
  const sorted = ordered(changes);
  const improvement = sorted[0] && sorted[0].gain > 0 ? sorted[0] : null;
  return {
    format: 'faultline-critique-1',
    design: design.name,
    designDigest: digestOf(design),
    seeds: [...seeds],
    ask: prompt.ask,
    level,
    ...result,
    summary: summaryOf(result, improvement),
    target: load.length === 0 ? null : targetOf(prompt, load),
    unasked: answers ? neverAsked(prompt, known).map(({ id }) => id) : [],
    faults: [...faults],
    predictions: (answers?.predictions ?? []).flatMap((prediction) => {
      const truth = faults.find((fault) => fault.break === prediction.break);
      return truth ? [{ ...prediction, ...judgedPrediction(prediction, truth) }] : [];
    }),
    improvement,
    tried: sorted.map(({ edits: _, ...told }) => told),
    runs,
  };
}

function targetOf(prompt: Prompt, load: Evidence['load']): NonNullable<Critique['target']> {
  const { p99, answered } = worst(load);
  return {
    rate: prompt.targets.rate,
    p99: prompt.targets.p99 / 1e6,
    availability: prompt.targets.availability,
    met: targetMet(prompt, load),
    measured: { rate: load.reduce((sum, { rate }) => sum + rate, 0) / load.length, p99, availability: answered },
    busiest: busiest(load),
  };
}

function summaryOf({ score, cap, dimensions }: Scored, improvement: Change | null): string {
  const known = dimensions.filter((one) => one.score !== null).toSorted((a, b) => a.score! - b.score!);
  const [weakest] = known;
  const strongest = known.at(-1);
  const parts =
    weakest && strongest && weakest !== strongest
      ? ` Strongest: ${strongest.title} (${strongest.score}). Weakest: ${weakest.title} (${weakest.score}).`
      : '';
  const next = improvement ? ` What helps most: ${improvement.title}.` : '';
  return `${score} of 100.${cap === null ? '' : ` ${cap}`}${parts}${next}`;
}
