import { allowedShare, objectiveOf } from '../measure/error-budget';
import { businessInvariantText } from '../policies/business-invariants';
import type { ResolvedDesign } from '../design/schema';
import type { GoalWanted, Resource } from './challenge-file';

/** A number that a design must reach. */
export interface Goal {
  /** In words. */
  readonly text: string;
  readonly unit: '' | '%' | 'ms' | 's' | '/s';
  readonly op: 'below' | 'at-most' | 'at-least';
  /** In the unit of the report. */
  readonly bound: number;
  /** Path into the report; null for what is counted in the drawing. */
  readonly figure: string | null;
  readonly spend: Resource | null;
  /** What counts as a distance of 1 from the bound. */
  readonly scale: number;
}

type Promises = Pick<ResolvedDesign, 'slos' | 'invariants' | 'journeys'>;

const spendText: Readonly<Record<Resource, string>> = {
  replicas: 'Replicas in all',
  workers: 'Workers in all',
  connections: 'Database connections in all',
};

/** The goals of a challenge in numbers. @param design that fails: its objectives and invariants are what is promised */
export const goalsOf = (design: Promises, wanted: readonly GoalWanted[]): Goal[] =>
  wanted.flatMap((one): Goal[] => {
    if ('promise' in one) return promised(design, one.promise);
    if ('spend' in one) {
      const { spend, most } = one;
      return [{ text: spendText[spend], unit: '', op: 'at-most', bound: most, figure: null, spend, scale: most || 1 }];
    }
    const { text, measure, op, value, unit } = one;
    const share = op === 'at-least' && unit === '%' ? 1 - value : Math.abs(value);
    return [{ text, unit, op, bound: value, figure: measure, spend: null, scale: share || 1 }];
  });

function promised({ slos, invariants, journeys }: Promises, id: string): Goal[] {
  const slo = slos.find((one) => one.id === id);
  if (slo) {
    const journey = journeys.find((one) => one.id === slo.journey);
    const who = journey ? (journey.name ?? journey.id) : 'All requests';
    const common = { bound: objectiveOf(slo), figure: `slos.${id}.measured`, spend: null };
    return slo.kind === 'latency'
      ? [{ ...common, text: `${who}: p${slo.percentile}`, unit: 'ms', op: 'below', scale: common.bound }]
      : [{ ...common, text: `${who}: answered in time`, unit: '%', op: 'at-least', scale: allowedShare(slo) || 1 }];
  }
  const invariant = invariants.find((one) => one.id === id);
  if (!invariant) return [];
  const text = `${invariant.name ?? businessInvariantText(invariant)}: times broken`;
  return [{ text, unit: '', op: 'at-most', bound: 0, figure: `ledger.invariants.${id}.violations`, spend: null, scale: 1 }];
}

/** Whether a number reaches a goal. Not measured: no. */
export function reaches({ op, bound }: Goal, measured: number | null): boolean {
  if (measured === null) return false;
  return op === 'below' ? measured < bound : op === 'at-most' ? measured <= bound : measured >= bound;
}

/** How far a number is on the good side of a goal, in the goal's own scale; negative on the bad side. Not measured: the bad side. */
export function distance({ op, bound, scale }: Pick<Goal, 'op' | 'bound' | 'scale'>, measured: number | null): number {
  if (measured === null) return -1;
  return (op === 'at-least' ? measured - bound : bound - measured) / scale;
}

/** The number of several that is worst for a goal; null where one was not measured. */
export function worstOf(goal: Goal, measured: readonly (number | null)[]): number | null {
  if (measured.includes(null)) return null;
  return (measured as readonly number[]).toSorted((a, b) => distance(goal, a) - distance(goal, b))[0] ?? null;
}

const signs = { below: '<', 'at-most': '≤', 'at-least': '≥' } as const;

/** A number as a goal has it: `320 ms`, `99.2 %`. */
export function goalNumber(unit: Goal['unit'], value: number): string {
  const shown = unit === '%' ? value * 100 : value;
  const digits = unit === '%' ? shown.toFixed(2) : Math.abs(shown) >= 100 ? shown.toFixed(0) : shown.toPrecision(3);
  const short = String(Number(digits));
  return unit === '' ? short : `${short} ${unit}`;
}

/** The bound of a goal: `≤ 320 ms`. */
export const boundText = ({ op, unit, bound }: Pick<Goal, 'op' | 'unit' | 'bound'>): string => `${signs[op]} ${goalNumber(unit, bound)}`;
