import { availableParallelism } from 'node:os';
import { type Result, success } from '../../core/problem';
import type { WorkerOptions } from '../worker';
import { connect } from './connect';
import { engineId } from './engine-id';
import type { Say } from './queued-runs';
import { PASSWORD_VARIABLE, redisAddress, shownAddress } from './redis-url';

/** What a machine brings along for a queue. */
export interface Host {
  readonly version: string;
  /** The program that one thread runs. */
  readonly filename: string;
}

/** Begins to work for a queue; the promise inside resolves when it was told to stop and has stopped. */
export async function serve({ version, filename }: Host, options: WorkerOptions, say: Say): Promise<Result<Promise<void>>> {
  const address = redisAddress(options.queue, process.env[PASSWORD_VARIABLE]);
  if (!address.ok) return address;
  const redis = await connect(address.value);
  if (!redis.ok) return redis;
  const { QueueWorker } = await import('./queue-worker');
  const { Piscina } = await import('piscina');
  const concurrency = options.concurrency ?? availableParallelism();
  const engine = engineId(version, filename);
  const where = shownAddress(address.value);
  const pool = new Piscina({ filename, minThreads: concurrency, maxThreads: concurrency, recordTiming: false });
  const worker = new QueueWorker({
    redis: redis.value,
    engine,
    where,
    concurrency,
    ...(options.idle !== undefined && { idle: options.idle }),
    perform: (job) => pool.run(job, { name: 'work' }) as Promise<Result<unknown>>,
    say,
  });
  say(
    `Works for engine ${engine} at ${where}, ${concurrency} ${concurrency === 1 ? 'run' : 'runs'} at a time. Ctrl+C ends it after the runs at hand, twice ends it at once.`,
  );
  return success(untilStopped(worker, pool, say));
}

async function untilStopped(
  worker: { readonly stopped: Promise<number>; stop(now?: boolean): Promise<void> },
  pool: { destroy(): Promise<void> },
  say: Say,
): Promise<void> {
  let asked = false;
  const stop = (): void => {
    say(asked ? 'Ends now; others do the runs at hand again.' : 'Ends after the runs at hand.');
    void worker.stop(asked);
    asked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const runs = await worker.stopped;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  await pool.destroy();
  say(`${runs} ${runs === 1 ? 'run' : 'runs'} done in all.`);
}
