import { z } from 'zod';
import { type Result, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { Design } from '../design/schema';
import { type Aftermath } from './aftermath';
import { withObjective } from './assumed-objective';
import { loaded } from './axis';
import { toldCondition, zCondition } from './conditions';
import type { Crew } from './crew';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { estimate, zEstimate } from './estimate';
import { demandsOf, UNANSWERED } from './finishing';
import { digestOf } from './job-key';
import type { RunJob } from './tasks';
import { lengthOf, type Trigger, triggerProblems, triggersOf, zTrigger } from './trigger';

/** More runs than this are a sweep of their own. */
const MOST_RUNS = 20_000;

const zMetastabilityWanted = z
  .strictObject({
    design: zAnyDesign(),
    seed: runFields.seed,
    loads: z.array(z.number().min(0.001).max(1000)).min(1).max(100).describe('Loads to try, as multiples of the design’s own.'),
    sizes: z.array(z.number().min(0)).min(1).max(100).describe('Sizes of the trigger to try.'),
    trigger: zTrigger.prefault({}).describe('What sets it off.'),
    before: z.number().min(1).max(3600).default(10).describe('Time before the trigger. [s]'),
    lasts: z.number().min(0.1).max(3600).default(10).describe('How long the trigger lasts. [s]'),
    within: z.number().min(0).max(86_400).default(30).describe('Time after the trigger in which it must have recovered. [s]'),
    watched: z.number().min(5).max(3600).default(10).describe('Time after that in which it is looked at whether it has. [s]'),
    replications: z.int().min(1).max(100).default(3).describe('Runs of each load and size, with paired seeds.'),
  })
  .refine(({ loads, sizes, replications }) => loads.length * (sizes.length + 1) * replications <= MOST_RUNS, {
    error: `That is more than ${MOST_RUNS.toLocaleString('en-US')} runs.`,
  });
export type MetastabilityWanted = z.input<typeof zMetastabilityWanted>;

const zCell = z.strictObject({
  load: z.number(),
  size: z.number(),
  verdict: z
    .enum(['recovers', 'sometimes', 'does not recover', 'overloaded'])
    .describe('Overloaded: in most runs the load is too much without any trigger. Sometimes: it depends on luck.'),
  recovered: z.number().describe('Runs that were well again in time, of those that were not overloaded.'),
  runs: z.number().describe('Runs that were not overloaded without the trigger.'),
  overloaded: z.number().describe('Runs whose pair without the trigger missed an objective at the same time.'),
  recovery: zEstimate.describe('Time from the end of the trigger until all objectives were met again, of those that recovered. [s]'),
  goodput: zEstimate.describe('Goodput while it is watched, as a share of that of the pair without the trigger.'),
});
type Cell = z.infer<typeof zCell>;

/** Load × size of a trigger: which runs do not find back. */
export const zMetastability = z.strictObject({
  format: z.literal('faultline-metastability-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  trigger: zTrigger,
  conditions: z.array(zCondition).describe('Objectives that must be met again. A design without any is to answer 90 % in time.'),
  loads: z.array(z.number()).describe('As multiples of the design’s own.'),
  sizes: z.array(z.number()),
  before: z.number().describe('[s]'),
  lasts: z.number().describe('[s]'),
  within: z.number().describe('[s]'),
  watched: z.number().describe('[s]'),
  seeds: z.array(z.number()),
  cells: z.array(zCell).describe('Load by load, each with all sizes.'),
  thresholds: z
    .array(z.strictObject({ load: z.number(), size: z.number().nullable() }))
    .describe('Of each load, the smallest size tried from which some run does not recover; null where all do.'),
  metastable: z
    .array(z.number())
    .describe('Loads that are borne without a trigger and after the smallest one, but not after every one tried.'),
  runs: z.number(),
});
export type Metastability = z.infer<typeof zMetastability>;

/**
 * Runs each load with a trigger of each size, and without, over the same seeds. What counts is the time after the trigger and the time
 * given to recover: whoever misses an objective then that the run without the trigger meets is stuck in another state under the same load.
 * @see Bronson, Aghayev, Charapko and Zhu, "Metastable failures in distributed systems" (HotOS 2021)
 */
export async function metastabilityMap(asked: MetastabilityWanted, crew: Crew, hooks: WhatIfHooks = {}): Promise<Result<Metastability>> {
  const wanted = zMetastabilityWanted.parse(asked);
  const { trigger, replications, before, lasts, within, watched } = wanted;
  const fits = triggerProblems(trigger);
  if (!fits.ok) return fits;
  const design = withObjective({ ...wanted.design, faults: [] });
  const loads = ascending(wanted.loads);
  const sizes = ascending(wanted.sizes);
  const resolved = resolve({ ...design, faults: triggersOf(design, trigger, sizes[0]!, before, lasts) });
  if (!resolved.ok) return resolved;
  const conditions = demandsOf(resolved.value);
  if (!conditions.ok) return conditions;
  const seeds = seedsOf(design, wanted, replications);
  const plan = planOf({ design, trigger, loads, sizes, seeds, before, lasts, within, watched });
  const results = new Map<string, Aftermath[]>();
  const progress = (done: number): void => hooks.onProgress?.(done / plan.length);
  const jobs = plan.map(({ job }) => job);
  let next = 0;
  for await (const result of crew('aftermath', jobs, { ...(hooks.signal && { signal: hooks.signal }), onProgress: progress })) {
    if (!result.ok) return result;
    const { key } = plan[next++]!;
    results.set(key, [...(results.get(key) ?? []), result.value]);
  }
  const cells = loads.flatMap((load) =>
    sizes.map((size) => {
      const length = lengthOf(trigger, size, lasts);
      return cellOf(load, size, results.get(pairKey(load, length))!, results.get(cellKey(load, size))!, before + length);
    }),
  );
  const thresholds = loads.map((load) => ({ load, size: cells.find((cell) => cell.load === load && isStuck(cell))?.size ?? null }));
  const first = (load: number): Cell => cells.find((cell) => cell.load === load)!;
  return success({
    format: 'faultline-metastability-1',
    design: resolved.value.name,
    designDigest: digestOf(wanted.design),
    trigger,
    conditions: conditions.value.map(toldCondition),
    loads,
    sizes,
    before,
    lasts,
    within,
    watched,
    seeds,
    cells,
    thresholds,
    metastable: thresholds.filter(({ load, size }) => size !== null && first(load).verdict === 'recovers').map(({ load }) => load),
    runs: plan.length,
  });
}

export const metastability = defineWhatIf({
  name: 'metastability',
  title: 'Metastability map',
  wanted: zMetastabilityWanted,
  answer: zMetastability,
  run: metastabilityMap,
});

const ascending = (values: readonly number[]): number[] => [...new Set(values)].toSorted((a, b) => a - b);
const cellKey = (load: number, size: number): string => `${load} ${size}`;
const pairKey = (load: number, length: number): string => `${load} without, ${length}`;

interface Plan {
  readonly design: Design;
  readonly trigger: Trigger;
  readonly loads: readonly number[];
  readonly sizes: readonly number[];
  readonly seeds: readonly number[];
  readonly before: number;
  readonly lasts: number;
  readonly within: number;
  readonly watched: number;
}

/** Every run, with what it belongs to. The account of each begins where it must have recovered. */
function planOf({
  design,
  trigger,
  loads,
  sizes,
  seeds,
  before,
  lasts,
  within,
  watched,
}: Plan): { readonly key: string; readonly job: RunJob }[] {
  const runsOf = (key: string, of: Design, length: number) => {
    const warmup = before + length + within;
    return seeds.map((seed) => ({ key, job: { design: of, options: { seed, warmup, duration: warmup + watched } } }));
  };
  const lengths = ascending(sizes.map((size) => lengthOf(trigger, size, lasts)));
  return loads.flatMap((load) => {
    const calm = loaded(design, load);
    return [
      ...lengths.flatMap((length) => runsOf(pairKey(load, length), calm, length)),
      ...sizes.flatMap((size) =>
        runsOf(cellKey(load, size), { ...calm, faults: triggersOf(design, trigger, size, before, lasts) }, lengthOf(trigger, size, lasts)),
      ),
    ];
  });
}

/** @param end of the trigger [s] */
function cellOf(load: number, size: number, calm: readonly Aftermath[], stirred: readonly Aftermath[], end: number): Cell {
  const pairs = stirred.map((after, i) => ({ after, without: calm[i]! }));
  const borne = pairs.filter(({ without }) => isWell(without, without));
  const well = borne.filter(({ after, without }) => isWell(after, without));
  return {
    load,
    size,
    verdict:
      borne.length * 2 < pairs.length || borne.length === 0
        ? 'overloaded'
        : well.length === borne.length
          ? 'recovers'
          : well.length === 0
            ? 'does not recover'
            : 'sometimes',
    recovered: well.length,
    runs: borne.length,
    overloaded: pairs.length - borne.length,
    recovery: estimate(well.map(({ after }) => Math.max(0, (after.calmAt ?? end) - end))),
    goodput: estimate(pairs.map(({ after, without }) => (without.goodput > 0 ? after.goodput / without.goodput : null))),
  };
}

/** Share of the requests answered in time without the trigger below which a system does something else than before. */
const AS_MANY = 0.5;

/** It meets its objectives; and since those count only what has finished, it also finishes what comes, and answers as it did before. */
const isWell = ({ missed, unanswered, goodput }: Aftermath, without: Aftermath): boolean =>
  missed.length === 0 && unanswered <= UNANSWERED && goodput >= AS_MANY * without.goodput;

const isStuck = ({ verdict }: Cell): boolean => verdict === 'sometimes' || verdict === 'does not recover';
