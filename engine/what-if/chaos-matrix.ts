import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { nearest } from '../design/nearest';
import { resolve } from '../design/resolve';
import type { Design, ResolvedDesign } from '../design/schema';
import { type FaultAction, faultActions } from '../faults/registry';
import type { Aftermath } from './aftermath';
import { withObjective } from './assumed-objective';
import { byHarm, type ChaosCell, chaosCell, zChaosCell } from './chaos-verdict';
import { type Condition, conditionsOf, toldCondition, zCondition } from './conditions';
import type { Crew } from './crew';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { type FaultCell, faultCells, type FaultChoice } from './fault-cells';
import { UNANSWERED } from './finishing';
import { digestOf } from './job-key';
import type { RunJob } from './tasks';

const actions = Object.keys(faultActions) as [FaultAction, ...FaultAction[]];
const zCellName = z.strictObject({
  action: z.enum(actions).optional().describe('Fault; every one when left out.'),
  place: z.string().max(64).optional().describe('Node or zone; every one when left out.'),
});

const zChaosWanted = z.strictObject({
  design: zAnyDesign(),
  seed: runFields.seed,
  faults: z
    .array(
      z.strictObject({
        action: z.enum(actions).describe('Fault to try everywhere.'),
        params: z.record(z.string(), z.unknown()).default({}).describe('How strong it is; the fault’s own defaults when left out.'),
      }),
    )
    .min(1)
    .max(100)
    .optional()
    .describe('Faults to try, each at every place that it fits; all there are when left out.'),
  places: z.array(z.string().max(64)).min(1).max(500).optional().describe('Nodes and zones to try them at; all when left out.'),
  mayBreak: z.array(zCellName).max(1000).default([]).describe('What need not hold.'),
  before: z.number().min(1).max(3600).default(3).describe('Time before the fault, left out of the account. [s]'),
  lasts: z.number().min(0.1).max(3600).default(5).describe('How long the fault lasts. [s]'),
  after: z.number().min(5).max(3600).default(7).describe('Time to recover in. [s]'),
  replications: z.int().min(2).max(100).default(5).describe('Runs of each fault at each place, with paired seeds.'),
});
export type ChaosWanted = z.input<typeof zChaosWanted>;

