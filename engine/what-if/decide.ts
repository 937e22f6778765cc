import { type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import { type Condition, countedFigure } from './conditions';
import type { Crew } from './crew';
import { type Estimate, estimate } from './estimate';
import { judge, type Judged, type PointVerdict, together } from './judge';
import type { Outcome } from './outcome';
import type { RunJob } from './tasks';

/** How one finds out whether a design meets its conditions. */
export interface Deciding {
  readonly crew: Crew;
  readonly conditions: readonly Condition[];
  /** Of the runs, as many as there may be at most; every design meets the same luck. */
  readonly seeds: readonly number[];
  /** Of every run, but for the seed. */
  readonly options: Omit<RunJob['options'], 'seed'>;
  /** Further numbers that are wanted of each run: paths into its report. */
  readonly figures: readonly string[];
  /** Chance of an error that one look may take. */
  readonly risk: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether so much is known that more runs are not wanted, although it is unsure. */
  readonly enough?: (decision: Decision) => boolean;
  /** Hears how many runs of this design are done. */
  readonly onRuns?: (done: number) => void;
}

export interface Decision {
  readonly verdict: PointVerdict;
  readonly judged: readonly Judged[];
  readonly outcomes: readonly Outcome[];
  /** Means of the further numbers. */
  readonly figures: readonly Estimate[];
}

const FIRST_LOOK = 5;

/** At how many numbers of runs one looks: 5, 10, 20 … and at the most there may be. */
export function looksAt(most: number): number[] {
  const looks: number[] = [];
  for (let n = Math.min(FIRST_LOOK, most); n < most; n *= 2) looks.push(n);
  return [...looks, most];
}

/**
 * Runs a design, the more often the harder it is to tell, until it surely meets or misses its conditions or there are no more seeds.
 * Each look may be wrong with the chance `risk`: whoever asks shares a total among looks (Bonferroni).
 */
export async function decide(design: Design, deciding: Deciding): Promise<Result<Decision>> {
  const { crew, conditions, seeds, options, risk, signal, onRuns } = deciding;
  const counted = conditions.flatMap((condition) => countedFigure(condition) ?? []);
  const figures = [...conditions.map(({ figure }) => figure), ...counted, ...deciding.figures];
  const outcomes: Outcome[] = [];
  let decision: Decision | null = null;
  for (const look of looksAt(seeds.length)) {
    const before = outcomes.length;
    const jobs = seeds.slice(before, look).map((seed) => ({ design, options: { ...options, seed }, figures }));
    const hooks = { ...(signal && { signal }), onProgress: (done: number) => onRuns?.(before + done) };
    for await (const result of crew('outcome', jobs, hooks)) {
      if (!result.ok) return result;
      outcomes.push(result.value);
    }
    decision = decisionOf(conditions, outcomes, deciding.figures.length, risk);
    if (decision.verdict !== 'unsure' || deciding.enough?.(decision) === true) break;
  }
  if (decision === null) throw new Error('Broken invariant: a decision needs seeds');
  return success(decision);
}

function decisionOf(conditions: readonly Condition[], outcomes: readonly Outcome[], further: number, risk: number): Decision {
  const column = (i: number): (number | null)[] => outcomes.map(({ figures }) => figures[i] ?? null);
  let next = conditions.length;
  const judged = conditions.map((condition, i) => {
    const counted = countedFigure(condition) === null ? null : sum(column(next++));
    // That all are met needs each of them, that one is missed any of them.
    return judge(condition, { measured: column(i), counted }, risk / conditions.length);
  });
  return { verdict: together(judged), judged, outcomes, figures: Array.from({ length: further }, (_, i) => estimate(column(next + i))) };
}

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);
