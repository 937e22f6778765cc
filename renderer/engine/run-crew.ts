import { proxy, releaseProxy, type Remote, wrap } from 'comlink';
import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Exported } from '../../engine/export/definition';
import type { Report } from '../../engine/measure/report';
import type { AnswerOf, WantedOf, WhatIfName } from '../../engine/what-if/registry';
import type { RemoteWork, RunsApi } from '../../engine/worker/runs';
import type { WriteRun } from '../../engine/worker/write-run';
import { alone, ending } from './alone';

/** Who does the work. */
interface Hands {
  readonly spawn: () => Worker;
  readonly processors: number;
}

/** More workers than this hold more memory than they save time. */
const MOST_WORKERS = 16;
/** Jobs handed out for each worker: while one run takes long, the others have so much to go on with. */
const AHEAD = 4;

const spawnWorker = (): Worker => new Worker(new URL('./runs.worker.ts', import.meta.url), { type: 'module', name: 'runs' });

/**
 * Answers a what-if on as many workers as there are processors, started as they are needed; one more puts the answer together. All of them
 * end with the answer, or as soon as `signal` says so; the promise rejects then, and where a worker dies.
 * @param onProgress hears the share that is done, 0 to 1
 */
export async function answerInWorkers<N extends WhatIfName>(
  name: N,
  wanted: WantedOf<N>,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  { spawn, processors }: Hands = { spawn: spawnWorker, processors: navigator.hardwareConcurrency || 1 },
): Promise<Result<AnswerOf<N>>> {
  const { ended, watch, forget } = ending(signal);
  const remotes: Remote<RunsApi>[] = [];
  const workers: Worker[] = [];
  const hire = (): Remote<RunsApi> => {
    const worker = spawn();
    watch(worker);
    const remote = wrap<RunsApi>(worker);
    workers.push(worker);
    remotes.push(remote);
    return remote;
  };
  const most = Math.max(1, Math.min(MOST_WORKERS, processors));
  const idle: Remote<RunsApi>[] = [];
  const queue: ((worker: Remote<RunsApi>) => void)[] = [];
  const free = (): Remote<RunsApi> | Promise<Remote<RunsApi>> => {
    const worker = idle.pop();
    if (worker) return worker;
    // One more than these: it puts the answer together.
    return remotes.length <= most ? hire() : new Promise((resolve) => queue.push(resolve));
  };
  const work: RemoteWork = async (task, job) => {
    const worker = await free();
    // Over the wire all is plain data, so its remote form has the same type.
    const result = await (worker as unknown as RunsApi).perform(task, job);
    const next = queue.shift();
    if (next) next(worker);
    else idle.push(worker);
    return result;
  };
  try {
    const accountant = hire() as unknown as RunsApi;
    return await Promise.race([accountant.answer(name, wanted, proxy(work), AHEAD * most, proxy(onProgress)), ended]);
  } finally {
    forget();
    for (const remote of remotes) remote[releaseProxy]();
    for (const worker of workers) worker.terminate();
  }
}

/** One run of a design, in a worker of its own that ends with it, or as soon as `signal` says so; rejects then, and where the worker dies. */
export const reportInWorker = (design: Design, signal: AbortSignal, spawn = spawnWorker): Promise<Result<Report>> =>
  alone<RunsApi, Result<Report>>(spawn, signal, (worker) => worker.perform('report', { design, options: {} }));

/** Writes a run in another format, in a worker of its own that ends with it, or as soon as `signal` says so: the promise rejects then. */
export const writeRunInWorker = (asked: WriteRun, signal: AbortSignal): Promise<Result<Exported>> =>
  alone<RunsApi, Result<Exported>>(spawnWorker, signal, (worker) => worker.writeRun(asked));
