import type { Crew } from '../what-if/crew';

/** Where a command reads and writes. The terminal in the program, strings in the tests. */
export interface Io {
  /** Of the program. */
  readonly version: string;
  /** What the command was asked for. */
  readonly out: (text: string) => void;
  /** What a person should know besides. */
  readonly err: (text: string) => void;
  readonly colors: boolean;
  /** Shows how far a command is, where somebody watches. */
  readonly progress: Progress;
  /** Whoever does several runs, at most so many at a time. */
  readonly crew: (most: number) => Promise<HiredCrew>;
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
