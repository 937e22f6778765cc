import { z } from 'zod';
import { failure, type Result, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { axisFields, axisOf, type DesignAxis, zAxisTold } from './axis';
import { type BreakingPoint, breakingPoint, zBreakingPoint } from './breaking-point';
import { type Condition, toldCondition, zCondition, zConditionWanted } from './conditions';
import type { Crew } from './crew';
import { decide, type Decision, looksAt } from './decide';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { CONFIDENCE, zEstimate } from './estimate';
import { demandsOf } from './finishing';
import { verdicts, zJudged } from './judge';
import { digestOf } from './job-key';
import { KneeSearch, MOST_VALUES, ROOT_RISK, type TriedPoint } from './knee-search';
import type { RunJob } from './tasks';

const zKneeWanted = z.strictObject({
  design: zAnyDesign(),
  ...axisFields,
  conditions: z.array(zConditionWanted).max(20).optional().describe('What must hold; the design’s objectives when left out.'),
  ...runFields,
  replications: z
    .int()
    .min(5)
    .max(1000)
    .default(40)
    .describe('Runs at one value at most. Fewer are done where they tell on which side of the knee it is.'),
});
export type KneeWanted = z.input<typeof zKneeWanted>;

const zPoint = z.strictObject({
  value: z.number(),
  verdict: z.enum(verdicts).describe('Whether all conditions are met there.'),
  runs: z.number().describe('Runs that it took to tell, or the most there may be.'),
  arrivals: zEstimate.describe('Requests that arrived per second. [1/s]'),
  conditions: z.array(zJudged),
  busiest: z
    .strictObject({ node: z.string(), utilization: zEstimate })
    .nullable()
    .describe('The server whose workers are held the largest share of the time; null where there are no workers to count.'),
});
type Point = z.infer<typeof zPoint>;

/** The highest load, or value of a parameter, at which a design still does what it must. */
export const zKnee = z.strictObject({
  format: z.literal('faultline-knee-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  axis: zAxisTold,
  conditions: z.array(zCondition).describe('What must hold.'),
  confidence: z.literal(CONFIDENCE).describe('Chance that the interval of the knee holds it, all looks at all values together.'),
  seeds: z.strictObject({ first: z.number(), most: z.number() }).describe('Seeds of the runs at each value: they follow each other.'),
  duration: z.number().describe('Simulated time of each run, warm-up included. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  outcome: z
    .enum(['found', 'met everywhere', 'missed everywhere', 'unsure'])
    .describe('Whether there is a knee between the lowest and the highest value tried. Unsure: the runs are too few or too short to tell.'),
  knee: z
    .strictObject({
      estimate: z.number().describe('Where the line through what was measured around the knee crosses the bound.'),
      low: z.number(),
      high: z.number(),
      met: z.number().describe('The outermost value at which all conditions are surely met.'),
      missed: z.number().describe('The innermost value at which one is surely missed.'),
      arrivals: z.number().nullable().describe('Requests that arrive per second at the estimate. [1/s]'),
      narrow: z.boolean().describe('Whether the interval is as narrow as was asked for.'),
    })
    .nullable(),
  points: z.array(zPoint).describe('All values tried, in the order of the values.'),
  broke: zBreakingPoint.nullable().describe('What gives way at the innermost value that is surely missed.'),
  runs: z.number().describe('Runs in all.'),
});
export type Knee = z.infer<typeof zKnee>;

/**
 * Bisection, with as many runs at each value as it takes to tell on which side of the knee it is, or to tell from the slope of the margins
 * where the knee is. Every look at every value takes its share of the error (Bonferroni), so that the interval holds the knee with 95 % at
 * least. All values meet the same seeds (common random numbers).
 * @see Waeber, Frazier and Henderson, "Bisection search with noisy responses" (2013): a sequential test at each value
 */
export async function findKnee(wanted: KneeWanted, crew: Crew, hooks: WhatIfHooks = {}): Promise<Result<Knee>> {
  const question = questionOf(zKneeWanted.parse(wanted));
  if (!question.ok) return question;
  const { axis, conditions, seeds } = question.value;
  const search = new KneeSearch(axis, conditions, looksAt(seeds.length).length);
  const searched = await searchKnee(question.value, search, crew, hooks);
  if (!searched.ok) return searched;
  const { missed } = search.bracket;
  const broke = missed === null ? success(null) : await brokeAt(missed, question.value, search, crew, hooks);
  if (!broke.ok) return broke;
  hooks.onProgress?.(1);
  return success(kneeOf(question.value, search, searched.value.warmup, broke.value));
}

/** What is to be found out, read and found to make sense. */
interface Question {
  readonly design: Design;
  readonly axis: DesignAxis;
  readonly conditions: readonly Condition[];
  /** Nodes that may have workers. */
  readonly servers: readonly string[];
  readonly seeds: readonly number[];
  readonly options: Pick<RunJob['options'], 'duration' | 'warmup'>;
  /** Of each run, warm-up included. [s] */
  readonly seconds: number;
}

function questionOf({
  design,
  conditions: asked,
  duration,
  warmup,
  replications,
  ...rest
}: z.output<typeof zKneeWanted>): Result<Question> {
  const resolved = resolve(design);
  if (!resolved.ok) return resolved;
  const axis = axisOf(design, rest);
  if (!axis.ok) return axis;
  const conditions = demandsOf(resolved.value, asked);
  if (!conditions.ok) return conditions;
  return success({
    design,
    axis: axis.value,
    conditions: conditions.value,
    servers: resolved.value.nodes.filter(({ kind }) => kind !== 'client').map(({ id }) => id),
    seeds: seedsOf(design, rest, replications),
    options: { ...(duration !== undefined && { duration }), ...(warmup !== undefined && { warmup }) },
    seconds: duration ?? resolved.value.run.duration / 1e9,
  });
}

/** Tries values until the search has enough. @returns the time that the runs left out of their accounts [s] */
async function searchKnee(
  { axis, conditions, servers, seeds, options }: Question,
  search: KneeSearch,
  crew: Crew,
  hooks: WhatIfHooks,
): Promise<Result<{ readonly warmup: number }>> {
  const asking = {
    crew,
    conditions,
    seeds,
    options,
    figures: ['requests.arrived', ...servers.map((id) => `nodes.${id}.utilization`)],
    risk: (1 - CONFIDENCE - ROOT_RISK) / (MOST_VALUES * looksAt(seeds.length).length),
    signal: hooks.signal,
  };
  let warmup = 0;
  for (let value = search.next(); value !== null; value = search.next()) {
    const at = value;
    const there = axis.at(at);
    if (!there.ok) return there;
    const [before, after] = [search.share(), search.share(1)];
    const onRuns = (done: number): void => hooks.onProgress?.(before + (done / seeds.length) * (after - before));
    const decision = await decide(there.value, { ...asking, onRuns, enough: (sofar) => search.tells(at, sofar) });
    if (!decision.ok) return decision;
    const unknown = unknownFigure(conditions, decision.value);
    if (unknown) return failure(unknown);
    search.add(at, decision.value);
    ({ warmup } = decision.value.outcomes[0]!);
  }
  return success({ warmup });
}

/** The document, when the search is over. */
function kneeOf(
  { design, axis, conditions, servers, seeds, seconds }: Question,
  search: KneeSearch,
  warmup: number,
  broke: BreakingPoint | null,
): Knee {
  const points = search.points.toSorted((a, b) => a.value - b.value).map((point) => pointOf(point, servers, seconds - warmup));
  return {
    format: 'faultline-knee-1',
    design: design.name,
    designDigest: digestOf(design),
    axis: axis.told,
    conditions: conditions.map(toldCondition),
    confidence: CONFIDENCE,
    seeds: { first: seeds[0]!, most: seeds.length },
    duration: seconds,
    warmup,
    ...outcomeOf(search, points),
    points,
    broke,
    runs: points.reduce((sum, { runs }) => sum + runs, 0),
  };
}

export const knee = defineWhatIf({
  name: 'knee',
  title: 'Knee',
  wanted: zKneeWanted,
  answer: zKnee,
  run: findKnee,
});

async function brokeAt(
  value: number,
  { axis, options, seeds }: Question,
  search: KneeSearch,
  crew: Crew,
  hooks: WhatIfHooks,
): Promise<Result<BreakingPoint>> {
  const there = axis.at(value);
  if (!there.ok) return there;
  const job = { design: there.value, options: { ...options, seed: seeds[0]! } };
  for await (const report of crew('report', [job], { ...(hooks.signal && { signal: hooks.signal }) })) {
    if (!report.ok) return report;
    return success(breakingPoint(value, search.missedAt(value), report.value, there.value));
  }
  throw new Error('Broken invariant: a crew answers every job');
}

/** A figure that no run has would be missed for ever. */
function unknownFigure(conditions: readonly Condition[], { judged, outcomes }: Decision) {
  const found = conditions.find(({ allowed }, i) => allowed === null && judged[i]!.measured.n === 0);
  if (!found || outcomes.length === 0) return null;
  return {
    code: 'no-such-figure',
    severity: 'error' as const,
    where: found.figure,
    message: `No run has a number at "${found.figure}".`,
    remedy: 'Write a path into the report, such as requests.latency.p99 or nodes.orders.utilization.',
  };
}

function outcomeOf(search: KneeSearch, points: readonly Point[]): Pick<Knee, 'outcome' | 'knee'> {
  const found = search.found();
  if (found) return { outcome: 'found', knee: { ...found, arrivals: arrivalsAt(found.estimate, points) } };
  const { met, missed } = search.bracket;
  return { outcome: met !== null ? 'met everywhere' : missed !== null ? 'missed everywhere' : 'unsure', knee: null };
}

/** Between the two values next to it, in proportion. */
function arrivalsAt(value: number, points: readonly Point[]): number | null {
  const below = points.findLast((point) => point.value <= value);
  const above = points.find((point) => point.value >= value);
  const [a, b] = [below?.arrivals.mean ?? null, above?.arrivals.mean ?? null];
  if (a === null || b === null) return null;
  return below === above ? a : a + ((b - a) * (value - below!.value)) / (above!.value - below!.value);
}

/** @param seconds of each account */
function pointOf({ value, verdict, runs, judged, figures }: TriedPoint, servers: readonly string[], seconds: number): Point {
  const [arrived, ...utilization] = figures;
  const { n, ...ends } = arrived!;
  const per = (of: number | null): number | null => (of === null ? null : of / seconds);
  const busy = servers.flatMap((node, i) => (utilization[i]!.mean === null ? [] : [{ node, utilization: utilization[i]! }]));
  const [busiest = null] = busy.toSorted((a, b) => b.utilization.mean! - a.utilization.mean!);
  const arrivals = { n, mean: per(ends.mean), low: per(ends.low), high: per(ends.high) };
  return { value, verdict, runs, arrivals, conditions: [...judged], busiest };
}
