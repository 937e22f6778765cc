import { availableParallelism } from 'node:os';
import path from 'node:path';
import { serialCrew, sharedCrew, type Work } from '../what-if/crew';
import type { HiredCrew } from './io';

/** The program that one of the crew runs; built beside this one. */
export const runProgram = path.join(import.meta.dirname, '..', 'cli-worker', 'run-worker.mjs');

/** Jobs handed out for each thread: while one run takes long, the others have so much to go on with. */
const AHEAD = 4;

/** One thread per processor, but at most so many; this thread alone where that is one. */
export async function hireCrew(most: number, filename = runProgram): Promise<HiredCrew> {
  const threads = Math.min(most, availableParallelism());
  if (threads <= 1) return { run: serialCrew(), dismiss: async () => undefined };
  // Loaded only when it is needed: most commands run one simulation or none.
  const { Piscina } = await import('piscina');
  const pool = new Piscina({ filename, minThreads: threads, maxThreads: threads, recordTiming: false });
  // A signal ends the thread in the midst of a run.
  const work: Work = (task, job, signal) => pool.run({ task, job }, { name: 'work', signal }) as ReturnType<typeof work>;
  return { run: sharedCrew(work, AHEAD * threads), dismiss: () => pool.destroy() };
}
