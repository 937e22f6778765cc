import { z } from 'zod';
import { type Result, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { loaded } from './axis';
import { type Condition, toldCondition, zCondition, zConditionWanted } from './conditions';
import type { Crew } from './crew';
import { decide, type Decision, looksAt } from './decide';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { CONFIDENCE, type Estimate, zEstimate } from './estimate';
import { demandsOf } from './finishing';
import { digestOf } from './job-key';
import { verdicts, zJudged } from './judge';
import { LatticeSearch, type SizeFacts, type Sizes } from './lattice';
import { sized, type SizedDimension, sizesOf, toldSize, zSizeTold, zSizeWanted } from './sizes';
import type { RunJob } from './tasks';

const zRightSizeWanted = z.strictObject({
  design: zAnyDesign(),
  load: z.number().min(0.001).max(1000).default(1).describe('Load that must be borne, as a multiple of the design’s own.'),
  sizes: z.array(zSizeWanted).optional().describe('What may be chosen; the replicas of all nodes without an autoscaler when left out.'),
  conditions: z.array(zConditionWanted).max(20).optional().describe('What must hold; the design’s objectives when left out.'),
  ...runFields,
  replications: z.int().min(5).max(1000).default(20).describe('Runs of one choice at most. Fewer are done where they tell enough.'),
  most: z.int().min(1).max(1000).default(150).describe('Choices that are run at most.'),
});
export type RightSizeWanted = z.input<typeof zRightSizeWanted>;

const zChoice = z.strictObject({
  sizes: z.array(z.number()).describe('In the order of the sizes above.'),
  cost: z.number().describe('Sum of sizes times their prices.'),
  verdict: z.enum(verdicts).describe('Whether all conditions are met.'),
  runs: z.number(),
});
type Choice = z.infer<typeof zChoice>;
const zEvidence = zChoice.extend({
  conditions: z.array(zJudged),
  utilization: z.array(zEstimate).describe('Share of worker time held at the node of each size.'),
  costPerHour: zEstimate.describe('What the whole design costs per hour by its own prices; nothing where it states none.'),
});
type Evidence = z.infer<typeof zEvidence>;

/** The cheapest numbers of instances with which a design does what it must. */
export const zRightSize = z.strictObject({
  format: z.literal('faultline-right-size-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design, at its own load.'),
  load: z.number().describe('As a multiple of the design’s own.'),
  conditions: z.array(zCondition).describe('What must hold.'),
  sizes: z.array(zSizeTold).describe('What was chosen.'),
  confidence: z.literal(CONFIDENCE).describe('Chance that all verdicts here are right, taken together.'),
  seeds: z.strictObject({ first: z.number(), most: z.number() }).describe('Seeds of the runs of each choice: they follow each other.'),
  duration: z.number().describe('Simulated time of each run, warm-up included. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  most: z.number().describe('Choices that might be run at most.'),
  outcome: z
    .enum(['found', 'none', 'cut short'])
    .describe(
      'None: not even the largest sizes surely do. Cut short: there were too few choices to find the cheapest; the best of them stands here.',
    ),
  best: zEvidence.nullable().describe('The cheapest choice that surely meets all conditions.'),
  runnerUp: zEvidence.nullable().describe('The next cheapest that does, among those that were run.'),
  present: zEvidence.describe('The design as it is at that load, brought within the limits.'),
  tighter: z
    .array(
      z.strictObject({
        parameter: z.string(),
        size: z.number().describe('One less than the best choice has.'),
        because: z
          .enum(['limit', 'utilization law', 'simulated'])
          .describe('Why it may not be: the lowest allowed; more work than workers; runs.'),
        missed: z.array(z.string()).describe('Ids of the conditions that are not surely met then.'),
      }),
    )
    .describe('Why nothing can be lowered by one more.'),
  tried: z.array(zChoice).describe('All choices that were run, in their order.'),
  runs: z.number().describe('Runs in all.'),
});
export type RightSize = z.infer<typeof zRightSize>;

interface Facts extends SizeFacts {
  readonly decision: Decision;
}

class Refused extends Error {
  constructor(readonly refusal: Result<never>) {
    super('a run was refused');
  }
}

/**
 * Sizes upwards until the conditions are met, reads from there how many workers the work needs (utilization law), goes back to a little more
 * than that (square-root staffing), and from there down the lattice of choices, on which more is taken never to be worse.
 * @see Halfin and Whitt, "Heavy-traffic limits for queues with many exponential servers" (1981), for the square root
 */
export async function rightSize(wanted: RightSizeWanted, crew: Crew, hooks: WhatIfHooks = {}): Promise<Result<RightSize>> {
  const question = questionOf(zRightSizeWanted.parse(wanted));
  if (!question.ok) return question;
  const { dimensions, most } = question.value;
  const search: LatticeSearch<Facts> = new LatticeSearch<Facts>(
    dimensions,
    (sizes) => factsOf(sizes, question.value, search.tried.length, crew, hooks),
    most,
  );
  try {
    const searched = await searchSizes(search, dimensions);
    hooks.onProgress?.(1);
    return success(rightSizeOf(question.value, search, searched));
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** What is to be found out, read and found to make sense. */
interface Question {
  /** As it was given. */
  readonly drawn: Design;
  /** At the load that must be borne. */
  readonly design: Design;
  readonly load: number;
  readonly conditions: readonly Condition[];
  readonly dimensions: readonly SizedDimension[];
  readonly seeds: readonly number[];
  readonly options: Pick<RunJob['options'], 'duration' | 'warmup'>;
  /** Of each run, warm-up included. [s] */
  readonly seconds: number;
  readonly most: number;
}

function questionOf({
  design: drawn,
  load,
  sizes: asked,
  conditions: given,
  duration,
  warmup,
  replications,
  most,
  ...rest
}: z.output<typeof zRightSizeWanted>): Result<Question> {
  const resolved = resolve(drawn);
  if (!resolved.ok) return resolved;
  const design = loaded(drawn, load);
  const conditions = demandsOf(resolved.value, given);
  if (!conditions.ok) return conditions;
  const dimensions = sizesOf(design, resolved.value, asked);
  if (!dimensions.ok) return dimensions;
  return success({
    drawn,
    design,
    load,
    conditions: conditions.value,
    dimensions: dimensions.value,
    seeds: seedsOf(design, rest, replications),
    options: { ...(duration !== undefined && { duration }), ...(warmup !== undefined && { warmup }) },
    seconds: duration ?? resolved.value.run.duration / 1e9,
    most,
  });
}

/** Runs one choice. @param before choices that were run before it */
async function factsOf(sizes: Sizes, question: Question, before: number, crew: Crew, hooks: WhatIfHooks): Promise<Facts> {
  const { design, conditions, dimensions, seeds, options, most } = question;
  const share = (tried: number): number => 1 - 1 / (1 + tried / 10);
  const there = sized(design, dimensions, sizes);
  if (!there.ok) throw new Refused(there);
  const decision = await decide(there.value, {
    crew,
    conditions,
    seeds,
    options,
    figures: ['cost.perHour', ...dimensions.map(({ node }) => `nodes.${node}.utilization`)],
    risk: (1 - CONFIDENCE) / (most * looksAt(seeds.length).length),
    signal: hooks.signal,
    onRuns: (done) => hooks.onProgress?.(share(before + done / seeds.length)),
  });
  if (!decision.ok) throw new Refused(decision);
  const utilization = decision.value.figures.slice(1).map(({ mean }) => mean);
  return { verdict: decision.value.verdict, utilization, decision: decision.value };
}

/** The document, when the search is over. */
function rightSizeOf(question: Question, search: LatticeSearch<Facts>, { least, proved }: Searched): RightSize {
  const { drawn, load, conditions, dimensions, seeds, seconds, most } = question;
  const [best, runnerUp] = search.met();
  const present = search.tried[0]!;
  return {
    format: 'faultline-right-size-1',
    design: drawn.name,
    designDigest: digestOf(drawn),
    load,
    conditions: conditions.map(toldCondition),
    sizes: dimensions.map(toldSize),
    confidence: CONFIDENCE,
    seeds: { first: seeds[0]!, most: seeds.length },
    duration: seconds,
    warmup: present.facts.decision.outcomes[0]!.warmup,
    most,
    outcome: !best ? 'none' : proved ? 'found' : 'cut short',
    best: best ? evidence(search, best.sizes) : null,
    runnerUp: runnerUp ? evidence(search, runnerUp.sizes) : null,
    present: evidence(search, present.sizes),
    tighter: best ? tighter(search, dimensions, best.sizes, least) : [],
    tried: search.tried.map(({ sizes }) => choice(search, sizes)),
    runs: search.tried.reduce((sum, { facts }) => sum + facts.decision.outcomes.length, 0),
  };
}

export const rightSizing = defineWhatIf({
  name: 'right-size',
  title: 'Right-sizing',
  wanted: zRightSizeWanted,
  answer: zRightSize,
  run: rightSize,
});

interface Searched {
  /** Sizes below which there are fewer workers than work. */
  readonly least: Sizes;
  /** Whether nothing cheaper is left that could do. */
  readonly proved: boolean;
}

async function searchSizes(search: LatticeSearch<Facts>, dimensions: readonly SizedDimension[]): Promise<Searched> {
  const present = dimensions.map(({ min, max, present: size }) => Math.min(max, Math.max(min, size)));
  const ample = await search.upwards(present);
  if (ample === null) return { least: dimensions.map(({ min }) => min), proved: false };
  // Utilization law: workers held are arrivals times holding time, however many there are.
  const demand = ample.map((size, i) => size * (search.at(ample)!.utilization[i] ?? 0));
  const least = dimensions.map(({ min }, i) => Math.min(ample[i]!, Math.max(min, Math.floor(demand[i]!) + 1)));
  const start = dimensions.map(({ workersEach }, i) => {
    const workers = demand[i]! * workersEach;
    return Math.min(ample[i]!, Math.max(least[i]!, Math.ceil((workers + SPARE * Math.sqrt(workers)) / workersEach)));
  });
  const enough = await search.creep(start, ample);
  const lowest = await search.downwards(enough, least);
  const proved = await search.prove(lowest, least);
  await search.second();
  return { least, proved };
}

/** Workers beyond the work, in square roots of it: at 1 one call in five waits or so, at 2 few do. */
const SPARE = 1.5;

function choice(search: LatticeSearch<Facts>, sizes: Sizes): Choice {
  const { verdict, decision } = search.at(sizes)!;
  return { sizes: [...sizes], cost: search.costOf(sizes), verdict, runs: decision.outcomes.length };
}

function evidence(search: LatticeSearch<Facts>, sizes: Sizes): Evidence {
  const { judged, figures } = search.at(sizes)!.decision;
  const [costPerHour, ...utilization] = figures as [Estimate, ...Estimate[]];
  return { ...choice(search, sizes), conditions: [...judged], utilization, costPerHour };
}

function tighter(search: LatticeSearch<Facts>, dimensions: readonly SizedDimension[], best: Sizes, least: Sizes): RightSize['tighter'] {
  type Reason = RightSize['tighter'][number];
  return dimensions.flatMap(({ parameter, min }, i): Reason[] => {
    const size = best[i]! - 1;
    const told = { parameter, size };
    if (size < min) return [{ ...told, because: 'limit', missed: [] }];
    const tried = search.tooSmall(best.map((each, j) => (j === i ? size : each)));
    if (tried) {
      const missed = tried.facts.decision.judged.filter(({ verdict }) => verdict !== 'met').map(({ id }) => id);
      return [{ ...told, because: 'simulated', missed }];
    }
    // A search that was cut short does not know.
    return size < least[i]! ? [{ ...told, because: 'utilization law', missed: [] }] : [];
  });
}
