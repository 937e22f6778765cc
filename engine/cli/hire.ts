import { type Result, success } from '../core/problem';
import type { HiredCrew, Io } from './io';

/** Who is to do many runs. */
export interface HireOptions {
  /** Runs at a time on this machine; one per processor when left out. */
  readonly jobs?: number;
  /** Address of the queue whose workers do them in place of this machine. */
  readonly queue?: string;
}

/** @param runs how many there are at most: nobody is hired to stand by */
export const hire = async ({ jobs, queue }: HireOptions, runs: number, io: Io): Promise<Result<HiredCrew>> =>
  queue === undefined ? success(await io.crew(Math.min(jobs ?? Infinity, runs))) : io.queue(queue);
