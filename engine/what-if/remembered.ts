import type { Result } from '../core/problem';
import type { Crew } from './crew';
import { jobKey } from './job-key';
import type { DoneOf, JobOf, TaskName } from './tasks';

/** What was done before, by the names of the jobs. */
export interface Memory {
  recall(key: string): unknown;
  keep(key: string, done: unknown): void;
}

/**
 * A crew that does no job twice: what the memory has is not done again, and what is done is kept. So a what-if that was stopped goes on
 * where it stood, and one that is changed a little does only what is new.
 * @param version of the engine
 */
export const remembering = (crew: Crew, memory: Memory, version: string): Crew =>
  async function* remembered(task, jobs, { onProgress, ...hooks } = {}) {
    // In the order of the jobs: what is known, or that it is being done.
    const order: (Known<typeof task> | { readonly key: string; readonly result: null })[] = [];
    let known = 0;
    let done = 0;
    const unknown = function* (): Generator<JobOf<typeof task>> {
      for (const job of jobs) {
        const key = jobKey(task, job, version);
        const value = memory.recall(key);
        if (value === undefined) {
          order.push({ key, result: null });
          yield job;
          continue;
        }
        // It was kept under a name that tells task, job and version.
        order.push({ key, result: { ok: true, value: value as DoneOf<typeof task> } });
        known += 1;
        onProgress?.(known + done);
      }
    };
    for await (const result of crew(task, unknown(), { ...hooks, onProgress: (count) => onProgress?.(known + (done = count)) })) {
      while (order[0]?.result) yield order.shift()!.result!;
      const { key } = order.shift()!;
      if (result.ok) memory.keep(key, result.value);
      yield result;
    }
    while (order[0]?.result) yield order.shift()!.result!;
  };

interface Known<N extends TaskName> {
  readonly key: string;
  readonly result: Result<DoneOf<N>>;
}
