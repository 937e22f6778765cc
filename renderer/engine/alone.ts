import { releaseProxy, wrap } from 'comlink';

/**
 * One thing that a worker of its own does, which ends with it, or as soon as `signal` says so: the promise rejects then, and where the worker dies.
 * @param ask over the wire all is plain data, so the worker's remote form has the same type
 */
export async function alone<Api, T>(spawn: () => Worker, signal: AbortSignal, ask: (worker: Api) => Promise<T>): Promise<T> {
  const { ended, watch, forget } = ending(signal);
  const worker = spawn();
  watch(worker);
  const remote = wrap<Api>(worker);
  try {
    return await Promise.race([ask(remote as unknown as Api), ended]);
  } finally {
    forget();
    remote[releaseProxy]();
    worker.terminate();
  }
}

interface Ending {
  /** Rejects when it was cancelled, or a worker died; never resolves. */
  readonly ended: Promise<never>;
  watch(worker: Worker): void;
  forget(): void;
}

/** When work that others do is over before it is done. */
export function ending(signal: AbortSignal): Ending {
  let stop: (why: string) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    stop = (why) => reject(new Error(why));
  });
  ended.catch(() => undefined);
  const cancelled = () => stop('it was cancelled');
  if (signal.aborted) cancelled();
  signal.addEventListener('abort', cancelled, { once: true });
  return {
    ended,
    watch: (worker) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        stop(event.message || 'its program could not be loaded');
      });
      worker.addEventListener('messageerror', () => stop('a message could not be read'));
    },
    forget: () => signal.removeEventListener('abort', cancelled),
  };
}
