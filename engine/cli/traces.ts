import { load } from '../design/file';
import type { Design, ResolvedDesign } from '../design/schema';
import { TraceFinder } from '../measure/trace/find-traces';
import type { Trace } from '../measure/trace/trace';
import { boundedShelf, shelfForOne } from '../measure/trace/trace-shelf';
import { Simulation } from '../simulate/simulation';
import { traceNames } from '../simulate/tracing/trace-names';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemCount, problemsJson, problemsText } from './problems';
import { readText } from './read-file';
import { traceText } from './traces-text';

export interface TracesCommandOptions {
  readonly slowest?: number;
  readonly failed?: number;
  readonly request?: number;
  /** Id of a node or link. */
  readonly through?: string;
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  readonly json?: boolean;
}

/** `faultline traces`: simulates a design and tells single requests of it. */
export async function tracesCommand(path: string, options: TracesCommandOptions, io: Io): Promise<ExitCode> {
  const { json = false, request } = options;
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) {
    if (json) io.out(problemsJson(file.problems));
    else io.err(`${problemsText(file.problems, io.colors)}${problemCount(file.problems)}\n`);
    return exitCodes.bad;
  }
  const { design, resolved } = file.value;
  const traces = tracesOf(design, resolved, options);
  if (traces.length === 0) {
    io.err(
      request === undefined ? 'No request fits.\n' : `Request ${request} has not ended in this time, or there is none of that number.\n`,
    );
    return exitCodes.failed;
  }
  if (json) io.out(`${JSON.stringify({ design: design.name, seed: options.seed ?? resolved.seed, traces }, null, 2)}\n`);
  else io.out(traces.map((trace) => traceText(trace, design)).join('\n'));
  return exitCodes.fine;
}

function tracesOf(design: Design, resolved: ResolvedDesign, options: TracesCommandOptions): Trace[] {
  const { slowest, failed, request, through, seed = resolved.seed, duration } = options;
  const simulation = new Simulation(resolved, seed, undefined, request === undefined ? boundedShelf : shelfForOne(request));
  simulation.runUntil(duration === undefined ? resolved.run.duration : Math.round(duration * 1e9));
  const { model, tracer, now } = simulation;
  const finder = new TraceFinder(tracer!.shelf, traceNames(model, tracer!, design));
  const place = through === undefined ? {} : { through };
  const found = [
    ...(request === undefined ? [] : finder.find({ requests: [request] }, now).traces),
    ...(failed === undefined ? [] : finder.find({ outcome: 'bad', limit: failed, ...place }, now).traces),
    ...(slowest === undefined && (request !== undefined || failed !== undefined)
      ? []
      : finder.find({ limit: slowest ?? 3, ...place }, now).traces),
  ];
  return [...new Set(found.map((each) => each.request))].flatMap((each) => finder.trace(each, now) ?? []);
}
