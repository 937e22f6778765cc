import { type Remote, proxy, releaseProxy, wrap } from 'comlink';
import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import type { RunJob } from '../../engine/what-if/crew';
import type { Replications } from '../../engine/what-if/replicate';
import type { RunsApi } from '../../engine/worker/runs';

/** What is wanted of several runs of one design. */
export interface ReplicationsWanted {
  readonly replications: number;
  /** Of the first run; the others follow. */
  readonly seed: number;
}

/** Who does the work. */
interface Hands {
  readonly spawn: () => Worker;
  readonly processors: number;
}

/** More workers than this hold more memory than they save time. */
const MOST_WORKERS = 16;

const spawnWorker = (): Worker => new Worker(new URL('./runs.worker.ts', import.meta.url), { type: 'module', name: 'runs' });

/**
 * Runs a design several times, on as many workers as there are processors, and gives the account of all. One worker more keeps the account.
 * All of them end with the last run, or as soon as `signal` says so; the promise rejects then, and where a worker dies.
 */
export async function replicateInWorkers(
  design: Design,
  wanted: ReplicationsWanted,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  { spawn, processors }: Hands = { spawn: spawnWorker, processors: navigator.hardwareConcurrency || 1 },
): Promise<Result<Replications>> {
  const size = Math.min(wanted.replications, MOST_WORKERS, processors);
  const workers = Array.from({ length: size + 1 }, spawn);
  const [accountant, ...idle] = workers.map((worker) => wrap<RunsApi>(worker));
  const all = [accountant!, ...idle];
  const queue: (() => void)[] = [];
  const free = async (): Promise<Remote<RunsApi>> => {
    while (idle.length === 0) await new Promise<void>((resolve) => queue.push(resolve));
    return idle.pop()!;
  };
  const work = async (job: RunJob): Promise<Result<Report>> => {
    const worker = await free();
    const report = await worker.simulate(job);
    idle.push(worker);
    queue.shift()?.();
    return report;
  };
  try {
    return await Promise.race([accountant!.replicate(design, wanted, proxy(work), proxy(onProgress)), ended(workers, signal)]);
  } finally {
    for (const remote of all) remote[releaseProxy]();
    for (const worker of workers) worker.terminate();
  }
}

/** Rejects when it was cancelled, or a worker died. */
function ended(workers: readonly Worker[], signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (why: string) => reject(new Error(why));
    if (signal.aborted) stop('it was cancelled');
    signal.addEventListener('abort', () => stop('it was cancelled'), { once: true });
    for (const worker of workers) {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        stop(event.message || 'its program could not be loaded');
      });
      worker.addEventListener('messageerror', () => stop('a message could not be read'));
    }
  });
}
