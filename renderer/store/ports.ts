import type { Problem, Result } from '../../engine/core/problem';
import type { EngineApi } from '../../engine/worker/api';

/** The simulation, as the store needs it. */
export interface EnginePort extends EngineApi {
  /** Called when the worker died; the next call starts a new one. */
  onDeath(listener: (error: Error) => void): void;
}

/** A file that may be written again without asking: a path of the shell, or a browser's handle. */
export type Place = string | FileSystemFileHandle;

export interface OpenFile {
  /** What the title shows: the file's name without its folder. */
  readonly name: string;
  /** Absolute path in the desktop app, null in a browser. */
  readonly path: string | null;
  readonly text: string;
  /** Where saving writes again, once the document is shown. */
  readonly place: Place | null;
}

export type SaveHow = 'again' | 'as' | 'replace';

/** Where designs are kept: native dialogs, the File System Access API, or upload and download. */
export interface FilePort {
  /** Asks the user for a file. null: cancelled. */
  open(): Promise<Result<OpenFile | null>>;
  /**
   * Writes to the file that is open, or asks for one where there is none or `how` is `as`. null: cancelled. A file that something else
   * has changed meanwhile is the problem `file-changed-outside`, unless `how` is `replace`.
   */
  save(text: string, name: string, how: SaveHow): Promise<Result<{ readonly name: string; readonly path: string | null } | null>>;
  /** Another document is shown, which belongs to this place, or to none. Only a file that could be read is ever attached. */
  attach(place: Place | null): void;
}

/** A short word to the user. */
export interface Notice {
  readonly tone: 'info' | 'good' | 'bad';
  readonly title: string;
  readonly message: string;
}

export interface StudioPorts {
  readonly engine: EnginePort;
  readonly files: FilePort;
  readonly say: (notice: Notice) => void;
  /** Milliseconds of the clock; only to tell one gesture from the next. */
  readonly now: () => number;
  /** A number that stays the same while the pointer is held down, another each time; null while it is up. */
  readonly gesture: () => number | null;
}

/** Several problems as one short text. */
export const inShort = (problems: readonly Problem[]): string =>
  problems.length === 1 && problems[0]
    ? `${problems[0].message} ${problems[0].remedy}`
    : `${problems[0]?.message ?? ''} And ${problems.length - 1} more.`;
