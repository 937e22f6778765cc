import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import type { ResolvedDesign } from '../design/schema';
import { allowedShare, objectiveOf } from '../measure/error-budget';
import { type Slo, sloText } from '../measure/slo';

const zFigure = () => z.string().min(1).max(500).describe('Path into the report of one run, such as requests.latency.mean.');

/** What a figure of a run must be, where the design's own objectives are not what is asked about. */
export const zConditionWanted = z
  .union(
    [
      z.strictObject({ figure: zFigure(), below: z.number().describe('It must stay below this, in its own unit.') }),
      z.strictObject({ figure: zFigure(), atLeast: z.number().describe('It must be this or more, in its own unit.') }),
    ],
    { error: 'A condition is { "figure": path, "below": number } or { "figure": path, "atLeast": number }.' },
  )
  .meta({ title: 'Condition' });
export type ConditionWanted = z.infer<typeof zConditionWanted>;

/** A bound on a figure of a run: an objective of the design, or what was asked for instead. */
export const zCondition = z.strictObject({
  id: z.string().describe('Id of the objective; the figure’s path where a condition was given.'),
  text: z.string().describe('In words.'),
  figure: z.string().describe('Path into the report of one run.'),
  sense: z.enum(['below', 'at-least']),
  bound: z.number().describe('In the unit of the figure: ms for a latency, a share for availability.'),
});
export interface Condition extends z.infer<typeof zCondition> {
  /** What counts as a distance of 1 from the bound, so that distances of several can be held against each other. */
  readonly scale: number;
  /** Of an objective: the share of requests that may go wrong. */
  readonly allowed: number | null;
}

/** @param asked in place of the design's objectives */
export function conditionsOf({ slos }: Pick<ResolvedDesign, 'slos'>, asked?: readonly ConditionWanted[]): Result<readonly Condition[]> {
  const all = asked && asked.length > 0 ? asked.map(given) : slos.map(objective);
  return all.length > 0 ? success(all) : failure(noObjective);
}

const noObjective: Problem = {
  code: 'no-objective',
  severity: 'error',
  where: 'slos',
  message: 'The design has no objective that could be met or missed.',
  remedy: 'Add an objective to the design, or give a condition on a figure, such as requests.latency.p99 below 500.',
};

function objective(slo: Slo): Condition {
  const allowed = allowedShare(slo);
  const bound = objectiveOf(slo);
  const common = { id: slo.id, text: sloText(slo), figure: `slos.${slo.id}.measured`, bound, allowed };
  return slo.kind === 'latency' ? { ...common, sense: 'below', scale: bound } : { ...common, sense: 'at-least', scale: allowed || 1 };
}

function given(wanted: ConditionWanted): Condition {
  const { figure } = wanted;
  const [sense, bound] = 'below' in wanted ? (['below', wanted.below] as const) : (['at-least', wanted.atLeast] as const);
  const text = `${figure} ${sense === 'below' ? 'below' : 'at least'} ${bound}`;
  return { id: figure, text, figure, sense, bound, scale: Math.abs(bound) || 1, allowed: null };
}

/** The part of a condition that belongs into an answer. */
export const toldCondition = ({ id, text, figure, sense, bound }: Condition): z.infer<typeof zCondition> => ({
  id,
  text,
  figure,
  sense,
  bound,
});

/** How far a run is on the good side of a bound, in the condition's own scale; negative on the bad side. Not measured: the bad side. */
export function margin({ sense, bound, scale }: Condition, measured: number | null): number {
  if (measured === null) return -1;
  return (sense === 'below' ? bound - measured : measured - bound) / scale;
}

/** Whether one run holds it, as its report says. */
export const holds = (condition: Condition, measured: number | null): boolean =>
  measured !== null && (condition.sense === 'below' ? measured < condition.bound : measured >= condition.bound);

/** Where the requests are told that an objective counted; null for what is no objective. */
export const countedFigure = ({ allowed, id }: Condition): string | null => (allowed === null ? null : `slos.${id}.budget.counted`);
