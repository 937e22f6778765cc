import { basename } from 'node:path';
import { failure, type Problem } from '../core/problem';
import { save } from '../design/file';
import { importLimits } from '../import/import-limits';
import { importTooBig, readImport } from '../import/read';
import { importers } from '../import/registry';
import { type ExitCode, exitCodes, type Io } from './io';
import { notesText } from './import-text';
import { problemsJson, problemsText } from './problems';
import { readText } from './read-file';
import { write } from './write-file';

export interface ImportCommandOptions {
  readonly from?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `faultline import`: reads a file of another tool as a design. What was inferred, guessed and what is missing is told beside it. */
export async function importCommand(
  path: string,
  { from, output, force = false, json = false }: ImportCommandOptions,
  io: Io,
): Promise<ExitCode> {
  const bad = (problems: readonly Problem[]): ExitCode => {
    if (json) io.out(problemsJson(problems));
    else io.err(problemsText(problems, io.colors));
    return exitCodes.bad;
  };
  const most = mostBytes(from);
  const text = await readText(path, most, () => failure(importTooBig(most)));
  const read = text.ok ? await readImport(text.value, basename(path), from) : text;
  if (!read.ok) return bad(read.problems);
  const { design, notes, format } = read.value;
  if (output !== undefined) {
    const saved = await write(output, save(design), { force });
    if (!saved.ok) return bad(saved.problems);
  }
  if (json) io.out(`${JSON.stringify({ format: 'faultline-import-1', from: format.id, notes, design }, null, 2)}\n`);
  else if (output === undefined) io.out(save(design));
  io.err(notesText(format.title, notes));
  return exitCodes.fine;
}

/** Of the format that was named; of the one that takes most where none was. */
const mostBytes = (from: string | undefined): number =>
  Math.max(...importers.filter(({ id }) => from === undefined || id === from).map(({ bytes = importLimits.bytes }) => bytes));
