import jStat from 'jstat';
import { z } from 'zod';
import { type Condition, holds, margin } from './conditions';
import { estimate, zEstimate } from './estimate';

/** What the runs at one point show of a condition, or of all of them. */
export const verdicts = ['met', 'missed', 'unsure'] as const;
export type PointVerdict = (typeof verdicts)[number];

export const zJudged = z.strictObject({
  id: z.string().describe('Id of the condition.'),
  verdict: z.enum(verdicts).describe('Unsure: the runs do not tell on which side of the bound it is.'),
  measured: zEstimate.describe('In the unit of the condition.'),
});
export type Judged = z.infer<typeof zJudged>;

/** What the runs of one point say of one condition, run by run. */
export interface Sample {
  readonly measured: readonly (number | null)[];
  /** Requests that the objective counted, in all runs together; null for what is no objective. */
  readonly counted: number | null;
}

/** Fewer runs than this say nothing sure. */
const LEAST = 3;
/** With nothing wrong among n requests, no more than 3/n go wrong (the rule of three, 95 %). */
const RULE_OF_THREE = 3;

/**
 * Whether a condition is met, with a chance of error of at most `risk`: one side of Student's interval of its mean.
 * @param risk chance to say met or missed in error, 0 to 0.5
 */
export function judge(condition: Condition, { measured, counted }: Sample, risk: number): Judged {
  return { id: condition.id, verdict: verdictOf(condition, measured, counted, risk), measured: estimate(measured) };
}

function verdictOf(condition: Condition, measured: Sample['measured'], counted: number | null, risk: number): PointVerdict {
  const n = measured.length;
  if (n < LEAST) return 'unsure';
  const margins = measured.map((value) => margin(condition, value));
  const mean = margins.reduce((sum, value) => sum + value, 0) / n;
  const variance = margins.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = jStat.studentt.inv(1 - risk, n - 1) * Math.sqrt(variance / n);
  const everyRun = measured.every((value) => holds(condition, value));
  // Nothing may go wrong at all: then a single run tells.
  if (condition.allowed === 0) return everyRun ? 'met' : 'missed';
  if (mean - half > 0 || (variance === 0 && everyRun)) return enough(condition, counted) ? 'met' : 'unsure';
  if (mean + half < 0 || (variance === 0 && !everyRun)) return 'missed';
  return 'unsure';
}

/** Too few requests show no failure although there would be some. */
const enough = ({ allowed }: Condition, counted: number | null): boolean =>
  allowed === null || counted === null || counted * allowed >= RULE_OF_THREE;

/** All conditions must be met; one that is surely missed decides. */
export function together(judged: readonly Judged[]): PointVerdict {
  if (judged.some(({ verdict }) => verdict === 'missed')) return 'missed';
  return judged.every(({ verdict }) => verdict === 'met') ? 'met' : 'unsure';
}
