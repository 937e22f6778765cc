import type { Problem, Result } from '../core/problem';
import { load } from '../design/file';
import type { Design } from '../design/schema';
import type { Exported, Exporter, ExportOptions } from '../export/definition';
import { exporters } from '../export/registry';
import { recordRun } from '../simulate/recorded-run';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemsText } from './problems';
import { readText } from './read-file';
import { write } from './write-file';

export interface ExportCommandOptions {
  readonly to: string;
  readonly journey?: string;
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** Requests whose traces are written. */
  readonly requests?: number;
  readonly output?: string;
  readonly force?: boolean;
}

/** `faultline export`: writes a design in another format. What that cannot say is told beside it. */
export async function exportCommand(path: string, options: ExportCommandOptions, io: Io): Promise<ExitCode> {
  const bad = (problems: readonly Problem[]): ExitCode => {
    io.err(problemsText(problems, io.colors));
    return exitCodes.bad;
  };
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return bad(file.problems);
  const exporter = exporters.find(({ id }) => id === options.to)!;
  const written = writtenBy(exporter, file.value.design, options);
  if (!written.ok) return bad(written.problems);
  const { output, force = false } = options;
  if (output === undefined) io.out(written.value.text);
  else {
    const saved = await write(output, written.value.text, { force });
    if (!saved.ok) return bad(saved.problems);
  }
  const { left } = written.value;
  if (left.length > 0) io.err(`${exporter.title} cannot say:\n${left.map((line) => `  ${line}\n`).join('')}`);
  return exitCodes.fine;
}

/** Where a run is to be written, it is made first. */
function writtenBy(
  exporter: Exporter,
  design: Design,
  { journey, seed, duration, requests = 1000 }: ExportCommandOptions,
): Result<Exported> {
  const options: ExportOptions = { ...(journey !== undefined && { journey }) };
  if (exporter.of === 'design') return exporter.write(design, options);
  const recorded = recordRun(design, { requests, ...(seed !== undefined && { seed }), ...(duration !== undefined && { duration }) });
  return recorded.ok ? exporter.write(recorded.value, options) : recorded;
}
