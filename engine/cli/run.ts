import { load } from '../design/file';
import type { Design } from '../design/schema';
import type { Report } from '../measure/report';
import { run, type RunOptions } from '../simulate/run';
import type { Traces } from '../simulate/source-tables';
import { unbalanced } from '../what-if/conserved';
import { usualFigures } from '../what-if/precision';
import { replicate } from '../what-if/replicate';
import { asJson, refuse } from './answer';
import { hire, type HireOptions } from './hire';
import { type HtmlOptions, writeReport } from './html-file';
import { type ExitCode, exitCodes, type Io } from './io';
import { lessonDocument, lessonLeftOut, printLesson } from './lesson';
import { problemCount } from './problems';
import { readText } from './read-file';
import { replicationsText } from './replications-text';
import { reportText } from './report-text';
import { leftOut, traceFor } from './trace';

export interface RunCommandOptions extends HireOptions, HtmlOptions {
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** [s] */
  readonly warmup?: number | 'auto';
  readonly replications?: number;
  /** Largest half-width of the intervals, as a share of the mean. */
  readonly precision?: number;
  /** What must be that sure; the usual figures when left out. */
  readonly figure?: readonly string[];
  /** Path of a recording that takes the place of a client's traffic. */
  readonly trace?: string;
  /** That client; may be left out where there is one only. */
  readonly traceClient?: string;
  readonly json?: boolean;
  /** Whether to run the lesson beside the design; when left out, for people but not for programs. */
  readonly lesson?: boolean;
}

/** `faultline run`: simulates a design and says what it does. */
export async function runCommand(path: string, options: RunCommandOptions, io: Io): Promise<ExitCode> {
  const { json = false, replications = 1, precision } = options;
  const text = await readText(path);
  if (!text.ok) return refuse(text.problems, json, io);
  const file = load(text.value);
  if (!file.ok) return refuse(file.problems, json, io);
  const { design, resolved, warnings } = file.value;
  const open = warnings.filter(({ ignored }) => ignored === undefined);
  if (!json && open.length > 0) io.err(`${problemCount(open)}; faultline check lists them.\n`);
  const trace = options.trace === undefined ? undefined : await traceFor(resolved, options.trace, options.traceClient);
  if (trace?.ok === false) return refuse(trace.problems, json, io);
  const note = trace && leftOut(trace.value, options.duration ?? resolved.run.duration / 1e9);
  if (!json && note) io.err(`${note}\n`);
  const asked = { ...options, ...(trace && { traces: trace.value }) };
  return replications > 1 || precision !== undefined ? runMany(path, design, asked, io) : runOnce(path, design, asked, io);
}

/** What was asked for, the recording read. */
interface Asked extends RunCommandOptions {
  readonly traces?: Traces;
}

async function runOnce(path: string, design: Design, { json = false, lesson, ...rest }: Asked, io: Io): Promise<ExitCode> {
  const options = runOptions(rest);
  io.progress.start();
  const result = run(design, { ...options, onProgress: (share) => io.progress.show(share) });
  io.progress.stop();
  if (!result.ok) return refuse(result.problems, json, io);
  const report = result.value;
  const written = await writeReport(rest, report, design, io);
  if (!written.ok) return refuse(written.problems, json, io);
  const whole = { path, design, report, options, asked: lesson === true };
  if (json) io.out(asJson(lesson === true ? await lessonDocument(whole, io) : report));
  else {
    io.out(reportText(report, io.colors));
    // What a lesson claims is about the design's own traffic.
    if (lesson ?? options.traces === undefined) await printLesson(whole, io);
  }
  return unbalanced(report).length === 0 && report.slos.every(({ met }) => met) && brokenInvariants(report).length === 0
    ? exitCodes.fine
    : exitCodes.failed;
}

/** Where a precision is asked for and no number of runs. */
const MOST_RUNS = 1000;

async function runMany(path: string, design: Design, options: Asked, io: Io): Promise<ExitCode> {
  const { json = false, lesson, precision, figure = usualFigures } = options;
  const replications = options.replications ?? MOST_RUNS;
  const hired = await hire(options, replications, io);
  if (!hired.ok) return refuse(hired.problems, json, io);
  const crew = hired.value;
  io.progress.start();
  const result = await replicate(
    {
      design,
      ...runOptions(options),
      replications,
      ...(precision !== undefined && { precision: { target: precision, figures: [...figure] } }),
    },
    crew.run,
    { onProgress: (share) => io.progress.show(share) },
  );
  io.progress.stop();
  await crew.dismiss();
  if (!result.ok) return refuse(result.problems, json, io);
  const written = await writeReport(options, result.value, design, io);
  if (!written.ok) return refuse(written.problems, json, io);
  io.out(json ? asJson(result.value) : replicationsText(result.value, io.colors));
  // A document on standard output stays one document.
  if (lesson ?? !json) (json ? io.err : io.out)(await lessonLeftOut(path));
  const { conserved, slos, invariants } = result.value;
  return conserved && slos.every(({ met }) => met) && invariants.every(({ holds }) => holds) ? exitCodes.fine : exitCodes.failed;
}

/** What was asked for, and nothing that was not: the rest is the design's to say. */
const runOptions = ({ seed, duration, warmup, traces }: Asked): Pick<RunOptions, 'seed' | 'duration' | 'warmup' | 'traces'> => ({
  ...(seed !== undefined && { seed }),
  ...(duration !== undefined && { duration }),
  ...(warmup !== undefined && { warmup }),
  ...(traces !== undefined && { traces }),
});

const brokenInvariants = ({ ledger }: Report): string[] => (ledger?.invariants ?? []).filter(({ holds }) => !holds).map(({ id }) => id);
