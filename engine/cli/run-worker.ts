import type { Result } from '../core/problem';
import { run } from '../simulate/run';
import { type DoneOf, type JobOf, perform, type TaskName } from '../what-if/tasks';

/** What one thread of the crew does: a job. */
export const work = <N extends TaskName>({ task, job }: { readonly task: N; readonly job: JobOf<N> }): Result<DoneOf<N>> =>
  perform(task, job, run);
