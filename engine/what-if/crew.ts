import type { Result } from '../core/problem';
import { run } from '../simulate/run';
import { type DoneOf, type JobOf, perform, type RunOnce, type TaskName } from './tasks';

export interface CrewHooks {
  /** Aborted, what is under way ends and the crew throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears how many jobs are done; a crew of one counts parts of a job too. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Whoever does jobs: this thread, as many others as there are processors, or other machines. Results come one by one in the order of the
 * jobs, whoever is done first, and jobs are taken only as they can be done: so neither a long list of them nor their results are ever held
 * whole. Whoever stops listening ends the rest.
 */
export type Crew = <N extends TaskName>(task: N, jobs: Iterable<JobOf<N>>, hooks?: CrewHooks) => AsyncIterable<Result<DoneOf<N>>>;

/** One job after the other, here. A signal is heard where `onProgress` or the listener raise it: nothing else gets a word in. */
export const serialCrew = (runOnce: RunOnce = run): Crew =>
  async function* serial(task, jobs, { signal, onProgress } = {}) {
    let done = 0;
    for (const job of jobs) {
      signal?.throwIfAborted();
      const result = perform(task, job, runOnce, (share) => {
        onProgress?.(done + share);
        signal?.throwIfAborted();
      });
      done += 1;
      onProgress?.(done);
      yield result;
    }
  };

/** Does one job elsewhere. Rejects soon after the signal is raised. */
export type Work = <N extends TaskName>(task: N, job: JobOf<N>, signal: AbortSignal) => Promise<Result<DoneOf<N>>>;

/** @param width jobs handed out at a time, those included that wait for an earlier one's result: a few for each who works */
export const sharedCrew = (work: Work, width: number): Crew =>
  async function* shared(task, jobs, { signal, onProgress } = {}) {
    const leaving = new AbortController();
    const either = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal;
    const { cancelled, deafen } = whenAborted(signal);
    const underWay: Promise<Awaited<ReturnType<typeof one>>>[] = [];
    let done = 0;
    const one = async (job: JobOf<typeof task>) => {
      const result = await work(task, job, either);
      done += 1;
      onProgress?.(done);
      return result;
    };
    try {
      const waiting = jobs[Symbol.iterator]();
      for (;;) {
        signal?.throwIfAborted();
        while (underWay.length < width) {
          const next = waiting.next();
          if (next.done === true) break;
          const result = one(next.value);
          // Its turn may never come; that is no unhandled rejection.
          result.catch(() => undefined);
          underWay.push(result);
        }
        const first = underWay.shift();
        if (!first) return;
        yield await Promise.race([first, cancelled]);
      }
    } finally {
      deafen();
      leaving.abort();
    }
  };

/** A promise that rejects with the signal's reason, and never resolves. */
function whenAborted(signal: AbortSignal | undefined): { readonly cancelled: Promise<never>; readonly deafen: () => void } {
  let listener = (): void => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    listener = () => reject(signal!.reason as Error);
    signal?.addEventListener('abort', listener, { once: true });
  });
  cancelled.catch(() => undefined);
  return { cancelled, deafen: () => signal?.removeEventListener('abort', listener) };
}
