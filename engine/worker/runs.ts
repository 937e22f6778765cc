import type { Result } from '../core/problem';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import { run } from '../simulate/run';
import { type RunJob, sharedCrew } from '../what-if/crew';
import { type ReplicateOptions, type Replications, replicate } from '../what-if/replicate';

/** What a worker for many runs offers a page: single runs, or the account of many that others do. Plain data. */
export interface RunsApi {
  simulate(job: RunJob): Promise<Result<Report>>;
  /**
   * @param work does one run, elsewhere
   * @param onProgress hears the share of all runs that is done, 0 to 1
   */
  replicate(
    design: Design,
    options: Omit<ReplicateOptions, 'onProgress'>,
    work: (job: RunJob) => Promise<Result<Report>>,
    onProgress: (share: number) => void,
  ): Promise<Result<Replications>>;
}

export const runs: RunsApi = {
  simulate: async ({ design, options }) => run(design, options),
  replicate: (design, options, work, onProgress) => replicate(design, { ...options, onProgress }, sharedCrew(work)),
};
