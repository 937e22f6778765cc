import type { Result } from '../core/problem';
import type { Crew } from '../what-if/crew';
import type { WorkerOptions } from './worker';

/** Where a command reads and writes. The terminal in the program, strings in the tests. */
export interface Io {
  /** Of the program. */
  readonly version: string;
  /** Tells engines apart that may give different results. */
  readonly engine: () => string;
  /** What the command was asked for. */
  readonly out: (text: string) => void;
  /** What a person should know besides. */
  readonly err: (text: string) => void;
  readonly colors: boolean;
  /** Shows how far a command is, where somebody watches. */
  readonly progress: Progress;
  /** Whoever does several runs, at most so many at a time. */
  readonly crew: (most: number) => Promise<HiredCrew>;
  /** Whoever works for the queue at this address. */
  readonly queue: (url: string) => Promise<Result<HiredCrew>>;
  /** Works for a queue; the promise inside resolves once it was told to stop and has stopped. */
  readonly serve: (options: WorkerOptions, say: (words: string) => void) => Promise<Result<Promise<void>>>;
}

export interface HiredCrew {
  readonly run: Crew;
  dismiss(): Promise<void>;
}

export interface Progress {
  start(): void;
  /** @param share 0 to 1. */
  show(share: number): void;
  stop(): void;
}

/** What a command ends with, for scripts. */
export const exitCodes = {
  fine: 0,
  /** An objective was missed, or an invariant broken. */
  failed: 1,
  /** Bad input or usage. */
  bad: 2,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
