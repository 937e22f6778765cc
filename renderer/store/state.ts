import type { Problem } from '../../engine/core/problem';
import type { Edit } from '../../engine/design/edits';
import type { Design, DesignFault } from '../../engine/design/schema';
import type { Cascade } from '../../engine/measure/cascade';
import type { Report } from '../../engine/measure/report';
import type { FoundTraces, TraceQuery } from '../../engine/measure/trace/find-traces';
import type { Trace } from '../../engine/measure/trace/trace';
import type { BottleneckAnswer, NodeAccount } from '../../engine/worker/api';
import type { Kept } from '../recovery/kept';
import type { Place, SaveHow } from './ports';
import type { RunHistories } from './run-histories';
import type { RunLog } from './run-log';
import type { UndoState } from './undo';

export type Run =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running' | 'paused' }
  /** The design does not run; what is wrong with it. */
  | { readonly phase: 'failed'; readonly problems: readonly Problem[] };

/** The run that this one was a part of until one went back in time. */
export interface Original {
  readonly log: RunLog;
  readonly histories: RunHistories;
  readonly document: Design;
  readonly undoState: UndoState;
  readonly injected: Readonly<Record<string, DesignFault>>;
  /** Simulated time that it reached. [s] */
  readonly time: number;
  /** Simulated time from which on this run goes another way; null while it goes the same way again. [s] */
  readonly forkAt: number | null;
}

/** A run that ended when its worker or its page did. */
export interface CutShort {
  readonly log: RunLog;
  /** As it was drawn then. */
  readonly document: Design;
  /** Simulated time that it reached. [s] */
  readonly time: number;
  readonly injected: Readonly<Record<string, DesignFault>>;
}

export interface Selection {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  readonly groups: readonly string[];
  readonly notes: readonly string[];
}

export interface StudioFile {
  /** Absolute path in the desktop app, null in a browser or for a design that was never saved. */
  readonly path: string | null;
  readonly name: string;
  /** True while there are changes that no file holds. */
  readonly dirty: boolean;
  /** Something else than a file keeps every change of it: an interview does so with its canvas. */
  readonly kept?: boolean;
}

export const isDirty = ({ kept }: StudioFile, document: Design, saved: Design): boolean => kept !== true && document !== saved;

/** Where a document comes from. */
export interface Origin {
  readonly path?: string | null;
  /** Where saving writes without asking; the path when left out. */
  readonly place?: Place | null;
  readonly scenario?: string;
  /** See `StudioFile`. */
  readonly kept?: boolean;
}

export interface StudioState {
  readonly document: Design;
  readonly selection: Selection;
  /** Everything wrong with the document, warnings too. */
  readonly problems: readonly Problem[];
  readonly run: Run;
  /** Simulated seconds per second; Infinity: as fast as it goes. */
  readonly speed: number;
  /** Seed of the run. The document's own at first. */
  readonly seed: number;
  /** Ids of the faults that are on now, from the script and by hand. */
  readonly activeFaults: readonly string[];
  /** Faults put in by hand in this run, by id. */
  readonly injected: Readonly<Record<string, DesignFault>>;
  readonly file: StudioFile;
  /** Slug of the scenario that the document came from; its lesson is shown. */
  readonly scenario: string | null;
  /** A file that could not be loaded: all that is wrong with it. The document stays. */
  readonly refused: { readonly name: string; readonly problems: readonly Problem[] } | null;
  /** Waits for the user's word because it would discard unsaved changes. */
  readonly pending: { readonly what: string; readonly go: () => void } | null;
  /** Waits for the user's word because saving would replace what another program wrote; in words. */
  readonly changedOutside: string | null;
  readonly undoState: UndoState;
  /** The document as its file holds it. */
  readonly saved: Design;
  /** Raised whenever another document is shown. */
  readonly opening: number;
  /** What the run is made of; null before there was any. */
  readonly log: RunLog | null;
  /** The simulated moment that a run from the beginning is on the way to [s], and the share of the way that it has gone. */
  readonly seeking: { readonly to: number; readonly share: number } | null;
  readonly original: Original | null;
  /** Offered after the worker died. */
  readonly cutShort: CutShort | null;

  edit(...edits: readonly Edit[]): void;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  play(): void;
  pause(): void;
  togglePlay(): void;
  step(): Promise<void>;
  setSpeed(speed: number): void;
  /** Starts again with another seed. */
  setSeed(seed: number): void;
  /** From time 0 with the same design and seed. Faults put in by hand are gone. */
  restart(): void;
  /**
   * Goes back to a moment, by running there again from the beginning: the same to the digest. What was changed later happens again at
   * its time, until something is changed by hand.
   * @param time simulated. [s]
   * @param then plays on; or stands there to go another way, compared with the run that it was
   */
  rewind(time: number, then: 'play' | 'fork'): Promise<void>;
  cancelSeek(): void;
  /** Leaves the fork: runs the original again to where it was. */
  backToOriginal(): Promise<void>;
  /** Lets the original go. */
  keepFork(): void;
  /** Runs again to where the run was cut short. */
  resume(): Promise<void>;
  dismissCutShort(): void;
  /** Shows what a window that ended had kept, and runs to where its run was. @param time simulated. [s] */
  recover(kept: Kept, time: number): Promise<void>;
  injectFault(fault: DesignFault): Promise<void>;
  healFault(id: string): Promise<void>;
  /** What was measured at a node since the last change, and what theory says; null where there is no run of it. */
  accountOf(node: string): Promise<NodeAccount | null>;
  /** What runs short, and what would help; null where there is no run. */
  bottleneckNow(): Promise<BottleneckAnswer | null>;
  /** Who degraded so far, and who is to blame; null where there is no run. */
  cascadeNow(): Promise<Cascade | null>;
  /** The account of the run so far; null where there is no run. */
  reportNow(): Promise<Report | null>;
  /** Traces of the run so far; null where there is no run. */
  findTraces(query: TraceQuery): Promise<FoundTraces | null>;
  /** One trace; null where it was not kept, or there is no run. */
  traceOf(request: number): Promise<Trace | null>;
  /** Shows a design; nothing is asked. */
  show(design: Design, from: { readonly name: string } & Origin): void;
  /** Loads a design's text; a bad one is refused and the document stays. */
  openText(name: string, text: string, from?: Origin): void;
  openFile(): Promise<void>;
  newDesign(): void;
  /** @returns false when the user cancelled or writing failed. */
  save(how?: SaveHow): Promise<boolean>;
  saveAs(): Promise<boolean>;
  /** Runs `go` at once, or after the user agreed to lose unsaved changes. */
  guard(what: string, go: () => void): void;
  answerPending(answer: 'save' | 'discard' | 'cancel'): Promise<void>;
  answerChanged(answer: 'replace' | 'as' | 'cancel'): Promise<void>;
  dismissRefused(): void;
  refuse(name: string, problems: readonly Problem[]): void;
}
