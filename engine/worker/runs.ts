import type { Result } from '../core/problem';
import type { Exported } from '../export/definition';
import { run } from '../simulate/run';
import { sharedCrew } from '../what-if/crew';
import { answer, type AnswerOf, type WantedOf, type WhatIfName } from '../what-if/registry';
import { type DoneOf, type JobOf, perform, type TaskName } from '../what-if/tasks';
import { type WriteRun, writeRun } from './write-run';

/** Does one job elsewhere. No signal comes with it: it could not be sent, and whoever cancels ends the workers. */
export type RemoteWork = <N extends TaskName>(task: N, job: JobOf<N>) => Promise<Result<DoneOf<N>>>;

/** What a worker for many runs offers a page: single jobs, or the answer to a what-if whose jobs others do. Plain data. */
export interface RunsApi {
  /** Runs a design and writes the run in another format. */
  writeRun(asked: WriteRun): Promise<Result<Exported>>;
  perform<N extends TaskName>(task: N, job: JobOf<N>): Promise<Result<DoneOf<N>>>;
  /**
   * @param work does one job, elsewhere
   * @param width jobs that may be handed out at a time
   * @param onProgress hears the share of all that is done, 0 to 1
   */
  answer<N extends WhatIfName>(
    name: N,
    wanted: WantedOf<N>,
    work: RemoteWork,
    width: number,
    onProgress: (share: number) => void,
  ): Promise<Result<AnswerOf<N>>>;
}

export const runs: RunsApi = {
  writeRun: (asked) => Promise.resolve(writeRun(asked)),
  perform: async (task, job) => perform(task, job, run),
  answer: (name, wanted, work, width, onProgress) =>
    answer(
      name,
      wanted,
      sharedCrew((task, job) => work(task, job), width),
      { onProgress },
    ),
};
