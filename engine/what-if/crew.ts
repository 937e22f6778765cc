import type { Result } from '../core/problem';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import type { RunOptions } from '../simulate/run';

/** One run that is wanted: plain data, so that it can be done elsewhere. */
export interface RunJob {
  readonly design: Design;
  readonly options: Omit<RunOptions, 'onProgress'>;
}

/**
 * Whoever does runs: this thread, or as many others as there are processors.
 * @param onProgress hears the share of all jobs that is done, 0 to 1
 * @returns results in the order of the jobs, whoever is done first
 */
export type Crew = (jobs: readonly RunJob[], onProgress: (share: number) => void) => Promise<Result<Report>[]>;

/** One run after the other, here. */
export const serialCrew =
  (runOnce: (design: Design, options: RunOptions) => Result<Report>): Crew =>
  async (jobs, onProgress) => {
    const results: Result<Report>[] = [];
    for (const [i, { design, options }] of jobs.entries()) {
      const result = runOnce(design, { ...options, onProgress: (share) => onProgress((i + share) / jobs.length) });
      results.push(result);
      if (!result.ok) break;
    }
    return results;
  };

/** Runs handed to others, one job each at a time, as long as there are any. */
export const sharedCrew =
  (work: (job: RunJob) => Promise<Result<Report>>): Crew =>
  async (jobs, onProgress) => {
    let done = 0;
    return Promise.all(
      jobs.map(async (job) => {
        const result = await work(job);
        done += 1;
        onProgress(done / jobs.length);
        return result;
      }),
    );
  };
