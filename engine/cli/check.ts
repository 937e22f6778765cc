import type { Result } from '../core/problem';
import { type AllFixed, fixAll } from '../design/advice/fixes';
import { type LoadedFile, load, save } from '../design/file';
import { withAdvice } from '../design/findings';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemCount, problemsJson, problemsText } from './problems';
import { readText } from './read-file';
import { write } from './write-file';

export interface CheckOptions {
  readonly json?: boolean;
  readonly fix?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** `faultline check`: lists what is wrong with a design and where it is weak, without running it; with `fix`, mends what can be. */
export async function checkCommand(path: string, options: CheckOptions, io: Io): Promise<ExitCode> {
  if ((options.output !== undefined || options.force) && !options.fix) {
    io.err('error --output\n  There is nothing to write without --fix.\n  Add --fix.\n');
    return exitCodes.bad;
  }
  const file = await read(path);
  if (options.fix && file.ok) return fixed(file.value, options, io);
  const problems = file.ok ? withAdvice(file.value.resolved, file.value.warnings) : file.problems;
  if (options.json) io.out(problemsJson(problems));
  else if (problems.length === 0) io.out('No problems.\n');
  else io.out(`${problemsText(problems, io.colors)}${problemCount(problems)}\n`);
  return problems.some(({ severity }) => severity === 'error') ? exitCodes.bad : exitCodes.fine;
}

async function read(path: string): Promise<Result<LoadedFile>> {
  const text = await readText(path);
  return text.ok ? load(text.value) : text;
}

/** The design goes to the output, what was done to it beside that. */
async function fixed({ design }: LoadedFile, { output, force = false }: CheckOptions, io: Io): Promise<ExitCode> {
  const all = fixAll(design);
  if (output === undefined) io.out(save(all.design));
  else {
    const written = await write(output, save(all.design), { force });
    if (!written.ok) {
      io.err(problemsText(written.problems, io.colors));
      return exitCodes.bad;
    }
  }
  io.err(doneText(all));
  return exitCodes.fine;
}

const doneText = ({ done }: AllFixed): string =>
  [
    ...done.map(({ finding, fix }) => `${finding.where} ${finding.code}: ${fix.title}\n`),
    done.length === 0 ? 'Nothing to fix.\n' : `${done.length} ${done.length === 1 ? 'fix' : 'fixes'}\n`,
  ].join('');
