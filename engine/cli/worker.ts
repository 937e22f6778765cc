import { refuse } from './answer';
import { type ExitCode, exitCodes, type Io } from './io';

export interface WorkerOptions {
  readonly queue: string;
  /** Runs at a time; one per processor when left out. */
  readonly concurrency?: number;
  /** Ends when no run came for so long. [s] */
  readonly idle?: number;
}

/** `faultline worker`: does runs that others put into a queue. */
export async function workerCommand(options: WorkerOptions, io: Io): Promise<ExitCode> {
  const worker = await io.serve(options, (words) => io.err(`${words}\n`));
  if (!worker.ok) return refuse(worker.problems, false, io);
  await worker.value;
  return exitCodes.fine;
}
