import type { Problem, Result } from '../core/problem';
import type { Design } from '../design/schema';

/** How sure everything in an imported design is, in whole sentences. */
export interface ImportNotes {
  /** What follows from the file. */
  readonly inferred: readonly string[];
  /** What was taken for likely: look at it. */
  readonly guessed: readonly string[];
  /** What the file does not say or this design cannot hold. */
  readonly missing: readonly string[];
}

export interface Imported {
  readonly design: Design;
  readonly notes: ImportNotes;
}

export interface ImportOptions {
  /** Name of the file, which names the design where nothing in it does. */
  readonly fileName: string;
}

/** A format that designs are read from. */
export interface Importer {
  /** Name on the command line. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what comes in from it. */
  readonly about: string;
  /** Of files, without the dot. */
  readonly extensions: readonly string[];
  /** Bound on its files that differs from the usual one, `importLimits.bytes`. */
  readonly bytes?: number;
  /** Whether a text looks like this format; cheap. */
  readonly detects: (text: string, fileName: string) => boolean;
  /** The text has passed the bound on size; all else about it is unknown. Never throws. */
  readonly read: (text: string, options: ImportOptions) => Result<Imported> | Promise<Result<Imported>>;
}

/** What is wrong with a text that is to come in. */
export const importProblem = (code: string, message: string, remedy: string, where = 'file'): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});