/** Every fault at every place that it fits: what holds. */
export const zChaos = z.strictObject({
  format: z.literal('faultline-chaos-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  conditions: z.array(zCondition).describe('Objectives that must hold. A design without any is to answer 90 % in time.'),
  invariants: z.array(z.string()).describe('Ids of the claims over the ledger that must hold.'),
  actions: z
    .array(z.strictObject({ action: z.string(), title: z.string(), params: z.record(z.string(), z.unknown()) }))
    .describe('Faults tried, with what they were told, in the order of the columns.'),
  places: z.array(z.strictObject({ id: z.string(), name: z.string() })).describe('Nodes and zones, in the order of the rows.'),
  mayBreak: z.array(zCellName).describe('What need not hold.'),
  before: z.number().describe('[s]'),
  lasts: z.number().describe('[s]'),
  after: z.number().describe('[s]'),
  seeds: z.array(z.number()),
  cells: z.array(zChaosCell).describe('Row by row; what does not fit a place is left out.'),
  counts: z.strictObject({ holds: z.number(), degrades: z.number(), breaks: z.number() }),
  worst: z
    .array(z.strictObject({ action: z.string(), place: z.string() }))
    .describe('The cells that fared worst, the worst first; at most ten.'),
  mustHold: z.array(z.strictObject({ action: z.string(), place: z.string() })).describe('Cells that break and were not allowed to.'),
  runs: z.number().describe('Runs in all, those without a fault included.'),
});
export type Chaos = z.infer<typeof zChaos>;

const MOST_WORST = 10;

/**
 * Puts every fault on every place that it fits, one at a time, over the same seeds, and holds each run against the one of its seed without
 * any fault.
 * @see Basiri et al., "Chaos engineering" (IEEE Software 33, 2016): a steady state is put to the test by one disturbance at a time
 */
export async function chaosMatrix(asked: ChaosWanted, crew: Crew, hooks: WhatIfHooks = {}): Promise<Result<Chaos>> {
  const wanted = zChaosWanted.parse(asked);
  const question = questionOf(wanted);
  if (!question.ok) return question;
  const judged = await struck(question.value, crew, hooks);
  return judged.ok ? success(chaosOf(wanted, question.value, judged.value)) : judged;
}

/** What is to be run. */
interface Question {
  /** Without faults of its own. */
  readonly design: Design;
  readonly resolved: ResolvedDesign;
  readonly conditions: readonly Condition[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly choices: readonly FaultChoice[];
  readonly cells: readonly FaultCell[];
  readonly seeds: readonly number[];
  /** [s] */
  readonly before: number;
  /** Of each run. [s] */
  readonly seconds: number;
  /** Share of requests that may stay without an answer. */
  readonly mayStay: number;
}

function questionOf(wanted: z.output<typeof zChaosWanted>): Result<Question> {
  const { before, lasts, after, replications } = wanted;
  const design = withObjective({ ...wanted.design, faults: [] });
  const resolved = resolve(design);
  if (!resolved.ok) return resolved;
  const conditions = conditionsOf(resolved.value);
  if (!conditions.ok) return conditions;
  const places = placesOf(resolved.value, wanted);
  if (!places.ok) return places;
  const choices = wanted.faults ?? actions.map((action) => ({ action, params: {} }));
  const found = faultCells(design, resolved.value, choices, { startAfter: before, duration: lasts });
  if (!found.ok) return found;
  const cells = found.value.filter(({ place }) => places.value.some(({ id }) => id === place));
  if (cells.length === 0) return failure(nothingFits);
  // An objective counts answered requests only; what is never answered is held against the same share.
  const shares = conditions.value.flatMap(({ sense, allowed }) => (sense === 'at-least' ? (allowed ?? []) : []));
  return success({
    design,
    resolved: resolved.value,
    conditions: conditions.value,
    places: places.value,
    choices,
    cells,
    seeds: seedsOf(design, wanted, replications),
    before,
    seconds: before + lasts + after,
    mayStay: shares.length > 0 ? Math.max(...shares) : UNANSWERED,
  });
}

/** The document, of what became of the cells. */
function chaosOf(wanted: z.output<typeof zChaosWanted>, question: Question, judged: ChaosCell[]): Chaos {
  const { before, lasts, after, mayBreak } = wanted;
  const { resolved, conditions, places, choices, cells, seeds } = question;
  const ofVerdict = (verdict: ChaosCell['verdict']): number => judged.filter((cell) => cell.verdict === verdict).length;
  const named = ({ action, place }: ChaosCell) => ({ action, place });
  const tried = new Set(cells.map(({ action }) => action));
  return {
    format: 'faultline-chaos-1',
    design: resolved.name,
    designDigest: digestOf(wanted.design),
    conditions: conditions.map(toldCondition),
    invariants: resolved.invariants.map(({ id }) => id),
    actions: choices
      .filter(({ action }) => tried.has(action))
      .map(({ action, params }) => ({ action, title: faultActions[action].title, params })),
    places: places.filter(({ id }) => cells.some(({ place }) => place === id)),
    mayBreak,
    before,
    lasts,
    after,
    seeds: [...seeds],
    cells: judged,
    counts: { holds: ofVerdict('holds'), degrades: ofVerdict('degrades'), breaks: ofVerdict('breaks') },
    worst: judged
      .filter(({ verdict }) => verdict !== 'holds')
      .toSorted(byHarm)
      .slice(0, MOST_WORST)
      .map(named),
    mustHold: judged.filter((cell) => cell.verdict === 'breaks' && !isAllowed(mayBreak, cell)).map(named),
    runs: (cells.length + 1) * seeds.length,
  };
}

export const chaos = defineWhatIf({
  name: 'chaos',
  title: 'Chaos matrix',
  wanted: zChaosWanted,
  answer: zChaos,
  run: chaosMatrix,
});

/** Runs all cells after the runs without a fault. Of each cell only what was made of its runs is kept. */
async function struck(
  { design, cells, seeds, before, seconds, mayStay }: Question,
  crew: Crew,
  hooks: WhatIfHooks,
): Promise<Result<ChaosCell[]>> {
  const all: readonly (FaultCell | null)[] = [null, ...cells];
  function* jobs(): Generator<RunJob> {
    for (const cell of all) {
      const of = cell === null ? design : { ...design, faults: [...cell.faults] };
      for (const seed of seeds) yield { design: of, options: { seed, warmup: before, duration: seconds } };
    }
  }
  const total = all.length * seeds.length;
  const judged: ChaosCell[] = [];
  let calm: readonly Aftermath[] = [];
  let runs: Aftermath[] = [];
  const own = { ...(hooks.signal && { signal: hooks.signal }), onProgress: (done: number) => hooks.onProgress?.(done / total) };
  for await (const result of crew('aftermath', jobs(), own)) {
    if (!result.ok) return result;
    runs.push(result.value);
    if (runs.length < seeds.length) continue;
    const cell = cells[judged.length];
    if (calm.length === 0) calm = runs;
    else if (cell) judged.push(chaosCell(cell, calm, runs, mayStay));
    runs = [];
  }
  return success(judged);
}

const isAllowed = (mayBreak: z.output<typeof zChaosWanted>['mayBreak'], { action, place }: ChaosCell): boolean =>
  mayBreak.some((name) => (name.action ?? action) === action && (name.place ?? place) === place);

/** Nodes and zones, those asked for. */
function placesOf({ nodes, zones }: ResolvedDesign, wanted: z.output<typeof zChaosWanted>): Result<{ id: string; name: string }[]> {
  const all = [...nodes, ...zones].map((place) => ({ id: place.id, name: ('name' in place ? place.name : undefined) ?? place.id }));
  const named = [...(wanted.places ?? []), ...wanted.mayBreak.flatMap(({ place }) => place ?? [])];
  const unknown = named.find((id) => !all.some((place) => place.id === id));
  if (unknown !== undefined)
    return failure(
      noPlace(
        unknown,
        nearest(
          unknown,
          all.map(({ id }) => id),
        ),
      ),
    );
  return success(wanted.places ? all.filter(({ id }) => wanted.places!.includes(id)) : all);
}

const noPlace = (id: string, meant: string | null): Problem => ({
  code: 'no-such-place',
  severity: 'error',
  where: id,
  message: `The design has no node or zone "${id}".`,
  remedy: meant === null ? 'Name a node or zone by its id.' : `Did you mean "${meant}"?`,
});
const nothingFits: Problem = {
  code: 'no-fault-fits',
  severity: 'error',
  where: 'faults',
  message: 'None of the faults fits any of the places.',
  remedy: 'Name other faults, or other places.',
};
