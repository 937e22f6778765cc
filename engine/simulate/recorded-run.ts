import { failure, type Result, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { Design, ResolvedDesign } from '../design/schema';
import { FrameRecorder, TICK } from '../measure/frame-recorder';
import type { Report } from '../measure/report';
import { TraceFinder } from '../measure/trace/find-traces';
import type { Trace } from '../measure/trace/trace';
import { shelfForAll } from '../measure/trace/trace-shelf';
import { run, type RunOptions } from './run';
import { Simulation } from './simulation';
import { traceNames } from './tracing/trace-names';
import { type Series, SeriesBook } from './series-book';

/** A run with all that other tools want to know of it. Plain data. */
export interface RecordedRun {
  readonly design: Design;
  readonly report: Report;
  /** All requests that began after the warm-up, up to as many as were asked for, and have ended. In the order in which they began. */
  readonly traces: readonly Trace[];
  /** [s] */
  readonly times: readonly number[];
  readonly series: readonly Series[];
}

export interface RecordOptions extends Pick<RunOptions, 'seed' | 'duration'> {
  /** Requests that are followed. */
  readonly requests: number;
}

/** Ticks from one second to the next. */
const PER_SECOND = 1e9 / TICK;

/** Runs a design, and once more with pencil in hand: the same run, since it follows from design and seed. */
export function recordRun(design: Design, { seed, duration, requests }: RecordOptions): Result<RecordedRun> {
  const report = run(design, { ...(seed !== undefined && { seed }), ...(duration !== undefined && { duration }) });
  if (!report.ok) return report;
  const resolved = resolve(design);
  if (!resolved.ok) return failure(...resolved.problems);
  return success({ design, report: report.value, ...watch(design, resolved.value, report.value, requests) });
}

function watch(
  design: Design,
  resolved: ResolvedDesign,
  { seed, simulated, warmup }: Report,
  requests: number,
): Pick<RecordedRun, 'traces' | 'times' | 'series'> {
  const simulation = new Simulation(resolved, seed, undefined, shelfForAll(Math.round(warmup * 1e9), requests));
  const { model, tracer } = simulation;
  const recorder = new FrameRecorder(model);
  const end = Math.round(simulated * 1e9);
  const book = new SeriesBook(model.nodes, model.links);
  const times: number[] = [];
  for (let now = TICK, tick = 1; now <= end; now += TICK, tick += 1) {
    simulation.runUntil(now);
    recorder.tick(now);
    if (tick % PER_SECOND > 0) continue;
    times.push(now / 1e9);
    book.take(recorder.take());
  }
  simulation.runUntil(end);
  const finder = new TraceFinder(tracer!.shelf, traceNames(model, tracer!, design));
  const numbers = Array.from(tracer!.shelf.kept(), ({ request }) => request).sort((a, b) => a - b);
  return { times, series: book.series(), traces: numbers.flatMap((request) => finder.trace(request, end) ?? []) };
}
