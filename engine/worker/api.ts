import type { Problem, Result } from '../core/problem';
import type { Edit } from '../design/edits';
import type { Design, DesignFault } from '../design/schema';
import type { Cascade } from '../measure/cascade';
import type { Bottleneck } from '../what-if/bottleneck';
import type { Frame } from '../measure/frame';
import type { Report } from '../measure/report';
import type { FoundTraces, TraceQuery } from '../measure/trace/find-traces';
import type { Trace } from '../measure/trace/trace';
import type { RunPlan, RunRecord } from '../simulate/record';

export interface LoadedDesign {
  readonly ids: { readonly nodes: readonly string[]; readonly links: readonly string[] };
  /** Simulated time from which on it holds. [ns] */
  readonly at: number;
  /** Warnings; errors make `load` fail. */
  readonly warnings: readonly Problem[];
}

/** What runs short; null where nothing does, or where it is too early to say. */
export interface BottleneckAnswer {
  /** Simulated time from which it was measured. [s] */
  readonly since: number;
  readonly found: Bottleneck | null;
}

/** What was measured at one node, and what theory says of it, while the system was the same. */
export interface NodeAccount {
  /** Simulated time at which it begins. [s] */
  readonly since: number;
  readonly node: Report['nodes'][number];
}

/**
 * The worker's contract: one interface of plain data, reached over Comlink. The page sets the pace: the next frame is not
 * sent before the promise of the last one is kept, while the simulation itself goes on.
 */
export interface EngineApi {
  /** Compiles a design and stands at time 0. Replaces the run there was. */
  load(design: Design, seed?: number): Promise<Result<LoadedDesign>>;
  /**
   * Rewinds, or goes ahead: runs a plan from the beginning to `time` [ns], as fast as it goes, and stands there. Frames bring all ticks of
   * the way. The run there was goes on to stand where it is until then. Changes of the plan that are later happen at their times when it is
   * played on, until a change by hand drops them.
   * @returns null when it was cancelled: by `cancelSeek`, or by anything that starts or stops a run
   */
  seek(plan: RunPlan, time: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<Result<LoadedDesign | null>>;
  cancelSeek(): Promise<void>;
  /** Runs until paused or told otherwise. `speed` in simulated seconds per second; Infinity: as fast as it goes. Frames come at ≤ 10 Hz. */
  play(speed: number, onFrame: (frame: Frame) => Promise<void> | void): Promise<void>;
  setSpeed(speed: number): Promise<void>;
  /** Stops, and sends one last frame. */
  pause(): Promise<void>;
  /** While paused: goes on by one tick of simulated time (200 ms) and returns what it shows. */
  step(): Promise<Frame>;
  /** Applies an edit at this simulated moment and records it. A design that does not check is refused; the run goes on unchanged. */
  edit(edit: Edit): Promise<Result<LoadedDesign>>;
  /** Starts a fault now, for its `duration` (to the end when left out). `startAfter` is ignored. Recorded. @returns simulated time of it [ns] */
  inject(fault: DesignFault): Promise<Result<number>>;
  /** Ends a running fault now. Recorded. @returns simulated time of it [ns] */
  heal(faultId: string): Promise<number>;
  /** The account so far, without the design's warm-up once that is over. */
  report(): Promise<Report>;
  /** Who degraded since the warm-up, who followed, and with what share of the blame. */
  cascade(): Promise<Cascade>;
  /** What has run short since the warm-up or the last change, and what would help. */
  bottleneck(): Promise<BottleneckAnswer>;
  /** One node since the warm-up or the last change, whichever was later; null where there is none of that id. */
  account(node: string): Promise<NodeAccount | null>;
  /** Traces that are kept, at most 300 of those that fit. */
  traces(query: TraceQuery): Promise<FoundTraces>;
  /** All that was done in a request's name; null when it has not ended, or was not kept. */
  trace(request: number): Promise<Trace | null>;
  /** What makes this run what it is: run it again with these and get the same digest. */
  record(): Promise<RunRecord>;
}
