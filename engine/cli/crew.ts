import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Result } from '../core/problem';
import type { Report } from '../measure/report';
import { run } from '../simulate/run';
import { serialCrew, sharedCrew } from '../what-if/crew';
import type { HiredCrew } from './io';

/** The program that one of the crew runs; built beside this one. */
const besideThis = path.join(import.meta.dirname, '..', 'cli-worker', 'run-worker.mjs');

/** One thread per processor, but at most so many; this thread alone where that is one. */
export async function hireCrew(most: number, filename = besideThis): Promise<HiredCrew> {
  const threads = Math.min(most, availableParallelism());
  if (threads <= 1) return { run: serialCrew(run), dismiss: async () => undefined };
  // Loaded only when it is needed: most commands run one simulation or none.
  const { Piscina } = await import('piscina');
  const pool = new Piscina({ filename, minThreads: threads, maxThreads: threads, recordTiming: false });
  return {
    run: sharedCrew((job) => pool.run(job, { name: 'simulate' }) as Promise<Result<Report>>),
    dismiss: () => pool.destroy(),
  };
}
