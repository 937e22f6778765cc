import type { Result } from '../core/problem';
import { success } from '../core/problem';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import type { run, RunOptions } from '../simulate/run';
import { type Aftermath, aftermathOf } from './aftermath';
import { type Outcome, outcomeOf } from './outcome';

/** One run that is wanted: plain data, so that it can be done elsewhere. */
export interface RunJob {
  readonly design: Design;
  readonly options: Omit<RunOptions, 'onProgress'>;
}

/** A run of which only some numbers are wanted. */
export interface OutcomeJob extends RunJob {
  /** Paths into the report, such as `requests.latency.p99`. */
  readonly figures: readonly string[];
}

/** Does the run itself; in tests something quicker. */
export type RunOnce = typeof run;

type OnProgress = NonNullable<RunOptions['onProgress']>;

const whole = ({ design, options }: RunJob, runOnce: RunOnce, onProgress?: OnProgress): Result<Report> =>
  runOnce(design, { ...options, ...(onProgress && { onProgress }) });

/** What a crew can be asked for, by name. Job and result are plain data; a result depends on its job alone. */
export const tasks = {
  /** The whole account of a run. Large: ask for it only where most of it is looked at. */
  report: whole,
  /** What became of a run, and some of its numbers: a few hundred bytes. */
  outcome: (job: OutcomeJob, runOnce: RunOnce, onProgress?: OnProgress): Result<Outcome> => {
    const report = whole(job, runOnce, onProgress);
    return report.ok ? success(outcomeOf(report.value, job.figures)) : report;
  },
  /** What a disturbed run came to, and its story in words. */
  aftermath: (job: RunJob, runOnce: RunOnce, onProgress?: OnProgress): Result<Aftermath> => {
    const report = whole(job, runOnce, onProgress);
    return report.ok ? success(aftermathOf(report.value, job.design)) : report;
  },
} as const;

export type TaskName = keyof typeof tasks;
export type JobOf<N extends TaskName> = Parameters<(typeof tasks)[N]>[0];
export type DoneOf<N extends TaskName> = Extract<ReturnType<(typeof tasks)[N]>, { ok: true }>['value'];

type Perform<N extends TaskName> = (job: JobOf<N>, runOnce: RunOnce, onProgress?: OnProgress) => Result<DoneOf<N>>;

/** Does one job here, now. */
export function perform<N extends TaskName>(task: N, job: JobOf<N>, runOnce: RunOnce, onProgress?: OnProgress): Result<DoneOf<N>> {
  // Each task takes its own job; the registry cannot say so to the compiler.
  return (tasks[task] as unknown as Perform<N>)(job, runOnce, onProgress);
}
