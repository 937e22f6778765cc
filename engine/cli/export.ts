import type { Problem } from '../core/problem';
import { load } from '../design/file';
import { exporters } from '../export/registry';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemsText } from './problems';
import { readText } from './read-file';
import { write } from './write-file';

export interface ExportCommandOptions {
  readonly to: string;
  readonly journey?: string;
  readonly output?: string;
  readonly force?: boolean;
}

/** `faultline export`: writes a design in another format. What that cannot say is told beside it. */
export async function exportCommand(path: string, { to, journey, output, force = false }: ExportCommandOptions, io: Io): Promise<ExitCode> {
  const bad = (problems: readonly Problem[]): ExitCode => {
    io.err(problemsText(problems, io.colors));
    return exitCodes.bad;
  };
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return bad(file.problems);
  const exporter = exporters.find(({ id }) => id === to)!;
  const written = exporter.write(file.value.design, { ...(journey !== undefined && { journey }) });
  if (!written.ok) return bad(written.problems);
  if (output === undefined) io.out(written.value.text);
  else {
    const saved = await write(output, written.value.text, { force });
    if (!saved.ok) return bad(saved.problems);
  }
  io.err(`${exporter.title} cannot say:\n${written.value.left.map((line) => `  ${line}\n`).join('')}`);
  return exitCodes.fine;
}
